import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, Clock, Database, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { addDays } from '../shared/calendar-date';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { OperatorService } from './operator.service';
import { UsersService } from './users.service';
import type { NewUser } from './users.service';

/** How long whoever was a lead before can say no. */
export const NOTICE_DAYS = 7;

export interface RecoveryRequest {
  group: string;
  /** Who is to be the new lead. */
  email: string;
  /** The last three digits of the number on record that was called back. */
  calledEnding: string;
}

export interface StartedRecovery {
  mayFinishOn: CalendarDate;
  /** All that the group's people have or had: tell each of them, one by one. */
  addressesToTell: string[];
}

export interface OpenRecovery {
  organisation_id: string;
  group: string;
  id: string;
  new_email: string;
  number_ending: string;
  started_on: CalendarDate;
  may_finish_on: CalendarDate;
}

/**
 * A group whose leads have all gone gets a new one, by the operator alone: a call back to a number on record, seven days'
 * notice to everybody known, and a link. A lead of before who signs in ends it.
 */
@Injectable()
export class GroupRecoveryService {
  constructor(
    private readonly database: Database,
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly operator: OperatorService,
    private readonly users: UsersService,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError when no one contact has that number, or one is under way already. */
  async start({ group, email, calledEnding }: RecoveryRequest): Promise<StartedRecovery> {
    if (!/^\d{3}$/.test(calledEnding)) throw new DomainError('invalid', '--called must be the last three digits.');
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      throw new DomainError('invalid', '--email must be an email address.');
    const actor = await this.operator.groupFor(group);
    if ((await this.list()).some(({ organisation_id: known }) => known === actor.organisationId)) {
      throw new DomainError('conflict', 'A recovery of this group is under way already: finish or cancel it first.');
    }
    const today = this.clock.today();
    const mayFinishOn = addDays(today, NOTICE_DAYS);
    return this.tenant.transaction(actor, async (tx) => {
      const contactId = await contactCalled(tx, calledEnding);
      const id = uuid();
      await tx.asServer('select operator_recovery_start($1, $2, $3, $4, $5, $6, $7)', [
        actor.organisationId,
        id,
        email.trim().toLowerCase(),
        contactId,
        calledEnding,
        today,
        mayFinishOn,
      ]);
      const addresses = await tx.asServer<{ address: string }>('select * from operator_recovery_addresses($1)', [
        actor.organisationId,
      ]);
      await this.audit.record(tx, {
        action: 'group-recovery.started',
        subjectId: id,
        detail: { contactId, mayFinishOn },
      });
      return { mayFinishOn, addressesToTell: addresses.map(({ address }) => address) };
    });
  }

  list(): Promise<OpenRecovery[]> {
    return this.database.server<OpenRecovery>('select * from operator_recoveries()');
  }

  /** Makes the new lead; returns the token of their one-time link. Throws DomainError before the notice is over. */
  async finish(group: string): Promise<{ email: string; oneTimeToken: string | null; expiresAt: Date | null }> {
    const actor = await this.operator.groupFor(group);
    const { id, new_email: email, may_finish_on: mayFinishOn } = await this.openFor(actor);
    if (this.clock.today() < mayFinishOn) {
      throw new DomainError('conflict', `The notice of seven days is not over: finish on ${mayFinishOn} or later.`);
    }
    return this.tenant.transaction(actor, async (tx) => {
      await end(tx, id, 'finished');
      const { linkToken, linkExpiresAt } = await this.wayIn(tx, email);
      await this.audit.record(tx, { action: 'group-recovery.finished', subjectId: id });
      return { email, oneTimeToken: linkToken, expiresAt: linkExpiresAt };
    });
  }

  /** A lead who lost their password is one already, and needs only a link. */
  private async wayIn(tx: Tx, email: string): Promise<Pick<NewUser, 'linkToken' | 'linkExpiresAt'>> {
    const accounts = await tx.asServer<{ account_id: string }>(
      'select account_id from account_emails_of($1) where email = $2',
      [tx.actor.organisationId, email],
    );
    const [lead] = await tx.query<{ account_id: string }>(
      `select account_id from membership
       where organisation_id = $1 and account_id = any($2) and role = 'group_lead' and ended_at is null`,
      [tx.actor.organisationId, accounts.map(({ account_id }) => account_id)],
    );
    return lead === undefined ? this.users.addWith(tx, email, 'group_lead') : this.users.newLink(tx, lead.account_id);
  }

  /** When somebody who was a lead asks for it. Throws DomainError when none is under way. */
  async cancel(group: string): Promise<void> {
    const actor = await this.operator.groupFor(group);
    const { id } = await this.openFor(actor);
    await this.tenant.transaction(actor, async (tx) => {
      await end(tx, id, 'cancelled');
      await this.audit.record(tx, { action: 'group-recovery.cancelled', subjectId: id });
    });
  }

  private async openFor({ organisationId }: Actor): Promise<OpenRecovery> {
    const open = (await this.list()).find(({ organisation_id: id }) => id === organisationId);
    if (open !== undefined) return open;
    throw new DomainError(
      'not-found',
      'No recovery is under way for this group: none was started, or a lead has signed in since and ended it.',
    );
  }
}

async function contactCalled(tx: Tx, ending: string): Promise<string> {
  const [row] = await tx.asServer<{ contact: string | null }>('select operator_recovery_contact($1, $2) as contact', [
    tx.actor.organisationId,
    ending,
  ]);
  const contact = row?.contact ?? null;
  if (contact !== null) return contact;
  throw new DomainError(
    'invalid',
    'No one number on record for this group ends so. Call back a number that is on record, and give its last three digits.',
  );
}

async function end(tx: Tx, id: string, outcome: 'finished' | 'cancelled'): Promise<void> {
  const [row] = await tx.asServer<{ done: boolean }>('select operator_recovery_end($1, $2, $3) as done', [
    tx.actor.organisationId,
    id,
    outcome,
  ]);
  if (row?.done !== true) throw new DomainError('conflict', 'This recovery is over already.');
}
