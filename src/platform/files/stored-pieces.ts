import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

/** One piece of a file at a position; null after the last. */
export type ReadPiece = (position: number) => Promise<Buffer | null>;

/**
 * A kept file as a stream, read a piece at a time as its reader takes them: no connection is held in between. Its first
 * piece is there before this answers. The stream fails where the bytes are not those that were kept.
 */
export async function streamOf(sha256: Buffer, readPiece: ReadPiece): Promise<Readable> {
  const first = await readPiece(0);
  return Readable.from(inOrder(first, sha256, readPiece), { objectMode: false });
}

async function* inOrder(first: Buffer | null, sha256: Buffer, readPiece: ReadPiece): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let piece = first;
  for (let position = 1; piece !== null; position += 1) {
    hash.update(piece);
    const next = await readPiece(position);
    // Before the last piece leaves, it is known whether all of it is right.
    if (next === null && !hash.digest().equals(sha256)) throw new Error('A stored file is not what it was.');
    yield piece;
    piece = next;
  }
}
