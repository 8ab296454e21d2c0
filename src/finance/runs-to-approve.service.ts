import { Injectable } from '@nestjs/common';
import { TenantService } from '../platform';
import type { Actor } from '../platform';
import { penceFromDatabase } from '../shared/money';
import { limitOf } from './approval-limits.service';
import type { RunRow } from './payment-runs.dto';
import { whyNotApprove } from './run.rules';

/** A run that waits for approval. Amounts in pence. */
export interface RunToApproveNow {
  id: string;
  number: number;
  sendByOn: RunRow['send_by_on'];
  lineCount: number;
  totalPence: number;
  /** Why this person may not be the one, in words for them; null when they may. */
  whyNot: string | null;
}

/** The most pressing come first; further ones come up as these are approved. */
const MOST = 20;

/** What waits for whoever approves. */
@Injectable()
export class RunsToApprove {
  constructor(private readonly tenant: TenantService) {}

  list(actor: Actor): Promise<RunToApproveNow[]> {
    return this.tenant.snapshot(actor, async (tx) => {
      const rows = await tx.query<RunRow>(
        `select r.*, 0 as left_out_count from payment_run r where r.health_body_id = $1 and r.state = 'submitted'
         order by r.send_by_on, r.number limit ${String(MOST)}`,
        [actor.organisationId],
      );
      const who = {
        accountId: actor.kind === 'account' ? actor.id : null,
        isApprover: actor.roles.includes('finance_approver'),
        limitPence: rows.length === 0 ? null : await limitOf(tx, actor.id),
      };
      return rows.map((row) => {
        const totalPence = penceFromDatabase(row.total_pence);
        const run = { touchedBy: row.touched_by, submittedBy: row.submitted_by, totalPence };
        const { id, number, send_by_on: sendByOn, line_count: lineCount } = row;
        return { id, number, sendByOn, lineCount, totalPence, whyNot: whyNotApprove(run, who) };
      });
    });
  }
}
