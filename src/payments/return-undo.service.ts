import { Injectable } from '@nestjs/common';
import { movingBecause } from '../contracts';
import { AuditService, checkVersion, Clock, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { assertReturnUndone } from './instalment-life.rules';
import type { RecordedReturn } from './instalment-life.rules';
import { lockToMove, moveTo } from './instalment-lock';

const RECORDED = `
  select instalment_return_stands(i) as stands, instalment_returned_with_others(i.health_body_id, i.id) as "withOthers"
  from instalment i where i.health_body_id = $1 and i.id = $2`;

/** Taking back that a payment came back, where that was a mistake. */
@Injectable()
export class ReturnUndoService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * The payment is with the bank again, in the run that sent it; answers its id. A receipt that the return took out of the
   * ledger stays out: the money is entered, or reconciled, when it is seen. Throws DomainError `conflict` when the bank
   * did not send it back last, or it is in a run again; `stale`, `not-found`.
   */
  undo(actor: Actor, id: string, version: number, reason: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const instalment = await lockToMove(tx, id, this.clock.today());
      checkVersion(instalment.version, version);
      assertReturnUndone(instalment, await recorded(tx, id));
      await movingBecause(tx, { code: 'return_undone', reason }, () => moveTo(tx, instalment, 'exported'));
      const detail = { from: instalment.state };
      await this.audit.record(tx, { action: 'instalment.return-undone', subjectId: id, detail });
      return id;
    });
  }
}

async function recorded(tx: Tx, id: string): Promise<RecordedReturn> {
  const [row] = await tx.query<RecordedReturn>(RECORDED, [tx.actor.organisationId, id]);
  return row ?? { stands: false, withOthers: false };
}
