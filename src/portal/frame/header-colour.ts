import { inkOn, WHITE } from '../../settings';

const NAME = /^header-([0-9a-f]{6})\.css$/;

/** Under which name a header's colour is fetched: the name holds all of it, so that it never has to be asked for again. */
export function fileOfColour(colour: string): string {
  return `header-${colour.slice(1)}.css`;
}

/** The styles that a name of this kind stands for; null when it is none, or no text could be read on the colour. */
export function stylesNamed(name: string): string | null {
  const [, digits] = NAME.exec(name) ?? [];
  return digits === undefined ? null : headerStyles(`#${digits}`);
}

/** What header.css takes its colours from; null when no text could be read on this one. */
export function headerStyles(colour: string): string | null {
  const ink = inkOn(colour);
  if (ink === null) return null;
  const dark = ink === WHITE;
  const values = {
    '': colour,
    '-ink': ink,
    // Behind the links of the account: further from the ink, so that they are read even better.
    '-panel': mixed(colour, dark ? 0 : 255, dark ? 0.25 : 0.6),
    '-rule': dark ? 'rgba(255, 255, 255, 0.3)' : 'rgba(33, 43, 50, 0.3)',
    // Around what is white itself.
    '-field': dark ? 'transparent' : '#4c6272',
  };
  const lines = Object.entries(values).map(([part, value]) => `--accord-header${part}:${value};`);
  return `:root{${lines.join('')}}`;
}

/** So much of it replaced by black (0) or white (255). */
function mixed(colour: string, by: 0 | 255, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16);
    return Math.round(part + (by - part) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}
