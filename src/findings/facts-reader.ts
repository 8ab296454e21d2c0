import { isShort, leavesDefaultTerms } from '../contracts';
import type { Rhythm, Timing } from '../contracts';
import { contractCounts } from '../payments';
import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import type {
  ContactFacts,
  ContractFacts,
  LateInstalmentFacts,
  NamedPeople,
  PartnershipFacts,
  PersonFacts,
  Side,
} from './partnership-facts';
import { windowOf } from './partnership-reading.rules';

/** The facts of one partnership, and how the health body calls the group. */
export interface ReadPartnership {
  groupId: string;
  group: string;
  facts: PartnershipFacts;
}

interface Gathered {
  group: string;
  contracts: ContractFacts[];
  people: Map<string, PersonFacts>;
  engagements: number;
  contact: Record<Side, ContactFacts[]>;
  late: LateInstalmentFacts[];
}

/** Reads the facts of all partnerships of the tenant, a query a kind of fact. It changes nothing. */
export async function readFacts(tx: Tx, asOf: CalendarDate): Promise<ReadPartnership[]> {
  const gathered = new Map<string, Gathered>();
  for (const { group_id, name } of await tx.query<{ group_id: string; name: string }>(PARTNERSHIPS)) {
    gathered.set(group_id, {
      group: name,
      contracts: [],
      people: new Map(),
      engagements: 0,
      contact: { health: [], group: [] },
      late: [],
    });
  }
  const named = await readNamed(tx, asOf, gathered);
  await readContracts(tx, asOf, gathered, named);
  await readContact(tx, asOf, gathered);
  await readLate(tx, asOf, gathered);
  return [...gathered].map(([groupId, { group, contracts, people, engagements, contact, late }]) => ({
    groupId,
    group,
    facts: {
      contracts,
      people,
      engagements,
      contact,
      groupSharesMailbox: sharesMailbox(people),
      lateInstalments: late,
    },
  }));
}

const PARTNERSHIPS = 'select p.group_id, o.name from partnership p join organisation o on o.id = p.group_id';

/** A health-side person is one however many contacts they are; on the group's side the contact is the person. */
const PERSON = `
  coalesce(c.person_id, c.id)::text as key, lower(coalesce(p.email, c.email)) as email,
  case when c.side = 'health' then p.last_day_on end as "lastDayOn", c.side`;

interface PersonRow {
  group_id: string;
  key: string;
  email: string | null;
  lastDayOn: CalendarDate | null;
  side: Side;
}

async function readNamed(
  tx: Tx,
  asOf: CalendarDate,
  gathered: Map<string, Gathered>,
): Promise<Map<string, Record<Side, NamedPeople>>> {
  const rows = await tx.query<PersonRow & { contract_id: string; role: 'lead' | 'deputy' }>(
    `select l.group_id, l.contract_id, l.role, ${PERSON}
     from named_lead l
     join contact c on c.health_body_id = l.health_body_id and c.id = l.contact_id
     left join person p on p.organisation_id = c.person_organisation_id and p.id = c.person_id
     where l.role in ('lead', 'deputy') and (l.from_on is null or l.from_on <= $1) and (l.to_on is null or l.to_on >= $1)`,
    [asOf],
  );
  const named = new Map<string, Record<Side, NamedPeople>>();
  for (const row of rows) {
    notePerson(gathered, row);
    const contract = named.get(row.contract_id) ?? nobodyNamed();
    contract[row.side] = { ...contract[row.side], [row.role]: row.key };
    named.set(row.contract_id, contract);
  }
  return named;
}

function nobodyNamed(): Record<Side, NamedPeople> {
  return { health: { lead: null, deputy: null }, group: { lead: null, deputy: null } };
}

function notePerson(gathered: Map<string, Gathered>, { group_id, key, email, lastDayOn }: PersonRow): void {
  gathered.get(group_id)?.people.set(key, { email, lastDayOn });
}

type ContractRow = Omit<ContractFacts, 'named' | 'leavesDefaultTerms' | 'isShort' | 'timing' | 'rhythm'> & {
  group_id: string;
  timing: Timing;
  rhythm: Rhythm;
};

async function readContracts(
  tx: Tx,
  asOf: CalendarDate,
  gathered: Map<string, Gathered>,
  named: Map<string, Record<Side, NamedPeople>>,
): Promise<void> {
  const rows = await tx.query<ContractRow>(
    `select c.group_id, c.id, c.reference, contract_state_on(c, $1) as "stateOn", c.starts_on as "startsOn",
       c.ends_on as "endsOn", c.timing, c.rhythm, c.payment_day as "paymentDay", c.deviation_reason as "deviationReason"
     from contract c`,
    [asOf],
  );
  for (const { group_id, ...row } of rows) {
    const terms = { leavesDefaultTerms: leavesDefaultTerms(row), isShort: isShort(row) };
    gathered.get(group_id)?.contracts.push({ ...row, ...terms, named: named.get(row.id) ?? nobodyNamed() });
  }
}

async function readContact(tx: Tx, asOf: CalendarDate, gathered: Map<string, Gathered>): Promise<void> {
  const { from, to } = windowOf(asOf);
  const totals = await tx.query<{ group_id: string; total: string }>(
    'select group_id, count(*) as total from engagement where happened_on between $1 and $2 group by group_id',
    [from, to],
  );
  for (const { group_id, total } of totals) {
    const partnership = gathered.get(group_id);
    if (partnership !== undefined) partnership.engagements = Number(total);
  }
  const rows = await tx.query<PersonRow & { all: string; two_way: string }>(
    `select e.group_id, ${PERSON}, sum(e.n) as all, sum(e.two_way) as two_way
     from (
       select group_id, health_body_id, health_contact_id as contact_id, count(*) as n,
         count(*) filter (where two_way) as two_way
       from engagement where happened_on between $1 and $2 group by 1, 2, 3
       union all
       select group_id, health_body_id, group_contact_id, count(*), count(*) filter (where two_way)
       from engagement where happened_on between $1 and $2 and group_contact_id is not null group by 1, 2, 3
     ) e
     join contact c on c.health_body_id = e.health_body_id and c.id = e.contact_id
     left join person p on p.organisation_id = c.person_organisation_id and p.id = c.person_id
     group by e.group_id, c.person_id, c.id, c.side, p.email, c.email, p.last_day_on`,
    [from, to],
  );
  for (const row of rows) {
    notePerson(gathered, row);
    gathered
      .get(row.group_id)
      ?.contact[row.side].push({ person: row.key, all: Number(row.all), twoWay: Number(row.two_way) });
  }
}

async function readLate(tx: Tx, asOf: CalendarDate, gathered: Map<string, Gathered>): Promise<void> {
  const { from, to } = windowOf(asOf);
  const rows = await tx.query<LateInstalmentFacts & { group_id: string }>(
    `with counted as materialized (
       select c.health_body_id, c.id, c.reference from contract c where ${contractCounts('c', '$2')})
     select i.group_id, c.reference as "contractReference", i.number, i.due_on as "dueOn",
       case when i.settled_on <= $2 then 'received_late' else 'overdue' end as outcome,
       least(coalesce(i.settled_on, $2), $2)::date - i.due_on as "daysLate"
     from instalment i join counted c on c.health_body_id = i.health_body_id and c.id = i.contract_id
     where i.due_on between $1 and $2 and i.state <> 'cancelled' and i.due_on < $2
       and (i.settled_on is null or i.settled_on > i.due_on)
     order by i.due_on, c.reference, i.number`,
    [from, to],
  );
  for (const { group_id, ...row } of rows) gathered.get(group_id)?.late.push(row);
}

/** Two people of the group under one address: nobody can tell which of them wrote. */
function sharesMailbox(people: ReadonlyMap<string, PersonFacts>): boolean {
  const addresses = [...people.values()].flatMap(({ email }) => email ?? []);
  return new Set(addresses).size < addresses.length;
}
