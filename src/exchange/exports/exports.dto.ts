import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { INSTALMENT_STATES } from '../../payments';
import type { InstalmentState } from '../../payments';
import { IsCalendarDate } from '../../platform';
import type { StreamFormat } from '../../platform';

export const EXPORT_FORMATS = ['csv', 'json-lines'] as const satisfies readonly StreamFormat[];

export class ExportQuery {
  @ApiPropertyOptional({
    enum: EXPORT_FORMATS,
    description: 'CSV for a spreadsheet, or one JSON object a line. As the header Accept says unless given; else CSV.',
    example: 'csv',
  })
  @IsOptional()
  @IsIn(EXPORT_FORMATS, { message: 'format must be csv or json-lines.' })
  format?: StreamFormat;
}

export class InstalmentsExportQuery extends ExportQuery {
  @ApiPropertyOptional({ description: 'Only payments due on this day or later.', example: '2026-04-01' })
  @IsOptional()
  @IsCalendarDate()
  dueFrom?: string;

  @ApiPropertyOptional({ description: 'Only payments due on this day or earlier.', example: '2027-03-31' })
  @IsOptional()
  @IsCalendarDate()
  dueTo?: string;

  @ApiPropertyOptional({
    enum: INSTALMENT_STATES,
    description: 'Only payments in this state now. Cancelled ones are in the file only when asked for here.',
    example: 'planned',
  })
  @IsOptional()
  @IsIn(INSTALMENT_STATES, { message: `state must be one of ${INSTALMENT_STATES.join(', ')}.` })
  state?: InstalmentState;
}
