import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import type { Side } from '../shared/side';
import { INSTALMENT_STATES } from './instalment-states';
import { amountMessage, daysUnchecked, daysUntilDisputed, INVOICE_STATES } from './invoices.rules';
import type { InvoiceState } from './invoices.rules';

const SIDES = ['health', 'group'];

export class InvoicedPaymentView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400' })
  id!: string;
  @ApiProperty({ description: 'Its place in the plan.', example: 8 })
  number!: number;
  @ApiProperty({ example: '2026-10-30' })
  dueOn!: string;
  @ApiProperty({ description: 'With VAT, in pence.', example: 400000 })
  amountPence!: number;
  @ApiProperty({ enum: INSTALMENT_STATES, example: 'planned' })
  state!: string;
}

export class InvoiceDocumentView {
  @ApiProperty({
    format: 'uuid',
    description: 'See GET /api/v1/invoice-documents/{id}.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0600',
  })
  id!: string;
  @ApiProperty({ example: 'invoice 14.pdf' })
  fileName!: string;
  @ApiProperty({ description: 'By what is in it.', example: 'application/pdf' })
  mediaType!: string;
  @ApiProperty({ example: 182_400 })
  sizeBytes!: number;
  @ApiProperty({ enum: SIDES, description: 'Who added it, and may take it away again.', example: 'group' })
  addedBy!: string;
  @ApiProperty({ example: '2026-11-21' })
  addedOn!: string;
}

export class InvoiceMoveView {
  @ApiProperty({ enum: INVOICE_STATES, example: 'received' })
  state!: string;
  @ApiProperty({ type: String, nullable: true, enum: SIDES, description: 'Whose change it was.', example: 'group' })
  bySide!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of a dispute: why.', example: null })
  reason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of a dispute: when the group was told.', example: null })
  groupToldOn!: string | null;
  @ApiProperty({ example: '2026-11-21T09:30:00.000Z' })
  recordedAt!: string;
}

/** A row of a list of invoices, as the query names its columns. */
export interface InvoiceRow {
  id: string;
  contractId: string;
  contractReference: string;
  healthBodyId: string;
  healthBody: string;
  groupId: string;
  group: string;
  number: string;
  datedOn: CalendarDate;
  receivedOn: CalendarDate;
  netPence: string;
  vatPence: string;
  totalPence: string;
  purchaseOrderId: string | null;
  purchaseOrder: string | null;
  state: InvoiceState;
  disputeReason: string | null;
  groupToldOn: CalendarDate | null;
  enteredBy: Side;
  version: number;
  payments: InvoicedPaymentView[];
  documents: InvoiceDocumentView[];
  history: InvoiceMoveView[];
  today: CalendarDate;
}

export class InvoiceView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0500' })
  id!: string;
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
  @ApiProperty({ description: 'For finance roles the payee name, as the bank has it.', example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ example: 'INV-014' })
  number!: string;
  @ApiProperty({ example: '2026-11-20' })
  datedOn!: string;
  @ApiProperty({ description: 'The day on which the health body had it, as it is now.', example: '2026-11-21' })
  receivedOn!: string;
  @ApiProperty({ example: 400000 })
  netPence!: number;
  @ApiProperty({ example: 0 })
  vatPence!: number;
  @ApiProperty({ example: 400000 })
  totalPence!: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  purchaseOrderId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The number of that order.', example: null })
  purchaseOrder!: string | null;
  @ApiProperty({
    enum: INVOICE_STATES,
    description:
      'received: to be checked; valid: may be paid; disputed: see disputeReason; credited: asks for nothing.',
    example: 'received',
  })
  state!: InvoiceState;
  @ApiProperty({ type: String, nullable: true, example: null })
  disputeReason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The day on which the group was told.', example: null })
  groupToldOn!: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Days from receiving it to telling the group.',
    example: null,
  })
  daysUntilDisputed!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Days for which nobody has checked it.', example: 1 })
  daysUnchecked!: number | null;
  @ApiProperty({ enum: SIDES, description: 'Who entered it, and may correct it.', example: 'group' })
  enteredBy!: string;
  @ApiProperty({ type: [InvoicedPaymentView] })
  payments!: InvoicedPaymentView[];
  @ApiProperty({ description: 'What its payments come to, with VAT.', example: 400000 })
  paymentsPence!: number;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where the two amounts differ: by how much.',
    example: null,
  })
  amountMessage!: string | null;
  @ApiProperty({ type: [InvoiceDocumentView] })
  documents!: InvoiceDocumentView[];
  @ApiProperty({ type: [InvoiceMoveView], description: 'Every state that it had, oldest first.' })
  history!: InvoiceMoveView[];
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class InvoicePage extends PageInfo {
  @ApiProperty({ type: [InvoiceView] })
  items!: InvoiceView[];
}

export function toInvoiceView({ today, ...row }: InvoiceRow): InvoiceView {
  const totalPence = penceFromDatabase(row.totalPence);
  const paymentsPence = row.payments.reduce((sum, { amountPence }) => sum + amountPence, 0);
  return {
    ...row,
    netPence: penceFromDatabase(row.netPence),
    vatPence: penceFromDatabase(row.vatPence),
    totalPence,
    daysUntilDisputed: daysUntilDisputed(row.receivedOn, row.groupToldOn),
    daysUnchecked: daysUnchecked(row.state, row.receivedOn, today),
    paymentsPence,
    amountMessage: amountMessage(totalPence, paymentsPence),
  };
}
