import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OURS = /^accord-import-(\d+)-/;

/** A folder for the files of one import, for as long as the work lasts. Nobody else can look into it. */
export async function inPassingFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `accord-import-${String(process.pid)}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what processes left that were killed in their work: for the start, when this one has no such folder yet. */
export async function sweepPassingFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(OURS.exec(name)?.[1] ?? NaN);
    // Of another user, and gone meanwhile, are none of our business.
    if (isOver(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isOver(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    if (!Number.isNaN(pid)) process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as { code?: string }).code === 'ESRCH';
  }
}
