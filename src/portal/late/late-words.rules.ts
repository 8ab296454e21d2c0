import type { CalendarDate } from '../../shared/calendar-date';
import { pounds } from '../../shared/money';
import type { Side } from '../../shared/side';
import { day, days } from '../frame/wording.rules';

/** Why a payment is late, in words that both sides read. */
export const CAUSE_WORDS: Readonly<Record<string, string>> = {
  payer_process: 'The payer’s own process',
  purchase_order_missing: 'No purchase order was there',
  budget_not_released: 'The budget was not released',
  approver_absent: 'Nobody was there to approve it',
  invoice_missing: 'An invoice is missing',
  invoice_disputed: 'The invoice is disputed',
  bank_details: 'The bank details need checking',
  bank_error: 'The bank made a mistake',
  group_paperwork: 'Paperwork of the group is missing',
  other: 'Something else',
};

interface CaseFacts {
  openedBySide: Side;
  openedOn: string;
  owner: { name: string | null; since: string } | null;
  leadName: string | null;
  causeByHealth: string | null;
  causeByGroup: string | null;
  causeOf: string | null;
  repliedOn: string | null;
  daysOpen: number;
}

const on = (date: string) => day(date as CalendarDate);

/** Who deals with it, and since when. */
export function whoWords({ owner, leadName }: Pick<CaseFacts, 'owner' | 'leadName'>): string {
  if (owner !== null) return `${owner.name ?? 'Somebody'} deals with it, since ${on(owner.since)}.`;
  return leadName === null ? 'Nobody deals with it yet.' : `Nobody deals with it yet. ${leadName} leads the contract.`;
}

/** Why it is late, by what was said. */
export function whyWords({ causeByHealth, causeByGroup, causeOf }: Partial<CaseFacts>): string {
  const [health, group] = [wordsOf(causeByHealth), wordsOf(causeByGroup)];
  if (causeOf === 'disputed') {
    return `The two sides differ. Health body: ${health ?? ''}. Group: ${group ?? ''}. It counts against nobody.`;
  }
  const said = health ?? group;
  return said === null ? 'Nobody has said why yet.' : `${said}.`;
}

function wordsOf(cause: string | null | undefined): string | null {
  return cause === null || cause === undefined ? null : (CAUSE_WORDS[cause] ?? cause);
}

/** Whether whoever asked has an answer, as it is said to a side. */
export function answerWords({ openedBySide, openedOn, repliedOn, daysOpen }: CaseFacts, reader: Side): string {
  const [who, has, was] = reader === 'group' ? ['You', 'have', 'were'] : ['The group', 'has', 'was'];
  if (openedBySide === 'health') {
    return `${reader === 'health' ? 'Opened by your side' : 'Opened by the health body'} on ${on(openedOn)}.`;
  }
  const asked = `${who} asked on ${on(openedOn)}`;
  if (repliedOn !== null) return `${asked}, and ${was} answered on ${on(repliedOn)}.`;
  return daysOpen === 0 ? `${asked}.` : `${asked}, ${days(daysOpen)} ago, and ${has} no answer yet.`;
}

/** Whose words they are, as it is said to a side. */
export function whoSaid(side: Side, reader: Side): string {
  if (side === 'group') return reader === 'group' ? 'Your group' : 'The group';
  return reader === 'health' ? 'Your side' : 'The health body';
}

/** What waiting meant, as the group reported it; null where it reported nothing that shows. */
export function impactWords(
  impact: { reservesUsedPence: string | null; serviceEffect: string } | undefined,
): string | null {
  if (impact === undefined) return null;
  const parts = [
    ...(impact.reservesUsedPence === null ? [] : [`used ${pounds(Number(impact.reservesUsedPence))} of its reserves`]),
    ...(impact.serviceEffect === 'reduced' ? ['reduced a service'] : []),
    ...(impact.serviceEffect === 'paused' ? ['paused a service'] : []),
  ];
  return parts.length === 0 ? null : `Meanwhile the group has ${parts.join(' and ')}.`;
}

const RESOLVED: Readonly<Record<string, string>> = {
  arrived: 'The money is there.',
  answered: 'The group has its answer, and can wait.',
  not_owed: 'The payment was cancelled: nothing is owed.',
};

/** How a case ended; null while it is open. */
export function endWords(resolution: string | null, resolvedOn: string | null, reader: Side): string | null {
  if (resolution === null || resolvedOn === null) return null;
  const own = reader === 'group' && resolution === 'answered';
  return `Closed on ${on(resolvedOn)}. ${own ? 'You had your answer, and could wait.' : (RESOLVED[resolution] ?? '')}`;
}
