import { DomainError } from '../../shared/domain-error';
import { accountProblem, isAccount } from './account-checks.rules';
import { latinText, TextMapper } from './bank-text.rules';
import type { AccountFacts, BankingDays, PayableLine } from './payable';
import { LineProblems, Tally, totalsOf } from './run-checks.rules';
import type { DayTotals, MappedText, RunFacts } from './run-facts';

export interface Pain001Facts {
  run: RunFacts;
  own: AccountFacts;
  bankingDays: BankingDays;
}

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/**
 * A customer credit transfer, ISO 20022 pain.001.001.09, with UK sort codes (`GBDSC`) and accounts of eight figures; one
 * payment information block a day of payment. The count and the control sum stand before the payments, and are held
 * against what was written after them. Throws as RunWriter says, and DomainError `conflict` or `invalid` at once when no
 * file can be made of this run at all.
 */
export async function* pain001(
  facts: Pain001Facts,
  lines: AsyncIterable<PayableLine>,
  mapped: (text: MappedText) => void,
): AsyncGenerator<string, void> {
  check(facts);
  const texts = new TextMapper(latinText, mapped);
  const message = new Message(facts, {
    initiator: texts.map(null, 'payerName', facts.run.payerName),
    debtor: texts.map(null, 'payerName', facts.own.accountName),
  });
  const [problems, tally] = [new LineProblems(), new Tally(facts.run.days)];
  yield message.opening();
  for await (const line of lines) {
    if (tally.count(line) !== null) yield message.nextDay();
    const reference = texts.map(line, 'reference', line.reference);
    const payee = texts.map(line, 'payeeName', line.payeeName);
    const problem = lineProblem(line, payee);
    if (problem === null) yield message.transfer(line, reference, payee);
    else problems.add(line, problem);
  }
  tally.finish();
  problems.refuse();
  yield message.closing();
}

/** How a bank's own statement and its answers name one payment of a run: at most 35 characters, unique at the body. */
export function endToEndId(runNumber: number, position: number): string {
  return `RUN-${String(runNumber)}-${String(position)}`;
}

/** What keeps a payment out of any pain.001 message; null when nothing does. */
export function painProblem(line: PayableLine): string | null {
  return lineProblem(line, latinText(line.payeeName));
}

function lineProblem(line: PayableLine, payee: string): string | null {
  if (payee === '') return 'a bank can read no character of the payee name: ask the group for a Latin spelling.';
  if (!Number.isSafeInteger(line.amountPence) || line.amountPence < 1) return 'the amount is not above nothing.';
  return accountProblem(line);
}

/** Throws DomainError `conflict` when the payer's own account is not whole. */
export function assertPainPayer(own: AccountFacts): void {
  if (!isAccount(own) || latinText(own.accountName) === '') {
    throw new DomainError('conflict', 'The account that you pay from is not whole: look at its bank details first.');
  }
}

function check({ run, own }: Pain001Facts): void {
  assertPainPayer(own);
  if (totalsOf(run).lineCount < 1) throw new DomainError('invalid', 'There is nothing to pay in this run.');
  const past = run.days.find(({ payOn }) => payOn < run.madeOn);
  if (past !== undefined) {
    throw new DomainError('conflict', `The payment date ${past.payOn} is past: choose another before you export.`);
  }
}

/** The parts of one message, in the order that the schema asks for. */
class Message {
  private day = 0;

  constructor(
    private readonly facts: Pain001Facts,
    private readonly names: { initiator: string; debtor: string },
  ) {}

  opening(): string {
    const { run } = this.facts;
    const header = [
      element('MsgId', this.id()),
      element('CreDtTm', `${run.madeAt.toISOString().slice(0, 19)}Z`),
      control(totalsOf(run)),
      `<InitgPty>${element('Nm', this.names.initiator)}</InitgPty>`,
    ];
    const start = `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${NAMESPACE}"><CstmrCdtTrfInitn>`;
    return `${start}<GrpHdr>${header.join('')}</GrpHdr>\n${this.dayOpening()}`;
  }

  nextDay(): string {
    this.day += 1;
    return `</PmtInf>\n${this.dayOpening()}`;
  }

  transfer({ account, position, amountPence }: PayableLine, reference: string, payee: string): string {
    if (account === null) return '';
    const parts = [
      `<PmtId>${element('EndToEndId', endToEndId(this.facts.run.number, position))}</PmtId>`,
      `<Amt><InstdAmt Ccy="GBP">${decimal(amountPence)}</InstdAmt></Amt>`,
      `<CdtrAgt>${institution(account)}</CdtrAgt>`,
      `<Cdtr>${element('Nm', payee)}</Cdtr>`,
      `<CdtrAcct>${accountId(account)}</CdtrAcct>`,
      reference === '' ? '' : `<RmtInf>${element('Ustrd', reference)}</RmtInf>`,
    ];
    return `<CdtTrfTxInf>${parts.join('')}</CdtTrfTxInf>\n`;
  }

  closing(): string {
    return '</PmtInf></CstmrCdtTrfInitn></Document>\n';
  }

  private dayOpening(): string {
    const { run, own, bankingDays } = this.facts;
    const day = run.days[this.day];
    if (day === undefined) throw new RangeError('There is no such day in the run.');
    const parts = [
      element('PmtInfId', `${this.id()}-${String(this.day + 1)}`),
      element('PmtMtd', 'TRF'),
      control(day),
      '<PmtTpInf><SvcLvl><Cd>NURG</Cd></SvcLvl></PmtTpInf>',
      `<ReqdExctnDt>${element('Dt', bankingDays.onOrBefore(day.payOn))}</ReqdExctnDt>`,
      `<Dbtr>${element('Nm', this.names.debtor)}</Dbtr>`,
      `<DbtrAcct>${accountId(own)}<Ccy>GBP</Ccy></DbtrAcct>`,
      `<DbtrAgt>${institution(own)}</DbtrAgt>`,
      '<ChrgBr>SHAR</ChrgBr>',
    ];
    return `<PmtInf>${parts.join('')}\n`;
  }

  private id(): string {
    const { number, sequence } = this.facts.run;
    return `RUN-${String(number)}-${String(sequence)}`;
  }
}

function control({ lineCount, totalPence }: Omit<DayTotals, 'payOn'>): string {
  return element('NbOfTxs', String(lineCount)) + element('CtrlSum', decimal(totalPence));
}

function institution({ sortCode }: AccountFacts): string {
  const member = `<ClrSysId><Cd>GBDSC</Cd></ClrSysId>${element('MmbId', sortCode)}`;
  return `<FinInstnId><ClrSysMmbId>${member}</ClrSysMmbId></FinInstnId>`;
}

function accountId({ accountNumber }: AccountFacts): string {
  return `<Id><Othr>${element('Id', accountNumber)}<SchmeNm><Cd>BBAN</Cd></SchmeNm></Othr></Id>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Pounds with two places, and no sign or separator: 150050 → "1500.50". */
function decimal(pence: number): string {
  return `${String(Math.trunc(pence / 100))}.${String(pence % 100).padStart(2, '0')}`;
}
