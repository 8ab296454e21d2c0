import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsCalendarDate, ListQuery, PageInfo } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';

export const CLAIM_STATES = ['claimed', 'paid', 'withdrawn'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];
const SORT_NAMES = ['claimedOn', '-claimedOn'] as const;

export class InterestClaimListQuery extends ListQuery {
  @ApiPropertyOptional({ enum: CLAIM_STATES, description: 'claimed: waits to be paid.', example: 'claimed' })
  @IsOptional()
  @IsIn(CLAIM_STATES)
  state?: ClaimState;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only those for this payment.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400',
  })
  @IsOptional()
  @IsUUID()
  instalmentId?: string;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: 'claimedOn', example: 'claimedOn' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = 'claimedOn';
}

export class ClaimInterestDto {
  @ApiProperty({
    format: 'uuid',
    description: 'The payment that was late. What is claimed is worked out on the day it is claimed.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400',
  })
  @IsUUID(undefined, { message: 'instalmentId must be the id of one of your payments.' })
  instalmentId!: string;
}

export class PayInterestClaimDto {
  @ApiProperty({ description: "The day it came into the group's account: today or earlier.", example: '2026-11-20' })
  @IsCalendarDate()
  paidOn!: string;
}

/** A claim as queries name its columns. */
export interface InterestClaimRow {
  id: string;
  instalmentId: string;
  number: number;
  dueOn: CalendarDate;
  contractId: string;
  contractReference: string;
  healthBodyId: string;
  healthBody: string;
  groupId: string;
  group: string;
  claimedOn: CalendarDate;
  toOn: CalendarDate;
  interestPence: string;
  fixedSumPence: string;
  amountPence: string;
  state: ClaimState;
  paidOn: CalendarDate | null;
  withdrawnOn: CalendarDate | null;
  version: number;
}

export class InterestClaimView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0d00' })
  id!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400' })
  instalmentId!: string;
  @ApiProperty({ description: 'Which payment of its contract.', example: 8 })
  number!: number;
  @ApiProperty({ description: 'When that payment was due.', example: '2026-10-30' })
  dueOn!: string;
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
  @ApiProperty({ description: 'For finance, the account holder as the bank has it.', example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ example: '2026-11-22' })
  claimedOn!: string;
  @ApiProperty({ description: 'Interest is counted up to and including this day.', example: '2026-11-22' })
  toOn!: string;
  @ApiProperty({ description: 'In pence.', example: 2960 })
  interestPence!: number;
  @ApiProperty({ description: 'Section 5A of the Act, in pence.', example: 7000 })
  fixedSumPence!: number;
  @ApiProperty({ description: 'Both together, in pence.', example: 9960 })
  amountPence!: number;
  @ApiProperty({ enum: CLAIM_STATES, description: 'There is no waiver: a claim is paid, or withdrawn by the group.' })
  state!: ClaimState;
  @ApiProperty({ type: String, nullable: true, example: null })
  paidOn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  withdrawnOn!: string | null;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class InterestClaimPage extends PageInfo {
  @ApiProperty({ type: [InterestClaimView] })
  items!: InterestClaimView[];
}

export function toInterestClaimView({ interestPence, fixedSumPence, amountPence, ...row }: InterestClaimRow) {
  const view: InterestClaimView = {
    ...row,
    interestPence: penceFromDatabase(interestPence),
    fixedSumPence: penceFromDatabase(fixedSumPence),
    amountPence: penceFromDatabase(amountPence),
  };
  return view;
}
