import { apCsv } from './ap-csv.rules';
import { bacs18 } from './bacs-18.rules';
import { exampleLine, exampleRun, OWN, WEEKDAYS } from './example-run.testing';
import { USUAL_AP_TEMPLATE, USUAL_JOURNAL_TEMPLATE } from './export-template.rules';
import { journalCsv } from './journal-csv.rules';
import { pain001 } from './pain-001.rules';
import type { PayableLine } from './payable';
import type { RunFacts } from './run-facts';

const LINES = 5_000;
const run: RunFacts = {
  ...exampleRun([exampleLine(1)]),
  days: [{ payOn: exampleLine(1).payOn, lineCount: LINES, totalPence: LINES * 100_000 }],
};
const journal = {
  ...USUAL_JOURNAL_TEMPLATE,
  control: { accountCode: '9900', costCentre: null, analysisCode: null },
};
const ignore = () => undefined;

const FORMATS: Record<string, (lines: AsyncIterable<PayableLine>) => AsyncIterable<string>> = {
  'payables CSV': (lines) => apCsv(run, USUAL_AP_TEMPLATE, lines),
  'Standard 18': (lines) => bacs18({ run, own: OWN, bankingDays: WEEKDAYS }, lines, ignore),
  'pain.001': (lines) => pain001({ run, own: OWN, bankingDays: WEEKDAYS }, lines, ignore),
  journal: (lines) => journalCsv(run, journal, lines),
};

describe.each(Object.entries(FORMATS))('five thousand lines as %s', (_, format) => {
  it('are asked for one by one, each only when what came before it is written', async () => {
    let [asked, given, most] = [0, 0, 0];
    async function* lines(): AsyncGenerator<PayableLine> {
      for (asked = 1; asked <= LINES; asked += 1) yield await Promise.resolve(exampleLine(asked));
    }
    for await (const piece of format(lines())) {
      given += piece.length;
      most = Math.max(most, piece.length);
    }
    expect(asked).toBe(LINES + 1);
    // no piece grows with the number of lines
    expect(most).toBeLessThan(1500);
    expect(given).toBeGreaterThan(0);
  });
});
