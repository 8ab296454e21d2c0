import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { IsCalendarDate } from '../platform';
import { Line, MayBeLeftOut, Words } from './fields';
import { SCHEMES } from './identifier.rules';
import type { Scheme } from './identifier.rules';
import { LEGAL_FORMS } from './legal-forms';
import type { LegalForm } from './legal-forms';
import { SomeOf } from './work-of-groups/work.dto';
import { COMMUNITIES, KINDS_OF_WORK, WAYS_OF_WORKING } from './work-of-groups/work-lists.rules';
import type { Community, KindOfWork, WayOfWorking } from './work-of-groups/work-lists.rules';

/** What a name takes at the most: things are found by it, and an index has less room than a text. */
export const NAME_CHARACTERS = 300;

/** Only what is given changes; null empties what may be empty. */
export class ChangeOrganisationDto {
  @ApiPropertyOptional({ description: 'The name it is known as.', example: 'Harbour Lights', maxLength: 300 })
  @MayBeLeftOut()
  @Line(NAME_CHARACTERS)
  name?: string;

  @ApiPropertyOptional({
    type: String,
    enum: LEGAL_FORMS,
    nullable: true,
    description: 'Of a group.',
    example: 'charity',
  })
  @IsOptional()
  @IsIn(LEGAL_FORMS)
  legalForm?: LegalForm | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The name for open data, which only the group itself chooses; null goes back to "Partner group".',
    example: 'Harbour Lights',
    maxLength: 300,
  })
  @IsOptional()
  @Line(NAME_CHARACTERS)
  publicationName?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Of a group: the account holder as the bank has it.',
    example: 'Harbour Lights CIO',
    maxLength: 140,
  })
  @IsOptional()
  @Line(140)
  payeeName?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'What it does, in its own words.',
    example: 'Peer support and advocacy, by and for our community.',
    maxLength: 2000,
  })
  @IsOptional()
  @Words(2000)
  about?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Where it works.',
    example: 'Westmere and the coast',
    maxLength: 300,
  })
  @IsOptional()
  @Line(300)
  area?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'https://harbourlights.example', maxLength: 300 })
  @IsOptional()
  @Line(300)
  @Matches(/^https?:\/\/\S+$/, { message: 'website must be an address that begins with https:// or http://.' })
  website?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'What it does not do, so that nobody asks for it.',
    example: 'We do not offer counselling or legal advice.',
    maxLength: 2000,
  })
  @IsOptional()
  @Words(2000)
  doesNotDo?: string | null;

  @ApiPropertyOptional({ enum: KINDS_OF_WORK, isArray: true, description: 'Of a group.', example: ['wellbeing'] })
  @MayBeLeftOut()
  @SomeOf(KINDS_OF_WORK)
  kindsOfWork?: KindOfWork[];

  @ApiPropertyOptional({
    enum: KINDS_OF_WORK,
    isArray: true,
    description: 'Of a group: what it says it does not do.',
    example: ['legal_advice'],
  })
  @MayBeLeftOut()
  @SomeOf(KINDS_OF_WORK)
  kindsNotDone?: KindOfWork[];

  @ApiPropertyOptional({
    enum: COMMUNITIES,
    isArray: true,
    description: 'Of a group: whom its work is for, never who its people are.',
    example: ['older'],
  })
  @MayBeLeftOut()
  @SomeOf(COMMUNITIES)
  communities?: Community[];

  @ApiPropertyOptional({ enum: WAYS_OF_WORKING, isArray: true, description: 'Of a group.', example: ['peer'] })
  @MayBeLeftOut()
  @SomeOf(WAYS_OF_WORKING)
  ways?: WayOfWorking[];
}

export class IdentifierDto {
  @ApiProperty({ enum: SCHEMES, description: 'The register, by its org-id.guide code.', example: 'GB-CHC' })
  @IsIn(SCHEMES)
  scheme!: Scheme;

  @ApiProperty({
    description: 'Its number there. Spaces and lost zeros are mended.',
    example: '1123456',
    maxLength: 40,
  })
  @Line(40)
  value!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'First day it holds, if known.',
    example: '2019-06-01',
  })
  @IsOptional()
  @IsCalendarDate()
  fromOn?: string | null;
}

export class EndIdentifierDto {
  @ApiProperty({ description: 'The last day on which it holds.', example: '2026-11-22' })
  @IsCalendarDate()
  toOn!: string;
}
