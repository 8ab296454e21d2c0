import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { inPassingFolder, saysTooMuch, withPatience } from '../../platform';
import { isCalendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import type { ImportRequest } from './import-request';
import type { ImportFileKind } from './reading';

const KINDS: readonly string[] = ['contracts', 'payments', 'contacts'] satisfies ImportFileKind[];

/** Three files as large as each may be, and the form around them: see MOST_READ. */
const MOST_OF_THREE = 310 * 1024 * 1024;

/** The field that must come first, before any file is taken. Throws DomainError when its value is refused. */
export interface FirstField {
  name: string;
  check: (value: string | undefined) => void;
}

/** Receives the form's files into a folder of their own for as long as the work lasts: they may be 100 MB each. */
export async function withUpload<T>(
  request: FastifyRequest,
  work: (request: ImportRequest) => Promise<T>,
  first?: FirstField,
): Promise<T> {
  if (!request.isMultipart()) {
    throw new DomainError(
      'invalid',
      'Send the files as multipart/form-data, in the fields contracts, payments and contacts.',
    );
  }
  return inPassingFolder(async (folder) => work(await receiveForm(request, folder, first)));
}

async function receiveForm(request: FastifyRequest, folder: string, first?: FirstField): Promise<ImportRequest> {
  const received: ImportRequest = { files: {}, dryRun: false, keepGood: false };
  let last: Multipart | undefined;
  try {
    await withPatience(
      request,
      MOST_OF_THREE,
      () => tooLarge(last),
      async () => {
        const parts = request.parts();
        if (first !== undefined) pass(await parts.next(), first);
        for await (const part of parts) {
          last = part;
          if (part.type === 'file' && saysTooMuch(request, MOST_OF_THREE)) throw tooLarge(part);
          await receive(part, folder, received);
        }
      },
    );
  } catch (error) {
    throw asRefusal(error);
  }
  return received;
}

function pass({ value: part }: IteratorResult<Multipart, unknown>, { name, check }: FirstField): void {
  const field = part as Multipart | undefined;
  if (field?.type === 'file') field.file.resume();
  check(field?.type === 'field' && field.fieldname === name ? String(field.value) : undefined);
}

/** What a form may do wrong, by the code of the library that reads it. A system's error (a full disk) is none of these. */
const FORM_ERRORS: Readonly<Record<string, string>> = {
  FST_FILES_LIMIT: 'There are more than three files: send contracts, payments and contacts, once each.',
  FST_FIELDS_LIMIT: 'There are too many fields: send dryRun, keepGood and asOf, once each.',
  FST_PARTS_LIMIT: 'There are too many fields: send dryRun, keepGood and asOf, once each.',
};

function asRefusal(error: unknown): unknown {
  const { code, syscall } = error as { code?: string; syscall?: string };
  if (error instanceof DomainError || syscall !== undefined) return error;
  const detail = FORM_ERRORS[code ?? ''] ?? 'The form could not be read to its end: send it again.';
  return new DomainError('invalid', detail);
}

async function receive(part: Multipart, folder: string, received: ImportRequest): Promise<void> {
  if (part.type === 'file') await receiveFile(part, folder, received);
  else receiveField(part.fieldname, String(part.value), received);
}

async function receiveFile(part: MultipartFile, folder: string, { files }: ImportRequest): Promise<void> {
  const kind = part.fieldname;
  if (!KINDS.includes(kind) || files[kind as ImportFileKind] !== undefined) {
    part.file.resume();
    throw refused(
      kind,
      `There is ${KINDS.includes(kind) ? 'more than one file in' : 'no file field'} "${kind}": send contracts, payments and contacts, once each.`,
    );
  }
  const path = join(folder, `${kind}.csv`);
  await pipeline(part.file, createWriteStream(path));
  // Of a field in which nobody chose a file, a browser sends an empty one without a name.
  if (part.filename === '' && part.file.bytesRead === 0) return;
  if (part.file.truncated) throw tooLarge(part);
  files[kind as ImportFileKind] = { path, name: nameOf(part) ?? `${kind}.csv` };
}

/** A program may send a file under an empty name, or under none whatever the library's type says. */
function nameOf({ filename }: { filename: string | undefined }): string | undefined {
  return filename === '' ? undefined : filename;
}

function receiveField(name: string, value: string, received: ImportRequest): void {
  if (name === 'dryRun') received.dryRun = yesOrNo(name, value);
  else if (name === 'keepGood') received.keepGood = yesOrNo(name, value);
  else if (name === 'asOf' && isCalendarDate(value)) received.asOf = value;
  else throw refused(name, whyRefused(name));
}

function whyRefused(name: string): string {
  if (name === 'asOf') return 'asOf must be a date in the calendar, written YYYY-MM-DD.';
  if (KINDS.includes(name)) return `"${name}" came as text: send it as a file.`;
  return `There is no field "${name}" here.`;
}

function yesOrNo(name: string, value: string): boolean {
  if (value !== 'true' && value !== 'false') throw refused(name, `${name} must be true or false.`);
  return value === 'true';
}

/** Of the file that was being read. */
function tooLarge(part: Multipart | undefined): DomainError {
  const name = part?.type === 'file' ? nameOf(part) : undefined;
  const detail = `${name ?? 'The file'} is larger than 100 MB: split it.`;
  return new DomainError('too-large', detail, [{ pointer: `/${part?.fieldname ?? 'contracts'}`, detail }]);
}

function refused(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: `/${field}`, detail }]);
}
