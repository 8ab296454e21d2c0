import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString } from 'class-validator';
import { PageInfo } from '../platform';
import { colourIn } from './appearance.rules';
import type { AppearanceChange, AppearanceNow } from './appearance.service';

const NAME = {
  type: String,
  nullable: true,
  maxLength: 100,
  description: 'What the top of each page says; null for the name of your organisation.',
  example: 'Westmere partnerships',
} as const;
const COLOUR = {
  type: String,
  nullable: true,
  pattern: '^#[0-9a-f]{6}$',
  description: 'The colour behind it; null for the standard. White or black text on it has a contrast of at least 4.5.',
  example: '#1d5c58',
} as const;
const CONTACT = {
  type: String,
  nullable: true,
  maxLength: 200,
  description: 'What the foot of each page says besides; null for nothing.',
  example: 'Partnerships team: partnerships@westmere.example',
} as const;

/** A text without the spaces around it, or null to go back to the standard. */
function Wanted(about: typeof NAME | typeof COLOUR | typeof CONTACT, as = (text: string) => text): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional(about),
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? as(value.trim().normalize('NFC')) : value,
    ),
    IsString({ message: ({ property }) => `${property} must be a text, or null to go back to the standard.` }),
  );
}

export class ChangeAppearanceDto {
  @Wanted(NAME) headerName?: string | null;
  @Wanted(COLOUR, (text) => colourIn(text) ?? text) headerColour?: string | null;
  @Wanted(CONTACT) contactLine?: string | null;
}

export class AppearanceView {
  @ApiProperty(NAME) headerName!: string | null;
  @ApiProperty(COLOUR) headerColour!: string | null;
  @ApiProperty(CONTACT) contactLine!: string | null;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

export function toAppearanceView({ headerName, headerColour, contactLine, version }: AppearanceNow): AppearanceView {
  return { headerName, headerColour, contactLine, version };
}

export class AppearanceChangeView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0710' })
  id!: string;
  @ApiProperty(NAME) headerName!: string | null;
  @ApiProperty(COLOUR) headerColour!: string | null;
  @ApiProperty(CONTACT) contactLine!: string | null;
  @ApiProperty({ example: '2026-11-22T09:30:00.000Z' })
  setAt!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'The account or token that set it.',
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0800',
  })
  setBy!: string | null;
}

export class AppearanceChangePage extends PageInfo {
  @ApiProperty({ type: [AppearanceChangeView] })
  items!: AppearanceChangeView[];
}

export function toAppearanceChangeView(row: AppearanceChange): AppearanceChangeView {
  return {
    id: row.id,
    headerName: row.header_name,
    headerColour: row.header_colour,
    contactLine: row.contact_line,
    setAt: row.set_at.toISOString(),
    setBy: row.set_by,
  };
}
