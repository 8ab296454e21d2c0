import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportFileKind, ImportRequest } from '../../src/exchange';

/** A row as it stands on a screen, by column. */
export type Cells = Record<string, string>;

/** The content of the files of one import: rows, or the file as it lies on a disk. */
export type Sheets = Partial<Record<ImportFileKind, readonly Cells[] | string | Buffer>>;

/** A contract of £12,000.00 over twelve months, £1,000.00 in advance on the first of each from April 2026. */
export function contract(healthBody: string, reference: string, rest: Cells = {}): Cells {
  return {
    'Health body': healthBody,
    Group: `Group of ${reference}`,
    'Contract reference': reference,
    Title: `Work under ${reference}`,
    Instrument: 'contract',
    Value: '12000',
    'Start date': '2026-04-01',
    'End date': '2027-03-31',
    'Health lead name': 'Robin Ferrow',
    'Health lead email': 'robin@health.example',
    'Group lead name': 'Max Dunmere',
    'Group lead email': 'max@group.example',
    ...rest,
  };
}

export function payment(reference: string, amount: string, receivedOn: string, rest: Cells = {}): Cells {
  return { 'Contract reference': reference, Amount: amount, 'Date received': receivedOn, ...rest };
}

export function contact(reference: string, date: string, rest: Cells = {}): Cells {
  return {
    'Contract reference': reference,
    Date: date,
    Channel: 'phone',
    'Started by': 'health',
    'Health person email': 'robin@health.example',
    'Group person email': 'max@group.example',
    'Two-way': 'yes',
    Purpose: 'Catching up',
    ...rest,
  };
}

/** The rows as a spreadsheet saves them. A row that lacks a column which another has leaves its cell empty. */
export function csv(rows: readonly Cells[], separator = ','): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
  const cell = (text: string) => (/["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return lines.map((line) => `${line.map(cell).join(separator)}\r\n`).join('');
}

/** A folder with the files that somebody is about to import. */
export class Desk {
  private imports = 0;

  private constructor(readonly folder: string) {}

  static async open(): Promise<Desk> {
    return new Desk(await mkdtemp(join(tmpdir(), 'accord-desk-')));
  }

  /** Saves the files of one import under their usual names. */
  async lay(sheets: Sheets): Promise<ImportRequest['files']> {
    this.imports += 1;
    const folder = join(this.folder, String(this.imports));
    await mkdir(folder);
    const files: ImportRequest['files'] = {};
    for (const [kind, content] of Object.entries(sheets) as [ImportFileKind, Sheets[ImportFileKind]][]) {
      if (content === undefined) continue;
      const name = `${kind}.csv`;
      const path = join(folder, name);
      await writeFile(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : csv(content));
      files[kind] = { path, name };
    }
    return files;
  }

  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
