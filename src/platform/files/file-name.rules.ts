import { DOCUMENT_TYPES } from './file-kind.rules';
import type { DocumentType } from './file-kind.rules';

const LONGEST = 120;
/** Endings that say nothing once the contents are known, and that somebody might click on. */
const OTHER_ENDINGS = /\.(exe|com|bat|cmd|msi|scr|js|vbs|ps1|jar|html?|svg|xml|zip|rar|7z|docx?|docm|xlsx?|txt|bin)$/i;
/** Control characters, and those that turn the direction of what follows: "invoice‮gpj.exe" would read as a picture. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A name as it came, without a path and without what a file system, a header or an eye may take for something else. */
export function cleanFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(HIDDEN, '')
    .replace(/["<>:|?*%]/g, '_')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
    .trim();
  return shortened(clean === '' ? 'file' : clean);
}

/** The same with the ending of what the file really is. */
export function documentName(name: string, type: DocumentType): string {
  const clean = cleanFileName(name);
  const endings: readonly string[] = DOCUMENT_TYPES[type];
  if (endings.includes(endingOf(clean))) return clean;
  const others = Object.values(DOCUMENT_TYPES).flat() as string[];
  const base = others.includes(endingOf(clean)) ? clean.replace(/\.[^.]+$/, '') : clean.replace(OTHER_ENDINGS, '');
  if (endings.includes(endingOf(base))) return base;
  return shortened(`${base === '' ? 'file' : base}.${endings[0] ?? 'bin'}`);
}

function endingOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** In the middle, so that the ending stays. */
function shortened(name: string): string {
  const letters = Array.from(name);
  if (name.length <= LONGEST) return name;
  const ending = Array.from(/\.[^.]{1,10}$/.exec(name)?.[0] ?? '');
  return [...letters.slice(0, Math.floor((LONGEST - 20) / 2)), '…', ...ending].join('');
}

/** The value of Content-Disposition: plain letters for old programs, and the whole name for the others. */
export function attachmentNamed(name: string): string {
  const plain = name.replace(/[^\w .()-]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
