import fc from 'fast-check';
import { addDays, type CalendarDate, dayOfWeek } from '../shared/calendar-date';
import { instalment, lead, watchedContract, watchedFacts } from './example-watched.testing';
import { TODAY } from './example-partnership.testing';
import { type Judgement, judgeWatched } from './watched.rules';
import type { TogetherFacts } from './together-facts';
import type { ApprovalFacts, NamedLeadFacts, OpenInstalment, WatchedContract, WatchedFacts } from './watched-facts';
import { WATCH_THRESHOLDS } from './watching';

const DAYS = 420;
const PEOPLE = ['lead', 'deputy', 'other', 'group-lead', 'group-deputy'];

const near = fc.integer({ min: -500, max: DAYS }).map((days) => addDays(TODAY, days));
const nearOrNone = fc.option(near);
const somebody = fc.option(fc.constantFrom(...PEOPLE.slice(0, 3)));
const states = fc.constantFrom('draft', 'agreed', 'active', 'ended', 'suspended', 'withdrawn', 'terminated');

const contracts: fc.Arbitrary<WatchedContract> = fc
  .record({
    stateOn: states,
    starts: near,
    length: fc.integer({ min: 0, max: 700 }),
    lead: somebody,
    deputy: somebody,
    agreedOn: nearOrNone,
    health: nearOrNone,
    group: nearOrNone,
  })
  .map(({ stateOn, starts, length, lead: named, deputy, agreedOn, health, group }) =>
    watchedContract({
      stateOn,
      startsOn: starts,
      endsOn: addDays(starts, length),
      agreedOn,
      confirmedOn: { health, group },
      named: { health: { lead: named, deputy }, group: { lead: 'group-lead', deputy: null } },
    }),
  );

const instalments: fc.Arbitrary<OpenInstalment> = fc
  .record({ id: fc.uuid(), dueOn: near })
  .map(({ id, dueOn }) => instalment({ id, dueOn, sendByOn: addDays(dueOn, -2), atRiskFromOn: addDays(dueOn, -9) }));

const missed = fc
  .record({ id: fc.uuid(), dueOn: near, settledOn: nearOrNone, lookedOn: near })
  .map((known) => ({ ...known, contractId: 'contract-1', number: 4, amountPence: 100_000, receivedPence: 100_000 }));

const approval = fc.record({
  payments: fc.array(
    fc.record({ id: fc.uuid(), contractId: fc.uuid(), sendByOn: near, amountPence: fc.constantFrom(10_000, 90_000) }),
    { maxLength: 3 },
  ),
  approvers: fc.array(
    fc.record({ limitPence: fc.constantFrom(50_000, 100_000), lastDayOn: nearOrNone, from: near, days: fc.nat(40) }),
    { maxLength: 3 },
  ),
});

const nameUse = fc
  .record({
    id: fc.uuid(),
    sinceOn: near,
    days: fc.option(fc.nat(60)),
    consent: fc.constantFrom('consented', 'lapsed'),
  })
  .map(({ id, sinceOn, days, consent }) => ({
    ...{ id, materialId: 'material-1', contractId: null, number: 1, latest: 2, sinceOn, consent },
    untilOn: days === null ? null : addDays(sinceOn, days),
  }));

/** Each day but Sunday is taken for a banking day. */
function approvalFacts({ payments, approvers }: GeneratedBy<typeof approval>): ApprovalFacts {
  return {
    payments: payments.map((payment) => ({
      ...payment,
      number: 4,
      dueOn: addDays(payment.sendByOn, 2),
      approvalDays: Array.from({ length: 28 }, (_, at) => addDays(payment.sendByOn, at - 27)).filter(
        (each) => dayOfWeek(each) !== 7,
      ),
    })),
    approvers: approvers.map(({ limitPence, lastDayOn, from, days }) => ({
      accountId: 'account',
      limitPence,
      lastDayOn,
      absences: [{ fromOn: from, toOn: addDays(from, days) }],
    })),
  };
}
type GeneratedBy<Any> = Any extends fc.Arbitrary<infer Value> ? Value : never;

const checks = fc.subarray(['payee_name', 'invoice', 'coding', 'purchase_order']);
const unprepared = fc
  .record({ id: fc.uuid(), dueOn: near, healthBody: checks, group: checks })
  .map(({ id, dueOn, ...missing }) => ({
    id,
    dueOn,
    missing,
    contractId: 'contract-1',
    number: 4,
    amountPence: 100_000,
    sendByOn: addDays(dueOn, -2),
    watchedFromOn: addDays(dueOn, -30),
  }));

const sides = fc.constantFrom('health', 'group');
const ofContract = fc.constantFrom('contract-1', 'contract-2');
const together = fc.record({
  openCommencements: fc.array(
    fc.record({
      ...{ contractId: ofContract, number: fc.nat(9), proposedBy: sides, proposedOn: near },
      onOnePage: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  openProcesses: fc.array(
    fc.record({
      ...{ id: fc.uuid(), contractId: ofContract, number: fc.nat(9), proposedBy: sides, proposedOn: near },
      onOnePage: fc.boolean(),
    }),
    { maxLength: 1 },
  ),
  withProcess: fc.subarray(['contract-1', 'contract-2']),
  openDecisions: fc.array(
    fc.record({
      ...{ id: fc.uuid(), contractId: ofContract, number: fc.nat(9), proposedOn: near, answerBy: near },
      answered: fc.record({ health: fc.boolean(), group: fc.boolean() }),
      healthMayBeSilent: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  against: fc.constant([]),
  challenges: fc.array(
    fc.record({
      id: fc.uuid(),
      number: fc.nat(9),
      contractId: fc.option(ofContract),
      raisedBy: sides,
      raisedOn: near,
      answerBy: near,
    }),
    { maxLength: 2 },
  ),
}) as fc.Arbitrary<TogetherFacts>;

const leads: fc.Arbitrary<NamedLeadFacts> = fc
  .record({ knownSince: near, lastDayOn: nearOrNone, side: fc.constantFrom('health', 'group') })
  .map((known) => lead(known as Partial<NamedLeadFacts>));

const late = fc.record({ dueOn: near, number: fc.integer({ min: 1, max: 9 }) }).map((each) => ({
  ...each,
  contractReference: 'C-1',
  outcome: 'received_late' as const,
  daysLate: 3,
  excused: false,
}));

const counted = fc.record({
  person: fc.constantFrom(...PEOPLE.slice(0, 3)),
  all: fc.integer({ min: 1, max: 6 }),
  twoWay: fc.integer({ min: 0, max: 1 }),
});

/** Any facts, whether or not a record could give them: what holds of all holds of those that it can. */
const facts: fc.Arbitrary<WatchedFacts> = fc
  .record({
    contracts: fc.uniqueArray(contracts, { minLength: 1, maxLength: 3, selector: ({ startsOn }) => startsOn }),
    instalments: fc.array(instalments, { maxLength: 3 }),
    missed: fc.array(missed, { maxLength: 2 }),
    unprepared: fc.array(unprepared, { maxLength: 3 }),
    approval: approval.map(approvalFacts),
    together,
    nameUses: fc.array(nameUse, { maxLength: 2 }),
    anchoring: fc.record({ anyPriority: fc.boolean(), unlinked: fc.subarray(['contract-1', 'contract-2']) }),
    leads: fc.array(leads, { maxLength: 1 }),
    lateInstalments: fc.array(late, { maxLength: 4 }),
    lastTwoWayOn: nearOrNone,
    contactEveryDays: fc.option(fc.integer({ min: 1, max: 120 })),
    lastDays: fc.tuple(nearOrNone, nearOrNone, nearOrNone),
    health: fc.uniqueArray(counted, { maxLength: 3, selector: ({ person }) => person }),
  })
  .map(({ health, lastDays, ...known }) => {
    const contact = { health, group: [{ person: 'group-lead', all: 1, twoWay: 1 }] };
    const engagements = health.reduce((sum, { all }) => sum + all, 0);
    const people = new Map(
      PEOPLE.map((key, at) => [key, { email: `${key}@example.org`, lastDayOn: lastDays[at] ?? null }]),
    );
    const numbered = known.contracts.map((each, at) => ({
      ...each,
      id: `contract-${String(at + 1)}`,
      reference: `C-${String(at + 1)}`,
    }));
    const shared = { engagements, contact };
    return watchedFacts({ ...known, contracts: numbered, contact, engagements, people, shared });
  });

/** The days on which somebody who only looks when told to would look. */
function* looking(known: WatchedFacts): Generator<[CalendarDate, Judgement]> {
  let judged = judgeWatched(known, TODAY, WATCH_THRESHOLDS);
  for (let ahead = 0; ahead <= DAYS; ahead += 1) {
    const day = addDays(TODAY, ahead);
    if (judged.judgeAgainOn !== null && judged.judgeAgainOn <= day) judged = judgeWatched(known, day, WATCH_THRESHOLDS);
    yield [day, judged];
  }
}

const asText = ({ noticed, evidenceGaps }: Judgement) => JSON.stringify({ noticed, evidenceGaps });

describe('looking only on the days that the rules name', () => {
  it('comes to the same on every day as looking every day', () => {
    fc.assert(
      fc.property(facts, (known) => {
        const missed = [...looking(known)].find(
          ([day, judged]) => asText(judged) !== asText(judgeWatched(known, day, WATCH_THRESHOLDS)),
        );
        expect(missed).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });

  it('is seldom, and not every day', () => {
    fc.assert(
      fc.property(facts, (known) => {
        const days = new Set([...looking(known)].map(([, { judgeAgainOn }]) => judgeAgainOn));
        expect(days.size).toBeLessThan(60);
      }),
    );
  });
});
