import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

/** In the order in which they are shown. */
export const HIT_KINDS = [
  'group',
  'payee',
  'person',
  'contract',
  'decision',
  'commencement',
  'material',
  'challenge',
  'introduction',
  'payment',
  'invoice',
  'engagement',
  'note',
  'strategy',
] as const;
export type HitKind = (typeof HIT_KINDS)[number];

export class SearchQuery {
  @ApiPropertyOptional({
    type: String,
    description: 'Words, each of which must be there. With none, nothing is found.',
    maxLength: 200,
    example: 'winter drop-in',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q = '';

  @ApiPropertyOptional({
    enum: HIT_KINDS,
    description: 'Only what is of this kind, and 50 of it instead of 5.',
    example: 'contract',
  })
  @IsOptional()
  @IsIn(HIT_KINDS)
  kind?: HitKind;
}

export class HitView {
  @ApiProperty({ example: '01990000-0000-7000-8000-000000000004' })
  id!: string;

  @ApiProperty({ description: 'What it is called, or the part of it with the words.', example: 'Winter drop-ins' })
  title!: string;

  @ApiProperty({ description: 'Whose it is, and what else tells it apart.', example: 'Harbourlight Collective, HL-1' })
  about!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Its day, where it has one.', example: '2026-11-20' })
  on!: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'In pence, of a payment or an invoice.',
    example: 100000,
  })
  amountPence!: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The partnership that it belongs to; null for those who see payments only, and of a strategy.',
    example: '01990000-0000-7000-8000-000000000003',
  })
  partnershipId!: string | null;
}

export class HitsOfKindView {
  @ApiProperty({ enum: HIT_KINDS, example: 'contract' })
  kind!: HitKind;

  @ApiProperty({ description: 'Whether there are more than are here.', example: false })
  more!: boolean;

  @ApiProperty({ type: [HitView] })
  items!: HitView[];
}

export class SearchView {
  @ApiProperty({ type: [HitsOfKindView], description: 'Each kind of which something was found.' })
  kinds!: HitsOfKindView[];
}
