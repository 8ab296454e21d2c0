import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Words } from '../fields';

export const CAPACITY_STATES = ['open', 'limited', 'paused'] as const;
export type CapacityState = (typeof CAPACITY_STATES)[number];

/** Ten years: whoever waits longer waits for nothing. */
export const MOST_WAITING_WEEKS = 520;

export class StateCapacityDto {
  @ApiProperty({ enum: CAPACITY_STATES, description: 'Whether your group takes on more.', example: 'limited' })
  @IsIn(CAPACITY_STATES, { message: `state must be one of ${CAPACITY_STATES.join(', ')}.` })
  state!: CapacityState;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'How many weeks people wait just now; null or left out where nobody waits, or you do not say.',
    example: 6,
    minimum: 0,
    maximum: MOST_WAITING_WEEKS,
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_WAITING_WEEKS)
  waitingWeeks?: number | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'What else the health bodies you work with should know. Never anything about a person.',
    example: 'Groups on Tuesdays are full; the helpline has room.',
    maxLength: 500,
  })
  @IsOptional()
  @Words(500)
  words?: string | null;
}

export interface CapacityRow {
  id: string;
  state: CapacityState;
  waiting_weeks: number | null;
  words: string | null;
  stated_on: string;
}

export class CapacityStatementView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e00' })
  id!: string;
  @ApiProperty({ enum: CAPACITY_STATES, example: 'limited' })
  state!: CapacityState;
  @ApiProperty({ type: Number, nullable: true, description: 'Weeks.', example: 6 })
  waitingWeeks!: number | null;
  @ApiProperty({ type: String, nullable: true, example: 'Groups on Tuesdays are full; the helpline has room.' })
  words!: string | null;
  @ApiProperty({ description: 'The day from which it holds.', example: '2026-11-22' })
  statedOn!: string;
}

export class CapacityView {
  @ApiProperty({
    type: CapacityStatementView,
    nullable: true,
    description: 'What holds now; null where nothing was ever said, which is not the same as open.',
  })
  now!: CapacityStatementView | null;
  @ApiProperty({ type: [CapacityStatementView], description: 'What was said before, newest first; at most 19.' })
  earlier!: CapacityStatementView[];
}

export function toCapacityView(rows: readonly CapacityRow[]): CapacityView {
  const [now = null, ...earlier] = rows.map(toStatementView);
  return { now, earlier };
}

export function toStatementView(row: CapacityRow): CapacityStatementView {
  return {
    id: row.id,
    state: row.state,
    waitingWeeks: row.waiting_weeks,
    words: row.words,
    statedOn: row.stated_on,
  };
}
