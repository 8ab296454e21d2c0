import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { validateXML } from 'xmllint-wasm';
import { calendarDate } from '../../shared/calendar-date';
import { exampleLine, exampleRun, inTurn, OWN, refusalOf, WEEKDAYS, written } from './example-run.testing';
import { endToEndId, pain001 } from './pain-001.rules';
import type { PayableLine } from './payable';
import type { RunFacts } from './run-facts';

const schema = readFileSync(join(__dirname, '../../../test/oracles/iso20022-pain.001.001.09.xsd'), 'utf8');

const file = (lines: readonly PayableLine[], changes: Partial<RunFacts> = {}, own = OWN) =>
  written((mapped) => pain001({ run: exampleRun(lines, changes), own, bankingDays: WEEKDAYS }, inTurn(lines), mapped));
const faults = async (xml: string) => {
  const { errors } = await validateXML({ xml: [{ fileName: 'run.xml', contents: xml }], schema: [schema] });
  return errors.map(({ message }) => message);
};
const all = (text: string, element: string) =>
  [...text.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, content]) => content);

describe('a pain.001.001.09 message', () => {
  it('says what UK banks need, and validates', async () => {
    const { text, mapped } = await file([exampleLine(1), exampleLine(2, { amountPence: 50_050 })]);
    expect(await faults(text)).toEqual([]);
    expect(text).toContain('<MsgId>RUN-12-7</MsgId><CreDtTm>2026-08-14T09:30:00Z</CreDtTm>');
    expect(all(text, 'NbOfTxs')).toEqual(['2', '2']);
    expect(all(text, 'CtrlSum')).toEqual(['1500.50', '1500.50']);
    expect(all(text, 'Dt')).toEqual(['2026-08-24']);
    expect(all(text, 'EndToEndId')).toEqual(['RUN-12-1', 'RUN-12-2']);
    expect(all(text, 'Ustrd')).toEqual(['PRIDE-1', 'PRIDE-2']);
    expect(text).toContain(
      '<Amt><InstdAmt Ccy="GBP">500.50</InstdAmt></Amt><CdtrAgt><FinInstnId><ClrSysMmbId><ClrSysId><Cd>GBDSC</Cd>' +
        '</ClrSysId><MmbId>204512</MmbId></ClrSysMmbId></FinInstnId></CdtrAgt><Cdtr><Nm>Rainbow House</Nm></Cdtr>' +
        '<CdtrAcct><Id><Othr><Id>12345678</Id>',
    );
    expect(mapped).toEqual([]);
  });

  it('has a block of payments for each day, with its own sum', async () => {
    const tuesday = calendarDate('2026-08-25');
    const lines = [exampleLine(1), exampleLine(2, { payOn: tuesday }), exampleLine(3, { payOn: tuesday })];
    const { text } = await file(lines);
    expect(await faults(text)).toEqual([]);
    expect(all(text, 'PmtInfId')).toEqual(['RUN-12-7-1', 'RUN-12-7-2']);
    expect(all(text, 'NbOfTxs')).toEqual(['3', '1', '2']);
    expect(all(text, 'CtrlSum')).toEqual(['3000.00', '1000.00', '2000.00']);
    expect(all(text, 'Dt')).toEqual(['2026-08-24', '2026-08-25']);
  });

  it('asks for a day on which banks work, not after the one that was meant', async () => {
    const { text } = await file([exampleLine(1, { payOn: calendarDate('2026-08-23') })]);
    expect(all(text, 'Dt')).toEqual(['2026-08-21']);
  });

  it('writes odd names in the Latin set, reports each, and validates', async () => {
    const names = ['Ørsted & Łuków', '<b>"Zoë"</b>', 'Tea_House ]]>', 'Ünïcørn 🦄 café', "St. Anne's (Soho)"];
    const lines = names.map((payeeName, index) => exampleLine(index + 1, { payeeName, reference: `é&<${payeeName}` }));
    const { text, mapped } = await file(lines);
    expect(await faults(text)).toEqual([]);
    expect(all(text, 'Nm').slice(2)).toEqual([
      'Orsted + Lukow',
      "b 'Zoe' /b",
      'Tea-House',
      'Unicorn   cafe',
      "St. Anne's (Soho)",
    ]);
    expect(mapped.filter(({ field }) => field === 'payeeName').map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  });

  it('names every line that it cannot pay, and is refused whole', async () => {
    const lines = [exampleLine(1), exampleLine(2, { account: null }), exampleLine(3, { payeeName: 'Дом' })];
    const error = await refusalOf(file(lines));
    expect(error.kind).toBe('invalid');
    expect(error.fields.map(({ pointer }) => pointer)).toEqual(['/lines/2', '/lines/3']);
  });

  it('is refused for a day that is past, without an account of the payer, and when the lines are not the run’s', async () => {
    await expect(file([exampleLine(1, { payOn: calendarDate('2026-08-13') })])).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('2026-08-13 is past') as string,
    });
    await expect(file([exampleLine(1)], {}, { ...OWN, sortCode: '' })).rejects.toMatchObject({ kind: 'conflict' });
    await expect(file([])).rejects.toMatchObject({ kind: 'invalid' });
    const days = [{ payOn: calendarDate('2026-08-24'), lineCount: 1, totalPence: 99_999 }];
    await expect(file([exampleLine(1)], { days })).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('validates whatever the names and amounts are, and adds up', async () => {
    const anyLine = fc.record({
      payeeName: fc.string({ unit: 'grapheme', maxLength: 200 }).map((name) => `A${name}`),
      reference: fc.string({ unit: 'grapheme', maxLength: 200 }),
      amountPence: fc.integer({ min: 1, max: 9_999_999_999_999 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { minLength: 1, maxLength: 8 }), async (those) => {
        const lines = those.map((line, index) => exampleLine(index + 1, line));
        const { text } = await file(lines);
        expect(await faults(text)).toEqual([]);
        expect(text).toMatch(/^[\x20-\x7e\n]*$/);
        const amounts = [...text.matchAll(/<InstdAmt Ccy="GBP">(\d+)\.(\d\d)</g)].map(([, whole, part]) =>
          Number(`${whole ?? ''}${part ?? ''}`),
        );
        expect(amounts).toEqual(lines.map(({ amountPence }) => amountPence));
        expect(new Set(all(text, 'EndToEndId')).size).toBe(lines.length);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('keeps the name of one payment within 35 characters', () => {
    expect(endToEndId(2_147_483_647, 2_147_483_647).length).toBeLessThanOrEqual(35);
  });
});
