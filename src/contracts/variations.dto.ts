import { ApiProperty, ApiPropertyOptional, OmitType, PartialType, PickType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { IsCalendarDate, ListQuery } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { ConfirmedOutsideDto } from './agreement.dto';
import { DraftContractDto, trimmed } from './contract-terms.dto';

export const VARIATION_STATES = ['open', 'accepted', 'declined', 'withdrawn', 'lapsed'] as const;
export type VariationState = (typeof VARIATION_STATES)[number];

const SORT_NAMES = ['proposedOn', '-proposedOn'] as const;

export class VariationListQuery extends ListQuery {
  @ApiPropertyOptional({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  @IsOptional()
  @IsUUID()
  contractId?: string;

  @ApiPropertyOptional({ enum: VARIATION_STATES, example: 'open' })
  @IsOptional()
  @IsIn(VARIATION_STATES)
  state?: VariationState;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: '-proposedOn', example: '-proposedOn' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort = '-proposedOn';
}

class VariedTermsDto extends PartialType(
  PickType(DraftContractDto, [
    'valuePence',
    'startsOn',
    'endsOn',
    'timing',
    'rhythm',
    'paymentDays',
    'paymentDay',
    'deviationReason',
    'advanceBasis',
    'milestones',
  ] as const),
  { skipNullProperties: false },
) {}

/** What is left out stays as it is. With the timing on_milestone, the milestones are what is still to be paid. */
export class ProposeVariationDto extends VariedTermsDto {
  @ApiProperty({ type: String, description: 'The day from which the new terms hold.', example: '2027-01-01' })
  @IsCalendarDate()
  effectiveOn!: CalendarDate;

  @ApiProperty({
    description: 'Why, for the other side to read.',
    maxLength: 2000,
    example: 'Twice as many people come to the drop-in as we planned for.',
  })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'reason must say why, for the other side to read.' })
  @MaxLength(2000)
  reason!: string;
}

/** What the variation would make of the payments, before it is proposed. */
export class PreviewVariationDto extends OmitType(ProposeVariationDto, ['reason'] as const) {}

const SEEN = {
  description: 'The `previewKey` of the preview that you agree to. Where payments moved since, you are asked again.',
  example: 'pT0wHkq9m1oXW6c2v3yZaQ',
  maxLength: 22,
};

export class AcceptVariationDto {
  @ApiProperty(SEEN)
  @IsString()
  @Matches(/^[\w-]{22}$/, { message: 'previewKey must be that of the preview, as the variation has it.' })
  previewKey!: string;
}

export class AcceptedOutsideDto extends ConfirmedOutsideDto {
  @ApiProperty(SEEN)
  @IsString()
  @Matches(/^[\w-]{22}$/, { message: 'previewKey must be that of the preview, as the variation has it.' })
  previewKey!: string;
}

export class DeclineVariationDto {
  @ApiProperty({
    description: 'Why not, for the other side to read.',
    maxLength: 2000,
    example: 'The budget is spent.',
  })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'reason must say why not, for the other side to read.' })
  @MaxLength(2000)
  reason!: string;
}
