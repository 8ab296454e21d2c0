import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { ListQuery, PageInfo } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';

export class AdditionListQuery extends ListQuery {
  @ApiPropertyOptional({
    description: 'A part of the payee name or of the reference of the contract.',
    example: 'harbour',
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;
}

export interface AdditionRow {
  instalment_id: string;
  payee_name: string;
  reference: string;
  amount_pence: string;
  due_on: CalendarDate;
  send_by_on: CalendarDate;
}

export class AdditionView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0400' }) instalmentId!: string;
  @ApiProperty({ example: 'Harbourlight CIO' }) payeeName!: string;
  @ApiProperty({ description: 'Of the contract and the payment.', example: 'SV-2026-01/7' }) reference!: string;
  @ApiProperty({ description: 'What is outstanding, in whole pence.', example: 400000 }) amountPence!: number;
  @ApiProperty({ example: '2026-12-01' }) dueOn!: string;
  @ApiProperty({ example: '2026-11-27' }) sendByOn!: string;
}

export class AdditionPage extends PageInfo {
  @ApiProperty({ type: [AdditionView] }) items!: AdditionView[];
}

export function toAdditionView(row: AdditionRow): AdditionView {
  return {
    instalmentId: row.instalment_id,
    payeeName: row.payee_name,
    reference: row.reference,
    amountPence: penceFromDatabase(row.amount_pence),
    dueOn: row.due_on,
    sendByOn: row.send_by_on,
  };
}
