import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { Line, MayBeLeftOut, NAME_CHARACTERS, Words } from '../organisations';
import { ListQuery, PageInfo, wholeNumber } from '../platform';
import { AwayView, SIDES } from './away.dto';
import { Address } from './people.dto';

const CHANNELS = ['email', 'phone', 'video', 'in_person', 'letter', 'portal'] as const;
type Channel = (typeof CHANNELS)[number];
const SORT_NAMES = ['name', '-name'] as const;

export class ContactListQuery extends ListQuery {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only contacts of this partnership.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020',
  })
  @IsOptional()
  @IsUUID()
  partnershipId?: string;

  @ApiPropertyOptional({ enum: SIDES, description: 'Only contacts of this side.', example: 'group' })
  @IsOptional()
  @IsIn(SIDES)
  side?: (typeof SIDES)[number];

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only the contacts of this person of your own organisation.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400',
  })
  @IsOptional()
  @IsUUID()
  personId?: string;

  @ApiPropertyOptional({
    description: 'Only contacts whose details nobody has checked for more than this many days, or ever.',
    example: 180,
    minimum: 1,
    maximum: 3660,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => wholeNumber(value))
  @IsInt()
  @Min(1)
  @Max(3660)
  staleFor?: number;

  @ApiPropertyOptional({
    description: 'Only contacts whose name or email contains this, in any capitals.',
    example: 'robin',
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;

  @ApiPropertyOptional({ enum: SORT_NAMES, default: 'name', example: 'name' })
  @IsOptional()
  @IsIn(SORT_NAMES)
  sort: (typeof SORT_NAMES)[number] = 'name';
}

/** How somebody can be reached, in one partnership. */
class ChannelsDto {
  @ApiPropertyOptional({ type: String, nullable: true, example: '0113 496 0000', maxLength: 40 })
  @IsOptional()
  @Line(40)
  phone?: string | null;

  @ApiPropertyOptional({ type: String, enum: CHANNELS, nullable: true, example: 'phone' })
  @IsOptional()
  @IsIn(CHANNELS)
  preferredChannel?: Channel | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'When they can be reached.',
    example: 'Tuesday and Thursday evenings',
    maxLength: 300,
  })
  @IsOptional()
  @Words(300)
  availability?: string | null;
}

export class AddContactDto extends ChannelsDto {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020' })
  @IsUUID()
  partnershipId!: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Somebody of your own organisation; name and email are then theirs.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400',
  })
  @MayBeLeftOut()
  @IsUUID()
  personId?: string;

  @ApiPropertyOptional({
    description: 'Of somebody of the group who has no record as a person here.',
    example: 'Ali Penwright',
    maxLength: 300,
  })
  @MayBeLeftOut()
  @Line(NAME_CHARACTERS)
  name?: string;

  @ApiPropertyOptional({ description: 'The same.', example: 'ali@harbourlights.example', maxLength: 254 })
  @MayBeLeftOut()
  @Address()
  email?: string;
}

/** Only what is given changes; null empties what may be empty. */
export class ChangeContactDto extends ChannelsDto {
  @ApiPropertyOptional({
    description: 'Only of a contact without a person record; it replaces the former name everywhere, at once.',
    example: 'Ali Penwright',
    maxLength: 300,
  })
  @MayBeLeftOut()
  @Line(NAME_CHARACTERS)
  name?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Only of a contact without a person record; it replaces the former address everywhere, at once.',
    example: 'ali@harbourlights.example',
    maxLength: 254,
  })
  @IsOptional()
  @Address()
  email?: string | null;
}

/** A row of the list, as the query names its columns. */
export interface ContactRow {
  id: string;
  partnership_id: string;
  health_body_id: string;
  group_id: string;
  side: string;
  /** Only of the reader's own people. */
  own_person_id: string | null;
  has_person: boolean;
  name: string | null;
  email: string | null;
  phone: string | null;
  preferred_channel: string | null;
  availability: string | null;
  verified_on: string | null;
  leaving_on: string | null;
  away: AwayView | null;
  version: number;
}

export class ContactView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200' })
  id!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020' })
  partnershipId!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  healthBodyId!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0010' })
  groupId!: string;
  @ApiProperty({ enum: SIDES, description: 'The side that they are of.', example: 'health' })
  side!: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Their record as a person of your own organisation; null for everybody else.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400',
  })
  personId!: string | null;
  @ApiProperty({
    description: 'Whether they have a person record at their own organisation, which then keeps name and email.',
    example: true,
  })
  keptByThemselves!: boolean;
  @ApiProperty({ type: String, nullable: true, example: 'Robin Ferrow' })
  name!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'robin.ferrow@westmere.example' })
  email!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '0113 496 0000' })
  phone!: string | null;
  @ApiProperty({ type: String, enum: CHANNELS, nullable: true, example: 'phone' })
  preferredChannel!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Tuesday and Thursday evenings' })
  availability!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'When somebody last checked that these details are right.',
    example: '2026-09-30',
  })
  verifiedOn!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Their last day, once the other side was told.',
    example: null,
  })
  leavingOn!: string | null;
  @ApiProperty({ type: AwayView, nullable: true, description: 'Whether they are away today, never why.' })
  away!: AwayView | null;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class ContactPage extends PageInfo {
  @ApiProperty({ type: [ContactView] })
  items!: ContactView[];
}

export function toContactView(row: ContactRow): ContactView {
  return {
    id: row.id,
    partnershipId: row.partnership_id,
    healthBodyId: row.health_body_id,
    groupId: row.group_id,
    side: row.side,
    personId: row.own_person_id,
    keptByThemselves: row.has_person,
    name: row.name,
    email: row.email,
    phone: row.phone,
    preferredChannel: row.preferred_channel,
    availability: row.availability,
    verifiedOn: row.verified_on,
    leavingOn: row.leaving_on,
    away: row.away,
    version: row.version,
  };
}
