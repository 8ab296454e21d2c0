import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { isUUID } from 'class-validator';
import { MOST_READ, PassingFile, saysTooMuch, withPatience } from '../../platform';
import { DomainError } from '../../shared/domain-error';

export const STATEMENT_LIMIT = 25 * 1024 * 1024;

/** A statement as it came, for as long as the request lasts. */
export interface UploadedStatement {
  bytes: PassingFile;
  name: string;
  sizeBytes: number;
  sha256: Buffer;
  mappingId: string | null;
}

/** The field that must come first, before any file is taken. Throws DomainError when its value is refused. */
export interface FirstField {
  name: string;
  check: (value: string | undefined) => void;
}

interface Receiving {
  bytes: PassingFile;
  file: Omit<UploadedStatement, 'mappingId'> | null;
  mappingId: string | null;
}

/**
 * Receives a form with the field `mappingId`, if any, and a file in the field `file`, for as long as the work
 * lasts. Throws DomainError `invalid`, and `too-large` for a file of more than 25 MB.
 */
export async function withStatement<T>(
  request: FastifyRequest,
  work: (statement: UploadedStatement) => Promise<T>,
  first?: FirstField,
): Promise<T> {
  if (!request.isMultipart()) {
    throw new DomainError('invalid', 'Send the statement as multipart/form-data, in the field file.');
  }
  if (saysTooMuch(request, MOST_READ)) throw tooLarge();
  return PassingFile.during(async (bytes) => {
    const { file, mappingId } = await receive(request, bytes, first);
    if (file === null) throw refused('file', 'Choose the file with the statement.');
    return work({ ...file, mappingId });
  });
}

async function receive(request: FastifyRequest, bytes: PassingFile, first: FirstField | undefined): Promise<Receiving> {
  const receiving: Receiving = { bytes, file: null, mappingId: null };
  try {
    await withPatience(request, MOST_READ, tooLarge, async () => {
      const parts = request.parts({ limits: { fileSize: STATEMENT_LIMIT, files: 1, fields: 10, fieldSize: 1_000 } });
      if (first !== undefined) pass(await parts.next(), first);
      for await (const part of parts) await take(part, receiving);
    });
  } catch (error) {
    throw asRefusal(error);
  }
  return receiving;
}

function pass({ value }: IteratorResult<Multipart, unknown>, { name, check }: FirstField): void {
  const part = value as Multipart | undefined;
  if (part?.type === 'file') part.file.resume();
  check(part?.type === 'field' && part.fieldname === name ? String(part.value) : undefined);
}

async function take(part: Multipart, receiving: Receiving): Promise<void> {
  if (part.type === 'field') takeField(part.fieldname, String(part.value), receiving);
  else if (part.fieldname === 'file') await takeFile(part, receiving);
  else {
    part.file.resume();
    throw refused(
      part.fieldname,
      `There is no file field "${part.fieldname.slice(0, 40)}": send it in the field file.`,
    );
  }
}

function takeField(name: string, value: string, receiving: Receiving): void {
  // The forms of our own pages name their attempt.
  if (name.startsWith('_')) return;
  if (name !== 'mappingId') throw refused(name, `There is no field "${name.slice(0, 40)}" here.`);
  if (value === '') return;
  if (!isUUID(value)) throw refused('mappingId', 'mappingId must be the id of one of your mappings.');
  receiving.mappingId = value;
}

async function takeFile(part: MultipartFile, receiving: Receiving): Promise<void> {
  const { bytes } = receiving;
  const came = await bytes.fill(part.file);
  if (part.file.truncated) throw tooLarge();
  // Of a field in which nobody chose a file, a browser sends an empty one without a name.
  if (part.filename === '' && came.sizeBytes === 0) return;
  if (came.sizeBytes === 0) throw refused('file', 'The file is empty.');
  receiving.file = { ...came, bytes, name: part.filename === '' ? 'statement' : part.filename };
}

function tooLarge(): DomainError {
  const detail = 'The file is larger than 25 MB: ask your bank for the statements of fewer days in one file.';
  return new DomainError('too-large', detail, [{ pointer: '/file', detail }]);
}

/** What a form may do wrong, by the code of the library that reads it. A system's error (a full disk) is none of these. */
const FORM_ERRORS: Readonly<Record<string, string>> = {
  FST_FILES_LIMIT: 'There is more than one file: send one at a time.',
  FST_FIELDS_LIMIT: 'There are too many fields.',
  FST_PARTS_LIMIT: 'There are too many fields.',
};

function asRefusal(error: unknown): unknown {
  const { code = '', syscall } = error as { code?: string; syscall?: string };
  if (error instanceof DomainError || syscall !== undefined) return error;
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge();
  return new DomainError('invalid', FORM_ERRORS[code] ?? 'The form could not be read to its end: send it again.');
}

function refused(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: `/${field}`, detail }]);
}
