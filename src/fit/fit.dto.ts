import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsOptional, IsString, MaxLength } from 'class-validator';
import { COMMUNITIES, KINDS_OF_WORK, Line, SomeOf, Words } from '../organisations';
import type { Community, KindOfWork } from '../organisations';
import { RESULTS, STANDINGS } from './fit.rules';
import type { Result, Standing } from './fit.rules';

/** What a place takes at the most. */
export const PLACE_CHARACTERS = 100;
/** What a reason takes at the most. */
export const REASON_CHARACTERS = 1000;

/** The whole of what is asked: what is left out is not asked for. */
export class AskedDto {
  @ApiProperty({ enum: KINDS_OF_WORK, isArray: true, description: 'Kinds of work.', example: ['training'] })
  @SomeOf(KINDS_OF_WORK)
  kinds!: KindOfWork[];

  @ApiProperty({ enum: COMMUNITIES, isArray: true, description: 'Whom the work is for.', example: ['older'] })
  @SomeOf(COMMUNITIES)
  communities!: Community[];

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Where: one place, as the group would name it.',
    maxLength: PLACE_CHARACTERS,
    example: 'Westmere',
  })
  @IsOptional()
  @Line(PLACE_CHARACTERS)
  area?: string | null;
}

export class GoOnDto {
  @ApiProperty({
    type: [String],
    description: 'What does not match, as openGaps names it: all of it, so that nothing is gone on with unseen.',
    example: ['kind:legal_advice'],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(PLACE_CHARACTERS + 10, { each: true })
  gaps!: string[];

  @ApiProperty({
    description: 'Why it fits all the same. The group reads it.',
    maxLength: REASON_CHARACTERS,
    example: 'The group works with a law centre that gives the advice.',
  })
  @Words(REASON_CHARACTERS)
  reason!: string;
}

export class AskedView {
  @ApiProperty({ enum: KINDS_OF_WORK, isArray: true, example: ['training'] })
  kinds!: KindOfWork[];
  @ApiProperty({ enum: COMMUNITIES, isArray: true, example: ['older'] })
  communities!: Community[];
  @ApiProperty({ type: String, nullable: true, example: 'Westmere' })
  area!: string | null;
}

export class FitLineView {
  @ApiProperty({ example: 'kind:legal_advice' })
  code!: string;
  @ApiProperty({
    enum: RESULTS,
    description: 'not_done: the group says that it does not do this. not_known: it has not said, never a mismatch.',
    example: 'differs',
  })
  result!: Result;
  @ApiProperty({ example: 'Legal advice: the group does not name this among what it does.' })
  words!: string;
}

export class GoneOnView {
  @ApiProperty({ type: [String], description: 'What did not match.', example: ['kind:legal_advice'] })
  gaps!: string[];
  @ApiProperty({ example: 'The group works with a law centre that gives the advice.' })
  reason!: string;
  @ApiProperty({ example: '2026-11-20' })
  decidedOn!: string;
}

export class FitView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  contractId!: string;
  @ApiProperty({
    enum: STANDINGS,
    description: 'gone_on: it differs, and the health body said why.',
    example: 'differs',
  })
  standing!: Standing;
  @ApiProperty({ type: AskedView })
  asked!: AskedView;
  @ApiProperty({ type: [FitLineView], description: 'Each thing asked for, against what the group says today.' })
  lines!: FitLineView[];
  @ApiProperty({
    type: [String],
    description: 'What differs without a reason to go on.',
    example: ['kind:legal_advice'],
  })
  openGaps!: string[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the group does not do, in its own words: to be read by a person.',
    example: 'We do not offer counselling.',
  })
  doesNotDo!: string | null;
  @ApiProperty({ type: [GoneOnView], description: 'Each time that the health body went on, oldest first.' })
  goneOn!: GoneOnView[];
  @ApiProperty({ description: 'Goes up with each change of what is asked for; 0: nobody has said it yet.', example: 1 })
  version!: number;
}
