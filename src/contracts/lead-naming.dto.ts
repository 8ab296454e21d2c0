import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { IsCalendarDate } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { LEAD_ROLES } from './named-leads.dto';

export class NameLeadDto {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  @IsUUID()
  contractId!: string;

  @ApiProperty({
    format: 'uuid',
    description:
      'A contact of your own side in the same partnership; a health body also names one of a group that has not joined.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200',
  })
  @IsUUID()
  contactId!: string;

  @ApiProperty({ enum: LEAD_ROLES, description: 'At most one lead a side on any day.', example: 'lead' })
  @IsIn(LEAD_ROLES)
  role!: (typeof LEAD_ROLES)[number];

  @ApiProperty({ type: String, description: 'The first day in the role.', example: '2027-04-01' })
  @IsCalendarDate()
  fromOn!: CalendarDate;
}

export class EndLeadDto {
  @ApiProperty({ type: String, description: 'The last day in the role, included.', example: '2027-03-31' })
  @IsCalendarDate()
  toOn!: CalendarDate;
}

export class HandOverLeadDto {
  @ApiProperty({
    format: 'uuid',
    description: 'Who takes over: a contact of the same side in the same partnership.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0201',
  })
  @IsUUID()
  contactId!: string;

  @ApiProperty({
    type: String,
    description: 'The first day of whoever takes over; the one before answers until the day before.',
    example: '2027-01-04',
  })
  @IsCalendarDate()
  fromOn!: CalendarDate;
}
