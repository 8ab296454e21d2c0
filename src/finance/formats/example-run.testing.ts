import { addDays, calendarDate, dayOfWeek } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import type { BankingDays, PayableLine } from './payable';
import type { DayTotals, LineFacts, MappedText, RunFacts } from './run-facts';

export const OWN = {
  sortCode: '601613',
  accountNumber: '12345678',
  accountName: 'Acme Ltd',
  serviceUserNumber: '123456',
};

/** Made on 14 August 2026, to arrive on the 24th. */
export function exampleRun(lines: readonly LineFacts[], changes: Partial<RunFacts> = {}): RunFacts {
  return {
    number: 12,
    sequence: 7,
    madeAt: new Date('2026-08-14T09:30:00Z'),
    madeOn: calendarDate('2026-08-14'),
    payerName: 'NHS Example ICB',
    days: daysOf(lines),
    ...changes,
  };
}

export function daysOf(lines: readonly LineFacts[]): DayTotals[] {
  return [...new Set(lines.map(({ payOn }) => payOn))].map((payOn) => {
    const those = lines.filter((line) => line.payOn === payOn);
    return { payOn, lineCount: those.length, totalPence: those.reduce((sum, { amountPence }) => sum + amountPence, 0) };
  });
}

export function exampleLine(position: number, changes: Partial<PayableLine> = {}): PayableLine {
  const payeeName = changes.payeeName ?? 'Rainbow House';
  return {
    position,
    groupId: `g${String(position)}`,
    payOn: calendarDate('2026-08-24'),
    dueOn: calendarDate('2026-08-24'),
    periodStartsOn: calendarDate('2026-09-01'),
    periodEndsOn: calendarDate('2026-09-30'),
    amountPence: 100_000,
    payeeName,
    supplierNumber: 'S-0042',
    reference: `PRIDE-${String(position)}`,
    invoiceNumber: null,
    purchaseOrderNumber: null,
    costCentre: '4100',
    accountCode: '6210',
    analysisCode: null,
    account: { sortCode: '204512', accountNumber: '12345678', accountName: payeeName },
    ...changes,
  };
}

/** Monday to Friday. */
export const WEEKDAYS: BankingDays = {
  onOrBefore: (day) => (isWeekday(day) ? day : WEEKDAYS.onOrBefore(addDays(day, -1))),
  minus: (day, n) => stepped(day, n, -1),
  plus: (day, n) => stepped(day, n, 1),
};

function stepped(day: CalendarDate, n: number, direction: number): CalendarDate {
  let [found, left] = [day, n];
  while (left > 0) {
    found = addDays(found, direction);
    if (isWeekday(found)) left -= 1;
  }
  return found;
}

function isWeekday(day: CalendarDate): boolean {
  return dayOfWeek(day) <= 5;
}

export async function* inTurn<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  for (const item of items) yield await Promise.resolve(item);
}

/** What a file is refused with. Fails when it is made, or when anything else goes wrong. */
export async function refusalOf(file: Promise<unknown>): Promise<DomainError> {
  try {
    await file;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('A file was made.');
}

/** All that a writer writes, and what it reports. */
export async function written(
  write: (mapped: (text: MappedText) => void) => AsyncIterable<string>,
): Promise<{ text: string; mapped: MappedText[] }> {
  const mapped: MappedText[] = [];
  let text = '';
  for await (const piece of write((change) => mapped.push(change))) text += piece;
  return { text, mapped };
}
