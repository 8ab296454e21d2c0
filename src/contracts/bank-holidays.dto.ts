import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { Line } from '../organisations';
import { IsCalendarDate, ListQuery, PageInfo, wholeNumber } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';

export class BankHolidayListQuery extends ListQuery {
  @ApiPropertyOptional({
    type: Number,
    description: 'Only those of this year.',
    minimum: 2000,
    maximum: 2100,
    example: 2027,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => wholeNumber(value))
  @IsInt()
  @Min(2000)
  @Max(2100)
  year?: number;
}

export class AddBankHolidayDto {
  @ApiProperty({ description: 'A weekday on which no bank in England and Wales works.', example: '2027-06-11' })
  @IsCalendarDate()
  holidayOn!: CalendarDate;

  @ApiProperty({ description: 'Where it was proclaimed.', example: 'The London Gazette, 2 June 2027', maxLength: 300 })
  @Line(300)
  source!: string;
}

/** A row of the list, as the query names its columns. */
export interface BankHolidayRow {
  id: string;
  holiday_on: string;
  source: string;
  /** Null for the server's own. */
  added_at: Date | null;
}

export class BankHolidayView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null for the days that the server has for everybody.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0710',
  })
  id!: string | null;
  @ApiProperty({ example: '2027-06-11' })
  holidayOn!: string;
  @ApiProperty({ example: 'The London Gazette, 2 June 2027' })
  source!: string;
  @ApiProperty({ type: String, nullable: true, example: '2027-06-02T09:30:00.000Z' })
  addedAt!: string | null;
}

export class BankHolidayPage extends PageInfo {
  @ApiProperty({ type: [BankHolidayView] })
  items!: BankHolidayView[];
}

const STAYS =
  'Planned schedules do not move by themselves: plan them again, or agree a variation, where a payment is due or to be sent that day.';

export class AddedBankHolidayView extends BankHolidayView {
  @ApiProperty({ description: 'Open instalments that are due on this day.', example: 3 })
  openInstalmentsDue!: number;
  @ApiProperty({ description: 'Open instalments whose payment would have to be sent on this day.', example: 0 })
  openInstalmentsToSend!: number;
  @ApiProperty({ description: 'What to do about them.', example: STAYS })
  note!: string;
}

export function toBankHolidayView(row: BankHolidayRow): BankHolidayView {
  const own = row.added_at !== null;
  return {
    id: own ? row.id : null,
    holidayOn: row.holiday_on,
    source: row.source,
    addedAt: row.added_at?.toISOString() ?? null,
  };
}

export function toAddedBankHolidayView(
  row: BankHolidayRow,
  planned: { due: number; toSend: number },
): AddedBankHolidayView {
  return Object.assign(toBankHolidayView(row), {
    openInstalmentsDue: planned.due,
    openInstalmentsToSend: planned.toSend,
    note: STAYS,
  });
}
