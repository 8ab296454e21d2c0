import { stringify } from 'csv-stringify/sync';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BankingCalendar } from '../../contracts';
import type { CalendarDate } from '../../shared/calendar-date';
import type { ImportFile } from '../import/import-request';
import type { ImportFileKind } from '../import/reading';
import { COLUMNS } from '../import/reading/columns.rules';
import { contactRows } from './contact-rows';
import { contractRow } from './contract-rows';
import { NORTHVALE } from './northvale';
import { paymentRows } from './payment-rows';
import { planContracts } from './planned-contract';
import type { Row } from './row';
import { WESTMERE } from './westmere';

type Texts = Record<ImportFileKind, string>;

/** The three spreadsheets of the demo for the day judged. Throws DomainError when the day cannot be planned for. */
function demoTexts(today: CalendarDate, calendar: BankingCalendar): Texts {
  const planned = planContracts([WESTMERE, NORTHVALE], today, calendar);
  return {
    contracts: csv(
      'contracts',
      planned.map((each) => contractRow(each, today)),
    ),
    payments: csv(
      'payments',
      planned.flatMap((each) => paymentRows(each, today, calendar)),
    ),
    contacts: csv(
      'contacts',
      planned.flatMap((each) => contactRows(each, today, calendar)),
    ),
  };
}

function csv<K extends ImportFileKind>(kind: K, rows: readonly Row<K>[]): string {
  return stringify([...rows], { header: true, columns: [...COLUMNS[kind]] });
}

/** Lays the three files in a folder of their own while they are needed. */
export async function withDemoFiles<T>(
  today: CalendarDate,
  calendar: BankingCalendar,
  work: (files: Record<ImportFileKind, ImportFile>) => Promise<T>,
): Promise<T> {
  const texts = demoTexts(today, calendar);
  const folder = await mkdtemp(join(tmpdir(), 'accord-demo-'));
  try {
    return await work({
      contracts: await lay(folder, 'contracts', texts),
      payments: await lay(folder, 'payments', texts),
      contacts: await lay(folder, 'contacts', texts),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function lay(folder: string, kind: ImportFileKind, texts: Texts): Promise<ImportFile> {
  const name = `${kind}.csv`;
  const path = join(folder, name);
  await writeFile(path, texts[kind]);
  return { path, name };
}
