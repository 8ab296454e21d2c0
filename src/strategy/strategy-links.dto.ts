import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { ListQuery, PageInfo } from '../platform';
import { trimmed } from './strategies.dto';

export class StrategyLinkListQuery extends ListQuery {
  @ApiPropertyOptional({
    description: 'Only those of this contract, and of decisions under it.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  })
  @IsOptional()
  @IsUUID()
  contractId?: string;

  @ApiPropertyOptional({ description: 'Only those of this decision.', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0c00' })
  @IsOptional()
  @IsUUID()
  decisionId?: string;

  @ApiPropertyOptional({ enum: ['linkedOn', '-linkedOn'], default: '-linkedOn', example: '-linkedOn' })
  @IsOptional()
  @IsIn(['linkedOn', '-linkedOn'])
  sort = '-linkedOn';
}

export class LinkToPriorityDto {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e01' })
  @IsUUID()
  priorityId!: string;

  @ApiProperty({
    maxLength: 500,
    description: 'A sentence on how it serves the priority. The group reads it.',
    example: 'Trained volunteers stay with people in the first hours.',
  })
  @Transform(trimmed)
  @IsString()
  @MinLength(1, { message: 'how must say in a sentence how it serves the priority.' })
  @MaxLength(500)
  how!: string;
}

export class StrategyLinkView {
  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0f00' })
  id!: string;

  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  contractId!: string;

  @ApiProperty({ example: 'WM-0165' })
  contractReference!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null where the contract as a whole is meant.',
    example: null,
  })
  decisionId!: string | null;

  @ApiProperty({ example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e01' })
  priorityId!: string;

  @ApiProperty({ description: 'The priority in a few words.', example: 'Fewer people wait alone in a crisis' })
  priority!: string;

  @ApiProperty({
    description: 'The strategy that the priority is of.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0e00',
  })
  strategyId!: string;

  @ApiProperty({ description: 'What that strategy is called.', example: 'Joint forward plan 2026 to 2031' })
  strategy!: string;

  @ApiProperty({ example: '2026-04-01' })
  fromOn!: string;

  @ApiProperty({ type: String, nullable: true, example: '2031-03-31' })
  toOn!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where a published strategy can be read.',
    example: 'https://plans.example/2026',
  })
  webAddress!: string | null;

  @ApiProperty({ description: 'Whether the file of a published strategy is here to be read.', example: false })
  hasFile!: boolean;

  @ApiProperty({ example: 'Trained volunteers stay with people in the first hours.' })
  how!: string;

  @ApiProperty({ example: '2026-11-22' })
  linkedOn!: string;
}

export class StrategyLinkPage extends PageInfo {
  @ApiProperty({ type: [StrategyLinkView] })
  items!: StrategyLinkView[];
}
