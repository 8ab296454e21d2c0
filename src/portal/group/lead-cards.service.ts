import { Injectable } from '@nestjs/common';
import { ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import { addDays, type CalendarDate } from '../../shared/calendar-date';
import type { Side } from '../../shared/side';

/** Who to talk to, as the other side of a partnership may know it. */
export interface LeadCard {
  contactId: string;
  name: string;
  side: Side;
  /** "Lead", "Deputy", …: in words, each once. */
  roles: string[];
  /** The contracts that they are named for. */
  references: string[];
  healthBodyId: string;
  healthBody: string;
  email: string | null;
  phone: string | null;
  /** How they like to be reached, in words. */
  prefers: string | null;
  availability: string | null;
  /** While they are away: the day from which they are back, and who stands in. */
  away: { backOn: CalendarDate; standIn: { name: string; email: string | null; phone: string | null } | null } | null;
}

interface Row {
  contact_id: string;
  name: string | null;
  side: LeadCard['side'];
  role: string;
  reference: string;
  health_body_id: string;
  health_body: string;
  email: string | null;
  phone: string | null;
  preferred_channel: string | null;
  availability: string | null;
  away_until: CalendarDate | null;
  stand_in_name: string | null;
  stand_in_email: string | null;
  stand_in_phone: string | null;
}

const cards = (which: string) => `
  select k.id as contact_id, k.name, l.side, l.role, c.reference, c.health_body_id, h.name as health_body, k.email,
    k.phone, k.preferred_channel, k.availability, a.to_on as away_until,
    s.name as stand_in_name, s.email as stand_in_email, s.phone as stand_in_phone
  from contract c
  join organisation h on h.id = c.health_body_id
  join named_lead l on l.health_body_id = c.health_body_id and l.group_id = c.group_id and l.contract_id = c.id
    and daterange(l.from_on, l.to_on, '[]') @> greatest($2::date, c.starts_on)
  join contact k on k.health_body_id = l.health_body_id and k.group_id = l.group_id and k.id = l.contact_id
  left join absence a on a.health_body_id = k.health_body_id and a.group_id = k.group_id and a.contact_id = k.id
    and $2::date between a.from_on and a.to_on
  left join contact s
    on s.health_body_id = a.health_body_id and s.group_id = a.group_id and s.id = a.stand_in_contact_id
  where ${which}
  order by h.name_key, l.side desc, array_position(array['lead', 'deputy', 'mentor', 'sponsor'], l.role), k.name_key,
    c.reference_key`;

const OF_CONTRACT = {
  health: cards('c.health_body_id = $1 and c.id = $3'),
  group: cards('c.group_id = $1 and c.id = $3'),
};

/** For a group: its payers' people, on contracts that are not over. */
const OF_PAYERS = cards(
  `c.group_id = $1 and l.side = 'health' and contract_state_on(c, $2::date) in ('agreed', 'active', 'suspended')`,
);

/** The people named for contracts, with who stands in for them while they are away. */
@Injectable()
export class LeadCards {
  constructor(private readonly reads: ReadsService) {}

  async ofContract(actor: Actor, contractId: string, today: CalendarDate): Promise<LeadCard[]> {
    const values = [actor.organisationId, today, contractId];
    return gather(await this.reads.rows<Row>(actor, OF_CONTRACT[actor.side], values));
  }

  async ofPayers(actor: Actor, today: CalendarDate): Promise<LeadCard[]> {
    return gather(await this.reads.rows<Row>(actor, OF_PAYERS, [actor.organisationId, today]));
  }
}

/** One card for a person, however many contracts they are named for. */
function gather(rows: readonly Row[]): LeadCard[] {
  const byContact = new Map<string, LeadCard>();
  for (const row of rows) {
    const card = byContact.get(row.contact_id) ?? cardOf(row);
    const role = ROLE_WORDS[row.role] ?? row.role;
    if (!card.roles.includes(role)) card.roles.push(role);
    if (!card.references.includes(row.reference)) card.references.push(row.reference);
    byContact.set(row.contact_id, card);
  }
  return [...byContact.values()];
}

function cardOf(row: Row): LeadCard {
  return {
    contactId: row.contact_id,
    name: row.name ?? row.email ?? 'Name not known',
    side: row.side,
    roles: [],
    references: [],
    healthBodyId: row.health_body_id,
    healthBody: row.health_body,
    email: row.email,
    phone: row.phone,
    prefers: row.preferred_channel === null ? null : (CHANNEL_WORDS[row.preferred_channel] ?? row.preferred_channel),
    availability: row.availability,
    away: awayOf(row),
  };
}

function awayOf({ away_until, stand_in_name, stand_in_email, stand_in_phone }: Row): LeadCard['away'] {
  if (away_until === null) return null;
  const name = stand_in_name ?? stand_in_email;
  const standIn = name === null ? null : { name, email: stand_in_email, phone: stand_in_phone };
  return { backOn: addDays(away_until, 1), standIn };
}

export const ROLE_WORDS: Readonly<Record<string, string>> = {
  lead: 'Lead',
  deputy: 'Deputy',
  mentor: 'Mentor',
  sponsor: 'Sponsor',
};

export const CHANNEL_WORDS: Readonly<Record<string, string>> = {
  email: 'email',
  phone: 'phone',
  video: 'video call',
  in_person: 'in person',
  letter: 'letter',
  portal: 'Accord',
};
