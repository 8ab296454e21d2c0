import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import type { LedgerKind } from './ledger.rules';

/** An entry of the ledger; the amount as text, for it may be any bigint. */
export interface LedgerRow {
  id: string;
  receivedOn: CalendarDate;
  amountPence: string;
  kind: LedgerKind;
  estimated: boolean;
  reference: string | null;
  source: string;
  reversesId: string | null;
  reason: string | null;
}

/** A row of a list of receipts, as the query names its columns. */
export interface ReceiptRow extends LedgerRow {
  reversed: boolean;
  instalmentId: string;
  instalmentDueOn: string;
  contractId: string;
  contractReference: string;
  healthBodyId: string;
  healthBody: string;
  groupId: string;
  group: string;
  recordedAt: Date;
}

const KINDS = ['receipt', 'reversal', 'recovery'] as const;

export class LedgerEntryView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0450' })
  id!: string;
  @ApiProperty({
    description: "The day on which the group's account was credited; of a recovery, debited.",
    example: '2026-11-03',
  })
  receivedOn!: string;
  @ApiProperty({ description: 'In pence; of a recovery, what was taken back.', example: 150000 })
  amountPence!: number;
  @ApiProperty({
    enum: KINDS,
    description:
      'A receipt counts, a recovery is money that was really taken back, and a reversal takes out a receipt that was entered by mistake, as if it had never been there.',
    example: 'receipt',
  })
  kind!: string;
  @ApiProperty({ description: 'Whether the day was worked out from the day it was sent.', example: false })
  estimated!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'The reference of the payment.', example: 'BACS-118822' })
  reference!: string | null;
  @ApiProperty({
    enum: ['import', 'hand', 'reconciliation'],
    description: 'Where it came from: a file, a person or service, or the bank statement.',
    example: 'import',
  })
  source!: string;
  @ApiProperty({ description: 'Whether this receipt was reversed, so that it never counted.', example: false })
  reversed!: boolean;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Of a reversal: the receipt that it takes out.',
    example: null,
  })
  reversesId!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of a reversal or a recovery, and of the receipt that corrects another: why.',
    example: null,
  })
  reason!: string | null;
}

export class ReceiptView extends LedgerEntryView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400' })
  instalmentId!: string;
  @ApiProperty({ description: 'When the instalment falls due.', example: '2026-10-30' })
  instalmentDueOn!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  contractId!: string;
  @ApiProperty({ example: 'WM-2026-014' })
  contractReference!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  healthBodyId!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010' })
  groupId!: string;
  @ApiProperty({
    description: 'The group by the name it is known as; for finance roles the payee name, as the bank has it.',
    example: 'Harbour Lights',
  })
  group!: string;
  @ApiProperty({ example: '2026-11-22T09:30:00.000Z' })
  recordedAt!: string;
}

export class ReceiptPage extends PageInfo {
  @ApiProperty({ type: [ReceiptView] })
  items!: ReceiptView[];
}

export function toLedgerEntryView(row: LedgerRow, reversed: boolean): LedgerEntryView {
  return {
    id: row.id,
    receivedOn: row.receivedOn,
    amountPence: penceFromDatabase(row.amountPence),
    kind: row.kind,
    estimated: row.estimated,
    reference: row.reference,
    source: row.source,
    reversed,
    reversesId: row.reversesId,
    reason: row.reason,
  };
}

export function toReceiptView(row: ReceiptRow): ReceiptView {
  const { instalmentId, instalmentDueOn, contractId, contractReference } = row;
  const { healthBodyId, healthBody, groupId, group } = row;
  return Object.assign(toLedgerEntryView(row, row.reversed), {
    instalmentId,
    instalmentDueOn,
    contractId,
    contractReference,
    healthBodyId,
    healthBody,
    groupId,
    group,
    recordedAt: row.recordedAt.toISOString(),
  });
}
