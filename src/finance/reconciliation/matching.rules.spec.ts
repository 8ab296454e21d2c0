import { calendarDate } from '../../shared/calendar-date';
import type { EntryFacts } from './entry';
import { creditedOn, Matching } from './matching.rules';
import { OurLines } from './our-lines.rules';
import type { OurLine } from './our-lines.rules';

const TODAY = calendarDate('2026-11-22');

const line = (position: number, rest: Partial<OurLine> = {}): OurLine => ({
  id: `line-${String(position)}`,
  instalmentId: `instalment-${String(position)}`,
  runId: 'run',
  runNumber: 4,
  position,
  method: 'bacs_18',
  amountPence: 10_000 * position,
  outstandingPence: 10_000 * position,
  payeeName: 'Zoë’s Harbourlight Collective',
  reference: `SV-1/${String(position)}`,
  sentOn: calendarDate('2026-11-17'),
  payOn: calendarDate('2026-11-20'),
  live: true,
  state: 'exported',
  paidBy: null,
  ...rest,
});

const debit = (of: OurLine, rest: Partial<EntryFacts> = {}): EntryFacts => ({
  bookedOn: calendarDate('2026-11-20'),
  amountPence: of.amountPence,
  currency: 'GBP',
  direction: 'debit',
  reversal: false,
  returnCode: null,
  endToEndId: null,
  reference: of.reference,
  names: ["ZOE'S HARBOURLIGHT"],
  number: null,
  batchIds: [],
  flaw: null,
  ...rest,
});

const judge = (lines: OurLine[], ...entries: EntryFacts[]) => {
  const matching = new Matching(new OurLines(lines), TODAY);
  return entries
    .map((entry) => ({ entry, judgement: matching.judge(entry, false) }))
    .map(({ entry, judgement }) => judgement ?? matching.suggest(entry));
};
const causes = (lines: OurLine[], ...entries: EntryFacts[]) => judge(lines, ...entries).map(({ cause }) => cause);

describe('a debit', () => {
  it('with reference, amount and payee of one line is taken without a person', () => {
    const [found] = judge([line(1), line(2)], debit(line(2)));
    expect(found).toMatchObject({ outcome: 'matched', lines: [{ id: 'line-2' }], receivedOn: '2026-11-20' });
  });

  it('is taken by the id that our file gave it, whatever its reference says', () => {
    const told = debit(line(2), { endToEndId: 'RUN-4-2', reference: null, names: [] });
    expect(causes([line(1), line(2)], told)).toEqual(['exact']);
  });

  it('is not taken by a reference that only looks the same', () => {
    const twins = [line(1, { reference: 'SV-1/11', amountPence: 500, outstandingPence: 500 })];
    expect(causes(twins, debit(line(1), { reference: 'SV-11/1', amountPence: 500 }))).toEqual(['one_alike']);
  });

  it('is not taken by a reference that was cut off where two lines begin like it', () => {
    const long = (at: number) =>
      line(at, { reference: `A-VERY-LONG-REFERENCE/${String(at)}`, amountPence: 900, outstandingPence: 900 });
    const cut = debit(long(1), { reference: 'A-VERY-LONG-REFERE' });
    expect(causes([long(1)], cut)).toEqual(['exact']);
    expect(causes([long(1), long(2)], cut)).toEqual(['several_alike']);
  });

  it.each([
    ['a penny less', { amountPence: 19_999 }, 'less_than_sent'],
    ['a penny more', { amountPence: 20_001 }, 'more_than_sent'],
    ['another payee', { names: ['OAK AND ASH'] }, 'payee_differs'],
    ['nobody named', { names: [] }, 'payee_missing'],
    ['euros', { currency: 'EUR' }, 'not_pounds'],
    ['a day to come', { bookedOn: calendarDate('2026-11-23') }, 'day_to_come'],
    ['a day before it was sent', { bookedOn: calendarDate('2026-11-16') }, 'before_sent'],
    ['only announced', { flaw: 'not_booked' as const }, 'not_booked'],
    ['an entry taken back', { reversal: true }, 'reversal_unknown'],
  ])('with %s is not taken', (_, wrong, cause) => {
    expect(causes([line(1), line(2)], debit(line(2), wrong))).toEqual([cause]);
  });

  it('counts once: twice in a file, settled before, by hand or come back, it is a duplicate', () => {
    expect(causes([line(1)], debit(line(1)), debit(line(1)))).toEqual(['exact', 'twice_in_file']);
    const paid = { state: 'paid', outstandingPence: 0 };
    expect(causes([line(1, { ...paid, paidBy: 'statement' })], debit(line(1)))).toEqual(['settled_already']);
    expect(causes([line(1, { ...paid, paidBy: 'hand' })], debit(line(1)))).toEqual(['received_by_hand']);
    expect(causes([line(1, { state: 'returned', live: false })], debit(line(1)))).toEqual(['returned_already']);
  });

  it('is for the new attempt where an earlier one came back', () => {
    const again = line(9, {
      id: 'again',
      runNumber: 5,
      reference: 'SV-1/1',
      amountPence: 10_000,
      outstandingPence: 10_000,
    });
    const [found] = judge([line(1, { state: 'returned', live: false }), again], debit(line(1)));
    expect(found?.lines).toMatchObject([{ id: 'again' }]);
  });

  it('of the attempt before is not for the new one, nor is its return', () => {
    const first = line(1, { live: false, state: 'exported', sentOn: calendarDate('2026-10-19') });
    const again = line(9, {
      ...{ id: 'again', runNumber: 5, reference: 'SV-1/1', sentOn: calendarDate('2026-11-17') },
      ...{ amountPence: 10_000, outstandingPence: 10_000 },
    });
    const october = debit(first, { bookedOn: calendarDate('2026-10-21') });
    const back: EntryFacts = { ...october, direction: 'credit', returnCode: 'AC04' };
    expect(causes([first, again], october, back)).toEqual(['returned_already', 'returned_already']);
    expect(causes([again], october, back)).toEqual(['before_sent', 'return_unclear']);
    expect(causes([again], { ...october, reference: 'SV-I/1' })).toEqual(['no_line']);
  });

  it('for a whole run, or for one of its days, settles all of its lines', () => {
    const later = calendarDate('2026-11-21');
    const lines = [line(1), line(2), line(3, { payOn: later })];
    const batch = (amountPence: number, id: string) =>
      debit(line(1), { amountPence, reference: null, names: [], batchIds: [id] });
    expect(judge(lines, batch(60_000, 'RUN-4-1'))[0]).toMatchObject({ cause: 'whole_run', receivedOn: later });
    expect(judge(lines, batch(30_000, 'RUN-4-1-1'))[0]?.lines).toHaveLength(2);
    expect(causes(lines, batch(59_999, 'RUN-4-1'))).toEqual(['batch_differs']);
    const early = { ...batch(60_000, 'RUN-4-1'), bookedOn: calendarDate('2026-11-16') };
    expect(causes(lines, early)).toEqual(['before_sent']);
    expect(causes(lines, batch(60_000, 'FEES'))).toEqual(['run_total']);
    expect(causes(lines, debit(line(1)), batch(60_000, 'RUN-4-1'))).toEqual(['exact', 'batch_differs']);
  });

  it('that nothing is like is unknown, and nobody is offered what another entry settles', () => {
    expect(causes([line(1)], debit(line(1), { amountPence: 7, reference: 'RENT' }))).toEqual(['no_line']);
    const vague = debit(line(1), { reference: 'SV-I/1' });
    expect(causes([line(1)], vague)).toEqual(['one_alike']);
    const matching = new Matching(new OurLines([line(1)]), TODAY);
    expect(matching.judge(vague, false)).toBeNull();
    expect(matching.judge(debit(line(1)), false)?.cause).toBe('exact');
    expect(matching.suggest(vague).cause).toBe('no_line');
  });
});

describe('money that comes in', () => {
  const back = (of: OurLine, rest: Partial<EntryFacts> = {}) =>
    debit(of, { direction: 'credit', returnCode: 'AC04', ...rest });

  it('is a return where the bank says so and names the line, even one that this file settles', () => {
    expect(causes([line(1)], back(line(1)))).toEqual(['exact_return']);
    expect(causes([line(1)], debit(line(1)), back(line(1)))).toEqual(['exact', 'exact_return']);
    expect(causes([line(1)], back(line(1)), back(line(1)))).toEqual(['exact_return', 'returned_already']);
  });

  it('is never guessed to be one', () => {
    expect(causes([line(1)], back(line(1), { names: ['OAK'] }))).toEqual(['return_unclear']);
    expect(causes([line(1)], back(line(1), { returnCode: null }))).toEqual(['maybe_returned']);
    expect(causes([line(1)], back(line(1), { returnCode: null, reversal: true }))).toEqual(['reversal']);
    expect(causes([line(1)], back(line(1), { reference: 'X', amountPence: 3 }))).toEqual(['return_unknown']);
    expect(causes([line(1)], back(line(1), { returnCode: null, reference: 'GRANT' }))).toEqual(['money_in']);
    const byHand = line(1, { state: 'paid', outstandingPence: 0, paidBy: 'hand' });
    expect(causes([byHand], back(line(1)))).toEqual(['return_of_received']);
  });
});

describe('the day of a receipt', () => {
  it('is the day of payment for a bank file that was taken earlier, and else the day of the debit', () => {
    const day = calendarDate;
    expect(creditedOn(day('2026-11-18'), line(1))).toBe('2026-11-20');
    expect(creditedOn(day('2026-11-21'), line(1))).toBe('2026-11-21');
    expect(creditedOn(day('2026-11-18'), line(1, { method: 'ap_csv' }))).toBe('2026-11-18');
  });

  it('is never one to come: until then it waits', () => {
    const tomorrow = line(1, { payOn: calendarDate('2026-11-23') });
    expect(causes([tomorrow], debit(line(1)))).toEqual(['not_there_yet']);
  });
});
