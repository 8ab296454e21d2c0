import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Side, Tx } from '../platform';
import { type CalendarDate, calendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { contractCounts } from './instalment-standing.service';
import type { OpenLateCaseDto, ReplyToLateCaseDto } from './late-cases.dto';
import { checkClosing, checkOpening, mayOpen } from './late-cases.rules';
import type { PaymentOfCase, Resolution } from './late-cases.rules';
import type { LateCause } from './late-causes.rules';
import { invalid } from './ledger.rules';

/** The case that is open after it was asked for one. */
export interface OpenedCase {
  id: string;
  added: boolean;
  /** Whether the words that came with it are on record in it. */
  said: boolean;
}

interface StoredPayment extends PaymentOfCase {
  healthBodyId: string;
  groupId: string;
  contractId: string;
}

interface StoredCase extends PaymentOfCase {
  id: string;
  healthBodyId: string;
  groupId: string;
  openedOn: CalendarDate;
  closed: boolean;
  version: number;
}

const PAYMENT = (day: string) => `i.due_on as "dueOn", i.settled_on is not null as settled,
  i.state = 'cancelled' as cancelled, ${contractCounts('c', day)} as "contractCounts"`;

const tenantOf = ({ side }: Actor, table: string) => `${table}.${side === 'health' ? 'health_body_id' : 'group_id'}`;

/** What is done about late payments. Each side writes its own part: whom it concerns, why it is late, what it answers. */
@Injectable()
export class LateCaseWritesService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers the new case's id. Throws DomainError `invalid` for a payment that is not the actor's, `conflict` where there
   * is nothing to ask about or a case is open already.
   */
  open(actor: Actor, request: OpenLateCaseDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const { id, added } = await this.openWith(tx, request);
      if (!added) throw new DomainError('conflict', 'A case of this payment is open already.');
      return id;
    });
  }

  /**
   * The same as part of another change: where a case is open already, that is the one, and `said` tells whether it begins
   * with these very words. Throws as `open` does.
   */
  async openWith(tx: Tx, request: OpenLateCaseDto): Promise<OpenedCase> {
    const payment = await this.paymentOf(tx, request.instalmentId);
    checkOpening(tx.actor.side, payment, this.clock.today());
    const added = await this.add(tx, payment, request);
    if (added !== null) {
      const detail = { instalmentId: request.instalmentId, cause: request.cause ?? null };
      await this.audit.record(tx, { action: 'late-case.opened', subjectId: added, detail });
      return { id: added, added: true, said: true };
    }
    const [open] = await tx.query<{ id: string; said: boolean }>(
      `select id, opened_by_side = $4 and words is not distinct from $5 as said from late_payment_case
       where health_body_id = $1 and group_id = $2 and instalment_id = $3 and resolved_on is null`,
      [payment.healthBodyId, payment.groupId, request.instalmentId, tx.actor.side, request.words ?? null],
    );
    if (open === undefined) throw new DomainError('conflict', 'The case of this payment was closed just now.');
    return { ...open, added: false };
  }

  /**
   * What a group says of a payment moves its case: that it has not come opens one, where there is something to ask about,
   * and that it has come closes the one that is open.
   */
  async follow(tx: Tx, instalmentId: string, said: 'arrived' | 'not_arrived', words: string | null): Promise<void> {
    if (said === 'not_arrived') {
      const payment = await this.paymentOf(tx, instalmentId);
      if (mayOpen(tx.actor.side, payment, this.clock.today())) await this.openWith(tx, { instalmentId, words });
      return;
    }
    const [open] = await tx.query<{ id: string }>(
      `update late_payment_case set resolution = 'arrived', resolved_by = 'group', version = version + 1,
         resolved_on = greatest(opened_on, replied_on, $3::date)
       where group_id = $1 and instalment_id = $2 and resolved_on is null returning id`,
      [tx.actor.organisationId, instalmentId, this.clock.today()],
    );
    if (open === undefined) return;
    const detail = { resolution: 'arrived' };
    await this.audit.record(tx, { action: 'late-case.closed', subjectId: open.id, detail });
  }

  /** Who deals with it from today on. Throws DomainError `invalid`, `conflict` when it is closed, `stale`, `not-found`. */
  own(actor: Actor, id: string, version: number, contactId: string): Promise<string> {
    return this.change(actor, id, version, async (tx, found) => {
      const [contact] = await tx.query(
        `select 1 from contact where health_body_id = $1 and group_id = $2 and id = $3 and side = 'health'`,
        [found.healthBodyId, found.groupId, contactId],
      );
      if (contact === undefined) throw invalid('/contactId', 'Choose one of your contacts in this partnership.');
      await set(tx, found, 'owner_contact_id = $4, owned_since = $5', [contactId, this.clock.today()]);
      await this.audit.record(tx, { action: 'late-case.owned', subjectId: id, detail: { contactId } });
    });
  }

  /** Why it is late, as the actor's side sees it. Throws DomainError `conflict` when it is closed, `stale`, `not-found`. */
  sayWhy(actor: Actor, id: string, version: number, cause: LateCause): Promise<string> {
    return this.change(actor, id, version, async (tx, found) => {
      const column: Record<Side, string> = { health: 'cause_by_health', group: 'cause_by_group' };
      await set(tx, found, `${column[actor.side]} = $4`, [cause]);
      await this.audit.record(tx, { action: 'late-case.cause-said', subjectId: id, detail: { cause } });
    });
  }

  /** Throws DomainError `invalid` for an expected day in the past, `conflict` when it is closed, `stale`, `not-found`. */
  reply(actor: Actor, id: string, version: number, { words, expectedOn }: ReplyToLateCaseDto): Promise<string> {
    const [today, expected] = [this.clock.today(), expectedOn == null ? null : calendarDate(expectedOn)];
    if (expected !== null && expected < today)
      throw invalid('/expectedOn', 'Give today or a later day, or leave it out.');
    return this.change(actor, id, version, async (tx, found) => {
      await tx.query(
        `insert into late_case_reply (health_body_id, group_id, case_id, id, words, expected_on, replied_on)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [...keyOf(found), uuid(), words, expected, latest(found.openedOn, today)],
      );
      await this.audit.record(tx, { action: 'late-case.replied', subjectId: id, detail: { expectedOn: expected } });
    });
  }

  /** Throws DomainError as `checkClosing` does, `conflict` when it is closed, `stale`, `not-found`. */
  close(actor: Actor, id: string, version: number, resolution: Resolution): Promise<string> {
    return this.change(actor, id, version, async (tx, found) => {
      checkClosing(actor.side, resolution, found);
      const on = latest(found.openedOn, this.clock.today());
      await set(tx, found, 'resolution = $4, resolved_on = $5, resolved_by = $6', [resolution, on, actor.side]);
      await this.audit.record(tx, { action: 'late-case.closed', subjectId: id, detail: { resolution } });
    });
  }

  private change(
    actor: Actor,
    id: string,
    version: number,
    work: (tx: Tx, found: StoredCase) => Promise<void>,
  ): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const found = await this.lock(tx, id);
      checkVersion(found.version, version);
      if (found.closed) throw new DomainError('conflict', 'This case is closed. If it is late again, open another.');
      await work(tx, found);
      return id;
    });
  }

  private async lock(tx: Tx, id: string): Promise<StoredCase> {
    const [found] = await tx.query<StoredCase>(
      `select k.id, k.health_body_id as "healthBodyId", k.group_id as "groupId", k.opened_on as "openedOn",
         k.resolved_on is not null as closed, k.version, ${PAYMENT('$3::date')}
       from late_payment_case k
       join instalment i on i.health_body_id = k.health_body_id and i.group_id = k.group_id and i.id = k.instalment_id
       join contract c on c.health_body_id = k.health_body_id and c.group_id = k.group_id and c.id = k.contract_id
       where k.id = $1 and ${tenantOf(tx.actor, 'k')} = $2 for update of k`,
      [id, tx.actor.organisationId, this.clock.today()],
    );
    if (found === undefined) throw new DomainError('not-found', NOT_FOUND);
    return found;
  }

  private async paymentOf(tx: Tx, instalmentId: string): Promise<StoredPayment> {
    const [payment] = await tx.query<StoredPayment>(
      `select i.health_body_id as "healthBodyId", i.group_id as "groupId", i.contract_id as "contractId",
         ${PAYMENT('$3::date')}
       from instalment i
       join contract c on c.health_body_id = i.health_body_id and c.group_id = i.group_id and c.id = i.contract_id
       where i.id = $1 and ${tenantOf(tx.actor, 'i')} = $2`,
      [instalmentId, tx.actor.organisationId, this.clock.today()],
    );
    if (payment === undefined) {
      throw invalid('/instalmentId', 'instalmentId must be the id of one of your instalments.');
    }
    return payment;
  }

  /** Null where a case of this payment is open: of two at once, one is added. */
  private async add(tx: Tx, payment: StoredPayment, request: OpenLateCaseDto): Promise<string | null> {
    const { side } = tx.actor;
    const [added] = await tx.query<{ id: string }>(
      `insert into late_payment_case (health_body_id, group_id, contract_id, instalment_id, id, opened_by_side, opened_on,
         words, cause_by_${side})
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (health_body_id, instalment_id) where resolved_on is null do nothing
       returning id`,
      [
        payment.healthBodyId,
        payment.groupId,
        payment.contractId,
        request.instalmentId,
        uuid(),
        side,
        this.clock.today(),
        request.words ?? null,
        request.cause ?? null,
      ],
    );
    return added?.id ?? null;
  }
}

function keyOf({ healthBodyId, groupId, id }: StoredCase): [string, string, string] {
  return [healthBodyId, groupId, id];
}

async function set(tx: Tx, found: StoredCase, columns: string, values: unknown[]): Promise<void> {
  await tx.change(
    `update late_payment_case set ${columns}, version = version + 1
     where health_body_id = $1 and group_id = $2 and id = $3`,
    [...keyOf(found), ...values],
  );
}

function latest(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other;
}
