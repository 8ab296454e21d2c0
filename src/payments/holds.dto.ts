import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { IsCalendarDate } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { CAUSES, HOLD_CAUSES, HOLD_REASONS, holdCause } from './instalment-life.rules';
import type { Cause, HoldCause, HoldReason } from './instalment-life.rules';
import { trimmed } from './said';

const WORDS = 1000;
const CAUSE = { message: `cause must be one of ${CAUSES.join(', ')}: whose cause it is, as your side sees it.` };

export class HoldInstalmentDto {
  @ApiProperty({ enum: HOLD_REASONS, example: 'papers_missing' })
  @IsIn(HOLD_REASONS, { message: `reasonCode must be one of ${HOLD_REASONS.join(', ')}.` })
  reasonCode!: HoldReason;

  @ApiProperty({
    description: 'Why, in words. Both sides read it.',
    maxLength: WORDS,
    example: 'The purchase order ran out on 31 March, and the new one is being raised.',
  })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'reason must say why, for both sides to read.' })
  @MaxLength(WORDS)
  reason!: string;

  @ApiProperty({ enum: CAUSES, description: 'Whose cause it is, as the health body sees it.', example: 'payer' })
  @IsIn(CAUSES, CAUSE)
  cause!: Cause;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The day on which the group was told; left out where it is still to be told.',
    example: '2026-11-20',
  })
  @IsOptional()
  @IsCalendarDate()
  groupToldOn?: CalendarDate | null;
}

/** Each side changes what is its own to say. */
export class ChangeHoldDto {
  @ApiPropertyOptional({ enum: CAUSES, description: 'Whose cause it is, as your side sees it.', example: 'payer' })
  @IsOptional()
  @IsIn(CAUSES, CAUSE)
  cause?: Cause;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: "Of the group: its own words about it. The health body's are the reason.",
    maxLength: WORDS,
    example: 'We sent the invoice on 3 November.',
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(WORDS)
  comment?: string | null;

  @ApiPropertyOptional({
    type: String,
    description: 'Of the health body: the day on which the group was told.',
    example: '2026-11-20',
  })
  @IsOptional()
  @IsCalendarDate()
  groupToldOn?: CalendarDate;
}

export class ReleaseHoldDto {
  @ApiProperty({
    description: 'What was put right. Both sides read it.',
    maxLength: WORDS,
    example: 'The new purchase order is there.',
  })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'reason must say what was put right, for both sides to read.' })
  @MaxLength(WORDS)
  reason!: string;
}

/** A hold, as queries build it. */
export interface HoldRow {
  id: string;
  reasonCode: HoldReason;
  reason: string;
  heldOn: CalendarDate;
  groupToldOn: CalendarDate | null;
  causeByHealth: Cause;
  causeByGroup: Cause | null;
  groupComment: string | null;
  ended: 'released' | 'cancelled' | 'returned' | null;
  releasedOn: CalendarDate | null;
  releaseReason: string | null;
  version: number;
}

/** SQL: a hold `h` as the JSON of a HoldRow. */
export const HOLD_ROW = `json_build_object('id', h.id, 'reasonCode', h.reason_code, 'reason', h.reason,
  'heldOn', h.held_on, 'groupToldOn', h.group_told_on, 'causeByHealth', h.cause_by_health,
  'causeByGroup', h.cause_by_group, 'groupComment', h.group_comment, 'ended', h.ended,
  'releasedOn', h.released_on, 'releaseReason', h.release_reason, 'version', h.version)`;

export class HoldView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0460' })
  id!: string;
  @ApiProperty({ enum: HOLD_REASONS, example: 'papers_missing' })
  reasonCode!: HoldReason;
  @ApiProperty({ example: 'The purchase order ran out on 31 March, and the new one is being raised.' })
  reason!: string;
  @ApiProperty({ type: String, example: '2026-11-19' })
  heldOn!: CalendarDate;
  @ApiProperty({ type: String, nullable: true, description: 'Null while it was not told.', example: '2026-11-20' })
  groupToldOn!: CalendarDate | null;
  @ApiProperty({ enum: CAUSES, description: 'Whose cause it is, as the health body sees it.', example: 'payer' })
  causeByHealth!: Cause;
  @ApiProperty({
    type: String,
    enum: CAUSES,
    nullable: true,
    description: 'As the group sees it; null while it has not said.',
    example: null,
  })
  causeByGroup!: Cause | null;
  @ApiProperty({
    enum: HOLD_CAUSES,
    description: 'Whose cause it is by both. Where the two differ it is disputed, and counts against nobody.',
    example: 'payer',
  })
  cause!: HoldCause;
  @ApiProperty({ type: String, nullable: true, description: "The group's own words about it.", example: null })
  groupComment!: string | null;
  @ApiProperty({
    type: String,
    enum: ['released', 'cancelled', 'returned'],
    nullable: true,
    description: 'How it ended: released, or with the payment that was cancelled or taken back; null while it holds.',
    example: null,
  })
  ended!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The day on which it ended.', example: null })
  releasedOn!: CalendarDate | null;
  @ApiProperty({ type: String, nullable: true, description: 'What was put right.', example: null })
  releaseReason!: string | null;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export function toHoldView(hold: HoldRow): HoldView {
  return { ...hold, cause: holdCause(hold.causeByHealth, hold.causeByGroup) };
}
