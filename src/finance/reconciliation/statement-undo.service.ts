import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, NOT_FOUND, TenantService } from '../../platform';
import type { Actor, Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { Bookings } from './bookings.service';
import { assertNotReturned } from './entry-decisions.service';
import { lockSent } from './our-lines';
import { takeTurn } from './statement-imports.service';

/** Taking a whole statement back. */
@Injectable()
export class StatementUndo {
  constructor(
    private readonly tenant: TenantService,
    private readonly bookings: Bookings,
    private readonly audit: AuditService,
  ) {}

  /**
   * Takes out every receipt that a statement booked, and undoes its entries; that a payment came back stays. The same file
   * can be taken in again. Answers its id. Throws DomainError `conflict` when it was taken back before or money of it came
   * back since by another statement, `stale`, `not-found`.
   */
  undo(actor: Actor, id: string, version: number, reason: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      await takeTurn(tx);
      await lockStatement(tx, id, version);
      await lockSent(tx);
      const booked = await tx.query<{ id: string }>(
        `select id from statement_entry where health_body_id = $1 and statement_id = $2
           and outcome in ('matched', 'confirmed')`,
        [actor.organisationId, id],
      );
      const entryIds = booked.map((entry) => entry.id);
      await assertNotReturned(tx, entryIds);
      await this.bookings.undo(tx, entryIds, reason, `reconciliation:${id}`);
      await tx.change(
        `update statement_entry set outcome = 'undone', reason = $3, received_on = null, decided_by = $4,
           decided_at = now(), version = version + 1
         where health_body_id = $1 and statement_id = $2 and outcome not in ('returned', 'undone')`,
        [actor.organisationId, id, reason, actor.id],
      );
      await tx.change(
        `update statement_import set undone_by = $3, undone_at = now(), undo_reason = $4, version = version + 1
         where health_body_id = $1 and id = $2`,
        [actor.organisationId, id, actor.id, reason],
      );
      await this.audit.record(tx, {
        action: 'reconciliation.taken-back',
        subjectId: id,
        detail: { entries: entryIds.length },
      });
      return id;
    });
  }
}

async function lockStatement(tx: Tx, id: string, version: number): Promise<void> {
  const [statement] = await tx.query<{ version: number; undone: boolean }>(
    `select version, undone_at is not null as undone from statement_import
     where health_body_id = $1 and id = $2 for no key update`,
    [tx.actor.organisationId, id],
  );
  if (statement === undefined) throw new DomainError('not-found', NOT_FOUND);
  checkVersion(statement.version, version);
  if (statement.undone) throw new DomainError('conflict', 'This statement was taken back already.');
}
