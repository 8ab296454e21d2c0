import { partsOf, textOf, two } from './days';
import type { Day } from './days';
import type { Dice } from './dice';

/** A row by column. What starts with # is said about the row and is not a cell of it. */
export type Row = Record<string, string>;

export interface Written {
  bytes: Buffer;
  /** Which row of the file each row went to, as a spreadsheet numbers them: the header is 1. */
  numbers: number[];
}

/** One person's habits of writing, and their program's of saving. */
export class Writer {
  private readonly separator: string;
  private readonly lineEnd: string;
  private readonly start: string;
  private readonly quotesAll: boolean;
  private readonly encoding: 'utf8' | 'latin1';

  constructor(private readonly dice: Dice) {
    this.separator = dice.one([',', ',', ';', '\t']);
    this.lineEnd = dice.one(['\n', '\r\n']);
    this.start = dice.one(['', '\uFEFF']);
    this.quotesAll = dice.percent(30);
    // What Windows-1252 writes differently from Latin-1 is in none of the cells.
    this.encoding = this.start === '' && dice.percent(30) ? 'latin1' : 'utf8';
  }

  date(day: Day): string {
    const { year, month, dayOfMonth } = partsOf(day);
    const forms = [textOf(day), `${dayOfMonth}/${month}/${year}`, `${two(dayOfMonth)}/${two(month)}/${year}`];
    return this.dice.one(forms);
  }

  money(pence: number): string {
    const [pounds, pennies] = [String(Math.floor(pence / 100)), two(pence % 100)];
    const grouped = pounds.replace(/\B(?=(\d{3})+$)/g, ',');
    const forms = [`${pounds}.${pennies}`, `${grouped}.${pennies}`, `£${grouped}.${pennies}`, `£ ${pounds}.${pennies}`];
    if (pence % 10 === 0) forms.push(`${pounds}.${pennies.slice(0, 1)}`);
    if (pence % 100 === 0) forms.push(pounds, `£\u00A0${grouped}`);
    return this.dice.one(forms);
  }

  word(text: string): string {
    return this.dice.one([text, text, text.toUpperCase(), ` ${text} `, text.toLowerCase()]);
  }

  one(texts: string[]): string {
    return this.dice.one(texts);
  }

  /** What an empty cell means is written or left empty. */
  usual(text: string, empty: string): string {
    return text === empty && this.dice.percent(50) ? '' : this.word(text);
  }

  yesOrNo(answer: boolean): string {
    return this.word(this.dice.one(answer ? ['yes', 'y', 'true', '1'] : ['no', 'n', 'false', '0']));
  }

  /** With columns in any order, a row here and there twice, and lines left empty. */
  file(names: string[], rows: Row[]): Written {
    const columns = this.dice.shuffled(names);
    const lines = [columns.map((column) => this.heading(column)).join(this.separator)];
    const numbers = rows.map((row) => {
      if (this.dice.percent(2)) lines.push('');
      const line = columns.map((column) => this.cell(row[column] ?? '')).join(this.separator);
      const number = lines.push(line);
      if (row['#'] === undefined && this.dice.percent(3)) lines.push(line);
      return number;
    });
    const text = `${this.start}${lines.join(this.lineEnd)}${this.lineEnd}`;
    return { bytes: Buffer.from(text, this.encoding), numbers };
  }

  private heading(column: string): string {
    return this.dice.one([column, column.toUpperCase(), column.replace(/[ -]/g, '_'), column.replace(/ /g, '')]);
  }

  private cell(text: string): string {
    const isQuoted = this.quotesAll || text.includes(this.separator) || /["\r\n]/.test(text);
    return isQuoted ? `"${text.replaceAll('"', '""')}"` : text;
  }
}
