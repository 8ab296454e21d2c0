import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { newSecret, sha256 } from '../../identity';
import { AuditService, Clock, Database, ReadsService, TenantService } from '../../platform';
import type { Actor, Role, Tx } from '../../platform';
import { addMonths } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import type { CalendarEntry } from './ical.rules';

/** The days on which both look again at how they work together, as they agreed last. */
const reviewsOf = (own: 'health_body_id' | 'group_id') => `
    select 'look-again-' || k.contract_id || '-' || d."on", d."on", 'A review'
    from commencement k
    join contract c on c.${own} = k.${own} and c.id = k.contract_id and c.state in ('agreed', 'suspended')
    cross join lateral unnest(k.reviews) d ("on")
    where k.${own} = $1 and k.agreed_on is not null and d."on" between $2::date and $3::date
      and not exists (select 1 from commencement n where n.${own} = k.${own} and n.contract_id = k.contract_id
        and n.number > k.number and n.agreed_on is not null)`;

/** What a health body has to send, by the day on which it has to; what a group is to receive, by the day it is due. */
const DATES = {
  health: `
    select 'send-' || to_char(i.send_by_on, 'YYYYMMDD') as uid, i.send_by_on as "on", 'Payments to send' as title
    from instalment i join contract c on c.health_body_id = i.health_body_id and c.id = i.contract_id
    where i.health_body_id = $1 and i.send_by_on between $2::date and $3::date and i.state <> 'cancelled'
      and i.received_pence < i.amount_pence and c.state in ('agreed', 'suspended')
    group by i.send_by_on
    union all
    select 'review-' || c.id, c.ends_on, 'A contract ends' from contract c
    where c.health_body_id = $1 and c.ends_on between $2::date and $3::date and c.state in ('agreed', 'suspended')
    union all
    ${reviewsOf('health_body_id')}
    order by 2, 1 limit 500`,
  group: `
    select 'payment-' || i.id as uid, i.due_on as "on", 'Payment due' as title
    from instalment i join contract c on c.group_id = i.group_id and c.id = i.contract_id
    where i.group_id = $1 and i.due_on between $2::date and $3::date and i.state <> 'cancelled'
      and c.state in ('agreed', 'suspended')
    union all
    select 'review-' || c.id, c.ends_on, 'A contract ends' from contract c
    where c.group_id = $1 and c.ends_on between $2::date and $3::date and c.state in ('agreed', 'suspended')
    union all
    ${reviewsOf('group_id')}
    order by 2, 1 limit 500`,
} as const;

interface Opened {
  organisation_id: string;
  organisation_kind: 'health_body' | 'group';
  account_id: string;
  roles: Role[];
}

/** Dates for calendars, under an address that is a person's own secret: neutral titles, and nothing else. */
@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly database: Database,
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Since when the person has an address; null while they have none. */
  async since(actor: Actor): Promise<Date | null> {
    const [row] = await this.reads.rows<{ made_at: Date }>(
      actor,
      'select f.made_at from calendar_feed f where f.organisation_id = $1 and f.account_id = $2 and f.ended_at is null',
      [actor.organisationId, actor.id],
    );
    return row?.made_at ?? null;
  }

  /** A new address, shown once; the one before ends. */
  renew(actor: Actor): Promise<string> {
    return this.tenant.onceShown(actor, async (tx) => {
      await end(tx);
      const [secret, id] = [newSecret(), uuid()];
      await tx.change(
        'insert into calendar_feed (organisation_id, id, account_id, token_hash) values ($1, $2, $3, $4)',
        [actor.organisationId, id, actor.id, sha256(secret)],
      );
      await this.audit.record(tx, { action: 'calendar-feed.made', subjectId: id });
      return secret;
    });
  }

  /** The address opens nothing any more. */
  async stop(actor: Actor): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      for (const id of await end(tx)) await this.audit.record(tx, { action: 'calendar-feed.ended', subjectId: id });
    });
  }

  /** What the calendar with this secret shows; null when there is none, or its person has no part there any more. */
  async open(secret: string, origin: string): Promise<CalendarEntry[] | null> {
    const [found] = await this.database.server<Opened>('select * from calendar_feed_open($1)', [sha256(secret)]);
    if (found === undefined) return null;
    const { organisation_id: organisationId, account_id: id, roles } = found;
    const side = found.organisation_kind === 'group' ? 'group' : 'health';
    const actor: Actor = { kind: 'account', id, side, organisationId, roles, requestId: null };
    const today = this.clock.today();
    const rows = await this.reads.rows<{ uid: string; on: CalendarDate; title: string }>(actor, DATES[side], [
      organisationId,
      addMonths(today, -3),
      addMonths(today, 18),
    ]);
    return rows.map((row) => ({ ...row, uid: `${row.uid}-${organisationId}@accord`, url: `${origin}/` }));
  }
}

async function end(tx: Tx): Promise<string[]> {
  const ended = await tx.query<{ id: string }>(
    'update calendar_feed set ended_at = now() where organisation_id = $1 and account_id = $2 and ended_at is null returning id',
    [tx.actor.organisationId, tx.actor.id],
  );
  return ended.map(({ id }) => id);
}
