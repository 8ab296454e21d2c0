import { Injectable } from '@nestjs/common';
import { Departures, PeopleService } from '../../people';
import type { Holding } from '../../people';
import { Clock, ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import { addDays, type CalendarDate, calendarDate } from '../../shared/calendar-date';
import { day } from '../frame/wording.rules';
import { ROLE_WORDS } from '../group/lead-cards.service';

const MOST = 100;
/** Whoever left stays in the list this long, so that what was forgotten is still found. */
const SHOWN_AFTER_DAYS = 60;

export interface LeavingLine {
  name: string;
  href: string;
  lastDayOn: CalendarDate;
  told: boolean;
  /** What nobody has taken over yet. */
  open: number;
}

/** Something that the person answers for, and what becomes of it. */
export interface HeldLine {
  label: string;
  group: string;
  role: string;
  href: string;
  done: boolean;
  what: string;
}

const LEAVING = `
  select p.id, coalesce(p.name, p.email) as name, p.last_day_on, p.departure_told_on is not null as told,
    (select count(*)::integer from contact k
     join named_lead l on l.health_body_id = k.health_body_id and l.group_id = k.group_id and l.contact_id = k.id
     join contract c on c.health_body_id = l.health_body_id and c.group_id = l.group_id and c.id = l.contract_id
     where k.person_organisation_id = p.organisation_id and k.person_id = p.id and l.role in ('lead', 'deputy')
       and (l.to_on is null or l.to_on > p.last_day_on)
       and contract_state_on(c, $2::date) in ('agreed', 'active', 'suspended')) as open
  from person p
  where p.organisation_id = $1 and p.last_day_on >= $3::date
  order by p.last_day_on, p.sort_key limit ${String(MOST)}`;

/** Of what is still to be handed over so many are shown: further ones come up as these are done. */
const MOST_HELD = 50;

const ENDS = 'select l.id, l.to_on from named_lead l where l.health_body_id = $1 and l.id = any ($2::uuid[])';

const HELD = `
  select l.id, g.name as "group", l.to_on, coalesce(n.name, n.email) as successor
  from named_lead l
  join organisation g on g.id = l.group_id
  left join lateral (
    select k.name, k.email from named_lead x
    join contact k on k.health_body_id = x.health_body_id and k.group_id = x.group_id and k.id = x.contact_id
    where x.health_body_id = l.health_body_id and x.group_id = l.group_id and x.contract_id = l.contract_id
      and x.side = l.side and x.role = l.role and x.id <> l.id and x.from_on = l.to_on + 1
    order by x.id limit 1) n on true
  where l.health_body_id = $1 and l.id = any ($2::uuid[])`;

interface HeldRow {
  id: string;
  group: string;
  to_on: CalendarDate | null;
  successor: string | null;
}

/** Who leaves, and what has to be handed over before they do. */
@Injectable()
export class DepartureReader {
  constructor(
    private readonly reads: ReadsService,
    private readonly people: PeopleService,
    private readonly departures: Departures,
    private readonly clock: Clock,
  ) {}

  async leaving(actor: Actor): Promise<LeavingLine[]> {
    const today = this.clock.today();
    const rows = await this.reads.rows<{
      id: string;
      name: string;
      last_day_on: CalendarDate;
      told: boolean;
      open: number;
    }>(actor, LEAVING, [actor.organisationId, today, addDays(today, -SHOWN_AFTER_DAYS)]);
    return rows.map(({ id, name, last_day_on, told, open }) => ({
      name,
      href: `/o/${actor.organisationId}/departures/${id}`,
      lastDayOn: last_day_on,
      told,
      open,
    }));
  }

  /** Throws DomainError `not-found` when there is no such person in this organisation. */
  async of(actor: Actor, personId: string) {
    const [person, departure] = await Promise.all([
      this.people.one(actor, personId),
      this.departures.of(actor, personId),
    ]);
    const lastDayOn = departure.lastDayOn === null ? null : calendarDate(departure.lastDayOn);
    const told = {
      id: personId,
      name: person.name ?? person.email ?? 'Name not known',
      lastDayOn,
      toldOn: departure.toldOn === null ? null : calendarDate(departure.toldOn),
      version: departure.version,
    };
    if (lastDayOn === null) return { ...told, held: [], answers: false, open: 0, further: 0 };
    return { ...told, ...(await this.heldBy(actor, { personId, lastDayOn, holds: departure.holds ?? [] })) };
  }

  /** All of it where it is little, else what is to be handed over first. */
  private async heldBy(
    actor: Actor,
    { personId, lastDayOn, holds }: { personId: string; lastDayOn: CalendarDate; holds: readonly Holding[] },
  ) {
    const ends = await this.reads.rows<Pick<HeldRow, 'id' | 'to_on'>>(actor, ENDS, valuesFor(actor, holds));
    const handed = new Set(ends.filter(({ to_on }) => to_on !== null && to_on <= lastDayOn).map(({ id }) => id));
    const open = holds.filter(({ id }) => !handed.has(id));
    const few = holds.length <= MOST_HELD;
    const shown = few ? holds : open.slice(0, MOST_HELD);
    const rows = await this.reads.rows<HeldRow>(actor, HELD, valuesFor(actor, shown));
    const known = new Map(rows.map((row) => [row.id, row]));
    const root = `/o/${actor.organisationId}/named-leads`;
    const held = shown.map((holding): HeldLine => {
      const row = known.get(holding.id);
      const role = holding.role ?? '';
      return {
        label: holding.label,
        group: row?.group ?? '',
        role: ROLE_WORDS[role] ?? role,
        href: `${root}/${holding.id}/handover?departure=${personId}&from=${addDays(lastDayOn, 1)}`,
        ...becomes(row, lastDayOn),
      };
    });
    return { held, answers: holds.length > 0, open: open.length, further: few ? 0 : open.length - shown.length };
  }
}

const valuesFor = ({ organisationId }: Actor, holds: readonly Holding[]) => [organisationId, holds.map(({ id }) => id)];

/** Handed over, or ended, by the last day. */
function becomes(row: HeldRow | undefined, lastDayOn: CalendarDate): Pick<HeldLine, 'done' | 'what'> {
  if (row === undefined || row.to_on === null) return TO_DO;
  if (row.to_on > lastDayOn) return TO_DO;
  if (row.successor === null) return { done: true, what: `Ends on ${day(row.to_on)}; nobody takes over yet.` };
  return { done: true, what: `${row.successor} takes over on ${day(addDays(row.to_on, 1))}.` };
}

const TO_DO = { done: false, what: '' };
