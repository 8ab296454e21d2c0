import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsEmail, IsIn, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { ListQuery, PageInfo } from '../platform';
import type { Side } from '../shared/side';
import { trimmed } from './challenges.dto';

export const MATTER_KINDS = ['conduct', 'relationship', 'safety', 'other'] as const;
/** What a private matter is about. */
export type MatterKind = (typeof MATTER_KINDS)[number];

export class NamePrivatePersonDto {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 200,
    description: 'null: nobody is named any more.',
    example: 'Lesley Marsh',
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 200, example: 'Director of people' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  whatTheyDo?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'The account of somebody who signs in for you and manages no partnership: they are told in Accord.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0800',
  })
  @IsOptional()
  @IsUUID()
  accountId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'lesley.marsh@westmere.example' })
  @IsOptional()
  @Transform(trimmed)
  @IsEmail({}, { message: 'email must be an email address.' })
  @MaxLength(254)
  email?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 50, example: '01234 555 0101' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(50)
  phone?: string | null;
}

export class NamedPersonView {
  @ApiProperty({ type: String, nullable: true, description: 'null: nobody is named.', example: 'Lesley Marsh' })
  name!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Director of people' })
  whatTheyDo!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0800' })
  accountId!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'lesley.marsh@westmere.example' })
  email!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '01234 555 0101' })
  phone!: string | null;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Whether the account still stands outside the working relationship; null without an account.',
    example: true,
  })
  outside!: boolean | null;
  @ApiProperty({ description: 'Goes up with each change.', example: 2 })
  version!: number;
}

export class PrivatePersonView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  healthBodyId!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ example: 'Lesley Marsh' })
  name!: string;
  @ApiProperty({ example: 'Director of people' })
  whatTheyDo!: string;
  @ApiProperty({ type: String, nullable: true, example: 'lesley.marsh@westmere.example' })
  email!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '01234 555 0101' })
  phone!: string | null;
  @ApiProperty({ description: 'Whether a private matter can be sent to them in Accord.', example: true })
  inAccord!: boolean;
}

export class PrivatePeopleView {
  @ApiProperty({ type: [PrivatePersonView] })
  items!: PrivatePersonView[];
}

export class MatterListQuery extends ListQuery {
  @ApiPropertyOptional({ enum: ['sentOn', '-sentOn'], default: '-sentOn', example: '-sentOn' })
  @IsOptional()
  @IsIn(['sentOn', '-sentOn'])
  sort = '-sentOn';
}

export class SendMatterDto {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  @IsUUID()
  healthBodyId!: string;

  @ApiProperty({ enum: MATTER_KINDS, example: 'conduct' })
  @IsIn(MATTER_KINDS)
  kind!: MatterKind;

  @ApiProperty({ maxLength: 4000, example: 'We are spoken to as if we asked for alms.' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'words must say what it is.' })
  @MaxLength(4000)
  words!: string;
}

export class ReplyDto {
  @ApiProperty({ maxLength: 4000, example: 'Thank you for telling me. May I ring you?' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'words must say something.' })
  @MaxLength(4000)
  words!: string;

  @ApiPropertyOptional({
    description: 'Of a group: that the matter is settled with it.',
    type: Boolean,
    default: false,
    example: false,
  })
  @IsOptional()
  @IsBoolean()
  settles = false;
}

export class MatterReplyView {
  @ApiProperty({ description: 'Of this matter, from 1.', example: 1 })
  number!: number;
  @ApiProperty({ enum: ['health', 'group'], example: 'health' })
  side!: Side;
  @ApiProperty({ type: String, nullable: true, example: 'Thank you for telling me. May I ring you?' })
  words!: string | null;
  @ApiProperty({ description: 'Whether the group said with it that the matter is settled.', example: false })
  settles!: boolean;
  @ApiProperty({ example: '2026-11-23' })
  writtenOn!: string;
}

export class MatterView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e00' })
  id!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ enum: MATTER_KINDS, example: 'conduct' })
  kind!: MatterKind;
  @ApiProperty({ example: 'We are spoken to as if we asked for alms.' })
  words!: string;
  @ApiProperty({ example: '2026-11-20' })
  sentOn!: string;
  @ApiProperty({ type: String, nullable: true, description: 'When the person first read it.', example: null })
  readOn!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Once the group says so.', example: null })
  settledOn!: string | null;
  @ApiProperty({ type: [MatterReplyView], description: 'In order.' })
  replies!: MatterReplyView[];
}

export class MatterPage extends PageInfo {
  @ApiProperty({ type: [MatterView] })
  items!: MatterView[];
}
