import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../platform';
import type { Side } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import { daysOpen, RESOLUTIONS } from './late-cases.rules';
import type { Resolution } from './late-cases.rules';
import { LATE_CAUSES, whoseCause } from './late-causes.rules';
import type { LateCause } from './late-causes.rules';

/** A case as queries name its columns. */
export interface LateCaseRow {
  id: string;
  instalmentId: string;
  number: number;
  dueOn: CalendarDate;
  amountPence: string;
  outstandingPence: string;
  contractId: string;
  contractReference: string;
  healthBodyId: string;
  healthBody: string;
  groupId: string;
  group: string;
  openedBySide: Side;
  openedOn: CalendarDate;
  words: string | null;
  ownerContactId: string | null;
  ownerName: string | null;
  ownedSince: CalendarDate | null;
  leadName: string | null;
  causeByHealth: LateCause | null;
  causeByGroup: LateCause | null;
  replies: readonly LateCaseReplyView[];
  repliedOn: CalendarDate | null;
  resolution: Resolution | null;
  resolvedOn: CalendarDate | null;
  resolvedBy: Side | 'ledger' | null;
  version: number;
}

const PARTIES = ['payer', 'group', 'bank', 'unclear', 'disputed'] as const;

export class LateCaseReplyView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0c01' })
  id!: string;
  @ApiProperty({ example: 'The purchase order is there now. The payment goes out in Thursday’s run.' })
  words!: string;
  @ApiProperty({ type: String, nullable: true, description: 'When the money is to be there.', example: '2026-11-27' })
  expectedOn!: string | null;
  @ApiProperty({ example: '2026-11-23' })
  repliedOn!: string;
}

class LateCaseOwnerView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0300' })
  contactId!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Sam Whitlow' })
  name!: string | null;
  @ApiProperty({ description: 'Since which day.', example: '2026-11-21' })
  since!: string;
}

export class LateCaseView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0c00' })
  id!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400' })
  instalmentId!: string;
  @ApiProperty({ description: 'Which payment of its contract.', example: 8 })
  number!: number;
  @ApiProperty({ example: '2026-10-30' })
  dueOn!: string;
  @ApiProperty({ description: 'With VAT, in pence.', example: 400000 })
  amountPence!: number;
  @ApiProperty({ description: 'What has not been received of it by now, in pence.', example: 400000 })
  outstandingPence!: number;
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
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ enum: ['health', 'group'], example: 'group' })
  openedBySide!: Side;
  @ApiProperty({ example: '2026-11-20' })
  openedOn!: string;
  @ApiProperty({ type: String, nullable: true, example: 'It is not in our account.' })
  words!: string | null;
  @ApiProperty({ type: LateCaseOwnerView, nullable: true, description: 'Who at the health body deals with it.' })
  owner!: LateCaseOwnerView | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: "The contract's lead at the health body: whom to ask while nobody deals with it.",
    example: 'Sam Whitlow',
  })
  leadName!: string | null;
  @ApiProperty({ type: String, enum: LATE_CAUSES, nullable: true, example: 'purchase_order_missing' })
  causeByHealth!: LateCause | null;
  @ApiProperty({ type: String, enum: LATE_CAUSES, nullable: true, example: 'payer_process' })
  causeByGroup!: LateCause | null;
  @ApiProperty({
    type: String,
    enum: PARTIES,
    nullable: true,
    description:
      'Whose cause it is by what was said. disputed: the two name different parties; it counts against nobody.',
    example: 'payer',
  })
  causeOf!: (typeof PARTIES)[number] | null;
  @ApiProperty({ type: [LateCaseReplyView], description: 'Oldest first.' })
  replies!: LateCaseReplyView[];
  @ApiProperty({ type: String, nullable: true, description: 'The day of the first reply.', example: null })
  repliedOn!: string | null;
  @ApiProperty({ type: String, enum: RESOLUTIONS, nullable: true, example: null })
  resolution!: Resolution | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  resolvedOn!: string | null;
  @ApiProperty({
    type: String,
    enum: ['health', 'group', 'ledger'],
    nullable: true,
    description: 'ledger: it closed by itself when the amount had been received in full.',
    example: null,
  })
  resolvedBy!: Side | 'ledger' | null;
  @ApiProperty({ description: 'Calendar days since it was opened, until it was closed.', example: 2 })
  daysOpen!: number;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class LateCasePage extends PageInfo {
  @ApiProperty({ type: [LateCaseView] })
  items!: LateCaseView[];
}

export function toLateCaseView(row: LateCaseRow, today: CalendarDate): LateCaseView {
  const { amountPence, outstandingPence, ownerContactId, ownerName, ownedSince, replies, ...rest } = row;
  return {
    ...rest,
    amountPence: penceFromDatabase(amountPence),
    outstandingPence: penceFromDatabase(outstandingPence),
    owner:
      ownerContactId === null || ownedSince === null
        ? null
        : { contactId: ownerContactId, name: ownerName, since: ownedSince },
    causeOf: whoseCause({ byHealth: row.causeByHealth, byGroup: row.causeByGroup }),
    replies: [...replies],
    daysOpen: daysOpen(row.openedOn, row.resolvedOn, today),
  };
}
