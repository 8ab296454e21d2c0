import type { FieldError } from '../shared/domain-error';

/** What a health body chose for itself; null stands for the standard. */
export interface Appearance {
  /** What the top of each page says instead of the organisation's name. */
  headerName: string | null;
  /** As #rrggbb, in small letters. */
  headerColour: string | null;
  /** What the foot of each page says besides. */
  contactLine: string | null;
}

export type WantedAppearance = Partial<Appearance>;

/** A calm slate: neither of the blues of the NHS, which are for its own services alone. */
export const STANDARD_COLOUR = '#33424d';

/** Colours to choose from, each with text that can be read on it. */
export const PALETTE = [
  { colour: STANDARD_COLOUR, name: 'Slate' },
  { colour: '#1d5c58', name: 'Teal' },
  { colour: '#2b5d34', name: 'Forest green' },
  { colour: '#5b2a5e', name: 'Plum' },
  { colour: '#7a1f3d', name: 'Burgundy' },
  { colour: '#6b4423', name: 'Chestnut' },
  { colour: '#3f3a7d', name: 'Indigo' },
  { colour: '#f0e3c8', name: 'Sand' },
] as const;

/** The colours of text, and of what has the keyboard’s focus: a yellow box above a dark line. */
export const [WHITE, BLACK, FOCUS] = ['#ffffff', '#212b32', '#ffeb3b'];
/** What text needs: WCAG 2.2, success criterion 1.4.3. */
export const LEAST_CONTRAST = 4.5;

const MOST = { headerName: 100, contactLine: 200 } as const;
const WORDS = { headerName: 'The name', contactLine: 'The line at the foot' } as const;

/** A colour as it is kept, from however somebody writes it: `1D5C58`, `#abc`; null when it is none. */
export function colourIn(text: string): string | null {
  const [, digits] = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  const six = digits.length === 6 ? digits : digits.replace(/./g, '$&$&');
  return `#${six.toLowerCase()}`;
}

/** How much two colours differ in lightness, from 1 to 21: WCAG 2.2, “contrast ratio”. */
export function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The colour of text that can be read on this one; null when neither can. */
export function inkOn(colour: string): string | null {
  const ink = contrast(colour, WHITE) >= contrast(colour, BLACK) ? WHITE : BLACK;
  return contrast(colour, ink) >= LEAST_CONTRAST ? ink : null;
}

/** What is wrong with an appearance as it would hold; empty when nothing is. */
export function wrongInAppearance(wanted: Appearance): FieldError[] {
  const texts = (['headerName', 'contactLine'] as const).flatMap((name) => {
    const detail = wrongInText(wanted[name], WORDS[name], MOST[name]);
    return detail === null ? [] : [{ pointer: `/${name}`, detail }];
  });
  const detail = wanted.headerColour === null ? null : wrongInColour(wanted.headerColour);
  return detail === null ? texts : [...texts, { pointer: '/headerColour', detail }];
}

function wrongInText(text: string | null, what: string, most: number): string | null {
  if (text === null) return null;
  if (text === '' || text.length > most) return `${what} has 1 to ${String(most)} characters.`;
  return /\p{Cc}/u.test(text) ? `${what} stands on one line, without control characters.` : null;
}

function wrongInColour(colour: string): string | null {
  if (colourIn(colour) !== colour) return 'Write the colour as # and six digits from 0 to f, like #1d5c58.';
  if (inkOn(colour) !== null) return null;
  const best = Math.max(contrast(colour, WHITE), contrast(colour, BLACK));
  // Never rounded up to what would be enough.
  const said = (Math.floor(best * 10) / 10).toFixed(1);
  return `Neither white nor black text can be read well on ${colour}: the contrast is ${said} to 1 and has to be at least ${String(LEAST_CONTRAST)} to 1. Choose a darker or a lighter colour.`;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(share: number): number {
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
