import { counted } from '../frame/wording.rules';
import { percentsOf, shareWords } from './percents.rules';

/** The money of contracts that are agreed on one kind of terms, whole pence without VAT. */
export interface TermsShare {
  kind: TermsKind;
  pence: number;
  contracts: number;
}

export type TermsKind = 'monthly_in_advance' | 'otherwise_in_advance' | 'in_arrears' | 'on_milestone';

export interface TermsMixView {
  sentence: string;
  /** SVG of our own making, without anybody's text: shown as it is. */
  picture: string;
  lines: { kind: string; pence: number; contracts: number; share: string }[];
}

const WIDTH = 720;
const HEIGHT = 44;

/** In this order, best for a small group first; told apart by pattern, so that they are in grey too. */
const KINDS: Record<TermsKind, { text: string; fill: string }> = {
  monthly_in_advance: { text: 'Monthly in advance', fill: '#005eb8' },
  otherwise_in_advance: { text: 'In advance, not monthly', fill: 'url(#terms-dots)' },
  in_arrears: { text: 'In arrears', fill: 'url(#terms-lines)' },
  on_milestone: { text: 'As stages are reached', fill: '#ffffff' },
};

const PATTERNS =
  '<defs><pattern id="terms-dots" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#c8dcf0"/>' +
  '<circle cx="4" cy="4" r="2" fill="#003087"/></pattern><pattern id="terms-lines" width="7" height="7" ' +
  'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="#fff4e5"/>' +
  '<path d="M0 0V7" stroke="#b41601" stroke-width="3"/></pattern></defs>';

/** How the money of all contracts is paid; null where there is none. */
export function termsMix(shares: readonly TermsShare[]): TermsMixView | null {
  const total = shares.reduce((sum, { pence }) => sum + pence, 0);
  if (total === 0) return null;
  const inOrder = (Object.keys(KINDS) as TermsKind[]).flatMap((kind) => shares.filter((share) => share.kind === kind));
  const percents = percentsOf(inOrder.map(({ pence }) => pence));
  const lines = inOrder.map(({ kind, pence, contracts }, at) => ({
    kind: KINDS[kind].text,
    pence,
    contracts,
    share: shareWords(percents[at] ?? 0, { part: pence, total }),
  }));
  const usual = lines.find(({ kind }) => kind === KINDS.monthly_in_advance.text);
  const contracts = shares.reduce((sum, share) => sum + share.contracts, 0);
  const share = usual?.share ?? '0%';
  const sentence = `${share.slice(0, 1).toUpperCase()}${share.slice(1)} of the money in ${counted(contracts, 'contract')} is paid monthly in advance.`;
  return { sentence, picture: draw(inOrder, { total, sentence }), lines };
}

function draw(shares: readonly TermsShare[], { total, sentence }: { total: number; sentence: string }): string {
  let left = 0;
  const parts = shares.map(({ kind, pence }) => {
    const [from, width] = [left, (pence / total) * WIDTH];
    left += width;
    return `<rect x="${from.toFixed(1)}" y="2" width="${width.toFixed(1)}" height="40" fill="${KINDS[kind].fill}" stroke="#212b32" stroke-width="2"/>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" role="img" ` +
    `aria-label="Bar of the terms of payment. ${sentence}" preserveAspectRatio="none" focusable="false">${PATTERNS}${parts.join('')}</svg>`
  );
}
