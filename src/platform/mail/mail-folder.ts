import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';

/** One email to one recipient. */
export interface Message {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  headers?: Record<string, string>;
}

/** One that lies in the folder, as far as a page shows it. */
export interface WrittenMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  writtenAt: Date;
}

/** Whole or not at all, readable by the owner alone, and once: a repeat takes the place of the one before. */
export async function writeMail(folder: string, mail: Message & { from: string; messageId: string }): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  const { message } = await writer.sendMail(mail);
  const { id, to, subject, text } = mail;
  await put(join(folder, `${id}.json`), JSON.stringify({ id, to, subject, text }));
  await put(join(folder, `${id}.eml`), message as Buffer);
}

async function put(file: string, content: string | Buffer): Promise<void> {
  await writeFile(`${file}.part`, content, { mode: 0o600 });
  await rename(`${file}.part`, file);
}

/** Newest first. */
export async function readMailFolder(folder: string, most: number): Promise<WrittenMail[]> {
  const names = await readdir(folder).catch(nothing);
  const files = names.filter((name) => name.endsWith('.eml')).map((name) => join(folder, name));
  const dated = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtime })));
  const newest = dated.sort((one, other) => other.at.getTime() - one.at.getTime()).slice(0, most);
  return Promise.all(
    newest.map(async ({ file, at }) => {
      const known = JSON.parse(await readFile(file.replace(/\.eml$/, '.json'), 'utf8')) as Omit<
        WrittenMail,
        'writtenAt'
      >;
      return { ...known, writtenAt: at };
    }),
  );
}

function nothing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
