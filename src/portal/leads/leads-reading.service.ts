import { Injectable } from '@nestjs/common';
import { NOT_FOUND, ReadsService } from '../../platform';
import type { Actor, Side } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import { day } from '../frame/wording.rules';
import { ROLE_WORDS } from '../group/lead-cards.service';

/** Somebody who answers for a contract now or from a later day, as a page shows them. */
export interface LeadLine {
  id: string;
  contactId: string;
  side: Side;
  name: string;
  role: string;
  /** "From 1 April 2027 to 31 March 2028". */
  term: string;
  fromOn: CalendarDate | null;
  toOn: CalendarDate | null;
  verified: string;
  version: number;
  /** Whether the reader may change it: their own side's, or those of a group that has not joined. */
  mayChange: boolean;
}

/** A contract with all who answer for it, on both sides. */
export interface ContractLeads {
  contract: {
    id: string;
    partnershipId: string;
    reference: string;
    title: string;
    other: string;
    startsOn: CalendarDate;
  };
  groupJoined: boolean;
  leads: LeadLine[];
  /** Whom the reader could name. */
  people: { value: string; text: string; side: Side }[];
}

interface Row {
  id: string;
  contact_id: string;
  side: Side;
  role: string;
  name: string;
  from_on: CalendarDate | null;
  to_on: CalendarDate | null;
  verified_on: CalendarDate | null;
  version: number;
}

interface ContractRow {
  id: string;
  partnership_id: string;
  reference: string;
  title: string;
  starts_on: CalendarDate;
  other: string;
  joined: boolean;
  leads: Row[];
  people: { id: string; side: Side; name: string; last_day_on: CalendarDate | null }[];
}

const TENANT: Record<Side, string> = { health: 'c.health_body_id', group: 'c.group_id' };
const OTHER: Record<Side, string> = { health: 'g.name', group: 'h.name' };

const select = (side: Side, which: string) => `
  select c.id, p.id as partnership_id, c.reference, c.title, c.starts_on::text, ${OTHER[side]} as other, g.joined_at is not null as joined,
    (select coalesce(json_agg(json_build_object('id', l.id, 'contact_id', l.contact_id, 'side', l.side, 'role', l.role,
        'name', coalesce(k.name, k.email), 'from_on', l.from_on, 'to_on', l.to_on, 'verified_on', l.verified_on,
        'version', l.version)
        order by l.side desc, array_position(array['lead', 'deputy', 'mentor', 'sponsor'], l.role), l.from_on nulls first,
          l.id), '[]')
      from named_lead l
      join contact k on k.health_body_id = l.health_body_id and k.group_id = l.group_id and k.id = l.contact_id
      where l.health_body_id = c.health_body_id and l.group_id = c.group_id and l.contract_id = c.id
        and (l.to_on is null or l.to_on >= $2::date)) as leads,
    (select coalesce(json_agg(json_build_object('id', k.id, 'side', k.side, 'name', coalesce(k.name, k.email),
        'last_day_on', o.last_day_on) order by k.name_key, k.id), '[]')
      from contact k left join person o on o.organisation_id = k.person_organisation_id and o.id = k.person_id
      where k.health_body_id = c.health_body_id and k.group_id = c.group_id) as people
  from contract c
  join partnership p on p.health_body_id = c.health_body_id and p.group_id = c.group_id
  join organisation g on g.id = c.group_id
  join organisation h on h.id = c.health_body_id
  where ${TENANT[side]} = $1 and ${which}`;

/** Who answers for a contract, and who could. */
@Injectable()
export class LeadsReader {
  constructor(private readonly reads: ReadsService) {}

  /** Throws DomainError `not-found` when there is no such contract, or it is another tenant's. */
  ofContract(actor: Actor, contractId: string, today: CalendarDate): Promise<ContractLeads> {
    return this.read(actor, 'c.id = $3', [actor.organisationId, today, contractId]);
  }

  /** The contract of a lead, with the lead. Throws DomainError `not-found`. */
  async ofLead(actor: Actor, leadId: string, today: CalendarDate): Promise<ContractLeads & { lead: LeadLine }> {
    const which = `c.id = (select l.contract_id from named_lead l where ${TENANT[actor.side].replace('c.', 'l.')} = $1 and l.id = $3)`;
    const found = await this.read(actor, which, [actor.organisationId, today, leadId]);
    const lead = found.leads.find(({ id }) => id === leadId);
    if (lead === undefined) throw new DomainError('not-found', NOT_FOUND);
    return { ...found, lead };
  }

  private async read(actor: Actor, which: string, values: unknown[]): Promise<ContractLeads> {
    const [row] = await this.reads.rows<ContractRow>(actor, select(actor.side, which), values);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    const named = (side: Side) => side === actor.side || (actor.side === 'health' && !row.joined);
    return {
      contract: {
        id: row.id,
        partnershipId: row.partnership_id,
        reference: row.reference,
        title: row.title,
        other: row.other,
        startsOn: row.starts_on,
      },
      groupJoined: row.joined,
      leads: row.leads.map((lead) => lineOf(lead, named(lead.side))),
      people: row.people
        .filter(({ side }) => named(side))
        .map((person) => ({ value: person.id, side: person.side, text: choiceOf(person, actor.side, row.other) })),
    };
  }
}

/** Whoever leaves is offered with their last day: of their own side alone is it known here. */
function choiceOf(
  { side, name, last_day_on: lastDay }: ContractRow['people'][number],
  own: Side,
  other: string,
): string {
  const who = side === own ? name : `${name}, ${other}`;
  return lastDay === null ? who : `${who} (last day ${day(lastDay)})`;
}

function lineOf(row: Row, mayChange: boolean): LeadLine {
  return {
    id: row.id,
    contactId: row.contact_id,
    side: row.side,
    name: row.name,
    role: ROLE_WORDS[row.role] ?? row.role,
    term: termWords(row.from_on, row.to_on),
    fromOn: row.from_on,
    toOn: row.to_on,
    verified: row.verified_on === null ? 'Not yet' : day(row.verified_on),
    version: row.version,
    mayChange,
  };
}

function termWords(fromOn: CalendarDate | null, toOn: CalendarDate | null): string {
  const from = fromOn === null ? '' : `From ${day(fromOn)}`;
  if (toOn === null) return from === '' ? 'Until further notice' : from;
  return from === '' ? `Until ${day(toOn)}` : `${from} to ${day(toOn)}`;
}
