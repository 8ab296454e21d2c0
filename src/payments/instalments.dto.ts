import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Equals, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsCalendarDate, ListQuery, trueOrFalse } from '../platform';
import { INSTALMENT_STATES } from './instalment-states';
import type { InstalmentState } from './instalment-states';

const SORT_NAMES = ['dueOn', '-dueOn', 'sendByOn', '-sendByOn', 'daysOverdue', '-daysOverdue'] as const;

export class InstalmentListQuery extends ListQuery {
  @ApiPropertyOptional({
    description: 'The day to judge by: later receipts do not count. Today in London unless given.',
    example: '2026-11-22',
  })
  @IsOptional()
  @IsCalendarDate()
  asOf?: string;

  @ApiPropertyOptional({
    enum: [true],
    description: 'Only payments due before that day and not fully received by it.',
    example: true,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => trueOrFalse(value))
  @Equals(true, { message: 'overdue can only be true: leave it out to see all payments.' })
  overdue?: true;

  @ApiPropertyOptional({
    enum: [true],
    description:
      'Only payments due on that day or later, not fully received, and to be sent within five banking days. Not together with overdue.',
    example: true,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => trueOrFalse(value))
  @Equals(true, { message: 'atRisk can only be true: leave it out to see all payments.' })
  atRisk?: true;

  @ApiPropertyOptional({ enum: [true], description: 'Only payments that are held now.', example: true })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => trueOrFalse(value))
  @Equals(true, { message: 'held can only be true: leave it out to see all payments.' })
  held?: true;

  @ApiPropertyOptional({
    enum: [true],
    description: 'Only payments of which the group last said that they have not arrived.',
    example: true,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => trueOrFalse(value))
  @Equals(true, { message: 'notArrived can only be true: leave it out to see all payments.' })
  notArrived?: true;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only payments to this group.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010',
  })
  @IsOptional()
  @IsUUID()
  groupId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only payments by this health body.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001',
  })
  @IsOptional()
  @IsUUID()
  healthBodyId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only payments under this contract.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  @IsOptional()
  @IsUUID()
  contractId?: string;

  @ApiPropertyOptional({
    description: "Only payments under contracts whose health body's lead or deputy on that day has this email.",
    example: 'sam.whitlow@westmere.example',
    maxLength: 254,
  })
  @IsOptional()
  @IsString()
  @MaxLength(254)
  leadEmail?: string;

  @ApiPropertyOptional({ description: 'Only payments due on this day or later.', example: '2026-04-01' })
  @IsOptional()
  @IsCalendarDate()
  dueFrom?: string;

  @ApiPropertyOptional({ description: 'Only payments due on this day or earlier.', example: '2027-03-31' })
  @IsOptional()
  @IsCalendarDate()
  dueTo?: string;

  @ApiPropertyOptional({
    enum: INSTALMENT_STATES,
    description: 'Only payments in this state now. Cancelled ones are listed only when asked for here.',
    example: 'planned',
  })
  @IsOptional()
  @IsIn(INSTALMENT_STATES)
  state?: InstalmentState;

  @ApiPropertyOptional({
    enum: SORT_NAMES,
    default: 'dueOn',
    description: 'By days overdue only together with overdue=true: -daysOverdue begins with the longest.',
    example: 'dueOn',
  })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = 'dueOn';
}
