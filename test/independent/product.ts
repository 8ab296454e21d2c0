import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportService } from '../../src/exchange/import/import.service';
import { ReportService } from '../../src/findings';
import { operatorFor } from '../../src/platform';
import { calendarDate } from '../../src/shared/calendar-date';
import type { TestApp } from '../support/start-app';
import { textOf } from './days';
import type { Day } from './days';
import type { Portfolio } from './portfolio';
import type { Report } from './report-shape';
import type { Spreadsheets } from './spreadsheets';

/** Brings the files in as the command line does, and gives what was refused. */
export async function importFiles(
  test: TestApp,
  files: Spreadsheets,
  asOf: Day,
  keepGood = false,
): Promise<ImportOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'accord-spreadsheets-'));
  try {
    const named = { contracts: 'contracts.csv', payments: 'payments.csv', contacts: 'contacts.csv' };
    for (const kind of ['contracts', 'payments', 'contacts'] as const) {
      await writeFile(join(folder, named[kind]), files[kind].bytes);
    }
    const inFolder = (name: string): { path: string; name: string } => ({ path: join(folder, name), name });
    const { report, changed } = await test.app.get(ImportService, { strict: false }).forOperator({
      files: {
        contracts: inFolder(named.contracts),
        payments: inFolder(named.payments),
        contacts: inFolder(named.contacts),
      },
      dryRun: false,
      keepGood,
      asOf: calendarDate(textOf(asOf)),
    });
    const errors = report.errors.map(({ file, row, column, value }) => `${file} ${row} ${column ?? '-'}: ${value}`);
    return { errors, problems: report.errors.map(({ problem }) => problem), changed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface ImportOutcome {
  /** Each as file, row, column and cell. */
  errors: string[];
  problems: string[];
  changed: boolean;
}

/** The product's report on the portfolio's health bodies: other portfolios may be in the same database. */
export async function reportOf(test: TestApp, { contracts }: Portfolio, asOf: Day): Promise<Report> {
  // A health body goes by the name that the register's first row of it gives.
  const first = contracts.filter((one, index) => contracts.findIndex(({ body }) => body === one.body) === index);
  const names = first.map(({ bodyName }) => bodyName);
  const bodies = await test.db.rows<{ id: string }>('select id from organisation where name = any ($1)', [names]);
  const actors = bodies.map(({ id }) => operatorFor(id, 'health'));
  return test.app.get(ReportService, { strict: false }).report(actors, calendarDate(textOf(asOf)));
}
