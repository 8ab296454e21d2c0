import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import type { TransformFnParams } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { IsCalendarDate, ListQuery, PageInfo } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';

export const trimmed = ({ value }: TransformFnParams): unknown =>
  typeof value === 'string' ? value.trim() : (value as unknown);

export class StrategyListQuery extends ListQuery {
  @ApiPropertyOptional({ enum: ['fromOn', '-fromOn'], default: '-fromOn', example: '-fromOn' })
  @IsOptional()
  @IsIn(['fromOn', '-fromOn'])
  sort = '-fromOn';
}

export class NewStrategyDto {
  @ApiProperty({ maxLength: 200, example: 'Joint forward plan 2026 to 2031' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'title must say what the strategy is called.' })
  @MaxLength(200)
  title!: string;

  @ApiProperty({ type: String, example: '2026-04-01' })
  @IsCalendarDate()
  fromOn!: CalendarDate;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Its last day; null while no end is set.',
    example: '2031-03-31',
  })
  @IsOptional()
  @IsCalendarDate()
  toOn?: CalendarDate | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 500,
    description: 'The page on which it can be read.',
    example: 'https://plans.example/2026',
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(500)
  webAddress?: string | null;

  @ApiProperty({
    description: 'Whether groups whose work is linked to it may read the document itself.',
    example: true,
  })
  @IsBoolean()
  published!: boolean;
}

export class ChangeStrategyDto extends PartialType(NewStrategyDto, { skipNullProperties: false }) {}

export class PriorityDto {
  @ApiProperty({ maxLength: 200, example: 'Fewer people wait alone in a crisis' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'title must say the priority in a few words.' })
  @MaxLength(200)
  title!: string;
}

export class PriorityView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e01' })
  id!: string;

  @ApiProperty({ example: 'Fewer people wait alone in a crisis' })
  title!: string;

  @ApiProperty({ description: 'How many contracts and decisions are linked to it.', example: 2 })
  links!: number;

  @ApiProperty({ example: 1 })
  version!: number;
}

export class StrategyView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e00' })
  id!: string;

  @ApiProperty({ example: 'Joint forward plan 2026 to 2031' })
  title!: string;

  @ApiProperty({ example: '2026-04-01' })
  fromOn!: string;

  @ApiProperty({ type: String, nullable: true, example: '2031-03-31' })
  toOn!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'https://plans.example/2026' })
  webAddress!: string | null;

  @ApiProperty({ example: true })
  published!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Of its file, where it has one.', example: 'plan.pdf' })
  fileName!: string | null;

  @ApiProperty({ type: [PriorityView] })
  priorities!: PriorityView[];

  @ApiProperty({ example: 1 })
  version!: number;
}

export class StrategyPage extends PageInfo {
  @ApiProperty({ type: [StrategyView] })
  items!: StrategyView[];
}

export class StrategyFileForm {
  @ApiProperty({
    type: 'string',
    format: 'binary',
    description: 'A PDF or a photo (JPEG, PNG, HEIC, WebP), at most 15 MB.',
  })
  file!: unknown;
}
