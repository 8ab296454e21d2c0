import { Injectable } from '@nestjs/common';
import { ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { penceFromDatabase, pounds } from '../../shared/money';
import { CHANNEL_NAMES } from '../contact-log/log-words.rules';
import { moveWords } from '../group/terms-words.rules';
import { findingName } from '../manager/finding-words.rules';

const ROWS = 40;

export interface TimelineLine {
  on: CalendarDate;
  what: string;
  more: string;
  href: string | null;
}

interface Row {
  kind: 'contract' | 'contact' | 'payment' | 'finding' | 'cleared';
  id: string;
  on: CalendarDate;
  words: string;
  more: string | null;
  pence: string | null;
  link: string | null;
}

/** Where the timeline goes on: behind this day, kind and id. */
export interface TimelinePlace {
  on: string;
  kind: string;
  id: string;
}

/** $1 the health body, $2 the partnership, $3 today; each part stands behind an index of the group. */
const EVENTS = `
  with pair as materialized (
    select p.health_body_id, p.group_id from partnership p where p.health_body_id = $1 and p.id = $2),
  event as (
    select 'contract' as kind, h.contract_id::text || '-' || h.position as id, h.effective_on as on, h.to_state as words,
      c.reference as more, null::bigint as pence, c.id as link
    from pair p join contract c on c.health_body_id = p.health_body_id and c.group_id = p.group_id
    join contract_state_change h on h.health_body_id = c.health_body_id and h.contract_id = c.id
    union all
    select 'contact', e.id::text, e.happened_on, e.channel,
      case when e.visibility = 'restricted' then null else e.purpose end, null, null
    from pair p join engagement e on e.health_body_id = p.health_body_id and e.group_id = p.group_id
    union all
    select 'payment', r.id::text, r.received_on, r.kind, c.reference, r.amount_pence, r.instalment_id
    from pair p join receipt r on r.health_body_id = p.health_body_id and r.group_id = p.group_id
    join contract c on c.health_body_id = r.health_body_id and c.id = r.contract_id
    union all
    select 'finding', f.id::text, f.first_seen_on, f.rule, null, null, f.id
    from pair p join finding f on f.health_body_id = p.health_body_id and f.group_id = p.group_id
    where f.severity is not null
    union all
    select 'cleared', f.id::text, f.cleared_on, f.rule, null, null, f.id
    from pair p join finding f on f.health_body_id = p.health_body_id and f.group_id = p.group_id
    where f.severity is not null and f.cleared_on is not null)
  select e.kind, e.id, e.on, e.words, e.more, e.pence, e.link from event e
  where e.on <= $3::date and ($4::date is null or (e.on, e.kind, e.id) < ($4::date, $5::text, $6::text))
  order by e.on desc, e.kind desc, e.id desc limit ${String(ROWS + 1)}`;

/** Everything that happened in a partnership, newest first. */
@Injectable()
export class TimelineReader {
  constructor(private readonly reads: ReadsService) {}

  async of(
    actor: Actor,
    partnershipId: string,
    today: CalendarDate,
    after: TimelinePlace | null,
  ): Promise<{ lines: TimelineLine[]; next: TimelinePlace | null }> {
    const place = after === null ? [null, null, null] : [after.on, after.kind, after.id];
    const rows = await this.reads.rows<Row>(actor, EVENTS, [actor.organisationId, partnershipId, today, ...place]);
    const shown = rows.slice(0, ROWS);
    const last = rows.length > ROWS ? shown.at(-1) : undefined;
    return {
      lines: shown.map((row) => lineOf(row, `/o/${actor.organisationId}`)),
      next: last === undefined ? null : { on: last.on, kind: last.kind, id: last.id },
    };
  }
}

const SAY: Record<Row['kind'], (row: Row, root: string) => Omit<TimelineLine, 'on'>> = {
  contract: ({ words, on, more, link }, root) => ({
    what: `Contract ${more ?? ''}: ${moveWords(words, on)
      .replace(/ on .*/, '')
      .toLowerCase()}`,
    more: '',
    href: `${root}/contracts/${link ?? ''}`,
  }),
  contact: ({ words, more }) => ({ what: CHANNEL_NAMES[words] ?? words, more: more ?? '', href: null }),
  payment: ({ words, pence, more, link }, root) => ({
    what: `${pounds(penceFromDatabase(pence ?? '0'))} ${words === 'receipt' ? 'received' : 'taken back'}`,
    more: `Contract ${more ?? ''}`,
    href: `${root}/payments/${link ?? ''}`,
  }),
  finding: ({ words, link }, root) => ({
    what: `Noticed: ${findingName(words)}`,
    more: '',
    href: `${root}/findings/${link ?? ''}`,
  }),
  cleared: ({ words, link }, root) => ({
    what: `Gone: ${findingName(words)}`,
    more: '',
    href: `${root}/findings/${link ?? ''}`,
  }),
};

function lineOf(row: Row, root: string): TimelineLine {
  return { on: row.on, ...SAY[row.kind](row, root) };
}
