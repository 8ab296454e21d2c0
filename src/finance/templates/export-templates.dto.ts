import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Line, MayBeLeftOut } from '../../organisations';
import { ListQuery, NestedList } from '../../platform';
import {
  AMOUNT_FORMATS,
  AP_SOURCES,
  DATE_FORMATS,
  JOURNAL_SOURCES,
  LINE_ENDINGS,
  QUOTINGS,
  SEPARATORS,
  TEMPLATE_KINDS,
} from '../formats/export-template.rules';
import type {
  AmountFormat,
  ControlAccount,
  DateFormat,
  ExportTemplate,
  TemplateColumn,
  TemplateKind,
} from '../formats/export-template.rules';

const CODE_CHARACTERS = 40;
const MOST_COLUMNS = 40;
export const SOURCES = [...new Set([...Object.keys(AP_SOURCES), ...Object.keys(JOURNAL_SOURCES)])];
const WITHIN_40 = `columns must be a list of 1 to ${String(MOST_COLUMNS)} columns.`;

function OneOf(words: readonly string[]): PropertyDecorator {
  return applyDecorators(IsIn(words, { message: ({ property }) => `${property} must be one of ${words.join(', ')}.` }));
}

export class TemplateColumnDto {
  @ApiProperty({ description: 'What the column is called in the file.', example: 'SUPPLIER', maxLength: 60 })
  @Line(60)
  header!: string;

  @ApiPropertyOptional({
    enum: SOURCES,
    description:
      `The fact that it shows. In a payables file: ${Object.keys(AP_SOURCES).join(', ')}. ` +
      `In a journal: ${Object.keys(JOURNAL_SOURCES).join(', ')}.`,
    example: 'supplierNumber',
  })
  @MayBeLeftOut()
  @OneOf(SOURCES)
  source?: string;

  @ApiPropertyOptional({
    description: 'Instead of a fact: a text that is the same on each line. It may be empty.',
    example: 'GRANT',
    maxLength: 100,
  })
  @MayBeLeftOut()
  @IsString()
  @MaxLength(100)
  @Matches(/^[^\p{Cc}]*$/u, { message: 'fixed must be on one line, without control characters.' })
  fixed?: string;
}

export class ControlAccountDto {
  @ApiProperty({ example: '9900', maxLength: CODE_CHARACTERS })
  @Line(CODE_CHARACTERS)
  accountCode!: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: null, maxLength: CODE_CHARACTERS })
  @IsOptional()
  @Line(CODE_CHARACTERS)
  costCentre?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: null, maxLength: CODE_CHARACTERS })
  @IsOptional()
  @Line(CODE_CHARACTERS)
  analysisCode?: string | null;
}

export class TemplateLayoutDto {
  @ApiProperty({ enum: TEMPLATE_KINDS, description: 'Which kind of file it is for.', example: 'ap_csv' })
  @OneOf(TEMPLATE_KINDS)
  kind!: TemplateKind;

  @ApiProperty({ type: [TemplateColumnDto], description: 'From left to right.' })
  @ArrayMinSize(1, { message: WITHIN_40 })
  @ArrayMaxSize(MOST_COLUMNS, { message: WITHIN_40 })
  @NestedList(() => TemplateColumnDto, { message: WITHIN_40 })
  columns!: TemplateColumnDto[];

  @ApiProperty({ description: 'Whether the first line holds the headers.', example: true })
  @IsBoolean()
  headerLine!: boolean;

  @ApiProperty({ enum: DATE_FORMATS, example: 'DD/MM/YYYY' })
  @OneOf(DATE_FORMATS)
  dateFormat!: DateFormat;

  @ApiProperty({ enum: AMOUNT_FORMATS, description: '1500.50 or 150050.', example: 'pounds' })
  @OneOf(AMOUNT_FORMATS)
  amountFormat!: AmountFormat;

  @ApiProperty({ enum: SEPARATORS, description: 'What stands between two columns.', example: 'comma' })
  @OneOf(SEPARATORS)
  separator!: ExportTemplate['separator'];

  @ApiProperty({ enum: LINE_ENDINGS, example: 'crlf' })
  @OneOf(LINE_ENDINGS)
  lineEnding!: ExportTemplate['lineEnding'];

  @ApiProperty({ enum: QUOTINGS, description: 'Quotation marks where needed, or always.', example: 'needed' })
  @OneOf(QUOTINGS)
  quoting!: ExportTemplate['quoting'];

  @ApiPropertyOptional({
    type: ControlAccountDto,
    nullable: true,
    description: 'What a journal credits with the whole of a run; a payables file has none.',
    example: null,
  })
  @IsOptional()
  @IsObject({ message: 'control must be an account, with its accountCode.' })
  @ValidateNested()
  @Type(() => ControlAccountDto)
  control?: ControlAccountDto | null;
}

export class SaveExportTemplateDto extends TemplateLayoutDto {
  @ApiProperty({ description: 'What your finance team calls it.', example: 'Shared ledger', maxLength: 100 })
  @Line(100)
  name!: string;
}

/** Only what is given changes; the kind of file stays. */
export class ChangeExportTemplateDto extends PartialType(OmitType(SaveExportTemplateDto, ['kind', 'control']), {
  skipNullProperties: false,
}) {
  @ApiPropertyOptional({ type: ControlAccountDto, description: 'Of a journal.' })
  @MayBeLeftOut()
  @IsObject({ message: 'control must be an account, with its accountCode.' })
  @ValidateNested()
  @Type(() => ControlAccountDto)
  control?: ControlAccountDto;
}

export class ExportTemplateListQuery extends ListQuery {
  @ApiPropertyOptional({ enum: TEMPLATE_KINDS, description: 'Only column sets for this kind.', example: 'ap_csv' })
  @IsOptional()
  @OneOf(TEMPLATE_KINDS)
  kind?: TemplateKind;
}

/** Only what was said of it. */
function columnIn({ header, source, fixed }: TemplateColumnDto): TemplateColumn {
  const said = { ...(source === undefined ? {} : { source }), ...(fixed === undefined ? {} : { fixed }) };
  return { header, ...said } as TemplateColumn;
}

/** As the rules know it; they also say what is wrong with it. */
export function layoutOf(dto: TemplateLayoutDto): ExportTemplate {
  return {
    kind: dto.kind,
    columns: dto.columns.map(columnIn),
    headerLine: dto.headerLine,
    dateFormat: dto.dateFormat,
    amountFormat: dto.amountFormat,
    separator: dto.separator,
    lineEnding: dto.lineEnding,
    quoting: dto.quoting,
    control: controlIn(dto.control),
  };
}

export function controlIn(control: ControlAccountDto | null | undefined): ControlAccount | null {
  if (control === null || control === undefined) return null;
  const { accountCode, costCentre = null, analysisCode = null } = control;
  return { accountCode, costCentre, analysisCode };
}
