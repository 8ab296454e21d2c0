import { addDays, calendarDate, daysBetween } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import { pounds } from '../../shared/money';
import { accountProblem, isAccount } from './account-checks.rules';
import { bacsText, TextMapper } from './bank-text.rules';
import type { AccountFacts, BankingDays, PayableLine } from './payable';
import { LineProblems, Tally, totalsOf } from './run-checks.rules';
import type { DayTotals, MappedText, RunFacts } from './run-facts';

/** A Bacs credit, and the debit of the payer's own account that balances a day of them. */
const CREDIT = '99';
const CONTRA = '17';

/** The most that one Bacs payment may be. */
export const BACS_MOST_PENCE = 2_000_000_000;
/** Eleven figures of pence: the field of an amount, which the balancing debit of a day has to fit too. */
const FIELD_PENCE = 99_999_999_999;
/** Seven figures, in which the last label counts. */
const MOST_LINES = 9_999_999;
/** Bacs takes files up to thirty days ahead. */
const DAYS_AHEAD = 30;
/** The file says that it may be thrown away a week after it was processed. */
const KEPT_DAYS = 7;

export interface Bacs18Facts {
  run: RunFacts;
  own: AccountFacts & { serviceUserNumber: string | null };
  bankingDays: BankingDays;
}

/**
 * A Bacs Standard 18 credit file: for one processing day, or for several where the run has several days of payment. The
 * processing day is the banking day before the day on which the money is to arrive. Labels are 80 characters, data 100
 * (106 for several days), ended by CR LF. Throws as RunWriter says, and DomainError `conflict` or `invalid` at once when
 * no file can be made of this run at all.
 */
export async function* bacs18(
  facts: Bacs18Facts,
  lines: AsyncIterable<PayableLine>,
  mapped: (text: MappedText) => void,
): AsyncGenerator<string, void> {
  assertBacsPayer(facts.own);
  checkDays(facts);
  const texts = new TextMapper(bacsText, mapped);
  const file = new Records(facts, texts.map(null, 'payerName', facts.own.accountName));
  const [problems, tally] = [new LineProblems(), new Tally(facts.run.days)];
  yield file.opening();
  for await (const line of lines) {
    const over = tally.count(line);
    if (over !== null) yield file.contra(over);
    const reference = texts.map(line, 'reference', line.reference);
    const payee = texts.map(line, 'payeeName', line.payeeName);
    const problem = lineProblem(line, payee);
    if (problem === null) yield file.credit(line, reference, payee);
    else problems.add(line, problem);
  }
  yield file.contra(tally.finish());
  problems.refuse();
  yield file.closing();
}

/** The day on which Bacs processes what is to arrive on a day: never later than the banking day before. */
export function processingDay(bankingDays: BankingDays, payOn: CalendarDate): CalendarDate {
  return bankingDays.minus(bankingDays.onOrBefore(payOn), 1);
}

/** What keeps a payment out of any Bacs file; null when nothing does. */
export function bacsProblem(line: PayableLine): string | null {
  return lineProblem(line, bacsText(line.payeeName));
}

function lineProblem(line: PayableLine, payee: string): string | null {
  if (payee === '') return 'Bacs can carry no character of the payee name: ask the group for a Latin spelling.';
  if (!Number.isSafeInteger(line.amountPence) || line.amountPence < 1) return 'the amount is not above nothing.';
  if (line.amountPence > BACS_MOST_PENCE) {
    return `${pounds(line.amountPence)} is more than Bacs takes in one payment, which is ${pounds(BACS_MOST_PENCE)}.`;
  }
  return accountProblem(line);
}

/** Throws DomainError `conflict` when the payer's own account is none that Bacs takes files from. */
export function assertBacsPayer(own: Bacs18Facts['own']): void {
  if (!isAccount(own) || bacsText(own.accountName) === '') {
    throw new DomainError('conflict', 'The account that you pay from is not whole: look at its bank details first.');
  }
  if (!/^[A-Z0-9]{6}$/.test(own.serviceUserNumber ?? '')) {
    throw new DomainError(
      'conflict',
      'Bacs takes files only from a service user: enter your six-figure service user number with your bank details.',
    );
  }
}

function checkDays({ run, bankingDays }: Bacs18Facts): void {
  const { lineCount } = totalsOf(run);
  if (lineCount < 1 || lineCount > MOST_LINES) {
    throw new DomainError('invalid', `A Bacs file holds between 1 and ${MOST_LINES.toLocaleString('en-GB')} payments.`);
  }
  for (const { payOn, totalPence } of run.days) {
    const processed = processingDay(bankingDays, payOn);
    if (processed <= run.madeOn) {
      throw new DomainError(
        'conflict',
        `To arrive on ${payOn} a payment is processed on ${processed}, and Bacs needs the file a banking day before. ` +
          `A file made on ${run.madeOn} can arrive on ${arrival(bankingDays, run.madeOn)} at the earliest.`,
      );
    }
    if (daysBetween(run.madeOn, processed) > DAYS_AHEAD) {
      throw new DomainError('conflict', `Bacs takes files up to ${String(DAYS_AHEAD)} days ahead: ${payOn} is later.`);
    }
    if (totalPence > FIELD_PENCE) {
      throw new DomainError(
        'invalid',
        `The payments of ${payOn} come to ${pounds(totalPence)}; one day of a Bacs file holds ${pounds(FIELD_PENCE)}.`,
      );
    }
  }
}

/** Submitted by the first banking day from a day on, processed on the second, there on the third. */
function arrival(bankingDays: BankingDays, day: CalendarDate): CalendarDate {
  const submitted = bankingDays.onOrBefore(day) === day ? day : bankingDays.plus(day, 1);
  return bankingDays.plus(submitted, 2);
}

/** The records of one file, as text. */
class Records {
  private readonly severalDays: boolean;
  private readonly header: string;

  constructor(
    private readonly facts: Bacs18Facts,
    private readonly payer: string,
  ) {
    this.severalDays = facts.run.days.length > 1;
    this.header = this.headerAfterItsName();
  }

  opening(): string {
    const { run } = this.facts;
    const volume = `VOL1${this.serial()}${' '.repeat(31)}${this.user()}`;
    const work = this.severalDays ? '4 MULTI  ' : '1 DAILY  ';
    const fileNumber = figures(inRound(run.sequence, 999), 3);
    const first = this.processed(run.days[0]?.payOn ?? run.madeOn);
    const userHeader = `UHL1${julian(first)}999999    00000000${work}${fileNumber}`;
    return [`${volume.padEnd(79)}1`, `HDR1${this.header}`, `HDR2${this.layout()}`, userHeader.padEnd(80)]
      .map(ended)
      .join('');
  }

  credit({ account, amountPence, payOn }: PayableLine, reference: string, payee: string): string {
    return account === null ? '' : this.item({ to: account, code: CREDIT, amountPence, reference, payee, payOn });
  }

  /** One debit balances the credits of a day. */
  contra({ payOn, totalPence }: DayTotals): string {
    const { own } = this.facts;
    return this.item({
      to: own,
      code: CONTRA,
      amountPence: totalPence,
      reference: 'CONTRA',
      payee: this.payer,
      payOn,
    });
  }

  closing(): string {
    const { run } = this.facts;
    const { lineCount, totalPence } = totalsOf(run);
    const total = figures(totalPence, 13);
    const counts = figures(run.days.length, 7) + figures(lineCount, 7);
    return [`EOF1${this.header}`, `EOF2${this.layout()}`, `UTL1${total}${total}${counts}`.padEnd(80)]
      .map(ended)
      .join('');
  }

  private item(item: {
    to: AccountFacts;
    code: string;
    amountPence: number;
    reference: string;
    payee: string;
    payOn: CalendarDate;
  }): string {
    const { own } = this.facts;
    const to = `${item.to.sortCode}${item.to.accountNumber}0${item.code}`;
    const from = `${own.sortCode}${own.accountNumber}    `;
    const texts = [this.payer, item.reference, item.payee].map((text) => text.padEnd(18)).join('');
    const day = this.severalDays ? julian(this.processed(item.payOn)) : '';
    return ended(`${to}${from}${figures(item.amountPence, 11)}${texts}${day}`);
  }

  /** The first label of the file and its repetition at the end, from the fifth place on. */
  private headerAfterItsName(): string {
    const { run } = this.facts;
    const last = this.processed(run.days.at(-1)?.payOn ?? run.madeOn);
    const set = `A${this.user()}S   ${this.user()}${this.serial()}00010001      `;
    const dates = `${julian(run.madeOn)}${julian(addDays(last, KEPT_DAYS))}`;
    return `${set}${dates} 000000`.padEnd(76);
  }

  private layout(): string {
    return `F02000${this.severalDays ? '00106' : '00100'}${' '.repeat(35)}00`.padEnd(76);
  }

  private processed(payOn: CalendarDate): CalendarDate {
    return processingDay(this.facts.bankingDays, payOn);
  }

  private user(): string {
    return this.facts.own.serviceUserNumber ?? '';
  }

  /** Differs from file to file for longer than Bacs keeps them. */
  private serial(): string {
    return figures(inRound(this.facts.run.sequence, 999_999), 6);
  }
}

function ended(record: string): string {
  return `${record}\r\n`;
}

/** Throws RangeError when the number has not that many places: a wider record would shift every field after it. */
function figures(value: number, places: number): string {
  const text = String(value).padStart(places, '0');
  if (text.length !== places) throw new RangeError(`${String(value)} has more than ${String(places)} figures.`);
  return text;
}

/** 1, 2 … last, and round again. */
function inRound(sequence: number, last: number): number {
  return ((sequence - 1) % last) + 1;
}

/** A blank, the year's last two figures, and the day of the year. */
function julian(day: CalendarDate): string {
  const dayOfYear = daysBetween(calendarDate(`${day.slice(0, 4)}-01-01`), day) + 1;
  return ` ${day.slice(2, 4)}${figures(dayOfYear, 3)}`;
}
