import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { InstalmentMovesService, reverseReceipts, writeReceipts } from '../../payments';
import { AuditService, Clock } from '../../platform';
import type { Tx } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import type { OurLine } from './our-lines.rules';
import { returnReason } from './return-reasons.rules';

/** Money of one line, as an entry says that it arrived. */
export interface Settled {
  entryId: string;
  line: OurLine;
  pence: number;
  on: CalendarDate;
}

/** A line whose money came back. */
export interface CameBack {
  entryId: string;
  line: OurLine;
  bookedOn: CalendarDate;
  code: string | null;
}

const BOOK = `
  insert into statement_booking (health_body_id, entry_id, line_id, id, kind, amount_pence, receipt_id, reversal_id)
  select $1, u.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::bigint[], $7::uuid[], $8::uuid[]) u`;

/** Counted for now, and not come back: what an undo or a return takes out. */
const RECEIPTS_OF = `
  select b.id, b.receipt_id as "receiptId", b.line_id as "lineId" from statement_booking b
  where b.health_body_id = $1 and b.kind = 'receipt' and b.undone_at is null and not exists (select 1 from receipt v
    where v.health_body_id = b.health_body_id and v.reverses_id = b.receipt_id)`;

interface LiveReceipt {
  id: string;
  receiptId: string;
  lineId: string;
}

interface NewBooking {
  entryId: string;
  lineId: string;
  kind: 'receipt' | 'return';
  pence: number;
  receiptId: string | null;
  reversalId: string | null;
}

/** What entries do to payments: in the transaction and under the locks of whoever decided it. */
@Injectable()
export class Bookings {
  constructor(
    private readonly moves: InstalmentMovesService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** Any number of receipts at once. Throws DomainError `conflict` when less is outstanding on one of the payments. */
  async settle(tx: Tx, settled: readonly Settled[], cause: string): Promise<void> {
    if (settled.length === 0) return;
    const receipts = settled.map(({ line, pence, on }) => ({
      instalmentId: line.instalmentId,
      pence,
      on,
      reference: line.reference,
    }));
    const ids = await writeReceipts(tx, receipts, { source: 'reconciliation', today: this.clock.today() });
    await write(
      tx,
      settled.map(({ entryId, line, pence }, at) => ({
        entryId,
        lineId: line.id,
        kind: 'receipt',
        pence,
        receiptId: ids[at] ?? null,
        reversalId: null,
      })),
    );
    await this.audit.recordMany(tx, 'receipt.recorded', ids, cause);
  }

  /**
   * The bank sent payments back: what was booked of them never arrived and is taken out, and each payment is returned with
   * the bank's reason. Throws DomainError `conflict` when one cannot come back as it is.
   */
  async sendBack(tx: Tx, returns: readonly CameBack[], cause: string): Promise<void> {
    if (returns.length === 0) return;
    const lineIds = returns.map(({ line }) => line.id);
    const booked = await tx.query<LiveReceipt>(`${RECEIPTS_OF} and b.line_id = any ($2::uuid[])`, [
      tx.actor.organisationId,
      lineIds,
    ]);
    const reversals = await this.reverse(tx, booked, 'The bank sent the payment back.', cause);
    for (const { line, bookedOn, code } of returns) {
      await this.moves.returnIn(tx, line.instalmentId, { ...returnReason(code), returnedOn: bookedOn });
    }
    await write(
      tx,
      returns.map(({ entryId, line }) => ({
        entryId,
        lineId: line.id,
        kind: 'return',
        pence: line.amountPence,
        receiptId: null,
        reversalId: reversals.get(line.id) ?? null,
      })),
    );
  }

  /** Takes out what entries booked. Throws DomainError `conflict` when something was done with the money since. */
  async undo(tx: Tx, entryIds: readonly string[], reason: string, cause: string): Promise<void> {
    const booked = await tx.query<LiveReceipt>(`${RECEIPTS_OF} and b.entry_id = any ($2::uuid[])`, [
      tx.actor.organisationId,
      entryIds,
    ]);
    const reversals = await this.reverse(tx, booked, reason, cause);
    await tx.change(
      `update statement_booking b set undone_at = now(), reversal_id = u.reversal_id
       from unnest($2::uuid[], $3::uuid[]) u (id, reversal_id) where b.health_body_id = $1 and b.id = u.id`,
      [tx.actor.organisationId, booked.map(({ id }) => id), booked.map(({ lineId }) => reversals.get(lineId))],
    );
  }

  /** Puts runs away of which every payment arrived or came back. */
  async closeDone(tx: Tx): Promise<void> {
    const closed = await tx.query<{ id: string }>(
      `update payment_run r set state = 'closed', closed_by = $2, closed_at = now(), reason = null,
         version = r.version + 1
       where r.health_body_id = $1 and r.state = 'exported' and not exists (
         select 1 from payment_run_line l join instalment i
           on i.health_body_id = l.health_body_id and i.group_id = l.group_id and i.id = l.instalment_id
         where l.health_body_id = r.health_body_id and l.run_id = r.id and l.live
           and i.state not in ('paid', 'returned'))
       returning r.id`,
      [tx.actor.organisationId, tx.actor.id],
    );
    await this.audit.recordMany(tx, 'payment-run.closed', idsIn(closed), 'reconciled');
  }

  /** By line. */
  private async reverse(
    tx: Tx,
    booked: readonly LiveReceipt[],
    reason: string,
    cause: string,
  ): Promise<Map<string, string>> {
    if (booked.length === 0) return new Map();
    const receiptIds = booked.map(({ receiptId }) => receiptId);
    const ids = await reverseReceipts(tx, receiptIds, { source: 'reconciliation', reason });
    await this.audit.recordMany(tx, 'receipt.reversed', receiptIds, cause);
    return new Map(booked.map(({ lineId }, at) => [lineId, ids[at] ?? '']));
  }
}

function idsIn(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

async function write(tx: Tx, bookings: readonly NewBooking[]): Promise<void> {
  await tx.change(BOOK, [
    tx.actor.organisationId,
    bookings.map(({ entryId }) => entryId),
    bookings.map(({ lineId }) => lineId),
    bookings.map(() => uuid()),
    bookings.map(({ kind }) => kind),
    bookings.map(({ pence }) => pence),
    bookings.map(({ receiptId }) => receiptId),
    bookings.map(({ reversalId }) => reversalId),
  ]);
}
