import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { wholeNumber } from '../../platform';

export class MappedTextQuery {
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: 200, default: 50, example: 50 })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => wholeNumber(value))
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;

  @ApiPropertyOptional({
    type: Number,
    description: 'Go on after this place: `next` of the page before.',
    minimum: 0,
    example: 50,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => wholeNumber(value))
  @IsInt()
  @Min(0)
  after = 0;
}

export interface MappedTextRow {
  position: number;
  line_position: number | null;
  field: string;
  said: string;
  carried: string;
}

export class MappedTextView {
  @ApiProperty({ description: 'From 1, in the order of the file.', example: 1 })
  position!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'The line; null for the payer.', example: 17 })
  line!: number | null;
  @ApiProperty({ enum: ['payeeName', 'payerName', 'reference'], example: 'payeeName' })
  field!: string;
  @ApiProperty({ example: 'Zoë’s Harbour Fund' })
  before!: string;
  @ApiProperty({ description: 'What the file says.', example: 'ZOE S HARBOUR FUND' })
  after!: string;
}

export class MappedTextPage {
  @ApiProperty({ type: [MappedTextView] })
  items!: MappedTextView[];
  @ApiProperty({ type: Number, nullable: true, description: 'Send it as `after`; null on the last.', example: null })
  next!: number | null;
}

export function toMappedTextView(row: MappedTextRow): MappedTextView {
  return {
    position: row.position,
    line: row.line_position,
    field: row.field,
    before: row.said,
    after: row.carried,
  };
}
