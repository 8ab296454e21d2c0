import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  AuditService,
  Conditions,
  NOT_FOUND,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
} from '../platform';
import type { Actor, Page, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { insertAbsence, standInContact } from './absence-writing';
import type { AbsenceListQuery, AbsenceRow, AddAbsenceDto } from './absences.dto';
import { contactsOfPerson, pairOf } from './contact-writing';
import { personIn } from './person-record';

const SORTS = { toOn: 'a.to_on' };
const TENANT: Record<Side, string> = { health: 'a.health_body_id', group: 'a.group_id' };

/** One row an absence, with the partnerships of the reader that it is written in. */
const select = (side: Side, rows: string) => `
  select a.id, a.side, a.from_on, a.to_on, c.contacts from (${rows}) a cross join lateral (
    select json_agg(json_build_object('partnershipId', p.id, 'contactId', k.id, 'name', k.name, 'standIn',
        case when s.id is not null then
          json_build_object('contactId', s.id, 'name', s.name, 'email', s.email, 'phone', s.phone) end)
      order by p.id) as contacts
    from absence x
    join partnership p on p.health_body_id = x.health_body_id and p.group_id = x.group_id
    join contact k on k.health_body_id = x.health_body_id and k.group_id = x.group_id and k.id = x.contact_id
    left join contact s on s.health_body_id = x.health_body_id and s.group_id = x.group_id
      and s.id = x.stand_in_contact_id
    where ${side === 'health' ? 'x.health_body_id' : 'x.group_id'} = $1 and x.to_on = a.to_on and x.id = a.id) c`;
const GROUPED = 'group by a.id, a.side, a.from_on, a.to_on';

/** Days on which somebody cannot be reached, and who stands in. Never why. */
@Injectable()
export class Absences {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
  ) {}

  async list(actor: Actor, query: AbsenceListQuery): Promise<Page<AbsenceRow>> {
    const conditions = filter(actor, query);
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, SORTS);
    seekPast(query.cursor, sort, 'a.id', conditions);
    const limit = conditions.value(query.limit + 1);
    const order = orderBy(sort, 'a.id');
    const page = `select a.id, a.side, a.from_on, a.to_on from absence a ${conditions.where} ${GROUPED} ${order} limit ${limit}`;
    const rows = await this.reads.rows<AbsenceRow & { to_on: string }>(
      actor,
      `${select(actor.side, page)} ${order}`,
      conditions.values,
    );
    const found = pageOf(
      rows,
      query,
      sort,
      (row) => [row.to_on, row.id],
      (row) => row,
    );
    return total === undefined ? found : { ...found, count: total };
  }

  /** Throws DomainError when there is no such absence, or it is of no partnership of the actor's. */
  async one(actor: Actor, id: string): Promise<AbsenceRow> {
    const own = `select a.id, a.side, a.from_on, a.to_on from absence a where ${TENANT[actor.side]} = $1 and a.id = $2 ${GROUPED}`;
    const [row] = await this.reads.rows<AbsenceRow & { to_on: string }>(actor, select(actor.side, own), [
      actor.organisationId,
      id,
    ]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** Returns the absence's id. Throws DomainError: invalid, or conflict when they are away on one of the days already. */
  add(actor: Actor, wanted: AddAbsenceDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      checkOrder(wanted);
      const person = await personIn(tx, 'personId', wanted.personId);
      const standIn =
        wanted.standInPersonId === undefined ? null : await personIn(tx, 'standInPersonId', wanted.standInPersonId);
      const contacts = await contactsOfPerson(tx, person.id);
      if (contacts.size === 0)
        throw refused('personId', 'They are a contact in no partnership, so nobody waits for them.');
      await checkFree(tx, person.id, wanted);
      const id = uuid();
      for (const [key, contactId] of contacts) {
        const pair = pairOf(key);
        const standInContactId = standIn === null ? null : await standInContact(tx, pair, standIn);
        await insertAbsence(tx, pair, { id, contactId, fromOn: wanted.fromOn, toOn: wanted.toOn, standInContactId });
      }
      await this.audit.record(tx, { action: 'absence.added', subjectId: id });
      return id;
    });
  }

  /** Throws DomainError: not-found, or forbidden for the other side's. */
  async remove(actor: Actor, id: string): Promise<void> {
    const { side } = await this.one(actor, id);
    if (side !== actor.side) throw new DomainError('forbidden', 'Only their own side says when somebody is back.');
    await this.tenant.transaction(actor, async (tx) => {
      const removed = await tx.change(
        `delete from absence a where ${TENANT[actor.side]} = $1 and a.id = $2 and a.side = $3`,
        [actor.organisationId, id, actor.side],
      );
      if (removed === 0) throw new DomainError('not-found', NOT_FOUND);
      await this.audit.record(tx, { action: 'absence.removed', subjectId: id });
    });
  }

  private async count(actor: Actor, conditions: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(distinct a.id) as total from absence a ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}

function filter({ side, organisationId }: Actor, query: AbsenceListQuery): Conditions {
  const conditions = new Conditions();
  conditions.add(`${TENANT[side]} = ?`, organisationId);
  conditions.addIf(query.on, 'a.to_on >= ?');
  conditions.addIf(query.on, 'a.from_on <= ?');
  conditions.addIf(query.side, 'a.side = ?');
  conditions.addIf(
    query.partnershipId,
    '(a.health_body_id, a.group_id) = (select p.health_body_id, p.group_id from partnership p where p.id = ?)',
  );
  return conditions;
}

function checkOrder({ fromOn, toOn, personId, standInPersonId }: AddAbsenceDto): void {
  if (toOn < fromOn) throw refused('toOn', 'The last day away must not be before the first.');
  if (standInPersonId === personId)
    throw refused('standInPersonId', 'Nobody stands in for themselves: name somebody else.');
}

/** Said in words here; that two at once cannot both succeed, the table itself says. */
async function checkFree(tx: Tx, personId: string, { fromOn, toOn }: AddAbsenceDto): Promise<void> {
  const [other] = await tx.query<{ from_on: string; to_on: string }>(
    `select a.from_on, a.to_on from contact k
     join absence a on a.health_body_id = k.health_body_id and a.group_id = k.group_id and a.contact_id = k.id
     where k.person_organisation_id = $1 and k.person_id = $2
       and daterange(a.from_on, a.to_on, '[]') && daterange($3, $4, '[]') limit 1`,
    [tx.actor.organisationId, personId, fromOn, toOn],
  );
  if (other === undefined) return;
  const days = `from ${other.from_on} to ${other.to_on}`;
  throw new DomainError(
    'conflict',
    `They are recorded as away ${days} already: remove that first, or choose other days.`,
  );
}

function refused(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: `/${field}`, detail }]);
}
