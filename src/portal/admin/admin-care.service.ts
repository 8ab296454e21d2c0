import { Injectable } from '@nestjs/common';
import { AuditChecks, PeopleHere } from '../../identity';
import type { PersonHere } from '../../identity';
import { BankRatesService } from '../../payments';
import { Clock, ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import { addDays } from '../../shared/calendar-date';
import { careOf } from './admin-care.rules';
import type { AdminFacts, Care } from './admin-care.rules';
import { halfYearsUpTo } from './rate-words.rules';
import { SOON_DAYS } from './token-words.rules';

const MOST_PEOPLE = 5_000;
const DAYS_OF_IMPORTS = 30;

const COUNTED = `
  select
    (select count(*)::integer from api_token t where t.organisation_id = $1 and t.revoked_at is null
      and t.expires_at > now() and t.expires_at < ($2::date + 1)::timestamp at time zone 'Europe/London') as tokens,
    (select count(*)::integer from import_run r where r.health_body_id = $1 and r.finished_at >= $3::date
      and (r.report ->> 'refused')::integer > 0) as imports,
    coalesce((select array_agg(l.account_id) from approval_limit l where l.health_body_id = $1
      and l.limit_pence > 0), '{}') as limited`;

interface Counted {
  tokens: number;
  imports: number;
  limited: string[];
}
const NOTHING: Counted = { tokens: 0, imports: 0, limited: [] };

/** What needs an administrator: of people, keys, imports and the record, and nothing of any partnership. */
@Injectable()
export class AdminCare {
  constructor(
    private readonly people: PeopleHere,
    private readonly reads: ReadsService,
    private readonly rates: BankRatesService,
    private readonly checks: AuditChecks,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<Care[]> {
    const today = this.clock.today();
    const values = [actor.organisationId, addDays(today, SOON_DAYS), addDays(today, -DAYS_OF_IMPORTS)];
    const [{ items }, [counted], { items: rates }, check] = await Promise.all([
      this.people.list(actor, { limit: MOST_PEOPLE, search: '', after: '' }),
      this.reads.rows<Counted>(actor, COUNTED, values),
      this.rates.list(actor, { limit: 20, count: false }),
      this.checks.latest(actor),
    ]);
    const known = rates.map(({ half_year_from: from }) => from);
    const { tokens, imports, limited } = counted ?? NOTHING;
    return careOf({
      ...factsOfPeople(items, limited),
      tokensEnding: tokens,
      importsWithProblems: imports,
      recordBroken: typeof check?.broken_at === 'string',
      rateMissing: halfYearsUpTo(today)
        .slice(0, 1)
        .some((halfYear) => !known.includes(halfYear)),
    });
  }
}

function factsOfPeople(
  people: readonly PersonHere[],
  limited: readonly string[],
): Pick<AdminFacts, 'able' | 'approversWithLimit' | 'waiting'> {
  const able: Record<string, number> = {};
  const inside = people.filter(({ canSignIn }) => canSignIn);
  for (const role of inside.flatMap(({ roles }) => roles.map((place) => place.role)))
    able[role] = (able[role] ?? 0) + 1;
  const approvers = inside.filter(({ roles }) => roles.some(({ role }) => role === 'finance_approver'));
  return {
    able,
    approversWithLimit: approvers.filter(({ accountId }) => limited.includes(accountId)).length,
    waiting: people.length - inside.length,
  };
}
