import type { INestApplicationContext } from '@nestjs/common';
import { OperatorService } from '../../identity';
import { Clock, TenantService } from '../../platform';
import { addMonths } from '../../shared/calendar-date';
import { Priorities, Strategies, StrategyLinks } from '../../strategy';
import { WESTMERE } from './westmere';

/** Nothing says which priority this one serves. */
const NOT_LINKED = 'WM-0125';

/** What each priority of the first strategy is, and how a contract serves it. */
const SERVES = [
  ['Nobody waits alone in a crisis', 'Trained volunteers stay with people in the first hours.'],
  ['People find care without having to explain themselves', 'The group says who will welcome them, and goes along.'],
  ['Services are planned with those who use them', 'Members say what works before anything is bought.'],
] as const;

/** What Westmere has set itself: one strategy that is published and served, and one that is still being written. */
export async function serveStrategies(services: INestApplicationContext): Promise<void> {
  const westmere = await services.get(OperatorService, { strict: false }).actorFor(WESTMERE.name);
  const strategies = services.get(Strategies, { strict: false });
  const priorities = services.get(Priorities, { strict: false });
  const links = services.get(StrategyLinks, { strict: false });
  const today = services.get(Clock, { strict: false }).today();

  const plan = await strategies.enter(westmere, {
    ...{ title: 'Joint forward plan', fromOn: addMonths(today, -8), toOn: addMonths(today, 52) },
    ...{ webAddress: 'https://westmere.example/joint-forward-plan', published: true },
  });
  for (const [title] of SERVES) await priorities.add(westmere, plan, title);
  const next = await strategies.enter(westmere, {
    ...{ title: 'Plan for fair access', fromOn: addMonths(today, 4), published: false },
  });
  await priorities.add(westmere, next, 'Waiting times are the same for everybody');

  const contracts = await services.get(TenantService, { strict: false }).transaction(westmere, (tx) =>
    tx.query<{ id: string }>(
      `select c.id from contract c where c.health_body_id = $1 and c.state = 'agreed'
         and $2 between c.starts_on and c.ends_on and c.reference <> $3 order by c.reference_key`,
      [westmere.organisationId, today, NOT_LINKED],
    ),
  );
  const chosen = (await strategies.one(westmere, plan)).priorities;
  for (const [at, { id }] of contracts.entries()) {
    const which = at % SERVES.length;
    const priorityId = chosen[which]?.id ?? '';
    await links.link(westmere, { kind: 'contract', id }, { priorityId, how: SERVES[which]?.[1] ?? '' });
  }
}
