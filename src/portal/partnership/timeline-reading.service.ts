import { Injectable } from '@nestjs/common';
import { ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { penceFromDatabase, pounds } from '../../shared/money';
import { CHANNEL_NAMES } from '../contact-log/log-words.rules';
import { decisionTag } from '../decisions/decision-words.rules';
import { moveWords } from '../group/terms-words.rules';
import { findingName } from '../manager/finding-words.rules';

const ROWS = 40;

export interface TimelineLine {
  on: CalendarDate;
  what: string;
  more: string;
  href: string;
}

interface Row {
  kind: 'contract' | 'contact' | 'payment' | 'decision' | 'decided' | 'working' | 'worked' | 'finding' | 'cleared';
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

/** Ids are compared as their bytes: in the order of a language the dashes of an id would count for nothing. */
const BYTES = 'collate "C"';

/** What a page needs of one kind of event, from where it begins: behind an index of the partnership by day. */
const upTo = (kind: Row['kind'], on: string, id: string) => `
  ${on} <= least($3::date, $4::date)
  and ($4::date is null or (${on}, '${kind}' ${BYTES}, ${id}::text ${BYTES}) < ($4::date, $5::text, $6::text))
  order by ${on} desc, ${id} desc limit ${String(ROWS + 1)}`;

/** $1 the health body, $2 the partnership, $3 today, and the place behind which the page begins. */
const EVENTS = `
  with pair as materialized (
    select p.health_body_id, p.group_id from partnership p where p.health_body_id = $1 and p.id = $2),
  event as (
    select 'contract' as kind, e.* from pair p cross join lateral (
      select h.contract_id::text || '-' || h.position as id, h.effective_on as on, h.to_state as words,
        c.reference as more, null::bigint as pence, c.id as link
      from contract c
      join contract_state_change h on h.health_body_id = c.health_body_id and h.contract_id = c.id
      where c.health_body_id = p.health_body_id and c.group_id = p.group_id
        and ${upTo('contract', 'h.effective_on', `(h.contract_id::text || '-' || h.position)`)}) e
    union all
    select 'contact', e.id::text, e.happened_on, e.channel, e.more, null, null from pair p cross join lateral (
      select e.id, e.happened_on, e.channel, case when e.visibility = 'restricted' then null else e.purpose end as more
      from engagement e
      where e.health_body_id = p.health_body_id and e.group_id = p.group_id
        and ${upTo('contact', 'e.happened_on', 'e.id')}) e
    union all
    select 'payment', e.id::text, e.received_on, e.kind, c.reference, e.amount_pence, e.instalment_id
    from pair p cross join lateral (
      select r.health_body_id, r.id, r.received_on, r.kind, r.contract_id, r.amount_pence, r.instalment_id
      from receipt r
      where r.health_body_id = p.health_body_id and r.group_id = p.group_id
        and ${upTo('payment', 'r.received_on', 'r.id')}) e
    join contract c on c.health_body_id = e.health_body_id and c.id = e.contract_id
    union all
    select 'decision', e.id::text, e.proposed_on, 'proposed', e.title, null, e.id from pair p cross join lateral (
      select d.id, d.proposed_on, d.title from decision d
      where d.health_body_id = p.health_body_id and d.group_id = p.group_id
        and ${upTo('decision', 'd.proposed_on', 'd.id')}) e
    union all
    select 'decided', e.id::text, e.closed_on, e.state, e.title, null, e.id from pair p cross join lateral (
      select d.id, d.closed_on, d.state, d.title from decision d
      where d.health_body_id = p.health_body_id and d.group_id = p.group_id
        and d.closed_on is not null and ${upTo('decided', 'd.closed_on', 'd.id')}) e
    union all
    select 'working', e.id, e.on, e.by, e.reference, null, e.contract_id from pair p cross join lateral (
      select k.contract_id::text || '-' || k.number as id, k.proposed_on as on, k.proposed_by as by, k.contract_id,
        c.reference
      from commencement k join contract c on c.health_body_id = k.health_body_id and c.id = k.contract_id
      where k.health_body_id = p.health_body_id and k.group_id = p.group_id
        and ${upTo('working', 'k.proposed_on', `(k.contract_id::text || '-' || k.number)`)}) e
    union all
    select 'worked', e.id, e.on, '', e.reference, null, e.contract_id from pair p cross join lateral (
      select k.contract_id::text || '-' || k.number as id, k.agreed_on as on, k.contract_id, c.reference
      from commencement k join contract c on c.health_body_id = k.health_body_id and c.id = k.contract_id
      where k.health_body_id = p.health_body_id and k.group_id = p.group_id and k.agreed_on is not null
        and ${upTo('worked', 'k.agreed_on', `(k.contract_id::text || '-' || k.number)`)}) e
    union all
    select 'finding', e.id::text, e.first_seen_on, e.rule, null, null, e.id from pair p cross join lateral (
      select f.id, f.first_seen_on, f.rule from finding f
      where f.health_body_id = p.health_body_id and f.group_id = p.group_id and f.severity is not null
        and ${upTo('finding', 'f.first_seen_on', 'f.id')}) e
    union all
    select 'cleared', e.id::text, e.cleared_on, e.rule, null, null, e.id from pair p cross join lateral (
      select f.id, f.cleared_on, f.rule from finding f
      where f.health_body_id = p.health_body_id and f.group_id = p.group_id and f.severity is not null
        and f.cleared_on is not null and ${upTo('cleared', 'f.cleared_on', 'f.id')}) e)
  select e.kind, e.id, e.on, e.words, e.more, e.pence, e.link from event e
  order by e.on desc, e.kind ${BYTES} desc, e.id ${BYTES} desc limit ${String(ROWS + 1)}`;

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
  contact: ({ id, words, more }, root) => ({
    what: CHANNEL_NAMES[words] ?? words,
    more: more ?? '',
    href: `${root}/contact-log/${id}`,
  }),
  payment: ({ words, pence, more, link }, root) => ({
    what: `${pounds(penceFromDatabase(pence ?? '0'))} ${words === 'receipt' ? 'received' : 'taken back'}`,
    more: `Contract ${more ?? ''}`,
    href: `${root}/payments/${link ?? ''}`,
  }),
  decision: ({ more, link }, root) => ({
    what: 'Decision proposed',
    more: more ?? '',
    href: `${root}/decisions/${link ?? ''}`,
  }),
  decided: ({ words, more, link }, root) => ({
    what: `Decision closed: ${decisionTag(words).text.toLowerCase()}`,
    more: more ?? '',
    href: `${root}/decisions/${link ?? ''}`,
  }),
  working: ({ words, more, link }, root) => ({
    what: `How both work together: proposed by ${words === 'health' ? 'your side' : 'the group'}`,
    more: `Contract ${more ?? ''}`,
    href: `${root}/contracts/${link ?? ''}/commencement`,
  }),
  worked: ({ more, link }, root) => ({
    what: 'How both work together: agreed by both sides',
    more: `Contract ${more ?? ''}`,
    href: `${root}/contracts/${link ?? ''}/commencement`,
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
