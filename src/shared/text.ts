/** Two spellings that differ only in capitals, outer spaces or the number of inner spaces give the same key. */
export function foldName(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();
}
