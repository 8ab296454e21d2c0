import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { PassingFile } from './passing-file';
import { inPassingFolder, sweepPassingFolders } from './passing-folder';

const usual = process.env.TMPDIR;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accord-passing-'));
  process.env.TMPDIR = folder;
});
afterAll(async () => {
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
  await rm(folder, { recursive: true });
});

/** Three pieces, larger than what is read at once. */
const PIECES = ['a', 'b', 'c'].map((letter) => Buffer.alloc(100_000, letter));

async function readAll(file: PassingFile): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of file.read()) pieces.push(piece);
  return Buffer.concat(pieces);
}

const left = async () => (await readdir(folder)).filter((name) => /^accord-(file|import)-/.test(name));

describe('a file for as long as a request lasts', () => {
  it('has no name from before its first byte, is read as often as it is wanted, and from any place', async () => {
    await PassingFile.during(async (file) => {
      expect(await left()).toEqual([]);
      expect(await file.fill(Readable.from(PIECES))).toMatchObject({ sizeBytes: 300_000 });
      expect(await left()).toEqual([]);
      for await (const piece of file.read()) {
        expect(piece.toString('latin1', 0, 1)).toBe('a');
        break;
      }
      for (const time of [1, 2])
        expect({ time, same: (await readAll(file)).equals(Buffer.concat(PIECES)) }).toEqual({ time, same: true });
      expect((await file.at(199_999, 3)).toString()).toBe('bcc');
      expect((await file.at(299_999, 10)).toString()).toBe('c');
    });
  });

  it('is closed also where the work fails', async () => {
    const kept: PassingFile[] = [];
    const failing = PassingFile.during((file) => {
      kept.push(file);
      return Promise.reject(new Error('It fails.'));
    });
    await expect(failing).rejects.toThrow('It fails.');
    await expect(kept[0]?.at(0, 1)).rejects.toThrow('closed');
  });
});

describe('a folder for as long as an import lasts', () => {
  it('is gone after the work, and what a killed server left is gone after the next start', async () => {
    await inPassingFolder(async (mine) => {
      await writeFile(join(mine, 'contacts.csv'), 'Name');
      expect(await left()).toHaveLength(1);
    });
    expect(await left()).toEqual([]);
    // Above what a system numbers its processes with; the test's parent is there; a container has the same number again.
    const [killed, other, again] = [4_194_305, process.ppid, process.pid].map(
      (pid) => `accord-import-${String(pid)}-x`,
    );
    for (const name of [killed, other, again]) await mkdir(join(folder, name ?? ''));
    await sweepPassingFolders();
    expect(await left()).toEqual([other]);
    await rm(join(folder, other ?? ''), { recursive: true });
  });
});
