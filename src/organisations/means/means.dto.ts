import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsInt, Max, Min, ValidateIf } from 'class-validator';

const notNull = (_: unknown, value: unknown) => value !== null;
const FOR_WHOM = 'For your group alone, unless you share it; never required.';

export class SayMeansDto {
  @ApiProperty({
    type: Number,
    nullable: true,
    description: `What your group has that it may spend on anything, in pence; null where you do not say. ${FOR_WHOM}`,
    example: 400_000,
  })
  @ValidateIf(notNull)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  reservesPence!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: `What your group needs in an ordinary month, in pence; null where you do not say. ${FOR_WHOM}`,
    example: 250_000,
  })
  @ValidateIf(notNull)
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  monthlyCostPence!: number | null;

  @ApiProperty({
    description:
      'Whether the health bodies that you work with see, on a contract that is proposed, for how long it lasts.',
    example: false,
  })
  @IsBoolean()
  shared!: boolean;
}

export class MeansView {
  @ApiProperty({ type: Number, nullable: true, description: 'Whole pence.', example: 400_000 })
  reservesPence!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Whole pence a month.', example: 250_000 })
  monthlyCostPence!: number | null;
  @ApiProperty({ example: false })
  shared!: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null where nothing was ever said.',
    example: '2026-11-22',
  })
  statedOn!: string | null;
  @ApiProperty({ description: 'What to send in If-Match; 0 where nothing is said.', example: 3 })
  version!: number;
}
