import { Writable } from 'node:stream';
import type { Tx } from '../../platform';
import type { ImportResult } from './import-request';
import { mendedCsv } from './reading';
import type { ImportFileKind } from './reading';

const CHUNK = 1024 * 1024;

/** Keeps the rows that were not taken with the import's record, in chunks of a megabyte. */
export async function keepRowsToMend(tx: Tx, importId: string, result: ImportResult): Promise<void> {
  for (const kind of ['contracts', 'payments', 'contacts'] as const) {
    if (result.toMend[kind].length === 0) continue;
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write(piece: Buffer, _encoding, done) {
        chunks.push(piece);
        done();
      },
    });
    await writeRowsToMend(sink, kind, result);
    for (const [at, content] of chunksOf(Buffer.concat(chunks)).entries()) {
      await tx.query(
        'insert into import_rows_to_mend (health_body_id, import_id, file, chunk, content) values ($1, $2, $3, $4, $5)',
        [tx.actor.organisationId, importId, kind, at + 1, content],
      );
    }
  }
}

export function chunksOf(content: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < content.length; at += CHUNK) chunks.push(content.subarray(at, at + CHUNK));
  return chunks;
}

/** Writes the header as it came, the rows that were not taken, and why. */
export async function writeRowsToMend(
  out: Writable,
  kind: ImportFileKind,
  { toMend, headers }: ImportResult,
): Promise<void> {
  const form = headers[kind];
  if (form === undefined) return;
  const csv = mendedCsv(out, form.header, form.separator);
  const rows = [...toMend[kind]].sort((a, b) => a.row - b.row);
  for (const { cells, reasons } of rows) await csv.write(cells, reasons);
  await csv.end();
}
