import type { INestApplicationContext } from '@nestjs/common';
import { Commencements } from '../../commencement';
import type { CommencementDto } from '../../commencement';
import { DecisionAnswers, DecisionProcesses, DecisionProposals, Decisions, standardProcess } from '../../decisions';
import type { DecisionDetailView } from '../../decisions';
import { OperatorService } from '../../identity';
import { Clock, TenantService } from '../../platform';
import type { Actor } from '../../platform';
import { addDays } from '../../shared/calendar-date';
import type { Side } from '../../shared/side';
import { WESTMERE } from './westmere';

/** The two sides of a contract of a group that has joined. */
export interface Pair {
  contractId: string;
  partnershipId: string;
  /** Whether the group signs in and speaks for itself. */
  joined: boolean;
  health: Actor;
  group: Actor;
}

/** Under these, nobody has said yet how to decide. The second is small enough to do without. */
const WITHOUT_PROCESS = ['WM-0125', 'WM-0140'];

/** Before any group has joined: each said outside Accord that it decides by the ready-made process. */
export async function signProcesses(services: INestApplicationContext): Promise<void> {
  const westmere = await services.get(OperatorService, { strict: false }).actorFor(WESTMERE.name);
  const confirmedOn = services.get(Clock, { strict: false }).today();
  const contracts = await services.get(TenantService, { strict: false }).transaction(westmere, (tx) =>
    tx.query<{ id: string }>(
      `select c.id from contract c where c.health_body_id = $1 and c.state = 'agreed'
         and $2 between c.starts_on and c.ends_on and c.reference <> all ($3) order by c.reference_key`,
      [westmere.organisationId, confirmedOn, WITHOUT_PROCESS],
    ),
  );
  const processes = services.get(DecisionProcesses, { strict: false });
  for (const { id: contractId } of contracts) {
    const id = await processes.propose(westmere, contractId, standardProcess());
    const { version } = await processes.one(westmere, id);
    const said = { confirmedOn, how: 'At the first meeting', evidence: 'Minutes of the meeting' };
    await processes.signedOutside(westmere, id, version, said);
  }
}

/** How Westmere works and decides with the two groups that have joined: with one all is agreed, with the other not. */
export async function decideTogether(services: INestApplicationContext): Promise<void> {
  const both = await pairOf(services, 'WM-0165');
  const commencements = services.get(Commencements, { strict: false });
  await commencements.propose(both.health, both.contractId, 0, terms(services, 30));
  const changed = terms(services, 14, 'Tuesday evenings and Friday afternoons');
  await commencements.propose(both.group, both.contractId, 1, changed);
  await commencements.confirm(both.health, both.contractId, 2);
  await decide(services, both, 'Evening sessions move to Thursdays', ['health', 'group']);
  await decide(services, both, 'A second page on the leaflet', ['health'], null);
  await chooseDay(services, both);

  const one = await pairOf(services, 'WM-0115');
  await commencements.propose(one.health, one.contractId, 0, terms(services, 14));
  await decide(services, one, 'The poster shows the logo of the health body alone', [], 'It had been printed already.');
  await talkMoreOften(services);
}

/** The group has asked between which days to choose, and does not agree to what Westmere would like. */
async function chooseDay(services: INestApplicationContext, { contractId, health, group }: Pair): Promise<void> {
  const id = await services.get(DecisionProposals, { strict: false }).propose(group, contractId, {
    ...{ kind: 'timing', title: 'On which day we report', options: ['By each 15th', 'By the last Friday'] },
    what: 'Our bookkeeper comes once a month. The report is right if it is written after that.',
  });
  const [decisions, answers] = [
    services.get(Decisions, { strict: false }),
    services.get(DecisionAnswers, { strict: false }),
  ];
  const comment = 'Our board meets on the 20th, so that we need it before.';
  await answers.position(health, id, (await decisions.one(health, id)).version, {
    ...{ stance: 'agree_with_comment', option: 1, comment },
  });
  const stance = { stance: 'do_not_agree' as const, comment: 'Our bookkeeper comes after the 20th.' };
  await answers.position(group, id, (await decisions.one(group, id)).version, stance);
}

/** Both wanted to talk each week, which one side said outside Accord, and they do not. */
async function talkMoreOften(services: INestApplicationContext): Promise<void> {
  const { contractId, health } = await pairOf(services, 'WM-0120');
  const commencements = services.get(Commencements, { strict: false });
  await commencements.propose(health, contractId, 0, terms(services, 7));
  const confirmedOn = services.get(Clock, { strict: false }).today();
  const told = { confirmedOn, how: 'By phone', evidence: 'Note of the call in the contact log' };
  await commencements.confirmedOutside(health, contractId, 1, told);
}

export async function pairOf(services: INestApplicationContext, reference: string): Promise<Pair> {
  const health = await services.get(OperatorService, { strict: false }).actorFor(WESTMERE.name);
  const [row] = await services.get(TenantService, { strict: false }).transaction(health, (tx) =>
    tx.query<{ contractId: string; partnershipId: string; groupId: string; joined: boolean }>(
      `select c.id as "contractId", p.id as "partnershipId", c.group_id as "groupId",
           g.joined_at is not null as joined
         from contract c join organisation g on g.id = c.group_id
         join partnership p on p.health_body_id = c.health_body_id and p.group_id = c.group_id
         where c.health_body_id = $1 and c.reference = $2`,
      [health.organisationId, reference],
    ),
  );
  if (row === undefined) throw new Error(`The demo has no contract ${reference}.`);
  const { groupId, ...pair } = row;
  return { ...pair, health, group: { ...health, side: 'group', organisationId: groupId } };
}

export function terms(
  services: INestApplicationContext,
  contactEveryDays: number,
  groupAvailability = 'Tuesday and Friday, afternoons and evenings',
): CommencementDto {
  const today = services.get(Clock, { strict: false }).today();
  return {
    ...{ channel: 'phone', contactEveryDays, ways: ['text', 'time_to_read'] },
    healthAvailability: 'Monday to Thursday, 9 to 5',
    groupAvailability,
    deadlines: [{ what: 'What the first half of the year showed', on: addDays(today, 90), whose: 'group' }],
    reviews: [addDays(today, 180)],
  };
}

/** Proposed by Westmere, and answered by these: agreed where both did, open where `why` is null, else done all the same. */
async function decide(
  services: INestApplicationContext,
  { contractId, health, group }: Pair,
  title: string,
  agreeing: readonly Side[],
  why: string | null = '',
): Promise<void> {
  const proposals = services.get(DecisionProposals, { strict: false });
  const answers = services.get(DecisionAnswers, { strict: false });
  const id = await proposals.propose(health, contractId, { kind: 'content', title, what: `${title}: do we do it?` });
  const now = (): Promise<DecisionDetailView> => services.get(Decisions, { strict: false }).one(health, id);
  for (const side of agreeing) {
    const who = side === 'health' ? health : group;
    await answers.position(who, id, (await now()).version, { stance: 'agree' });
  }
  if (why === null) return;
  const outcome = why === '' ? { outcome: 'agreed' as const } : { outcome: 'without_agreement' as const, reason: why };
  await answers.close(health, id, (await now()).version, outcome);
}
