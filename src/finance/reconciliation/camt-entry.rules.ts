import { isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { hundredths } from './amounts.rules';
import { UnreadableEntry } from './entry';
import type { EntryFacts, EntryFlaw } from './entry';

/** What an element of a statement says, by the path of each element below it: `Refs/EndToEndId`. The first of each counts. */
export type Fields = ReadonlyMap<string, string>;

interface Whole {
  bookedOn: CalendarDate;
  amountPence: number;
  currency: string;
  direction: EntryFacts['direction'];
  reversal: boolean;
  number: string | null;
  flaw: EntryFlaw | null;
}

/**
 * One `Ntry` of camt.053 with its transactions as movements of the account: itself, or where it is a batch told one by one,
 * each of them; none where it moves no money. `where` is the account and the statement that it stands in. Throws
 * UnreadableEntry with what is wrong, in words.
 */
export function movementsOf(entry: Fields, transactions: readonly Fields[], where = ''): EntryFacts[] {
  if (isNought(entry.get('Amt'))) return [];
  const whole = wholeOf(entry, where);
  const [only] = transactions;
  const one = (of: Fields): EntryFacts[] => [{ ...whole, ...said(whole, entry, of), batchIds: batchIds(entry, only) }];
  const details = detailsOf(transactions);
  if (!transactions.some(tellsAmount)) return one(details);
  const parts = partsOf(whole, entry, transactions);
  if (parts === null) return one(new Map()).map((facts) => ({ ...facts, flaw: facts.flaw ?? 'details_differ' }));
  return transactions.length === 1 ? one(details) : apart(parts);
}

/** Of several, none speaks for the whole. */
function detailsOf(transactions: readonly Fields[]): Fields {
  const [only, another] = transactions;
  return only === undefined || another !== undefined ? new Map() : only;
}

/** Null where they are not told one by one, or do not add up to the whole. */
function partsOf(whole: Whole, entry: Fields, transactions: readonly Fields[]): EntryFacts[] | null {
  if (!transactions.every(tellsAmount) || !inCurrencyOf(whole, transactions)) return null;
  const parts = transactions
    .filter((transaction) => !isNought(amountText(transaction)))
    .map((transaction) => partOf(whole, entry, transaction));
  return sumFor(whole, parts) === whole.amountPence ? parts : null;
}

function tellsAmount(transaction: Fields): boolean {
  return amountText(transaction) !== undefined;
}

function sumFor(whole: Whole, parts: readonly EntryFacts[]): number {
  return parts.reduce((total, part) => total + signedFor(whole, part), 0);
}

/** Of two parts that say the same of themselves both count: the second of them is another. */
function apart(parts: readonly EntryFacts[]): EntryFacts[] {
  const times = new Map<string, number>();
  return parts.map((part) => {
    const key = JSON.stringify([part.number, part.endToEndId, part.amountPence, part.direction]);
    const time = (times.get(key) ?? 0) + 1;
    times.set(key, time);
    return time === 1 || part.number === null ? part : { ...part, number: `${part.number}/${String(time)}` };
  });
}

function inCurrencyOf({ currency }: Whole, transactions: readonly Fields[]): boolean {
  return transactions.every((transaction) => (currencyTold(transaction) ?? currency) === currency);
}

function isNought(amount: string | undefined): boolean {
  return /^\+?0+(\.0*)?$/.test(amount ?? '');
}

function signedFor({ direction }: Whole, part: EntryFacts): number {
  return part.direction === direction ? part.amountPence : -part.amountPence;
}

function wholeOf(entry: Fields, where: string): Whole {
  const amountPence = hundredths(entry.get('Amt') ?? '');
  if (amountPence === null) throw new UnreadableEntry(`${named(entry.get('Amt'))} is not an amount above nothing`);
  return {
    bookedOn: dayOf(entry),
    amountPence,
    currency: currencyOf(entry),
    direction: directionOf(entry.get('CdtDbtInd')),
    reversal: ['true', '1'].includes(entry.get('RvslInd') ?? ''),
    number: entry.get('AcctSvcrRef') ?? numberInStatement(entry, where),
    flaw: (entry.get('Sts/Cd') ?? entry.get('Sts')) === 'BOOK' ? null : 'not_booked',
  };
}

/** What numbers the entries of one statement begins anew in each: it says which entry it is only together with that. */
function numberInStatement(entry: Fields, where: string): string | null {
  const number = entry.get('NtryRef');
  return number === undefined ? null : `${where}/${number}`;
}

function partOf(whole: Whole, entry: Fields, transaction: Fields): EntryFacts {
  const amountPence = hundredths(amountText(transaction) ?? '');
  if (amountPence === null) {
    throw new UnreadableEntry(`a transaction in it has ${named(amountText(transaction))} as its amount`);
  }
  const own = transaction.get('Refs/AcctSvcrRef');
  const number =
    own ?? (whole.number === null ? undefined : `${whole.number}/${transaction.get('Refs/EndToEndId') ?? ''}`);
  const indicator = transaction.get('CdtDbtInd');
  const direction = indicator === undefined ? whole.direction : directionOf(indicator);
  return {
    ...whole,
    ...said({ direction }, entry, transaction),
    amountPence,
    direction,
    number: number ?? null,
    batchIds: [],
  };
}

type Said = Pick<EntryFacts, 'returnCode' | 'endToEndId' | 'reference' | 'names'>;

/** Of an entry without transactions of its own, what its narrative says. */
function said({ direction }: Pick<Whole, 'direction'>, entry: Fields, transaction: Fields): Said {
  const endToEndId = transaction.get('Refs/EndToEndId');
  const reference = firstOf(transaction, ['RmtInf/Ustrd', 'RmtInf/Strd/CdtrRefInf/Ref']) ?? entry.get('AddtlNtryInf');
  const returned = firstOf(transaction, ['RtrInf/Rsn/Cd', 'RtrInf/Rsn/Prtry']);
  return {
    returnCode: returned ?? (transaction.has('RtrInf') ? 'NARR' : null),
    endToEndId: endToEndId === undefined || endToEndId === 'NOTPROVIDED' ? null : cut(endToEndId),
    reference: reference === undefined ? null : cut(reference),
    names: namesIn(transaction, direction),
  };
}

/** Of what came back some banks still call the payee the creditor, and others the debtor. */
function namesIn(transaction: Fields, direction: EntryFacts['direction']): string[] {
  const parties = direction === 'debit' ? ['Cdtr', 'UltmtCdtr'] : ['Dbtr', 'Cdtr', 'UltmtCdtr'];
  return parties.flatMap((party) => {
    const name = firstOf(transaction, [`RltdPties/${party}/Pty/Nm`, `RltdPties/${party}/Nm`]);
    return name === undefined ? [] : [cut(name)];
  });
}

function firstOf(fields: Fields, paths: readonly string[]): string | undefined {
  return paths.map((path) => fields.get(path)).find((text) => text !== undefined);
}

function batchIds(entry: Fields, transaction: Fields | undefined): string[] {
  const ids = [entry.get('NtryDtls/Btch/PmtInfId'), entry.get('NtryDtls/Btch/MsgId')];
  ids.push(transaction?.get('Refs/PmtInfId'), transaction?.get('Refs/MsgId'));
  return ids.flatMap((id) => (id === undefined ? [] : [cut(id)]));
}

function amountText(transaction: Fields): string | undefined {
  return transaction.get('Amt') ?? transaction.get('AmtDtls/TxAmt/Amt');
}

/** Of the amount that is told. */
function currencyTold(transaction: Fields): string | undefined {
  return transaction.get(transaction.has('Amt') ? 'Amt@Ccy' : 'AmtDtls/TxAmt/Amt@Ccy');
}

function dayOf(entry: Fields): CalendarDate {
  const text = entry.get('BookgDt/Dt') ?? entry.get('BookgDt/DtTm') ?? entry.get('ValDt/Dt') ?? entry.get('ValDt/DtTm');
  const day = text?.slice(0, 10) ?? '';
  if (!isCalendarDate(day)) throw new UnreadableEntry(`${named(text)} is not the day on which it was booked`);
  return day;
}

function currencyOf(entry: Fields): string {
  const currency = entry.get('Amt@Ccy') ?? '';
  if (!/^[A-Z]{3}$/.test(currency)) throw new UnreadableEntry(`${named(currency)} is not a currency`);
  return currency;
}

function directionOf(indicator: string | undefined): EntryFacts['direction'] {
  if (indicator === 'DBIT') return 'debit';
  if (indicator === 'CRDT') return 'credit';
  throw new UnreadableEntry(`${named(indicator)} is neither DBIT nor CRDT`);
}

const LONGEST = 140;

function cut(text: string): string {
  return text.slice(0, LONGEST);
}

function named(text: string | undefined): string {
  return text === undefined || text === '' ? 'nothing' : `"${text.slice(0, 40)}"`;
}
