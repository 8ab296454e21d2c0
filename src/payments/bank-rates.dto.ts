import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { Line } from '../organisations';
import { IsCalendarDate, PageInfo } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';

export class AddBankRateDto {
  @ApiProperty({
    description: '1 January or 1 July: interest that starts in this half-year uses it.',
    example: '2027-01-01',
  })
  @IsCalendarDate()
  halfYearFrom!: CalendarDate;

  @ApiProperty({
    description: 'Bank Rate in force on the last 30 June or 31 December before it, in basis points: 375 is 3.75%.',
    minimum: 0,
    maximum: 10_000,
    example: 375,
  })
  @IsInt({ message: 'rateBp must be a whole number of basis points: 375 for 3.75%.' })
  @Min(0)
  @Max(10_000)
  rateBp!: number;

  @ApiProperty({
    description: 'Where it is published.',
    example: 'Bank of England, decision of 17 December 2026',
    maxLength: 300,
  })
  @Line(300)
  source!: string;
}

/** A row of the list, as the query names its columns. */
export interface BankRateRow {
  id: string;
  half_year_from: string;
  rate_bp: number;
  source: string;
  /** Null for the server's own. */
  added_at: Date | null;
}

export class BankRateView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null for the rates that the server has for everybody.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0720',
  })
  id!: string | null;
  @ApiProperty({ example: '2027-01-01' })
  halfYearFrom!: string;
  @ApiProperty({ description: 'In basis points.', example: 375 })
  rateBp!: number;
  @ApiProperty({ example: 'Bank of England, decision of 17 December 2026' })
  source!: string;
  @ApiProperty({ type: String, nullable: true, example: '2027-01-04T09:30:00.000Z' })
  addedAt!: string | null;
}

export class BankRatePage extends PageInfo {
  @ApiProperty({ type: [BankRateView] })
  items!: BankRateView[];
}

export function toBankRateView(row: BankRateRow): BankRateView {
  return {
    id: row.added_at === null ? null : row.id,
    halfYearFrom: row.half_year_from,
    rateBp: row.rate_bp,
    source: row.source,
    addedAt: row.added_at?.toISOString() ?? null,
  };
}
