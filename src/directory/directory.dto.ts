import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import type { TransformFnParams } from 'class-transformer';
import { IsEmail, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Line, MayBeLeftOut, Words } from '../organisations';
import { ListQuery } from '../platform';
import type { EntryKind } from '../shared/who-is-who';
import { ENTRY_KINDS } from '../shared/who-is-who';

const SORTS = ['name', '-name'] as const;

export class DirectoryListQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'Of one health body.', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  @IsOptional()
  @IsUUID()
  healthBodyId?: string;

  @ApiPropertyOptional({
    description: 'Only what has this in its name, in what it does or in where it is, in any capitals.',
    maxLength: 200,
    example: 'estates',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;

  @ApiPropertyOptional({ enum: SORTS, default: 'name', example: 'name' })
  @IsOptional()
  @IsIn(SORTS)
  sort: (typeof SORTS)[number] = 'name';
}

const lowered = ({ value }: TransformFnParams): unknown =>
  typeof value === 'string' ? value.trim().toLowerCase() : (value as unknown);

/** What may be left empty, in a new entry and in a changed one. */
class EntryDetails {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Where it is, as you would tell somebody who comes for the first time.',
    maxLength: 300,
    example: 'Quay House, level 2; step-free from the car park',
  })
  @IsOptional()
  @Line(300)
  place?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Of the team, not of anybody in it.',
    maxLength: 254,
    example: 'estates@westmere.example',
  })
  @IsOptional()
  @Transform(lowered)
  @IsEmail({}, { message: 'email must be one address like name@example.org.' })
  @MaxLength(254)
  email?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 40, example: '01632 960111' })
  @IsOptional()
  @Line(40)
  phone?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'When it can be reached.',
    maxLength: 200,
    example: 'Monday to Thursday, 9am to 4pm',
  })
  @IsOptional()
  @Line(200)
  hours?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Somebody of your people to ask for. Groups read the name and the job, until their last day.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0300',
  })
  @IsOptional()
  @IsUUID()
  personId?: string | null;
}

export class AddDirectoryEntryDto extends EntryDetails {
  @ApiProperty({ enum: ENTRY_KINDS, example: 'team' })
  @IsIn(ENTRY_KINDS)
  kind!: EntryKind;

  @ApiProperty({ maxLength: 200, example: 'Estates and rooms' })
  @Line(200)
  name!: string;

  @ApiProperty({
    description: 'What it does, in plain words, for somebody who does not work in the health service.',
    maxLength: 1000,
    example: 'Lends rooms in our buildings, and sees to keys and access.',
  })
  @Words(1000)
  does!: string;
}

/** What is left out stays as it is; null takes it away. The entry counts as checked on the day. */
export class ChangeDirectoryEntryDto extends EntryDetails {
  @ApiPropertyOptional({ enum: ENTRY_KINDS, example: 'team' })
  @MayBeLeftOut()
  @IsIn(ENTRY_KINDS)
  kind?: EntryKind;

  @ApiPropertyOptional({ maxLength: 200, example: 'Estates and rooms' })
  @MayBeLeftOut()
  @Line(200)
  name?: string;

  @ApiPropertyOptional({ maxLength: 1000, example: 'Lends rooms in our buildings, and sees to keys and access.' })
  @MayBeLeftOut()
  @Words(1000)
  does?: string;
}
