import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import * as iconv from 'iconv-lite';
import { Mistake } from './problem.rules';

export type Encoding = 'utf-8' | 'windows-1252';

/** What a first pass over a file finds out before any row is read. */
export interface ScannedFile {
  bytes: number;
  encoding: Encoding;
  /** The first byte of the text: after a byte order mark. */
  start: number;
  /** The beginning of the text, enough to see its header line. */
  opening: string;
}

const LARGEST_BYTES = 100 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;
const OPENING_BYTES = 64 * 1024;
const UTF8_MARK = [0xef, 0xbb, 0xbf] as const;

/** Reads the file once, in little memory. Rejects with the system's error when the file cannot be opened. */
export async function scanFile(path: string): Promise<ScannedFile | Mistake> {
  const found = await stat(path);
  if (found.isDirectory()) return new Mistake('this is a folder; give the CSV file that lies in it');
  const { size } = found;
  if (size > LARGEST_BYTES) return new Mistake('the file is larger than 100 MB; split it and import the parts');
  const first = await firstBytes(path);
  if (first.length === 0) return EMPTY;
  const refusal = NOT_CSV.find(({ test }) => test(first));
  return refusal ? refusal.mistake : { bytes: size, ...beginning(first, await encodingOf(path)) };
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(OPENING_BYTES), 0, OPENING_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function beginning(first: Buffer, encoding: Encoding): Omit<ScannedFile, 'bytes'> {
  const start = startsWith(first, ...UTF8_MARK) ? UTF8_MARK.length : 0;
  const text = first.subarray(start);
  return { encoding, start, opening: encoding === 'utf-8' ? text.toString('utf8') : windows1252()(text) };
}

/** Windows-1252 is what a file is that holds a single byte sequence which UTF-8 does not have. */
async function encodingOf(path: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of bytesOf(path, 0)) {
    if (!decodes(decoder, chunk, true)) return 'windows-1252';
  }
  return decodes(decoder, Buffer.alloc(0), false) ? 'utf-8' : 'windows-1252';
}

export const EMPTY = new Mistake('the file is empty; it needs a header line with the names of its columns');

/** The file's text from where it starts, as UTF-8. */
export async function* textOf(
  path: string,
  scanned: ScannedFile,
  onBytes: (read: number) => void,
): AsyncGenerator<Buffer> {
  const decoder = scanned.encoding === 'utf-8' ? null : windows1252();
  let read = scanned.start;
  for await (const chunk of bytesOf(path, scanned.start)) {
    read += chunk.length;
    onBytes(read);
    yield decoder ? Buffer.from(decoder(chunk)) : chunk;
  }
}

function bytesOf(path: string, start: number): AsyncIterable<Buffer> {
  return createReadStream(path, { start, highWaterMark: CHUNK_BYTES });
}

function decodes(decoder: TextDecoder, chunk: Buffer, stream: boolean): boolean {
  try {
    decoder.decode(chunk, { stream });
    return true;
  } catch {
    return false;
  }
}

function windows1252(): (chunk: Buffer) => string {
  const decoder = iconv.getDecoder('windows-1252');
  // Five bytes mean nothing in Windows-1252. As the control character that browsers read them as, they are refused.
  return (chunk) => decoder.write(chunk).replaceAll('\uFFFD', '\u0081');
}

const UTF16 = new Mistake('the file is saved as UTF-16 (“Unicode text”); save as CSV UTF-8');
const WORKBOOK = new Mistake('the file is a spreadsheet workbook, not CSV; open it and save as CSV UTF-8');
const NO_TEXT = new Mistake('the file is no table at all (a program, a picture or a PDF); send the table as CSV UTF-8');

const NOT_CSV: readonly { test: (first: Buffer) => boolean; mistake: Mistake }[] = [
  { test: (first) => startsWith(first, 0xff, 0xfe) || startsWith(first, 0xfe, 0xff), mistake: UTF16 },
  { test: (first) => everyOtherIsNul(first, 0) || everyOtherIsNul(first, 1), mistake: UTF16 },
  { test: (first) => startsWith(first, 0x50, 0x4b, 0x03, 0x04), mistake: WORKBOOK },
  { test: (first) => startsWith(first, 0xd0, 0xcf, 0x11, 0xe0), mistake: WORKBOOK },
  { test: (first) => startsWith(first, 0x25, 0x50, 0x44, 0x46) || beginsWithControl(first), mistake: NO_TEXT },
];

function startsWith(first: Buffer, ...bytes: number[]): boolean {
  return first.subarray(0, bytes.length).equals(Buffer.from(bytes));
}

/** No header begins so; of programs and pictures all do. */
function beginsWithControl(first: Buffer): boolean {
  return first.subarray(0, 8).some((byte) => byte < 0x20 && !WHITE_SPACE.includes(byte));
}
const WHITE_SPACE: readonly number[] = [0x09, 0x0a, 0x0d];

/** UTF-16 without a mark: plain letters leave every other byte NUL. */
function everyOtherIsNul(first: Buffer, from: 0 | 1): boolean {
  return first.length >= 4 && [0, 1, 2, 3].every((at) => (first[at] === 0) === (at % 2 === from));
}
