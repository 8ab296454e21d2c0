import { Injectable } from '@nestjs/common';
import { AuditService, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { calendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { hasAlike, instalmentOf, lockInstalment, readLines, writeLines } from './ledger-writer';
import type { LockedInstalment, NewLine, WrittenLine } from './ledger-writer';
import { checkDay, checkPayable, checkReceived, checkRecovered, checkReversal, invalid } from './ledger.rules';
import type { CorrectReceiptDto, ReceivedDto, RecordReceiptDto, RecordRecoveryDto } from './receipts.dto';

/** Money that moved, as people and bank statements say. Each change locks its instalment first, so that no two judge the same money. */
@Injectable()
export class ReceiptWritesService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers the new receipt's id. What was planned, approved, sent or held meanwhile is paid once it is complete, and stays
   * so until then. Throws DomainError: `invalid` where nothing is to be paid or it is more than what is
   * outstanding, `conflict` where one like it is there and it is not said to be another.
   */
  record(actor: Actor, request: RecordReceiptDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const line = receiptOf(request);
      checkDay('receivedOn', line.on, this.clock.today());
      const instalment = await lockInstalment(tx, request.instalmentId, this.clock.today());
      if (instalment === null) {
        throw invalid('/instalmentId', 'instalmentId must be the id of one of your instalments.');
      }
      checkPayable(instalment);
      if (!request.anotherAlike && (await hasAlike(tx, instalment.contractId, line))) throw alike();
      checkReceived(line.pence, instalment.outstandingPence);
      const id = await writeLines(tx, instalment, [line]);
      await this.note(tx, 'receipt.recorded', id, instalment, line.pence);
      return id;
    });
  }

  /**
   * Takes out a receipt that was entered by mistake, as if it had never been there. Answers the id of the reversal. Throws
   * DomainError: `not-found`, `invalid`, `conflict` (see `checkReversal`, and `assertByHand`).
   */
  reverse(actor: Actor, id: string, reason: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const { instalment, mistake, lines } = await this.find(tx, id);
      checkReversal(mistake, lines, []);
      const reversalId = await writeLines(tx, instalment, [reversalOf(mistake, reason)]);
      await this.note(tx, 'receipt.reversed', id, instalment, mistake.pence);
      return reversalId;
    });
  }

  /** Takes out a receipt and enters what is right in one step. Answers the new receipt's id. Throws as the two do. */
  correct(actor: Actor, id: string, request: CorrectReceiptDto): Promise<string> {
    const right = { ...receiptOf(request), reason: request.reason };
    checkDay('receivedOn', right.on, this.clock.today());
    return this.tenant.once(actor, async (tx) => {
      const { instalment, mistake, lines } = await this.find(tx, id);
      checkReversal(mistake, lines, [right]);
      checkReceived(right.pence, instalment.outstandingPence + mistake.pence);
      const newId = await writeLines(tx, instalment, [reversalOf(mistake, request.reason), right]);
      await this.note(tx, 'receipt.corrected', id, instalment, right.pence);
      return newId;
    });
  }

  /** Money that was really taken back. Answers the id of the recovery. Throws DomainError `not-found`, `invalid`. */
  recover(actor: Actor, instalmentId: string, request: RecordRecoveryDto): Promise<string> {
    const line = recoveryOf(request);
    checkDay('recoveredOn', line.on, this.clock.today());
    return this.tenant.once(actor, async (tx) => {
      const instalment = await lockInstalment(tx, instalmentId, this.clock.today());
      if (instalment === null) throw new DomainError('not-found', NOT_FOUND);
      checkRecovered(line.pence, await readLines(tx, instalmentId), line.on);
      const id = await writeLines(tx, instalment, [line]);
      await this.note(tx, 'receipt.recovered', id, instalment, line.pence);
      return id;
    });
  }

  /** The receipt that was entered by mistake, with its instalment locked and all lines of it. */
  private async find(
    tx: Tx,
    id: string,
  ): Promise<{ instalment: LockedInstalment; mistake: WrittenLine; lines: WrittenLine[] }> {
    const instalment = await lockInstalment(tx, await instalmentOf(tx, id), this.clock.today());
    const lines = instalment === null ? [] : await readLines(tx, instalment.id);
    const mistake = lines.find((line) => line.id === id);
    if (instalment === null || mistake === undefined) throw new DomainError('not-found', NOT_FOUND);
    assertByHand(mistake);
    return { instalment, mistake, lines };
  }

  private note(
    tx: Tx,
    action: string,
    subjectId: string,
    { id }: LockedInstalment,
    amountPence: number,
  ): Promise<void> {
    return this.audit.record(tx, { action, subjectId, detail: { instalmentId: id, amountPence } });
  }
}

/** The entry of the statement and what it booked stand and fall together. */
function assertByHand({ source, reversed }: WrittenLine): void {
  if (source !== 'reconciliation' || reversed) return;
  throw new DomainError(
    'conflict',
    'A bank statement booked this receipt. Undo its entry under Reconciliation: that takes the receipt out, and the entry can be decided anew.',
  );
}

function receiptOf({ amountPence, receivedOn, reference }: ReceivedDto): NewLine {
  return { kind: 'receipt', on: calendarDate(receivedOn), pence: amountPence, reference };
}

function reversalOf({ id, on, pence }: WrittenLine, reason: string): NewLine {
  return { kind: 'reversal', on, pence, reversesId: id, reason };
}

function recoveryOf({ amountPence, recoveredOn, reason }: RecordRecoveryDto): NewLine {
  return { kind: 'recovery', on: calendarDate(recoveredOn), pence: amountPence, reason };
}

function alike(): DomainError {
  return new DomainError(
    'conflict',
    'A receipt of this contract with the same amount, day and reference is there already. If this is another payment, send anotherAlike: true.',
  );
}
