import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingsError } from '../settings/settings-error';
import { MasterKey } from './keys';

/** The master key beside an embedded database, and the one that is to replace it while data keys are wrapped anew. */
const KEPT = 'master-key';
const NEXT = 'master-key.next';

/** The master key of a data folder, made at random for a new one. Throws SettingsError when the file is damaged. */
export function keptMasterKey(dataDir: string): Promise<MasterKey> {
  return readOrMake(join(dataDir, KEPT));
}

/** What a rotation goes over to: the same again until it is put in place, so that one that was cut short can go on. */
export function nextMasterKey(dataDir: string): Promise<MasterKey> {
  return readOrMake(join(dataDir, NEXT));
}

/** Once everything is wrapped by the next key. */
export async function putNextInPlace(dataDir: string): Promise<void> {
  await rename(join(dataDir, NEXT), join(dataDir, KEPT));
}

/** A key that somebody keeps in a file. Throws SettingsError, which never repeats what is in it. */
export async function masterKeyIn(path: string): Promise<MasterKey> {
  const key = MasterKey.read((await readFile(path, 'utf8')).trim());
  if (key === null) throw new SettingsError(`${path} does not hold a master key: 32 bytes in base64.`);
  return key;
}

async function readOrMake(path: string): Promise<MasterKey> {
  try {
    return await masterKeyIn(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await makeOnce(path, `${MasterKey.newText()}\n`);
  return masterKeyIn(path);
}

/** Whole, on the disk, for its owner's eyes only, and never over one that is there: of two at once one stays. */
async function makeOnce(path: string, text: string): Promise<void> {
  const partial = `${path}.${randomUUID()}`;
  const file = await open(partial, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await link(partial, path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  await unlink(partial);
}
