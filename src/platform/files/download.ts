import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { attachmentNamed } from './file-name.rules';

/**
 * Sends a file to be saved, and never to be shown from here: what is in it was written by others, and must not be taken for
 * a page of ours.
 */
export function sendFile(
  reply: FastifyReply,
  file: { fileName: string; mediaType: string; sizeBytes: number; stream: Readable },
): void {
  void reply
    .header('Content-Disposition', attachmentNamed(file.fileName))
    .header('Content-Security-Policy', "sandbox; default-src 'none'")
    .header('X-Content-Type-Options', 'nosniff')
    .header('Cache-Control', 'no-store')
    .header('Content-Length', file.sizeBytes)
    .type(file.mediaType)
    .send(file.stream);
}

/** Sends rows for a spreadsheet to be saved, as they are read. */
export function sendCsv(reply: FastifyReply, name: string, rows: Readable | string): void {
  void reply
    .header('Content-Disposition', `attachment; filename="${name}"`)
    .header('Cache-Control', 'no-store')
    .type('text/csv; charset=utf-8')
    .send(rows);
}
