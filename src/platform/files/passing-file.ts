import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHUNK_BYTES = 65_536;

/**
 * Bytes that a request brought, on disk while it lasts. The file has no name there: nobody else can open it, and it is gone
 * with the process, also where that is killed.
 */
export class PassingFile {
  private constructor(private readonly file: FileHandle) {}

  /** For as long as the work lasts. */
  static async during<T>(work: (file: PassingFile) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), 'accord-file-'));
    const file = await open(join(folder, 'file'), 'wx+', 0o600).finally(() => rm(folder, { recursive: true }));
    try {
      return await work(new PassingFile(file));
    } finally {
      await file.close();
    }
  }

  /** Takes in all that comes, once. */
  async fill(bytes: AsyncIterable<Buffer>): Promise<{ sizeBytes: number; sha256: Buffer }> {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for await (const piece of bytes) {
      hash.update(piece);
      sizeBytes += piece.length;
      await this.file.appendFile(piece);
    }
    return { sizeBytes, sha256: hash.digest() };
  }

  /** From its first byte, as often as it is wanted. */
  async *read(): AsyncGenerator<Buffer> {
    for (let at = 0; ;) {
      const piece = await this.at(at, CHUNK_BYTES);
      if (piece.length === 0) return;
      yield piece;
      at += piece.length;
    }
  }

  /** At most so many bytes from a place on. */
  async at(position: number, bytes: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.file.read(Buffer.alloc(bytes), { position });
    return buffer.subarray(0, bytesRead);
  }
}
