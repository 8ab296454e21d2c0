import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, Clock, NOT_FOUND, ReadsService, TenantService } from '../../platform';
import type { Actor, Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import type { HeldNumber } from './bank-detail-rows';
import type { CallBackDto } from './bank-details.dto';
import { checkMove, lockDetail } from './locked-detail';
import type { LockedDetail } from './locked-detail';

const HELD =
  'select contact_id, name, phone, verified_on from bank_detail_numbers($1, $2) order by verified_on desc, contact_id';

/** Who asks for other bank details may be a thief. So somebody of the payee is called, at a number that was there before. */
@Injectable()
export class BankDetailCalls {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Whom to call. Throws DomainError when there are no such details. */
  async numbers(actor: Actor, id: string): Promise<HeldNumber[]> {
    const values = [actor.organisationId, id];
    const numbers = await this.reads.rows<HeldNumber>(actor, HELD, values);
    if (numbers.length > 0) return numbers;
    const known = await this.reads.rows(
      actor,
      'select 1 from bank_detail where health_body_id = $1 and id = $2',
      values,
    );
    if (known.length === 0) throw new DomainError('not-found', NOT_FOUND);
    return [];
  }

  /**
   * Writes down a call. `said_yes` lets a second person confirm, `said_no` refuses the change, and after `not_reached` it
   * waits on. Throws DomainError `invalid` for a number that was not held before, `conflict`, `stale`.
   */
  record(actor: Actor, id: string, version: number, { contactId, result }: CallBackDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const detail = await lockDetail(tx, id);
      const now = this.clock.now();
      checkMove(detail, { move: 'call-back', version, now });
      await insertCall(tx, detail, { contactId, result, now });
      await MOVES[result](tx, detail, now);
      await this.audit.record(tx, { action: 'bank-detail.called-back', subjectId: id, detail: { contactId, result } });
      return id;
    });
  }
}

interface Call {
  contactId: string;
  result: CallBackDto['result'];
  now: Date;
}

async function insertCall(tx: Tx, { health_body_id, group_id, id }: LockedDetail, call: Call): Promise<void> {
  const held = await tx.query<HeldNumber>(HELD, [health_body_id, id]);
  if (!held.some(({ contact_id: known }) => known === call.contactId)) {
    const detail =
      'Choose a number that had been here for a week, and was verified, when this change was proposed. A number that was changed cannot vouch for changed details.';
    throw new DomainError('invalid', detail, [{ pointer: '/contactId', detail }]);
  }
  await tx.query(
    `insert into bank_detail_call (health_body_id, group_id, bank_detail_id, id, contact_id, called_by, called_at, result)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [health_body_id, group_id, id, uuid(), call.contactId, tx.actor.id, call.now, call.result],
  );
}

type Move = (tx: Tx, detail: LockedDetail, now: Date) => Promise<void>;

const MOVES: Record<CallBackDto['result'], Move> = {
  said_yes: async (tx, { health_body_id, id }, now) => {
    await tx.change(
      `update bank_detail set state = 'called_back', called_by = $3, called_at = $4, version = version + 1
       where health_body_id = $1 and id = $2`,
      [health_body_id, id, tx.actor.id, now],
    );
  },
  said_no: async (tx, { health_body_id, id }, now) => {
    await tx.change(
      `update bank_detail set state = 'refused', closed_at = $3, version = version + 1
       where health_body_id = $1 and id = $2`,
      [health_body_id, id, now],
    );
  },
  not_reached: async (tx, { health_body_id, group_id, id }, now) => {
    await tx.change('update bank_detail set version = version + 1 where health_body_id = $1 and id = $2', [
      health_body_id,
      id,
    ]);
    await tx.query(
      `insert into bank_detail_event (health_body_id, group_id, bank_detail_id, what, happened_at, account_id)
       values ($1, $2, $3, 'not_reached', $4, $5)`,
      [health_body_id, group_id, id, now, tx.actor.id],
    );
  },
};
