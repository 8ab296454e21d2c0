import { Injectable } from '@nestjs/common';
import { BankHolidays } from '../../contracts';
import type { BankingCalendar } from '../../contracts';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../../platform';
import type { Actor, Tx } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import { Bookings } from './bookings.service';
import { assertDay, linesToBook, receiptDay } from './confirming.rules';
import type { EntryToDecide } from './confirming.rules';
import { lockEntry, writeDecision } from './entry-record';
import { lockSent, readRun, readSome } from './our-lines';
import type { OurLine } from './our-lines.rules';
import { canConfirm, canIgnore, canUndo, outcomeOf } from './outcome.rules';
import type { Cause } from './outcome.rules';
import { takeTurn } from './statement-imports.service';

/** Which entry of which statement, and its version as the person saw it. */
export interface ChosenEntry {
  statementId: string;
  entryId: string;
  version: number;
}

export interface Confirmation {
  /** The line that it settles or sends back; the only candidate unless given. */
  lineId?: string | undefined;
  /** The day on which the group's account was credited, where the statement means another than was worked out. */
  receivedOn?: CalendarDate | undefined;
}

/** What people decide about entries. Each takes its turn among all that reconcile for the body, and then locks the entry. */
@Injectable()
export class EntryDecisions {
  constructor(
    private readonly tenant: TenantService,
    private readonly bankHolidays: BankHolidays,
    private readonly bookings: Bookings,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /**
   * Books an entry to a payment that a person chose; answers the entry's id, as all of these do. Throws DomainError:
   * `conflict` when it is decided already or the payment cannot take it, `invalid` for a line or a day that cannot be,
   * `stale`, `not-found`.
   */
  async confirm(actor: Actor, chosen: ChosenEntry, confirmation: Confirmation): Promise<string> {
    const calendar = await this.bankHolidays.calendarFor(actor);
    return this.decide(actor, chosen, 'reconciliation.confirmed', async (tx, entry) => {
      if (!canConfirm(entry.outcome)) throw decidedAlready(entry);
      await assertCountsOnce(tx, entry);
      await lockSent(tx);
      const lines = linesToBook(entry, await this.chosenLines(tx, entry, { calendar, lineId: confirmation.lineId }));
      const cause = `reconciliation:${chosen.statementId}`;
      if (entry.direction === 'credit') await this.sendBack(tx, entry, lines, cause);
      else await this.settle(tx, entry, { lines, receivedOn: confirmation.receivedOn, cause });
      await this.bookings.closeDone(tx);
    });
  }

  /** Throws DomainError `conflict` when it is decided already, `stale`, `not-found`. */
  ignore(actor: Actor, chosen: ChosenEntry, reason: string): Promise<string> {
    return this.decide(actor, chosen, 'reconciliation.ignored', async (tx, entry) => {
      if (!canIgnore(entry.outcome)) throw decidedAlready(entry);
      await writeDecision(tx, entry.id, { outcome: 'ignored', reason });
    });
  }

  /**
   * Takes back what was booked of an entry, or that it was ignored. Throws DomainError `conflict` when there is nothing to
   * take back or something was done with the money since, `stale`, `not-found`.
   */
  undo(actor: Actor, chosen: ChosenEntry, reason: string): Promise<string> {
    return this.decide(actor, chosen, 'reconciliation.undone', async (tx, entry) => {
      if (!canUndo(entry.outcome)) throw nothingToUndo(entry);
      if (entry.outcome === 'ignored') {
        await writeDecision(tx, entry.id, { outcome: outcomeOf(entry.cause as Cause), reason });
        return;
      }
      await lockSent(tx);
      await assertNotReturned(tx, [entry.id]);
      await this.bookings.undo(tx, [entry.id], reason, `reconciliation:${chosen.statementId}`);
      await writeDecision(tx, entry.id, { outcome: 'undone', reason, receivedOn: null });
    });
  }

  private async settle(
    tx: Tx,
    entry: EntryToDecide,
    how: { lines: readonly OurLine[]; receivedOn: CalendarDate | undefined; cause: string },
  ): Promise<void> {
    const on = how.receivedOn ?? receiptDay(entry, how.lines);
    assertDay(entry, on, this.clock.today());
    await writeDecision(tx, entry.id, { outcome: 'confirmed', receivedOn: on, reason: null });
    const [only, another] = how.lines;
    const settled = how.lines.map((line) => ({
      entryId: entry.id,
      line,
      pence: another === undefined && only !== undefined ? entry.amountPence : line.outstandingPence,
      on,
    }));
    await this.bookings.settle(tx, settled, how.cause);
  }

  private async sendBack(tx: Tx, entry: EntryToDecide, lines: readonly OurLine[], cause: string): Promise<void> {
    await writeDecision(tx, entry.id, { outcome: 'returned', reason: null });
    const returns = lines.map((line) => ({
      entryId: entry.id,
      line,
      bookedOn: entry.bookedOn,
      code: entry.returnCode,
    }));
    await this.bookings.sendBack(tx, returns, cause);
  }

  private async chosenLines(
    tx: Tx,
    entry: EntryToDecide,
    { calendar, lineId }: { calendar: BankingCalendar; lineId: string | undefined },
  ): Promise<OurLine[]> {
    if (lineId === undefined && entry.runId !== null) return readRun(tx, calendar, entry.runId);
    const [only, another] = entry.candidates;
    const chosen = lineId ?? (another === undefined ? only : undefined);
    if (chosen !== undefined) return readSome(tx, calendar, [chosen]);
    const detail = 'Say with lineId which payment it is: the entry does not name one.';
    throw new DomainError('invalid', detail, [{ pointer: '/lineId', detail }]);
  }

  private decide(
    actor: Actor,
    { statementId, entryId, version }: ChosenEntry,
    action: string,
    work: (tx: Tx, entry: EntryToDecide) => Promise<void>,
  ): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      await takeTurn(tx);
      const entry = await lockEntry(tx, statementId, entryId);
      if (entry === null) throw new DomainError('not-found', NOT_FOUND);
      checkVersion(entry.version, version);
      await work(tx, entry);
      const detail = { statementId, amountPence: entry.amountPence, was: entry.outcome };
      await this.audit.record(tx, { action, subjectId: entryId, detail });
      return entryId;
    });
  }
}

/** Throws DomainError `conflict` where money of an entry came back since. */
export async function assertNotReturned(tx: Tx, entryIds: readonly string[]): Promise<void> {
  const [returned] = await tx.query(
    `select 1 from statement_booking b join statement_booking r on r.health_body_id = b.health_body_id
       and r.line_id = b.line_id and r.kind = 'return' and r.undone_at is null
     where b.health_body_id = $1 and b.entry_id = any ($2::uuid[]) and b.kind = 'receipt' and b.undone_at is null limit 1`,
    [tx.actor.organisationId, entryIds],
  );
  if (returned === undefined) return;
  throw new DomainError(
    'conflict',
    'A payment of it came back since, and that took its receipt out: nothing is left to undo.',
  );
}

async function assertCountsOnce(tx: Tx, entry: EntryToDecide): Promise<void> {
  const [other] = await tx.query(
    `select 1 from statement_entry e join statement_entry o on o.health_body_id = e.health_body_id
       and o.seen_key = e.seen_key and o.id <> e.id and o.outcome not in ('duplicate', 'undone')
     where e.health_body_id = $1 and e.id = $2`,
    [tx.actor.organisationId, entry.id],
  );
  if (other === undefined) return;
  throw new DomainError('conflict', 'The bank has this entry only once, and it was read before: ignore this one.');
}

function decidedAlready({ outcome }: EntryToDecide): DomainError {
  return new DomainError('conflict', `This entry is decided already: it is ${outcome}. Undo that first.`);
}

function nothingToUndo({ outcome }: EntryToDecide): DomainError {
  return new DomainError(
    'conflict',
    outcome === 'returned'
      ? 'That a payment came back is not undone here: if the money did arrive after all, enter a receipt of it.'
      : `Nothing was booked of this entry: it is ${outcome}.`,
  );
}
