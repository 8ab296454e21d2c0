import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { BankingCalendar } from '../../contracts';
import { calendarDate } from '../../shared/calendar-date';
import { bacs18, processingDay } from './bacs-18.rules';
import { exampleLine, exampleRun, inTurn, OWN, refusalOf, WEEKDAYS, written } from './example-run.testing';
import type { PayableLine } from './payable';
import type { RunFacts } from './run-facts';
import holidays from '../../../test/oracles/bank-holidays-england-wales-2018-2028.json';
import vectors from '../../../test/oracles/bacs-calendar-vectors.json';

const file = (lines: readonly PayableLine[], changes: Partial<RunFacts> = {}, own = OWN) =>
  written((mapped) => bacs18({ run: exampleRun(lines, changes), own, bankingDays: WEEKDAYS }, inTurn(lines), mapped));
const refusal = (lines: readonly PayableLine[], changes: Partial<RunFacts> = {}, own?: typeof OWN) =>
  refusalOf(file(lines, changes, own));
const records = (text: string) => text.split('\r\n').slice(0, -1);
const monday = calendarDate('2026-08-24');
const tuesday = calendarDate('2026-08-25');

describe('a Standard 18 file', () => {
  it('is the published one, byte for byte', async () => {
    const lines = [
      exampleLine(1, {
        amountPence: 250_000,
        reference: 'Pay emp-0001',
        payeeName: 'Ada Widget',
        account: { sortCode: '204512', accountNumber: '12345678', accountName: 'Ada Widget' },
      }),
      exampleLine(2, {
        amountPence: 182_150,
        reference: 'Pay emp-0002',
        payeeName: 'Bo Saver',
        account: { sortCode: '601613', accountNumber: '87654321', accountName: 'Bo Saver' },
      }),
    ];
    const { text, mapped } = await file(lines);
    const golden = readFileSync(join(__dirname, '../../../test/oracles/bacs18-golden-single-day.txt'));
    expect(Buffer.from(text).equals(golden)).toBe(true);
    expect(mapped).toEqual([]);
  });

  it('of several processing days says the day of each record, and balances each day by itself', async () => {
    const lines = [
      exampleLine(1, { amountPence: 100 }),
      exampleLine(2, { amountPence: 20 }),
      exampleLine(3, { amountPence: 7, payOn: tuesday }),
    ];
    const { text } = await file(lines);
    const [, , layout, user, ...rest] = records(text);
    const [items, closing] = [rest.slice(0, 5), rest.slice(5)];
    expect(layout).toBe(`HDR2F0200000106${' '.repeat(35)}00`.padEnd(80));
    expect(user).toBe('UHL1 26233999999    000000004 MULTI  007'.padEnd(80));
    expect(items.map((item) => item.length)).toEqual([106, 106, 106, 106, 106]);
    expect(items.map((item) => [item.slice(15, 17), Number(item.slice(35, 46)), item.slice(100)])).toEqual([
      ['99', 100, ' 26233'],
      ['99', 20, ' 26233'],
      ['17', 120, ' 26233'],
      ['99', 7, ' 26236'],
      ['17', 7, ' 26236'],
    ]);
    expect(closing[2]?.slice(0, 44)).toBe('UTL10000000000127000000000012700000020000003');
  });

  it('maps what Bacs cannot carry, and reports each change but capitals, the payer’s too', async () => {
    const lines = [exampleLine(4, { payeeName: 'Zoë’s Café (Łódź)', reference: 'Pride' })];
    const { text, mapped } = await file(lines, {}, { ...OWN, accountName: 'NHS Westmere & North ICB' });
    expect(records(text)[4]?.slice(46)).toBe('NHS WESTMERE & NORPRIDE             ZOE S CAFE  LODZ  ');
    expect(mapped).toEqual([
      { line: null, field: 'payerName', before: 'NHS Westmere & North ICB', after: 'NHS WESTMERE & NOR' },
      { line: 4, field: 'payeeName', before: 'Zoë’s Café (Łódź)', after: 'ZOE S CAFE  LODZ' },
    ]);
  });

  it('names every line that it cannot pay, and is refused whole', async () => {
    const error = await refusal([
      exampleLine(1),
      exampleLine(2, { account: null }),
      exampleLine(3, { amountPence: 2_000_000_001 }),
      exampleLine(4, { account: { sortCode: '2045', accountNumber: '12345678', accountName: 'Rainbow House' } }),
      exampleLine(5, { payeeName: '彩虹之家' }),
      exampleLine(6, { account: { sortCode: '204512', accountNumber: '12345678', accountName: 'Somebody else' } }),
    ]);
    expect(error.kind).toBe('invalid');
    expect(error.message).toMatch(/^5 lines cannot go into this file, so no file was made\. Line 2, Rainbow House: /);
    expect(error.fields.map(({ pointer }) => pointer)).toEqual([2, 3, 4, 5, 6].map((line) => `/lines/${String(line)}`));
    expect(error.fields[1]?.detail).toBe(
      'Line 3, Rainbow House: £20,000,000.01 is more than Bacs takes in one payment, which is £20,000,000.00.',
    );
  });

  it('pays exactly twenty million in one payment', async () => {
    const { text } = await file([exampleLine(1, { amountPence: 2_000_000_000 })]);
    expect(records(text)[4]?.slice(35, 46)).toBe('02000000000');
  });

  it('holds at most eleven figures of pence a day, because one debit balances the day', async () => {
    const lines = Array.from({ length: 50 }, (_, index) => exampleLine(index + 1, { amountPence: 2_000_000_000 }));
    const error = await refusal(lines);
    expect(error).toMatchObject({ kind: 'invalid', message: expect.stringContaining('£999,999,999.99') as string });
  });

  it('is refused when it would arrive late, too far ahead, or without a service user', async () => {
    const late = await refusal([exampleLine(1, { payOn: calendarDate('2026-08-17') })]);
    expect(late.message).toBe(
      'To arrive on 2026-08-17 a payment is processed on 2026-08-14, and Bacs needs the file a banking day before. ' +
        'A file made on 2026-08-14 can arrive on 2026-08-18 at the earliest.',
    );
    const ahead = await refusal([exampleLine(1, { payOn: calendarDate('2026-09-16') })]);
    expect(ahead.message).toContain('30 days ahead');
    const nobody = await refusal([exampleLine(1)], {}, { ...OWN, serviceUserNumber: '' });
    expect(nobody).toMatchObject({ kind: 'conflict', message: expect.stringContaining('service user') as string });
    expect((await refusal([])).kind).toBe('invalid');
  });

  it('is refused when its lines are not those of the run', async () => {
    const [first, second] = [exampleLine(1), exampleLine(2, { payOn: tuesday })];
    const run = exampleRun([first, second]);
    const given = (those: readonly PayableLine[]) =>
      written((mapped) => bacs18({ run, own: OWN, bankingDays: WEEKDAYS }, inTurn(those), mapped));
    await expect(given([first])).rejects.toMatchObject({ kind: 'conflict' });
    await expect(given([second, first])).rejects.toMatchObject({ kind: 'conflict' });
    await expect(given([exampleLine(1, { amountPence: 99_999 }), exampleLine(2, { payOn: tuesday })])).rejects.toThrow(
      'For 2026-08-24 they come to £999.99, and the run to £1,000.00.',
    );
    await expect(given([first, second, exampleLine(3, { payOn: calendarDate('2026-08-26') })])).rejects.toMatchObject({
      kind: 'conflict',
    });
  });

  it('numbers its submissions and files round and round, never with nought', async () => {
    const numbered = async (sequence: number) => {
      const [volume, , , user] = records((await file([exampleLine(1)], { sequence })).text);
      return [volume?.slice(4, 10), user?.slice(37, 40)];
    };
    expect(await numbered(999)).toEqual(['000999', '999']);
    expect(await numbered(1000)).toEqual(['001000', '001']);
    expect(await numbered(1_000_000)).toEqual(['000001', '001']);
  });

  it('keeps every record at its width and balances, whatever the names and amounts', async () => {
    const anyLine = fc.record({
      payeeName: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((name) => `A${name}`),
      reference: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      amountPence: fc.integer({ min: 1, max: 2_000_000_000 }),
      second: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { minLength: 1, maxLength: 20 }), async (those) => {
        const lines = those
          .map(({ second, ...line }) => ({ ...line, payOn: second ? tuesday : monday }))
          .sort((one, other) => (one.payOn < other.payOn ? -1 : 1))
          .map((line, index) => exampleLine(index + 1, line));
        const { text } = await file(lines);
        expect(text).toMatch(/^[A-Z0-9.&/\- \r\n]*$/);
        const all = records(text);
        const width = exampleRun(lines).days.length > 1 ? 106 : 100;
        expect(all.map(({ length }) => length)).toEqual(
          all.map((_, index) => (index < 4 || index >= all.length - 3 ? 80 : width)),
        );
        const items = all.slice(4, -3);
        const sum = (code: string) =>
          items
            .filter((item) => item.slice(15, 17) === code)
            .reduce((pence, item) => pence + Number(item.slice(35, 46)), 0);
        const total = lines.reduce((pence, { amountPence }) => pence + amountPence, 0);
        expect([sum('99'), sum('17')]).toEqual([total, total]);
        expect(all.at(-1)?.slice(4, 30)).toBe(String(total).padStart(13, '0').repeat(2));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the processing day', () => {
  const calendar = new BankingCalendar(holidays.dates.map(calendarDate));

  it.each(vectors.vectors)('of what arrives on $entryDate is $processingDate', ({ entryDate, processingDate }) => {
    expect(processingDay(calendar, calendarDate(entryDate))).toBe(processingDate);
  });

  it('of what should arrive at a weekend is such that it arrives before', () => {
    expect(processingDay(calendar, calendarDate('2026-08-30'))).toBe('2026-08-27');
  });
});
