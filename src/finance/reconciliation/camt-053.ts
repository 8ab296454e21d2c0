import { StringDecoder } from 'node:string_decoder';
import { parser } from 'sax';
import type { SAXParser } from 'sax';
import { DomainError } from '../../shared/domain-error';
import { pounds } from '../../shared/money';
import { BookedSum } from './camt-balance.rules';
import { movementsOf } from './camt-entry.rules';
import { UnreadableEntry } from './entry';
import type { EntryFacts } from './entry';

const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.\d\d$/;
/** The deepest element of the schema lies at half of this. */
const DEEPEST = 40;
/** An element of the schema holds at most 500 characters, and names are short. */
const LONGEST_TEXT = 2_000;
const MOST_FIELDS = 500;

/** What a file held once it was read. */
export interface Counted {
  statements: number;
}

/**
 * The movements of all statements in a camt.053 message, a batch at a time: of the file no more is in memory than the entry
 * that is being read. A document type, and with it every entity but the five of XML, is refused. Throws DomainError
 * `invalid` for what is not such a message, naming the entry that cannot be read.
 */
export async function* camt053(chunks: AsyncIterable<Buffer>, counted: Counted): AsyncGenerator<EntryFacts[]> {
  const reader = new Reader(counted);
  const decoder = new StringDecoder('utf8');
  for await (const chunk of chunks) {
    reader.write(decoder.write(chunk));
    const found = reader.take();
    if (found.length > 0) yield found;
  }
  reader.write(decoder.end());
  reader.close();
  yield reader.take();
}

class Reader {
  private readonly sax: SAXParser = parser(true, { trim: false, normalize: false, position: true });
  private readonly path: string[] = [];
  private text = '';
  private statement: Collected | null = null;
  private balance: Collected | null = null;
  private balances: Map<string, string>[] = [];
  private booked = new BookedSum();
  private entry: Collected | null = null;
  private transaction: Collected | null = null;
  private transactions: Map<string, string>[] = [];
  private found: EntryFacts[] = [];
  private entries = 0;
  private ended = false;

  constructor(private readonly counted: Counted) {
    this.sax.onerror = (error) => {
      throw notXml(error.message);
    };
    this.sax.ondoctype = () => {
      throw refused('The file has a document type in it, which a bank statement never has: it is not read.');
    };
    this.sax.onopentag = ({ name, attributes }) => {
      this.open(localName(name), attributes as Record<string, string>);
    };
    this.sax.ontext = (text) => this.addText(text);
    this.sax.oncdata = (text) => this.addText(text);
    this.sax.onclosetag = (name) => {
      this.closed(localName(name));
    };
  }

  write(text: string): void {
    if (text !== '') this.sax.write(text);
  }

  take(): EntryFacts[] {
    return this.found.splice(0);
  }

  close(): void {
    this.sax.close();
    if (!this.ended)
      throw refused('This is not a camt.053 statement: ask your bank for that kind of file, or send CSV.');
  }

  private open(name: string, attributes: Record<string, string>): void {
    if (this.path.length === 0) checkRoot(name, attributes);
    if (this.path.length === 1 && name !== 'BkToCstmrStmt') {
      throw refused(`This is no camt.053 statement but another message (${name.slice(0, 40)}).`);
    }
    this.path.push(name);
    if (this.path.length > DEEPEST) throw refused('The file is nested deeper than a bank statement ever is.');
    this.text = '';
    this.opened(name, attributes);
  }

  private opened(name: string, { Ccy: currency }: Record<string, string>): void {
    this.openedOutside(name);
    if (this.isAt(name, 'Ntry', 4)) this.beginEntry();
    if (this.isAt(name, 'TxDtls', 6)) this.transaction = new Collected(this.path.length);
    if (name === 'RtrInf') this.transaction?.fields.set('RtrInf', '');
    if (currency !== undefined) this.scope?.set(this.path, currency, '@Ccy');
  }

  private openedOutside(name: string): void {
    if (this.isAt(name, 'Stmt', 3)) this.beginStatement();
    if (this.isAt(name, 'Bal', 4)) this.balance = new Collected(this.path.length);
  }

  private isAt(name: string, wanted: string, depth: number): boolean {
    return name === wanted && this.path.length === depth;
  }

  private beginStatement(): void {
    this.counted.statements += 1;
    this.statement = new Collected(this.path.length);
    this.balances = [];
    this.booked = new BookedSum();
  }

  private beginEntry(): void {
    this.entries += 1;
    this.entry = new Collected(this.path.length);
    this.transactions = [];
  }

  private get scope(): Collected | null {
    return this.transaction ?? this.entry ?? this.balance ?? this.statement;
  }

  private addText(text: string): void {
    if (this.scope === null) return;
    this.text += text;
    if (this.text.length > LONGEST_TEXT)
      throw refused(`${this.here()}: a text in it is longer than any of a statement.`);
  }

  private closed(name: string): void {
    const text = this.text.trim();
    if (text !== '') this.scope?.set(this.path, text);
    this.text = '';
    if (this.isAt(name, 'TxDtls', 6)) this.endTransaction();
    if (this.isAt(name, 'Ntry', 4)) this.endEntry();
    this.closedOutside(name);
    this.path.pop();
  }

  private closedOutside(name: string): void {
    if (this.isAt(name, 'Bal', 4)) this.endBalance();
    if (this.isAt(name, 'Stmt', 3)) this.endStatement();
    if (name === 'BkToCstmrStmt') this.ended = true;
  }

  private endBalance(): void {
    if (this.balance !== null) this.balances.push(this.balance.fields);
    this.balance = null;
  }

  private endStatement(): void {
    const fields = this.statement?.fields ?? new Map<string, string>();
    this.statement = null;
    const gap = this.booked.gap(fields, this.balances);
    if (gap === null) return;
    const called = (fields.get('Id') ?? String(this.counted.statements)).slice(0, 40);
    throw refused(
      `Statement ${called}: its entries and its opening balance differ from its closing balance by ${pounds(Math.abs(gap))}, so it is not whole. Ask your bank for the whole statement, without changes.`,
    );
  }

  /** The account and the statement. */
  private get where(): string {
    const { fields } = this.statement ?? new Collected(0);
    return [fields.get('Acct/Id/IBAN') ?? fields.get('Acct/Id/Othr/Id') ?? '', fields.get('Id') ?? ''].join('/');
  }

  private endTransaction(): void {
    if (this.transaction !== null) this.transactions.push(this.transaction.fields);
    this.transaction = null;
  }

  private endEntry(): void {
    const fields = this.entry?.fields ?? new Map<string, string>();
    try {
      for (const movement of movementsOf(fields, this.transactions, this.where)) this.found.push(movement);
      this.booked.add(fields);
    } catch (error) {
      if (error instanceof UnreadableEntry) throw refused(`${this.here()}: ${error.message}.`);
      throw error;
    }
    this.entry = null;
    this.transactions = [];
  }

  /** Where a person finds it. */
  private here(): string {
    const number = this.entry?.fields.get('AcctSvcrRef') ?? this.entry?.fields.get('NtryRef');
    const called = number === undefined ? '' : ` (${number.slice(0, 40)})`;
    return `Entry ${String(this.entries)}${called}, which ends in line ${String(this.sax.line + 1)}`;
  }
}

/** The fields of one element, by their paths below it. */
class Collected {
  readonly fields = new Map<string, string>();

  constructor(private readonly depth: number) {}

  set(path: readonly string[], value: string, suffix = ''): void {
    const key = path.slice(this.depth).join('/') + suffix;
    if (this.fields.has(key) && key !== 'RmtInf/Ustrd') return;
    if (this.fields.size >= MOST_FIELDS)
      throw refused('An entry of the file has more in it than a statement ever has.');
    // A reference may be told in several lines.
    const earlier = this.fields.get(key);
    this.fields.set(key, earlier === undefined ? value : `${earlier} ${value}`.slice(0, LONGEST_TEXT));
  }
}

function checkRoot(name: string, attributes: Record<string, string>): void {
  const prefixed = Object.entries(attributes).find(([key]) => key === 'xmlns' || key.startsWith('xmlns:'));
  const known = Object.entries(attributes).some(([key, value]) => key.startsWith('xmlns') && NAMESPACE.test(value));
  if (name === 'Document' && known) return;
  const is = prefixed === undefined ? name : prefixed[1];
  throw refused(`This is not a camt.053 statement (it says ${is.slice(0, 80)}): ask your bank for that kind of file.`);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function notXml(message: string): DomainError {
  const [first = '', line = ''] = message.split('\n');
  const at = /\d+/.exec(line)?.[0];
  const where = at === undefined ? '' : ` in line ${String(Number(at) + 1)}`;
  return refused(`The file is not sound XML${where}: ${first.toLowerCase()}. Was it cut off, or changed by hand?`);
}

function refused(detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: '/file', detail }]);
}
