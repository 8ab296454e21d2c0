import type { INestApplicationContext } from '@nestjs/common';
import { Commencements } from '../../commencement';
import type { CommencementDto } from '../../commencement';
import { DecisionAnswers, DecisionProcesses, DecisionProposals, Decisions, standardProcess } from '../../decisions';
import type { DecisionDetailView } from '../../decisions';
import { OperatorService } from '../../identity';
import { Clock, TenantService } from '../../platform';
import type { Actor } from '../../platform';
import { addDays } from '../../shared/calendar-date';
import { WESTMERE } from './westmere';

/** The two sides of a contract of a group that has joined. */
export interface Pair {
  contractId: string;
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
  await commencements.confirm(both.group, both.contractId, 1);
  await decide(services, both, 'Evening sessions move to Thursdays', ['health', 'group']);
  await decide(services, both, 'A second page on the leaflet', ['health'], null);

  const one = await pairOf(services, 'WM-0115');
  await commencements.propose(one.health, one.contractId, 0, terms(services, 14));
  await decide(services, one, 'The poster shows the logo of the health body alone', [], 'It had been printed already.');
}

export async function pairOf(services: INestApplicationContext, reference: string): Promise<Pair> {
  const health = await services.get(OperatorService, { strict: false }).actorFor(WESTMERE.name);
  const [row] = await services
    .get(TenantService, { strict: false })
    .transaction(health, (tx) =>
      tx.query<{ id: string; group_id: string }>(
        'select id, group_id from contract where health_body_id = $1 and reference = $2',
        [health.organisationId, reference],
      ),
    );
  if (row === undefined) throw new Error(`The demo has no contract ${reference}.`);
  return { contractId: row.id, health, group: { ...health, side: 'group', organisationId: row.group_id } };
}

function terms(services: INestApplicationContext, contactEveryDays: number): CommencementDto {
  const today = services.get(Clock, { strict: false }).today();
  return {
    ...{ channel: 'phone', contactEveryDays, ways: ['text', 'time_to_read'] },
    healthAvailability: 'Monday to Thursday, 9 to 5',
    groupAvailability: 'Tuesday and Friday, afternoons and evenings',
    deadlines: [{ what: 'What the first half of the year showed', on: addDays(today, 90), whose: 'group' }],
    reviews: [addDays(today, 180)],
  };
}

/** Proposed by Westmere, and answered by these: agreed where both did, open where `why` is null, else done all the same. */
async function decide(
  services: INestApplicationContext,
  { contractId, health, group }: Pair,
  title: string,
  agreeing: readonly ('health' | 'group')[],
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
