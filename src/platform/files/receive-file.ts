import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../shared/domain-error';
import { documentTypeOf, HEAD_BYTES, TAIL_BYTES } from './file-kind.rules';
import type { DocumentType } from './file-kind.rules';
import { PassingFile } from './passing-file';
import { MOST_READ, saysTooMuch, withPatience } from './patience';
import { tooLarge } from './pieces';

/** Photographs of phones have 3 to 8 MB. */
export const DOCUMENT_LIMIT = 15 * 1024 * 1024;
const FILE_FIELD = 'file';

/** A file as it came, for as long as the request lasts. */
export interface ReceivedFile {
  bytes: PassingFile;
  /** As its sender called it. */
  name: string;
  type: DocumentType;
  sizeBytes: number;
  sha256: Buffer;
}

/** A form with one file in it. */
export interface ReceivedForm {
  fields: Readonly<Record<string, string>>;
  /** Null where none was chosen, or where it is refused. */
  file: ReceivedFile | null;
  /** Why the file cannot be taken. The other answers are there all the same. */
  refusal: DomainError | null;
}

/** The field that must come first, before any file is taken. Throws DomainError when its value is refused. */
export interface FirstField {
  name: string;
  check: (value: string | undefined) => void;
}

export interface FormRules {
  first?: FirstField;
  /** In bytes, of the file. */
  limit?: number;
}

interface Receiving {
  limit: number;
  bytes: PassingFile;
  fields: Record<string, string>;
  file: ReceivedFile | null;
  refusal: DomainError | null;
}

/**
 * Receives a form of text fields and at most one document, in the field `file`, for as long as the work lasts. Throws DomainError `invalid` for what is no such form, `too-large` for one that is not read to its end.
 */
export async function withDocument<T>(
  request: FastifyRequest,
  work: (form: ReceivedForm) => Promise<T>,
  { first, limit = DOCUMENT_LIMIT }: FormRules = {},
): Promise<T> {
  if (!request.isMultipart())
    throw new DomainError('invalid', 'Send the file as multipart/form-data, in the field file.');
  if (saysTooMuch(request, MOST_READ)) throw tooLarge(limit);
  return PassingFile.during(async (bytes) =>
    work(await receive(request, { limit, bytes, fields: {}, file: null, refusal: null }, first)),
  );
}

/** As `withDocument`, for what needs a file. Throws DomainError for one that cannot be taken, and where there is none. */
export function withFile<T>(
  request: FastifyRequest,
  work: (file: ReceivedFile) => Promise<T>,
  rules: FormRules = {},
): Promise<T> {
  return withDocument(
    request,
    ({ file, refusal }) => {
      if (refusal !== null) throw refusal;
      if (file === null) throw refused('Choose a file: send it in the field file.');
      return work(file);
    },
    rules,
  );
}

async function receive(
  request: FastifyRequest,
  receiving: Receiving,
  first: FirstField | undefined,
): Promise<ReceivedForm> {
  try {
    const refusal = () => tooLarge(receiving.limit);
    await withPatience(request, MOST_READ, refusal, () => readParts(request, receiving, first));
  } catch (error) {
    // Of a file that is too large the library complains once more, at the end of the form.
    if (receiving.refusal === null || codeOf(error) !== 'FST_REQ_FILE_TOO_LARGE') throw asRefusal(error);
  }
  return receiving;
}

async function readParts(request: FastifyRequest, receiving: Receiving, first: FirstField | undefined): Promise<void> {
  const limits = { fileSize: receiving.limit, files: 1, fields: 100, fieldSize: 10_000 };
  const parts = request.parts({ limits });
  if (first !== undefined) pass(await parts.next(), first);
  for await (const part of parts) await take(part, receiving);
}

function pass({ value }: IteratorResult<Multipart, unknown>, first: FirstField): void {
  const part = value as Multipart | undefined;
  if (part?.type === 'file') part.file.resume();
  first.check(part?.type === 'field' && part.fieldname === first.name ? String(part.value) : undefined);
}

async function take(part: Multipart, receiving: Receiving): Promise<void> {
  if (part.type === 'field') receiving.fields[part.fieldname] = String(part.value);
  else if (part.fieldname !== FILE_FIELD) {
    part.file.resume();
    throw refused(`There is no file field "${part.fieldname}": send the file in the field file.`);
  } else await takeFile(part, receiving);
}

async function takeFile(part: MultipartFile, receiving: Receiving): Promise<void> {
  const came = await receiving.bytes.fill(part.file);
  // Of a field in which nobody chose a file, a browser sends an empty one without a name.
  if (part.filename === '' && came.sizeBytes === 0) return;
  if (part.file.truncated) receiving.refusal = tooLarge(receiving.limit);
  else await judge({ ...came, bytes: receiving.bytes, name: part.filename }, receiving);
}

async function judge(came: Omit<ReceivedFile, 'type'>, receiving: Receiving): Promise<void> {
  const { bytes, sizeBytes } = came;
  const [head, tail] = [await bytes.at(0, HEAD_BYTES), await bytes.at(Math.max(0, sizeBytes - TAIL_BYTES), TAIL_BYTES)];
  const type = documentTypeOf(head, tail);
  if (sizeBytes === 0) receiving.refusal = refused('The file is empty.');
  else if (type === null) {
    receiving.refusal = refused(
      'This is not a PDF or a photo (JPEG, PNG, HEIC or WebP). Take a photo of it, or save it as PDF.',
    );
  } else receiving.file = { ...came, type };
}

/** What a form may do wrong, by the code of the library that reads it. A system's error (a full disk) is none of these. */
const FORM_ERRORS: Readonly<Record<string, string>> = {
  FST_FILES_LIMIT: 'There is more than one file: send one at a time.',
  FST_FIELDS_LIMIT: 'There are too many fields.',
  FST_PARTS_LIMIT: 'There are too many fields.',
};

function asRefusal(error: unknown): unknown {
  const { syscall } = error as { syscall?: string };
  if (error instanceof DomainError || syscall !== undefined) return error;
  return new DomainError(
    'invalid',
    FORM_ERRORS[codeOf(error)] ?? 'The form could not be read to its end: send it again.',
  );
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? '';
}

function refused(detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: `/${FILE_FIELD}`, detail }]);
}
