import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Side, Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { keyOf, lockContract } from './contract-lock';
import type { LockedContract } from './contract-lock';
import type { HandOverLeadDto, NameLeadDto } from './lead-naming.dto';
import { alreadyNamed, assertEndsInTime, lastDayBefore, overlaps } from './named-leads.rules';
import type { NamedTerm, Term } from './named-leads.rules';

interface StoredLead extends NamedTerm {
  id: string;
  contactId: string;
  contractId: string;
  side: Side;
  role: string;
  version: number;
}

interface NewLead {
  contactId: string;
  side: Side;
  role: string;
  fromOn: CalendarDate;
}

const STORED = `
  select l.id, l.contact_id as "contactId", l.contract_id as "contractId", l.side, l.role, l.version, k.name,
    l.from_on as "fromOn", l.to_on as "toOn"
  from named_lead l
  join contact k on k.health_body_id = l.health_body_id and k.group_id = l.group_id and k.id = l.contact_id`;

/** A last day is known of the actor's own people only. */
const CANDIDATE = `
  select k.side, p.last_day_on as "lastDayOn", g.joined_at is not null as "groupHasJoined"
  from contact k join organisation g on g.id = k.group_id
  left join person p on p.organisation_id = k.person_organisation_id and p.id = k.person_id
  where k.health_body_id = $1 and k.group_id = $2 and k.id = $3`;

/**
 * Who answers for a contract: each side names its own people, and the health side also those of a group that has not
 * joined. Changes to the leads of one contract happen one after the other, under the lock of the contract.
 */
@Injectable()
export class LeadNamingService {
  constructor(
    private readonly tenant: TenantService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /**
   * Names somebody; returns the id. Throws DomainError `invalid` with the field to mend, `conflict` when somebody is the
   * lead on one of these days, or the contract is withdrawn or terminated.
   */
  name(actor: Actor, request: NameLeadDto): Promise<string> {
    return this.tenant.once(actor, (tx) => this.nameWith(tx, request));
  }

  /** Inside the transaction of a use case. */
  async nameWith(tx: Tx, { contractId, ...request }: NameLeadDto): Promise<string> {
    const contract = await lockForLead(tx, contractId);
    const side = await this.sideOf(tx, contract, request.contactId, request.fromOn);
    return this.add(tx, contract, { ...request, side });
  }

  /** Still right today, as somebody of its side has checked; returns the id. Throws DomainError `stale`, `not-found`. */
  verify(actor: Actor, id: string, version: number): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const { lead, contract } = await this.own(tx, id, version);
      await change(tx, contract, lead, 'verified_on', this.clock.today());
      await this.audit.record(tx, { action: 'lead.verified', subjectId: id });
      return id;
    });
  }

  /**
   * Sets the last day; returns the id. Throws DomainError `invalid` before the first day, `conflict` when that day runs
   * into the days of the next lead, `stale`, `not-found`.
   */
  end(actor: Actor, id: string, version: number, toOn: CalendarDate): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const { lead, contract } = await this.own(tx, id, version);
      assertEndsInTime(lead, toOn);
      await assertFree(tx, contract, { ...lead, toOn }, id);
      await change(tx, contract, lead, 'to_on', toOn);
      await this.audit.record(tx, { action: 'lead.ended', subjectId: id, detail: { toOn } });
      return id;
    });
  }

  /**
   * Somebody else of the same side takes over the role from a day on, in one step; returns the id of the new lead. Throws
   * DomainError as `name` and `end` do.
   */
  handOver(actor: Actor, id: string, version: number, request: HandOverLeadDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const { lead, contract } = await this.own(tx, id, version);
      const side = await this.sideOf(tx, contract, request.contactId, request.fromOn);
      if (side !== lead.side) throw refusedContact('Choose somebody of the same side as the one who hands over.');
      const toOn = lastDayBefore(request.fromOn, lead);
      await change(tx, contract, lead, 'to_on', toOn);
      await this.audit.record(tx, { action: 'lead.ended', subjectId: id, detail: { toOn } });
      const { contactId, fromOn } = request;
      return this.add(tx, contract, { contactId, fromOn, side, role: lead.role });
    });
  }

  private async add(tx: Tx, contract: LockedContract, lead: NewLead): Promise<string> {
    const { contactId, side, role, fromOn } = lead;
    await assertFree(tx, contract, { ...lead, toOn: null });
    const id = uuid();
    await tx.query(
      `insert into named_lead (health_body_id, group_id, contract_id, id, contact_id, side, role, from_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [...keyOf(contract), id, contactId, side, role, fromOn],
    );
    const detail = { contractId: contract.id, contactId, side, role, fromOn };
    await this.audit.record(tx, { action: 'lead.named', subjectId: id, detail });
    return id;
  }

  /** A lead that the actor may change, with its contract locked. Another side's is there to read, but not to change. */
  private async own(tx: Tx, id: string, version: number): Promise<{ lead: StoredLead; contract: LockedContract }> {
    const contract = await lockContract(tx, (await stored(tx, id)).contractId);
    const lead = await stored(tx, id);
    if (lead.side !== tx.actor.side && !(await namesForGroup(tx, contract))) {
      throw new DomainError('forbidden', 'Only their own side changes who answers for it.');
    }
    checkVersion(lead.version, version);
    return { lead, contract };
  }

  /** The side of a contact that the actor may name. */
  private async sideOf(tx: Tx, contract: LockedContract, contactId: string, fromOn: CalendarDate): Promise<Side> {
    const [candidate] = await tx.query<{ side: Side; lastDayOn: CalendarDate | null; groupHasJoined: boolean }>(
      CANDIDATE,
      [contract.health_body_id, contract.group_id, contactId],
    );
    if (candidate === undefined) throw refusedContact('This is no contact of the partnership of the contract.');
    const { side, lastDayOn, groupHasJoined } = candidate;
    if (side !== tx.actor.side && (tx.actor.side === 'group' || groupHasJoined)) {
      throw refusedContact('Each side names its own people: choose one of yours.');
    }
    if (lastDayOn !== null && lastDayOn < fromOn) {
      throw refusedContact(`Their last day at your organisation is ${lastDayOn}: choose somebody who is there then.`);
    }
    return side;
  }
}

async function stored(tx: Tx, id: string): Promise<StoredLead> {
  const tenant = tx.actor.side === 'health' ? 'l.health_body_id' : 'l.group_id';
  const [lead] = await tx.query<StoredLead>(`${STORED} where l.id = $1 and ${tenant} = $2`, [
    id,
    tx.actor.organisationId,
  ]);
  if (lead === undefined) throw new DomainError('not-found', NOT_FOUND);
  return lead;
}

async function namesForGroup(tx: Tx, { group_id }: LockedContract): Promise<boolean> {
  if (tx.actor.side === 'group') return false;
  const listed = await tx.query('select 1 from organisation where id = $1 and joined_at is null', [group_id]);
  return listed.length > 0;
}

async function lockForLead(tx: Tx, contractId: string): Promise<LockedContract> {
  const contract = await lockContract(tx, contractId).catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === 'not-found')
      throw refused('/contractId', 'You have no such contract.');
    throw error;
  });
  if (contract.state === 'withdrawn' || contract.state === 'terminated') {
    throw new DomainError('conflict', `This contract is ${contract.state}: nobody is named for it any more.`);
  }
  return contract;
}

/** One lead a side on any day; in the other roles there may be several people, but nobody twice at one time. */
async function assertFree(
  tx: Tx,
  contract: LockedContract,
  wanted: Term & Omit<NewLead, 'fromOn'>,
  except: string | null = null,
): Promise<void> {
  const { side, role, contactId } = wanted;
  const named = await tx.query<StoredLead>(
    `${STORED} where l.health_body_id = $1 and l.group_id = $2 and l.contract_id = $3 and l.role = $4 and l.side = $5`,
    [...keyOf(contract), role, side],
  );
  const taken = named.find(
    (each) => each.id !== except && (role === 'lead' || each.contactId === contactId) && overlaps(each, wanted),
  );
  if (taken !== undefined) throw alreadyNamed(role, taken);
}

async function change(
  tx: Tx,
  { health_body_id }: LockedContract,
  { id }: StoredLead,
  column: 'to_on' | 'verified_on',
  day: CalendarDate,
): Promise<void> {
  await tx.change(`update named_lead set ${column} = $3, version = version + 1 where health_body_id = $1 and id = $2`, [
    health_body_id,
    id,
    day,
  ]);
}

function refusedContact(detail: string): DomainError {
  return refused('/contactId', detail);
}

function refused(pointer: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer, detail }]);
}
