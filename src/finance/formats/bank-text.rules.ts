import type { LineFacts, MappedText } from './run-facts';

/** Letters and signs that stay when marks are taken off, and what stands for each where banks read. */
const LETTERS: Readonly<Record<string, string>> = {
  Æ: 'AE',
  æ: 'ae',
  Œ: 'OE',
  œ: 'oe',
  Ø: 'O',
  ø: 'o',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Ð: 'D',
  ð: 'd',
  Þ: 'TH',
  þ: 'th',
  Ħ: 'H',
  ħ: 'h',
  ß: 'ss',
  ẞ: 'SS',
  ı: 'i',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '“': "'",
  '”': "'",
};
const FOLDED = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/** Where Bacs carries a name or a reference, it has this many places for it. */
export const BACS_TEXT = 18;
/** Of a name or a reference in ISO 20022. */
export const LATIN_TEXT = 140;

/** Letters without their marks: "Zoë Łukasz" → "Zoe Lukasz". What has no Latin letter stays as it is. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(FOLDED, (letter) => LETTERS[letter] ?? letter);
}

/**
 * As Bacs carries a text, and so as bank statements show it: capitals without marks, figures and `. & / -`, a space for
 * anything else, cut to eighteen characters. Empty when nothing of it can be carried. Lower case would turn to blanks on
 * the way, so it is put into capitals here.
 */
export function bacsText(text: string): string {
  const carried = folded(text)
    .toUpperCase()
    .replace(/[^A-Z0-9.&/-]/gu, ' ');
  return cut(carried, BACS_TEXT);
}

/**
 * As ISO 20022 files for banks carry a text: the Latin set of SWIFT. Where that has no sign of its own, `&` becomes `+`
 * and `_` becomes `-`, as the European Payments Council advises; anything else becomes a space.
 */
export function latinText(text: string): string {
  const carried = folded(text)
    .replaceAll('&', '+')
    .replaceAll('_', '-')
    .replaceAll('"', "'")
    .replace(/[^A-Za-z0-9/?:().,'+ -]/gu, ' ');
  return cut(carried, LATIN_TEXT);
}

function cut(text: string, width: number): string {
  return text.trim().slice(0, width).trimEnd();
}

/** Whether two spellings name the same account holder, as far as a bank can tell them apart. */
export function sameHolder(one: string, other: string): boolean {
  return holderKey(one) === holderKey(other);
}

function holderKey(name: string): string {
  return folded(name)
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Writes texts as a kind of file carries them, and reports each that is changed by more than its capitals. */
export class TextMapper {
  constructor(
    private readonly carried: (text: string) => string,
    private readonly report: (text: MappedText) => void,
  ) {}

  map(line: LineFacts | null, field: MappedText['field'], before: string): string {
    const after = this.carried(before);
    const asBefore = after.toUpperCase() === before.trim().toUpperCase();
    if (!asBefore) this.report({ line: line?.position ?? null, field, before, after });
    return after;
  }
}
