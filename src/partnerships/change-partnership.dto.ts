import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsInt, IsObject, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { NestedList } from '../platform';
import { IdentifierDto, LEGAL_FORMS, Line, MayBeLeftOut, NAME_CHARACTERS } from '../organisations';
import type { LegalForm } from '../organisations';

const DAYS = 'contactEveryDays must be a whole number of days from 1 to 366.';

export class ListedGroupDto {
  @ApiProperty({ description: 'What it is known as.', example: 'Harbour Lights', maxLength: 300 })
  @Line(NAME_CHARACTERS)
  name!: string;

  @ApiPropertyOptional({ type: String, enum: LEGAL_FORMS, nullable: true, example: 'unincorporated' })
  @IsOptional()
  @IsIn(LEGAL_FORMS)
  legalForm?: LegalForm | null;

  @ApiPropertyOptional({ type: [IdentifierDto], description: 'Numbers in public registers, if it has any.' })
  @MayBeLeftOut()
  @ArrayMaxSize(10)
  @NestedList(() => IdentifierDto)
  identifiers?: IdentifierDto[];
}

/** Only what is given changes; null empties it. */
export class ChangePartnershipDto {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Of the group in your ledger.',
    example: '501187',
    maxLength: 100,
  })
  @IsOptional()
  @Line(100)
  supplierNumber?: string | null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'How often the two of you agreed to be in touch, in days.',
    example: 30,
    minimum: 1,
    maximum: 366,
  })
  @IsOptional()
  @IsInt({ message: DAYS })
  @Min(1, { message: DAYS })
  @Max(366, { message: DAYS })
  contactEveryDays?: number | null;
}

export class ListGroupDto extends ChangePartnershipDto {
  @ApiProperty({ type: ListedGroupDto })
  @IsObject({ message: 'group must be given, with its name.' })
  @ValidateNested()
  @Type(() => ListedGroupDto)
  group!: ListedGroupDto;
}
