import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { contact, contract, csv, payment } from './csv';
import type { Cells } from './csv';

export interface Size {
  contracts: number;
  payments: number;
  contacts: number;
}

const BODIES = 10;

/** Cells that a row has in place of the good ones. */
export type Spoil = (row: Cells) => Cells;

const asItIs: Spoil = (row) => row;

/**
 * Writes the files of a large portfolio and returns the options that name them: ten health bodies, a group for every
 * third contract, payments of £10.00 one by one, contacts on all days of five years with a hundred people.
 */
export async function layLargeRegister(folder: string, size: Size, spoil: Spoil = asItIs): Promise<string[]> {
  const reference = (at: number) => `LR-${String(at % size.contracts)}`;
  const rows = {
    contracts: (at: number) =>
      contract(`Health body ${String(at % BODIES)}`, reference(at), {
        Group: `Group ${String(Math.floor(at / BODIES / 3))} of ${String(at % BODIES)}`,
        'Start date': '2024-04-01',
        'Health lead email': `lead${String(at % 100)}@health.example`,
        'Group lead email': `group${String(at)}@group.example`,
      }),
    payments: (at: number) => payment(reference(at), '10', day(at), { 'Payment reference': `BACS ${String(at)}` }),
    contacts: (at: number) =>
      contact(reference(at), day(at), {
        'Health person email': `lead${String(at % 100)}@health.example`,
        'Group person email': `person${String(at % 700)}@group.example`,
        Purpose: `Conversation ${String(at)} about the work, what is due and what comes next`,
      }),
  };
  const options: string[] = [];
  for (const kind of ['contracts', 'payments', 'contacts'] as const) {
    if (size[kind] === 0) continue;
    const path = join(folder, `${kind}.csv`);
    await write(path, size[kind], (at) => spoil(rows[kind](at)));
    options.push(`--${kind}`, path);
  }
  return options;
}

function day(at: number): string {
  return new Date(Date.UTC(2022, 0, 1 + (at % 1_780))).toISOString().slice(0, 10);
}

async function write(path: string, rows: number, row: (at: number) => Cells): Promise<void> {
  const out = createWriteStream(path);
  for (let at = 0; at < rows; at += 1) {
    const text = csv([row(at)]);
    out.write(at === 0 ? text : text.slice(text.indexOf('\n') + 1));
  }
  out.end();
  await finished(out);
}
