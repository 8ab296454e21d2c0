import { Injectable } from '@nestjs/common';
import { ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import { addDays, type CalendarDate } from '../../shared/calendar-date';
import { penceFromDatabase, pounds } from '../../shared/money';
import { day } from '../frame/wording.rules';

/** What a group reads as news is at most so many days old. */
const DAYS = 60;
const MOST = 8;

/** A payment that came whole. */
export interface PaymentThatCame {
  pence: number;
  on: CalendarDate;
  payer: string;
}

export interface News {
  text: string;
  /** Where there is more of it. */
  place: { text: string; href: string } | null;
}

const LAST_PAYMENT = `
  select i.amount_pence, i.settled_on, h.name as payer
  from instalment i join organisation h on h.id = i.health_body_id
  where i.group_id = $1 and i.state <> 'cancelled' and i.settled_on is not null and i.settled_on <= $2::date
  order by i.settled_on desc, i.id limit 1`;

/** Each part has an index that begins with the group and the day, or with the contract. */
const NEWS = `
  select * from (
    (select 'paid' as kind, i.settled_on as happened_on, i.amount_pence::text as detail, h.name as payer,
        c.reference, 'contracts/' || c.id as place
      from instalment i
      join organisation h on h.id = i.health_body_id
      join contract c on c.health_body_id = i.health_body_id and c.group_id = i.group_id and c.id = i.contract_id
      where i.group_id = $1 and i.state <> 'cancelled' and i.settled_on between $3::date and $2::date
      order by i.settled_on desc limit ${String(MOST)})
    union all
    (select 'moved', s.effective_on, s.to_state, h.name, c.reference, 'contracts/' || c.id
      from contract c
      join organisation h on h.id = c.health_body_id
      join contract_state_change s on s.health_body_id = c.health_body_id and s.contract_id = c.id
      where c.group_id = $1 and s.to_state <> 'draft' and s.effective_on between $3::date and $2::date
      order by s.effective_on desc limit ${String(MOST)})
    union all
    (select 'spoke', e.happened_on, e.channel, h.name, null, null
      from engagement e join organisation h on h.id = e.health_body_id
      where e.group_id = $1 and e.visibility = 'shared' and e.happened_on between $3::date and $2::date
      order by e.happened_on desc limit 3)
    union all
    (select 'answered', k.replied_on, null, h.name, 'read it', 'late-payments/' || k.id
      from late_payment_case k join organisation h on h.id = k.health_body_id
      where k.group_id = $1 and k.replied_on between $3::date and $2::date
      order by k.replied_on desc limit 3)
  ) n order by n.happened_on desc limit ${String(MOST)}`;

interface NewsRow {
  kind: 'paid' | 'moved' | 'spoke' | 'answered';
  happened_on: CalendarDate;
  detail: string | null;
  payer: string;
  reference: string | null;
  place: string | null;
}

/** What changed lately for a group, over all its payers. */
@Injectable()
export class Lately {
  constructor(private readonly reads: ReadsService) {}

  async lastPayment(actor: Actor, today: CalendarDate): Promise<PaymentThatCame | null> {
    const [row] = await this.reads.rows<{ amount_pence: string; settled_on: CalendarDate; payer: string }>(
      actor,
      LAST_PAYMENT,
      [actor.organisationId, today],
    );
    if (row === undefined) return null;
    return { pence: penceFromDatabase(row.amount_pence), on: row.settled_on, payer: row.payer };
  }

  async news(actor: Actor, today: CalendarDate): Promise<News[]> {
    const values = [actor.organisationId, today, addDays(today, -DAYS)];
    const rows = await this.reads.rows<NewsRow>(actor, NEWS, values);
    return rows.map((row) => ({ text: textOf(row), place: placeOf(row, actor) }));
  }
}

function placeOf({ reference, place }: NewsRow, actor: Actor): News['place'] {
  if (reference === null || place === null) return null;
  return { text: reference, href: `/o/${actor.organisationId}/${place}` };
}

const MOVED: Readonly<Record<string, string>> = {
  agreed: 'contract agreed',
  suspended: 'contract suspended',
  withdrawn: 'contract withdrawn',
  terminated: 'contract ended early',
};

const SPOKE: Readonly<Record<string, string>> = {
  email: 'an email',
  phone: 'a phone call',
  video: 'a video call',
  in_person: 'a meeting',
  letter: 'a letter',
  portal: 'a message',
};

function textOf({ kind, happened_on, detail, payer }: NewsRow): string {
  const said = detail ?? '';
  const words: Record<NewsRow['kind'], () => string> = {
    paid: () => `${pounds(penceFromDatabase(said))} came from ${payer}`,
    moved: () => `${MOVED[said] ?? said} with ${payer}`,
    spoke: () => `${SPOKE[said] ?? 'contact'} with ${payer}`,
    answered: () => `${payer} answered you about a late payment`,
  };
  return `${day(happened_on)}: ${words[kind]()}`;
}
