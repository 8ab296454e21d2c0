import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { Line, Words } from '../organisations';
import { IsCalendarDate } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';

/** All of it: what is left out is nobody and nothing. */
export class KeepMentoringDto {
  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
    description: 'Whether the group is a new partner; null goes by the first year of its first contract.',
    example: null,
  })
  @IsOptional()
  @IsBoolean()
  newPartner?: boolean | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The mentor: a contact of your side in this partnership.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200',
  })
  @IsOptional()
  @IsUUID()
  contactId?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Instead: which other organisation mentors the group, as it is called.',
    maxLength: 200,
    example: 'Tarn Valley Advice',
  })
  @IsOptional()
  @Line(200)
  otherParty?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Today unless given.', example: '2026-11-22' })
  @IsOptional()
  @IsCalendarDate()
  fromOn?: CalendarDate | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'When to ask whether it is still needed; half a year after it begins unless given.',
    example: '2027-05-23',
  })
  @IsOptional()
  @IsCalendarDate()
  reviewOn?: CalendarDate | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Where a mentor was offered and the group would rather not: why. The group reads it.',
    maxLength: 1000,
    example: 'They have worked with the NHS for years.',
  })
  @IsOptional()
  @Words(1000)
  declinedReason?: string | null;
}

/** What came of asking whether the mentor is still needed. */
export class ReviewMentoringDto {
  @ApiProperty({
    description: 'true: it goes on; false: it ends today, and the group is no longer counted as a new partner.',
    example: true,
  })
  @IsBoolean({ message: 'stillNeeded must be true or false.' })
  stillNeeded!: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Where it goes on: when to ask again; half a year from now unless given.',
    example: '2027-05-23',
  })
  @IsOptional()
  @IsCalendarDate()
  reviewOn?: CalendarDate | null;
}

/** Somebody who mentors the group, or has. */
export class MentoringPeriodView {
  @ApiProperty({ description: 'Of the partnership, from 1.', example: 1 })
  number!: number;
  @ApiProperty({ type: String, nullable: true, example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200' })
  contactId!: string | null;
  @ApiProperty({ description: 'The mentor, or the other organisation that mentors.', example: 'Robin Ferrow' })
  mentor!: string;
  @ApiProperty({ example: '2026-11-22' })
  fromOn!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The last day; null while it goes on.', example: null })
  toOn!: string | null;
}

export class MentoringView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0020' })
  partnershipId!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ example: 'Harbour Lights' })
  group!: string;
  @ApiProperty({ description: 'Whether it is a new partner today.', example: true })
  isNew!: boolean;
  @ApiProperty({ type: Boolean, nullable: true, description: 'What the health body said of that.', example: null })
  newPartner!: boolean | null;
  @ApiProperty({ type: String, nullable: true, description: 'First day of the first contract.', example: '2026-04-01' })
  since!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200' })
  contactId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The mentor’s name.', example: 'Robin Ferrow' })
  mentor!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  otherParty!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-11-22' })
  fromOn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2027-05-23' })
  reviewOn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  declinedReason!: string | null;
  @ApiProperty({ description: 'Whether it is time to ask if the mentor is still needed.', example: false })
  reviewDue!: boolean;
  @ApiProperty({ description: '1 before anything was said.', example: 1 })
  version!: number;
}

export class MentoringDetailView extends MentoringView {
  @ApiProperty({ type: [MentoringPeriodView], description: 'All who have mentored the group, the latest first.' })
  mentors!: MentoringPeriodView[];
}
