import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { IsCalendarDate, ListQuery } from '../platform';
import { RESOLUTIONS } from './late-cases.rules';
import type { Resolution } from './late-cases.rules';
import { LATE_CAUSES } from './late-causes.rules';
import type { LateCause } from './late-causes.rules';

const MOST_WORDS = 1000;
const WORDS = {
  message: `words must be at least one and at most ${String(MOST_WORDS)} characters. Both sides read it.`,
};
const STATES = ['open', 'closed'] as const;
const SORT_NAMES = ['openedOn', '-openedOn'] as const;

export class LateCaseListQuery extends ListQuery {
  @ApiPropertyOptional({ enum: STATES, description: 'Only those that are open, or that are over.', example: 'open' })
  @IsOptional()
  @IsIn(STATES)
  state?: (typeof STATES)[number];

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only those of this payment.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400',
  })
  @IsOptional()
  @IsUUID()
  instalmentId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only those of payments to this group.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010',
  })
  @IsOptional()
  @IsUUID()
  groupId?: string;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: 'openedOn', example: 'openedOn' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = 'openedOn';
}

export class OpenLateCaseDto {
  @ApiProperty({
    format: 'uuid',
    description: 'The payment that has not come.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400',
  })
  @IsUUID(undefined, { message: 'instalmentId must be the id of one of your instalments.' })
  instalmentId!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'What there is to say about it. Both sides read it.',
    example: 'We looked this morning: it is not in our account.',
    maxLength: MOST_WORDS,
  })
  @IsOptional()
  @IsString(WORDS)
  @Length(1, MOST_WORDS, WORDS)
  words?: string | null;

  @ApiPropertyOptional({
    enum: LATE_CAUSES,
    nullable: true,
    description: 'Why it is late, as far as your side knows.',
    example: 'purchase_order_missing',
  })
  @IsOptional()
  @IsIn(LATE_CAUSES, { message: `cause must be one of ${LATE_CAUSES.join(', ')}.` })
  cause?: LateCause | null;
}

export class OwnLateCaseDto {
  @ApiProperty({
    format: 'uuid',
    description: 'Who deals with it: a contact of the health body in this partnership.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0300',
  })
  @IsUUID(undefined, { message: 'contactId must be the id of one of your contacts in this partnership.' })
  contactId!: string;
}

export class ReplyToLateCaseDto {
  @ApiProperty({
    description: 'The answer. The group reads it; it cannot be changed afterwards, only followed by another.',
    example: 'The purchase order is there now. The payment goes out in Thursday’s run.',
    maxLength: MOST_WORDS,
  })
  @IsString(WORDS)
  @Length(1, MOST_WORDS, WORDS)
  words!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The day on which the money is to be in the group’s account, if that can be said.',
    example: '2026-11-27',
  })
  @IsOptional()
  @IsCalendarDate()
  expectedOn?: string | null;
}

export class CauseOfLateCaseDto {
  @ApiProperty({
    enum: LATE_CAUSES,
    description: 'Why it is late, as your side sees it. Where the two name different parties it counts against nobody.',
    example: 'payer_process',
  })
  @IsIn(LATE_CAUSES, { message: `cause must be one of ${LATE_CAUSES.join(', ')}.` })
  cause!: LateCause;
}

export class CloseLateCaseDto {
  @ApiProperty({
    enum: RESOLUTIONS,
    description:
      'arrived: the money is there; answered: the group is content with the answer, and only it can say so; not_owed: the payment was cancelled, which the health body says.',
    example: 'arrived',
  })
  @IsIn(RESOLUTIONS, { message: `resolution must be one of ${RESOLUTIONS.join(', ')}.` })
  resolution!: Resolution;
}
