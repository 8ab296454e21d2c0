import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { DomainError } from '../../shared/domain-error';

const PIECE_BYTES = 1024 * 1024;

/** What was written, once all of it was. */
export interface Written {
  sha256: Buffer;
  sizeBytes: number;
}

export function tooLarge(limitBytes: number): DomainError {
  const detail = `The file is larger than ${inMegabytes(limitBytes)}. A photo taken at a lower quality, or a scan as PDF, is smaller.`;
  return new DomainError('too-large', detail, [{ pointer: '/file', detail }]);
}

export function inMegabytes(bytes: number): string {
  return `${String(Math.floor(bytes / (1024 * 1024)))} MB`;
}

/**
 * Cuts a stream into pieces for `keep`, one at a time, and hashes it on the way: at no time is more than a piece in memory.
 * Throws DomainError `too-large` as soon as more than the limit came, and `invalid` for a stream of nothing.
 */
export async function cutUp(
  source: AsyncIterable<Buffer | string>,
  limitBytes: number,
  keep: (piece: Buffer, position: number) => Promise<void>,
): Promise<Written> {
  const hash = createHash('sha256');
  let position = 0;
  let sizeBytes = 0;
  for await (const piece of piecesOf(counted(source, hash, limitBytes))) {
    await keep(piece, position);
    position += 1;
    sizeBytes += piece.length;
  }
  if (sizeBytes === 0) {
    const detail = 'The file is empty.';
    throw new DomainError('invalid', detail, [{ pointer: '/file', detail }]);
  }
  return { sha256: hash.digest(), sizeBytes };
}

async function* counted(
  source: AsyncIterable<Buffer | string>,
  hash: Hash,
  limitBytes: number,
): AsyncGenerator<Buffer> {
  let came = 0;
  for await (const part of source) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    came += bytes.length;
    if (came > limitBytes) throw tooLarge(limitBytes);
    hash.update(bytes);
    yield bytes;
  }
}

async function* piecesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const part of source) {
    waiting.push(part);
    length += part.length;
    if (length < PIECE_BYTES) continue;
    const whole = Buffer.concat(waiting);
    const rest = whole.length % PIECE_BYTES;
    yield* cutInto(whole.subarray(0, whole.length - rest));
    // A copy, so that what was yielded need not stay for it.
    waiting = rest === 0 ? [] : [Buffer.from(whole.subarray(whole.length - rest))];
    length = rest;
  }
  if (length > 0) yield Buffer.concat(waiting);
}

function* cutInto(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) yield bytes.subarray(from, from + PIECE_BYTES);
}
