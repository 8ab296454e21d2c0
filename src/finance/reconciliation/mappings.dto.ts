import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { PageInfo } from '../../platform';
import { AMOUNT_FORMATS, AMOUNT_STYLES, DATE_FORMATS } from './mapping.rules';
import type { AmountFormat, AmountStyle, DateFormat, MappingFacts } from './mapping.rules';

const LONGEST = 100;
const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

function ColumnName(description: string, example: string): PropertyDecorator {
  return (target, property) => {
    ApiProperty({ type: String, description, example, maxLength: LONGEST })(target, property);
    Transform(trimmed)(target, property);
    IsString()(target, property);
    MinLength(1)(target, property);
    MaxLength(LONGEST)(target, property);
  };
}

function OptionalColumnName(description: string, example: string | null): PropertyDecorator {
  return (target, property) => {
    ApiPropertyOptional({ type: String, nullable: true, description, example, maxLength: LONGEST })(target, property);
    IsOptional()(target, property);
    Transform(trimmed)(target, property);
    IsString()(target, property);
    MinLength(1)(target, property);
    MaxLength(LONGEST)(target, property);
  };
}

/** The whole of a mapping: it is small, and changed as a whole. */
export class MappingDto {
  @ColumnName('What you call it.', 'Our bank, online banking')
  name!: string;

  @ColumnName('The column with the day on which an entry was booked.', 'Date')
  dateColumn!: string;

  @ApiProperty({ enum: DATE_FORMATS, description: 'How days are written. Never month first.', example: 'DD/MM/YYYY' })
  @IsIn(DATE_FORMATS)
  dateFormat!: DateFormat;

  @ApiPropertyOptional({ enum: AMOUNT_FORMATS, default: 'pounds', example: 'pounds' })
  @IsOptional()
  @IsIn(AMOUNT_FORMATS)
  amountFormat: AmountFormat = 'pounds';

  @ApiProperty({
    enum: AMOUNT_STYLES,
    description:
      'One column of amounts, where those going out have a minus or have none; or a column for each direction.',
    example: 'out_is_negative',
  })
  @IsIn(AMOUNT_STYLES)
  amountStyle!: AmountStyle;

  @OptionalColumnName('The column of amounts, where there is one.', 'Amount')
  amountColumn?: string | null;

  @OptionalColumnName('The column of what goes out, where there are two.', null)
  debitColumn?: string | null;

  @OptionalColumnName('The column of what comes in, where there are two.', null)
  creditColumn?: string | null;

  @ColumnName('The column with the reference of a payment.', 'Reference')
  referenceColumn!: string;

  @OptionalColumnName('The column with who was paid. Without it every payment waits for a person.', 'Payee')
  payeeColumn?: string | null;

  @OptionalColumnName('The column with the bank’s own number of an entry.', 'Transaction ID')
  entryColumn?: string | null;
}

export interface MappingRow extends MappingFacts {
  id: string;
  name: string;
  createdAt: Date;
  version: number;
}

export class MappingView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0a10' }) id!: string;
  @ApiProperty({ example: 'Our bank, online banking' }) name!: string;
  @ApiProperty({ example: 'Date' }) dateColumn!: string;
  @ApiProperty({ enum: DATE_FORMATS, example: 'DD/MM/YYYY' }) dateFormat!: DateFormat;
  @ApiProperty({ enum: AMOUNT_FORMATS, example: 'pounds' }) amountFormat!: AmountFormat;
  @ApiProperty({ enum: AMOUNT_STYLES, example: 'out_is_negative' }) amountStyle!: AmountStyle;
  @ApiProperty({ type: String, nullable: true, example: 'Amount' }) amountColumn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) debitColumn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) creditColumn!: string | null;
  @ApiProperty({ example: 'Reference' }) referenceColumn!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Payee' }) payeeColumn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Transaction ID' }) entryColumn!: string | null;
  @ApiProperty({ example: '2026-11-20T09:30:00.000Z' }) createdAt!: string;
  @ApiProperty({ example: 1 }) version!: number;
}

export class MappingPage extends PageInfo {
  @ApiProperty({ type: [MappingView] }) items!: MappingView[];
}

export function toMappingView({ createdAt, ...row }: MappingRow): MappingView {
  return { ...row, createdAt: createdAt.toISOString() };
}
