import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { IsCalendarDate, ListQuery, PageInfo } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';

const MOST = 200;
const KINDS = ['compliance_notice', 'financial_year'] as const;

export class ReportingPeriodQuery extends ListQuery {
  @ApiPropertyOptional({
    enum: KINDS,
    description: 'compliance_notice: section 69 of the Procurement Act; financial_year: April to March.',
    example: 'compliance_notice',
  })
  @IsOptional()
  @IsIn(KINDS)
  kind?: (typeof KINDS)[number];
}

export class ReportingPeriodView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e00' })
  id!: string;
  @ApiProperty({ enum: KINDS, example: 'compliance_notice' })
  kind!: (typeof KINDS)[number];
  @ApiProperty({ type: String, example: '2026-04-01' })
  fromOn!: CalendarDate;
  @ApiProperty({ type: String, example: '2026-09-30' })
  toOn!: CalendarDate;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The last day on which the notice may be published.',
    example: '2026-10-29',
  })
  publishByOn!: CalendarDate | null;
  @ApiProperty({ example: 'Procurement Act 2023, section 69: periods end on 31 March and 30 September' })
  source!: string;
}

export class ReportingPeriodPage extends PageInfo {
  @ApiProperty({ type: [ReportingPeriodView] })
  items!: ReportingPeriodView[];
}

export class EnterStatementDto {
  @ApiProperty({
    format: 'uuid',
    description: 'The period of a payments compliance notice that is over.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e00',
  })
  @IsUUID(undefined, { message: 'periodId must be the id of a reporting period.' })
  periodId!: string;

  @ApiProperty({
    description: 'The finance director, or somebody of like standing, as the notice names them.',
    example: 'Morgan Vale',
    maxLength: MOST,
  })
  @IsString({ message: 'name must be at most 200 characters.' })
  @Length(1, MOST, { message: 'name must say who approved the figures, in at most 200 characters.' })
  name!: string;

  @ApiProperty({ example: 'Director of Finance', maxLength: MOST })
  @IsString({ message: 'jobTitle must be at most 200 characters.' })
  @Length(1, MOST, { message: 'jobTitle must say what their job is, in at most 200 characters.' })
  jobTitle!: string;

  @ApiProperty({ description: 'After the period, today or earlier.', example: '2026-10-20' })
  @IsCalendarDate()
  approvedOn!: string;
}

export class FigureStatementView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0f00' })
  id!: string;
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e00' })
  periodId!: string;
  @ApiProperty({ type: String, example: '2026-04-01' })
  fromOn!: CalendarDate;
  @ApiProperty({ type: String, example: '2026-09-30' })
  toOn!: CalendarDate;
  @ApiProperty({ example: 'Morgan Vale' })
  name!: string;
  @ApiProperty({ example: 'Director of Finance' })
  jobTitle!: string;
  @ApiProperty({ type: String, example: '2026-10-20' })
  approvedOn!: CalendarDate;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The figures of the notice as they were when they were approved.',
    example: { meanDaysToPay: 21.4 },
  })
  figures!: object;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The account or token.', example: null })
  enteredBy!: string | null;
  @ApiProperty({ format: 'date-time', example: '2026-10-20T09:12:00.000Z' })
  recordedAt!: Date;
  @ApiProperty({ type: Date, format: 'date-time', nullable: true, example: null })
  withdrawnAt!: Date | null;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export class FigureStatementPage extends PageInfo {
  @ApiProperty({ type: [FigureStatementView] })
  items!: FigureStatementView[];
}
