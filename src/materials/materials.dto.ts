import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import type { TransformFnParams } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, MaxLength, Min, MinLength } from 'class-validator';
import { IsCalendarDate, ListQuery, trueOrFalse } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';

export const MOST_WORDS = 50_000;

const trimmed = ({ value }: TransformFnParams): unknown =>
  typeof value === 'string' ? value.trim() : (value as unknown);

export class MaterialListQuery extends ListQuery {
  @ApiPropertyOptional({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  @IsOptional()
  @IsUUID()
  contractId?: string;

  @ApiPropertyOptional({ enum: ['startedOn', '-startedOn'], default: '-startedOn', example: '-startedOn' })
  @IsOptional()
  @IsIn(['startedOn', '-startedOn'])
  sort = '-startedOn';
}

export class NameUseListQuery extends ListQuery {
  @ApiPropertyOptional({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e00' })
  @IsOptional()
  @IsUUID()
  materialId?: string;

  @ApiPropertyOptional({
    description: 'Only those today of a version that the group’s yes does not hold for.',
    example: true,
  })
  @IsOptional()
  @Transform(({ value }) => trueOrFalse(value))
  @IsBoolean()
  withoutConsent?: boolean;

  @ApiPropertyOptional({ enum: ['sinceOn', '-sinceOn'], default: '-sinceOn', example: '-sinceOn' })
  @IsOptional()
  @IsIn(['sinceOn', '-sinceOn'])
  sort = '-sinceOn';
}

export class WordsDto {
  @ApiProperty({ maxLength: MOST_WORDS, example: 'You are welcome as you are.\nWe are open on Thursdays.' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'words must not be empty.' })
  @MaxLength(MOST_WORDS)
  words!: string;
}

export class StartMaterialDto {
  @ApiProperty({ maxLength: 200, example: 'Leaflet for waiting rooms' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'title must say what it is called.' })
  @MaxLength(200)
  title!: string;

  @ApiPropertyOptional({
    description: 'Of this partnership, where it is made under one.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  @IsOptional()
  @IsUUID()
  contractId?: string;

  @ApiPropertyOptional({
    description: 'Its first version; a file is added afterwards.',
    maxLength: MOST_WORDS,
    example: 'You are welcome as you are.',
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_WORDS)
  words?: string;
}

export class CreditDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'How your side’s people who worked on it are credited, in the words they chose; null: not named.',
    maxLength: 500,
    example: 'Written with the Thursday group',
  })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  credit!: string | null;
}

export class ProposeEditDto extends WordsDto {
  @ApiPropertyOptional({ type: String, maxLength: 2000, example: 'The hall is closed on Mondays.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  why?: string;
}

export class DeclineEditDto {
  @ApiProperty({ maxLength: 2000, example: 'The part on peer support is gone.' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'reason must say why, for the other side to read.' })
  @MaxLength(2000)
  reason!: string;
}

export class CommentDto {
  @ApiProperty({ maxLength: 2000, example: 'The second paragraph is hard to read.' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'words must not be empty.' })
  @MaxLength(2000)
  words!: string;
}

export class SayOfNameDto {
  @ApiProperty({
    description: 'The number of this version, so that nothing is said of another by mistake.',
    example: 2,
  })
  @IsInt()
  @Min(1)
  number!: number;
}

export class NoteUseDto {
  @ApiProperty({
    description: 'Where it is used.',
    maxLength: 300,
    example: 'Waiting room of the sexual health clinic',
  })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'place must say where it is used.' })
  @MaxLength(300)
  place!: string;

  @ApiProperty({ type: String, example: '2026-11-20' })
  @IsCalendarDate()
  sinceOn!: CalendarDate;

  @ApiPropertyOptional({ type: String, description: 'The day from which it is used no more.', example: '2027-03-31' })
  @IsOptional()
  @IsCalendarDate()
  untilOn?: CalendarDate;
}

export class EndUseDto {
  @ApiProperty({ type: String, description: 'The day from which it is used no more.', example: '2026-11-27' })
  @IsCalendarDate()
  untilOn!: CalendarDate;
}

export class MoveUseDto {
  @ApiProperty({
    description: 'The version of the same material that is used there from today.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e02',
  })
  @IsUUID()
  versionId!: string;
}

export class MaterialFileForm {
  @ApiProperty({
    type: 'string',
    format: 'binary',
    description: 'A PDF or a photo (JPEG, PNG, HEIC, WebP), at most 20 MB.',
  })
  file!: unknown;
}
