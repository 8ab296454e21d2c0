import { isNewPartner, noLongerNewOn } from '../mentoring';
import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { byGroup } from './by-group';
import type { MentoringFacts, OpenIntroduction } from './mentoring-facts';
import type { WatchedContract } from './watched-facts';

const MENTORINGS = `
  select m.group_id, m.new_partner as "newPartner", m.from_on as "fromOn", m.review_on as "reviewOn",
    m.declined_reason is not null as declined, n.last_day_on as "lastDayOn"
  from mentoring m
  left join contact k on k.health_body_id = m.health_body_id and k.group_id = m.group_id and k.id = m.contact_id
  left join person n on n.organisation_id = k.person_organisation_id and n.id = k.person_id
  where m.group_id = any ($1)`;

const INTRODUCTIONS = `
  select i.group_id, i.id, i.asked_on as "askedOn", i.answer_by as "answerBy"
  from introduction i where i.group_id = any ($1) and i.state = 'open' order by i.asked_on, i.id`;

interface MentoringRow extends Record<'fromOn' | 'reviewOn' | 'lastDayOn', CalendarDate | null> {
  group_id: string;
  newPartner: boolean | null;
  declined: boolean;
}

interface Read {
  mentoring: MentoringFacts;
  introductions: OpenIntroduction[];
}

/** Who mentors a group and what it asked to be introduced to, by group and what is known of its contracts. */
export async function readMentoring(
  tx: Tx,
  asOf: CalendarDate,
  groupIds: readonly string[],
): Promise<(groupId: string, contracts: readonly WatchedContract[]) => Read> {
  const kept = byGroup(await tx.query<MentoringRow>(MENTORINGS, [groupIds]));
  const open = byGroup(await tx.query<OpenIntroduction & { group_id: string }>(INTRODUCTIONS, [groupIds]));
  return (groupId, contracts) => ({
    mentoring: factsOf(kept.get(groupId)?.[0] ?? NOTHING_SAID, contracts, asOf),
    introductions: open.get(groupId) ?? [],
  });
}

const NOTHING_SAID = { newPartner: null, fromOn: null, reviewOn: null, declined: false, lastDayOn: null };

function factsOf(
  { newPartner, fromOn, reviewOn, declined, lastDayOn }: Omit<MentoringRow, 'group_id'>,
  contracts: readonly WatchedContract[],
  asOf: CalendarDate,
): MentoringFacts {
  const counted = contracts.filter(({ stateOn }) => stateOn !== 'draft' && stateOn !== 'withdrawn');
  const since = firstOf(counted.map(({ startsOn }) => startsOn));
  return {
    isNew: isNewPartner(newPartner, since, asOf),
    noLongerNewOn: noLongerNewOn(newPartner, since),
    begunOn: firstOf(
      counted.flatMap(({ startsOn, agreedOn }) => (agreedOn === null ? startsOn : [startsOn, agreedOn])),
    ),
    mentor: fromOn === null || reviewOn === null ? null : { fromOn, reviewOn, lastDayOn },
    declined,
  };
}

function firstOf(days: readonly CalendarDate[]): CalendarDate | null {
  return [...days].sort()[0] ?? null;
}
