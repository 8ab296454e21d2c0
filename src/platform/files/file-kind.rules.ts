/** What a document may be: what a phone's camera, a scanner or an accounts program makes. */
export const DOCUMENT_TYPES = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/png': ['png'],
  'image/heic': ['heic'],
  'image/heif': ['heif'],
  'image/webp': ['webp'],
} as const;
export type DocumentType = keyof typeof DOCUMENT_TYPES;

/** How much of the beginning and of the end is looked at. */
export const HEAD_BYTES = 4096;
export const TAIL_BYTES = 22 + 65_535;

/**
 * The kind of a file by what is in it, whatever it is called; null for what is none of these, and for what is at the same
 * time something that a computer would open otherwise (an archive behind a PDF, markup at the top of a picture).
 */
export function documentTypeOf(head: Buffer, tail: Buffer): DocumentType | null {
  const type = typeByMagic(head);
  return type === null || hasMarkup(head) || endsAsArchive(tail) ? null : type;
}

function typeByMagic(head: Buffer): DocumentType | null {
  if (startsWith(head, '%PDF-')) return 'application/pdf';
  if (startsWith(head, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (startsWith(head, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(head, 'RIFF') && textAt(head, 8, 12) === 'WEBP') return 'image/webp';
  return textAt(head, 4, 8) === 'ftyp' ? heifType(head) : null;
}

/** The brand says what a container of this family holds: most of them are films. */
function heifType(head: Buffer): DocumentType | null {
  const brand = textAt(head, 8, 12);
  if (['heic', 'heix', 'heim', 'heis'].includes(brand)) return 'image/heic';
  return ['mif1', 'msf1', 'heif'].includes(brand) ? 'image/heif' : null;
}

const MARKUP = /<(!doctype\s+html|html|script|svg|\?php|body|iframe)[\s>/]/i;

function hasMarkup(head: Buffer): boolean {
  return MARKUP.test(head.toString('latin1'));
}

const END_OF_ARCHIVE = Buffer.from('PK\x05\x06', 'latin1');

/** A zip is read from its end: a record whose comment reaches exactly to the last byte. */
function endsAsArchive(tail: Buffer): boolean {
  for (let at = tail.indexOf(END_OF_ARCHIVE); at !== -1; at = tail.indexOf(END_OF_ARCHIVE, at + 1)) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
  }
  return false;
}

function startsWith(head: Buffer, text: string): boolean {
  return textAt(head, 0, text.length) === text;
}

function textAt(head: Buffer, from: number, to: number): string {
  return head.subarray(from, to).toString('latin1');
}
