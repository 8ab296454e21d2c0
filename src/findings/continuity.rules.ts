import { addDays, addMonths, type CalendarDate } from '../shared/calendar-date';
import { liveContracts, openContracts } from './partnership-reading.rules';
import type { WatchedFacts } from './watched-facts';
import { PARTNERSHIP, type Noticed, type WatchedRule } from './watching';

/**
 * The two agreed how often to be in touch, and have not spoken for twice as long. Judged on the log that both see, and
 * only while there is something in it: an empty record shows nothing.
 */
export const goingQuiet: WatchedRule = {
  name: 'going_quiet',
  gNumber: 'G4',
  clearedBy: 'A contact in which both sides spoke is logged for both to see, or another frequency is agreed.',
  judge: (facts, asOf, thresholds) => {
    const quiet = quietFrom(facts, thresholds.quietTimes);
    if (quiet === null || quiet > asOf) return [];
    const { contactEveryDays, lastTwoWayOn } = facts;
    return [{ ...ofThePartnership('going_quiet'), evidence: { contactEveryDays, lastTwoWayOn } }];
  },
  turnsOn: (facts, { quietTimes }) => {
    const quiet = quietFrom(facts, quietTimes);
    return quiet === null ? [] : [quiet];
  },
};

/** Where they never spoke, counted from the start of the first live contract. */
function quietFrom(facts: WatchedFacts, times: number): CalendarDate | null {
  const [firstStart] = liveContracts(facts)
    .map(({ startsOn }) => startsOn)
    .sort();
  if (facts.contactEveryDays === null || firstStart === undefined || facts.shared.engagements === 0) return null;
  return addDays(facts.lastTwoWayOn ?? firstStart, facts.contactEveryDays * times);
}

/** The money that is agreed ends soon, and nothing is agreed after it: a small group must give notice to its staff. */
export const fundingCliff: WatchedRule = {
  name: 'funding_cliff',
  gNumber: 'G10',
  clearedBy: 'A contract is agreed that goes on after the present ones, or one of them is extended.',
  judge: (facts, asOf, { cliffMonths }) => {
    const until = committedUntil(facts);
    if (until === null || until >= addMonths(asOf, cliffMonths)) return [];
    const contractIds = liveContracts(facts)
      .map(({ id }) => id)
      .sort();
    return [{ ...ofThePartnership('funding_cliff'), evidence: { committedUntilOn: until, contractIds } }];
  },
  turnsOn: (facts, { cliffMonths }) => {
    const until = committedUntil(facts);
    return until === null ? [] : [firstUnder(until, cliffMonths)];
  },
};

/** The last day that any live or agreed contract pays for; null without a live one, for then nothing is going on. */
function committedUntil(facts: WatchedFacts): CalendarDate | null {
  if (liveContracts(facts).length === 0) return null;
  return (
    openContracts(facts)
      .map(({ endsOn }) => endsOn)
      .sort()
      .at(-1) ?? null
  );
}

/** The first day from which there are fewer than so many months to a day. */
function firstUnder(until: CalendarDate, months: number): CalendarDate {
  let day = addMonths(until, -months);
  while (addMonths(day, months) <= until) day = addDays(day, 1);
  return day;
}

function ofThePartnership(rule: Noticed['rule']): Omit<Noticed, 'evidence'> {
  return {
    rule,
    subjectKey: PARTNERSHIP,
    contractId: null,
    instalmentId: null,
    severity: 'attention',
    audience: 'both',
    actsOn: 'health_body',
  };
}
