import type { ContractImpact, FundingImpact } from '../../shared/funding-impact';
import { pounds } from '../../shared/money';
import type { Side } from '../../shared/side';
import { day, days } from '../frame/wording.rules';
import { drawCashFlow } from '../pictures/cash-flow-picture.rules';
import type { CashFlowView } from '../pictures/cash-flow-view.rules';
import { gapFlow } from '../pictures/gap-flow.rules';

const NAMES = { expected: 'Cost of the work', paid: 'Payments' };
const HEADS = {
  expected: 'Cost of the work by its end',
  paid: 'Paid by then, as planned',
  late: 'Spent before it is paid',
};

/** What proposed terms do to the group, as either side's page shows it. */
export interface ShownImpact {
  sentences: string[];
  /** Whether the group has yet to say, for itself, what it has in reserve. */
  mayAddReserves: boolean;
  picture: CashFlowView | null;
}

/** Who reads it. */
interface Reader {
  side: Side;
  roles: readonly string[];
}

/** Null where no payment is planned. */
export function shownImpact({ terms, impact }: ContractImpact, { side, roles }: Reader): ShownImpact | null {
  if (impact === null) return null;
  const flow = gapFlow(terms, gapWords(impact));
  const picture = flow && {
    sentence: flow.sentence,
    wide: drawCashFlow(flow, 'wide', 'gap', NAMES),
    narrow: drawCashFlow(flow, 'narrow', 'gap', NAMES),
    months: flow.months.map((figures) => ({ ...figures, month: day(figures.month).replace(/^1 /, '') })),
    heads: HEADS,
  };
  return {
    sentences: [startWords(impact), ...reservesWords(impact, side), orderWords(impact, side)],
    mayAddReserves: roles.includes('group_lead') && impact.reserves === null,
    picture,
  };
}

function startWords({ startsOn, firstPaymentOn, daysToFirst }: FundingImpact): string {
  const first = `Work starts on ${day(startsOn)}. The first payment is due on ${day(firstPaymentOn)}`;
  return daysToFirst === 0 ? `${first}, so it is there from the beginning.` : `${first}: ${days(daysToFirst)} later.`;
}

/** An estimate, so in whole pounds. */
function gapWords({ gapPence, gapUntil }: FundingImpact): string {
  if (gapPence === 0) return 'The payments come before the money is needed, if the work costs the same each day.';
  return `Just before ${day(gapUntil)}, about ${roughly(gapPence)} is spent and not yet paid, if the work costs the same each day.`;
}

function reservesWords({ reserves, daysToFirst, gapPence }: FundingImpact, side: Side): string[] {
  if (reserves === null || (daysToFirst === 0 && gapPence === 0)) return [];
  const { lastUntil, enough, uncoveredPence } = reserves;
  const until = `from the first day of work until ${day(lastUntil)}`;
  const comes = enough ? 'which is long enough for the first payment.' : 'and the first payment comes after that.';
  const uncovered = `About ${roughly(uncoveredPence)} that is spent before it is paid is not covered by them.`;
  return [`${lastWords(reserves, side)}: ${until}, ${comes}`, ...(uncoveredPence > 0 ? [uncovered] : [])];
}

function lastWords({ weeks }: { weeks: number }, side: Side): string {
  const [whose, need] = side === 'group' ? ['Your', 'you need'] : ['The group’s', 'it needs'];
  return `${whose} reserves pay for ${weeks === 1 ? '1 week' : `${String(weeks)} weeks`} of all that ${need}`;
}

function orderWords({ purchaseOrder }: FundingImpact, side: Side): string {
  const ours = side === 'health';
  const words: Record<FundingImpact['purchaseOrder'], string> = {
    there: 'The purchase order is there.',
    not_needed: 'No purchase order is needed.',
    missing: `A purchase order is needed before anything is paid, and ${ours ? 'you have' : 'the health body has'} not entered its number yet.`,
    not_said: `It is not said yet whether a purchase order is needed before anything is paid. ${ours ? 'Say so in the contract' : 'Ask the health body'} before you confirm.`,
  };
  return words[purchaseOrder];
}

function roughly(pence: number): string {
  return pounds(Math.round(pence / 100) * 100).replace(/\.00$/, '');
}
