import type { Tx } from '../platform';
import { penceFromDatabase } from '../shared/money';
import type { Presence } from '../shared/presence';

/** Somebody who may approve runs up to a limit, in pence. */
export interface LimitedApprover extends Presence {
  accountId: string;
  limitPence: number;
}

/** A person of the health body is found by the sign-in's address. */
const POSSIBLE = `
  select l.account_id as "accountId", l.limit_pence as "limitPence", p.last_day_on as "lastDayOn", coalesce((
    select json_agg(json_build_object('fromOn', a.from_on, 'toOn', a.to_on)) from contact k
    join absence a on a.health_body_id = k.health_body_id and a.group_id = k.group_id and a.contact_id = k.id
    where k.health_body_id = $1 and k.person_organisation_id = $1 and k.person_id = p.id and k.side = 'health'), '[]')
    as absences
  from unnest($2::uuid[], $3::text[]) who (account_id, email)
  join approval_limit l on l.health_body_id = $1 and l.account_id = who.account_id
  left join person p on p.organisation_id = $1 and p.email = who.email
  where exists (select 1 from membership m where m.organisation_id = $1
    and m.account_id = who.account_id and m.role = 'finance_approver' and m.ended_at is null)
  order by l.limit_pence desc, l.account_id`;

/** Everybody of the acting health body who may approve anything, the highest limit first. */
export async function possibleApprovers(tx: Tx): Promise<LimitedApprover[]> {
  const { organisationId } = tx.actor;
  const accounts = await tx.asServer<{ account_id: string; email: string; disabled: boolean }>(
    'select account_id, email, disabled from account_emails_of($1)',
    [organisationId],
  );
  const able = accounts.filter(({ disabled }) => !disabled);
  const rows = await tx.query<Omit<LimitedApprover, 'limitPence'> & { limitPence: string }>(POSSIBLE, [
    organisationId,
    able.map(({ account_id }) => account_id),
    able.map(({ email }) => email),
  ]);
  return rows.map(({ limitPence, ...row }) => ({ ...row, limitPence: penceFromDatabase(limitPence) }));
}
