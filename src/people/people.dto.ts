import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Line, MayBeLeftOut, NAME_CHARACTERS } from '../organisations';
import { ListQuery, PageInfo } from '../platform';
import type { Role } from '../platform';

const SORT_NAMES = ['name', '-name'] as const;
const EMAIL_CHARACTERS = 254;

/** Capitals never tell two addresses apart. */
export function Address(): PropertyDecorator {
  return (target, property) => {
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toLowerCase() : value))(
      target,
      property,
    );
    IsEmail({}, { message: `${String(property)} must be one address like name@example.org.` })(target, property);
    MaxLength(EMAIL_CHARACTERS)(target, property);
  };
}

export class PersonListQuery extends ListQuery {
  @ApiPropertyOptional({
    description: 'Only people whose name or email contains this, in any capitals.',
    example: 'robin',
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;

  @ApiPropertyOptional({
    enum: SORT_NAMES,
    default: 'name',
    description: 'By name; people without one by email.',
    example: 'name',
  })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = 'name';
}

export class AddPersonDto {
  @ApiProperty({ description: 'As they want to be called.', example: 'Robin Ferrow', maxLength: 300 })
  @Line(NAME_CHARACTERS)
  name!: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'robin.ferrow@westmere.example', maxLength: 254 })
  @IsOptional()
  @Address()
  email?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'Commissioning manager', maxLength: 200 })
  @IsOptional()
  @Line(200)
  jobTitle?: string | null;
}

/** Only what is given changes; null empties what may be empty. */
export class ChangePersonDto {
  @ApiPropertyOptional({
    description: 'As they want to be called. It replaces the former name everywhere, at once.',
    example: 'Robin Ferrow',
    maxLength: 300,
  })
  @MayBeLeftOut()
  @Line(NAME_CHARACTERS)
  name?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'It replaces the former address everywhere, at once. Files that name the former one still find them.',
    example: 'robin.ferrow@westmere.example',
    maxLength: 254,
  })
  @IsOptional()
  @Address()
  email?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'Commissioning manager', maxLength: 200 })
  @IsOptional()
  @Line(200)
  jobTitle?: string | null;
}

/** A row of the list, as the query names its columns. */
export interface PersonRow {
  id: string;
  name: string | null;
  email: string | null;
  job_title: string | null;
  last_day_on: string | null;
  /** The day on which the other sides were told of it. */
  departure_told_on: string | null;
  version: number;
}

export class PersonView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400' })
  id!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Robin Ferrow' })
  name!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'robin.ferrow@westmere.example' })
  email!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Commissioning manager' })
  jobTitle!: string | null;
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Last day at your organisation, if one is known. Group members are not told.',
    example: null,
  })
  lastDayOn?: string | null;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class PersonPage extends PageInfo {
  @ApiProperty({ type: [PersonView] })
  items!: PersonView[];
}

/** Who leaves when is for those who hand work over, not for every colleague. */
export function knowsDepartures(roles: readonly Role[]): boolean {
  return roles.some((role) => role !== 'group_member');
}

export function toPersonView(row: PersonRow, roles: readonly Role[]): PersonView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    jobTitle: row.job_title,
    ...(knowsDepartures(roles) && { lastDayOn: row.last_day_on }),
    version: row.version,
  };
}
