import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { writePrivateFile, type DataFolder } from './data-folder';
import { EmbeddedServerError } from './embedded-server-error';

export interface Passwords {
  superuser: string;
  owner: string;
  app: string;
}

/**
 * The passwords of a data folder, made at random for a new one.
 * @throws EmbeddedServerError when there is a database whose passwords are lost
 */
export async function folderPasswords(folder: DataFolder): Promise<Passwords> {
  if (existsSync(folder.passwords)) return readPasswords(folder);
  if (existsSync(folder.cluster)) throw lost(folder, 'is missing');
  const made: Passwords = { superuser: newPassword(), owner: newPassword(), app: newPassword() };
  await writePrivateFile(folder.passwords, `${JSON.stringify(made, null, 2)}\n`);
  return made;
}

async function readPasswords(folder: DataFolder): Promise<Passwords> {
  const found = parse(await readFile(folder.passwords, 'utf8'));
  if (found) return found;
  throw lost(folder, 'is damaged');
}

function parse(text: string): Passwords | undefined {
  try {
    const { superuser, owner, app } = JSON.parse(text) as Partial<Passwords>;
    return superuser && owner && app ? { superuser, owner, app } : undefined;
  } catch {
    return undefined;
  }
}

/** 24 random bytes in letters that need no escaping in an address or in SQL. */
function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

function lost(folder: DataFolder, what: string): EmbeddedServerError {
  return new EmbeddedServerError(
    `The file of database passwords ${folder.passwords} ${what}: put it back from a copy of the data folder, ` +
      'or set ACCORD_DATA_DIR to a new folder.',
  );
}
