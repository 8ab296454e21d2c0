import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Equals, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

const REASON_LENGTH = 500;
const REASON = { message: `reason must say why, in at most ${String(REASON_LENGTH)} characters.` };
const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

/** What an approver declares, in these words wherever it is asked for. */
export const DECLARATION = 'I have checked the payees and amounts of this run, and I had no hand in preparing it.';

export class ApproveRunDto {
  @ApiProperty({ enum: [true], description: `true declares: "${DECLARATION}"`, example: true })
  @Equals(true, { message: 'declaration must be true: approving a run needs it.' })
  declaration!: boolean;
}

export class RunReasonDto {
  @ApiProperty({
    description: 'Why. Whoever works on the run reads it.',
    maxLength: REASON_LENGTH,
    example: 'Line 4 is of last year.',
  })
  @Transform(trimmed)
  @IsString(REASON)
  @MinLength(1, REASON)
  @MaxLength(REASON_LENGTH, REASON)
  reason!: string;
}

export class CloseRunDto {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Needed while money of some line has neither arrived nor come back.',
    maxLength: REASON_LENGTH,
    example: null,
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString(REASON)
  @MinLength(1, REASON)
  @MaxLength(REASON_LENGTH, REASON)
  reason?: string | null;
}
