import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { totalOf } from './leaving.rules';
import type { GoesOn } from './leaving.rules';

const COUNT = { minimum: 0 };

class SeenDto implements GoesOn {
  @ApiProperty({ description: 'Contracts that are agreed and not over.', example: 2, ...COUNT })
  @IsInt({ message: 'contracts must be a whole number.' })
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  contracts!: number;

  @ApiProperty({ description: 'Payments that have not come in full.', example: 9, ...COUNT })
  @IsInt({ message: 'payments must be a whole number.' })
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  payments!: number;

  @ApiProperty({ description: 'What is still to come, in pence.', example: 1_050_000, ...COUNT })
  @IsInt({ message: 'pence must be whole pence.' })
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  pence!: number;
}

export class LeaveDto {
  @ApiProperty({
    type: SeenDto,
    description:
      'What goes on outside Accord, as you saw it. It is refused when that is otherwise by now, so that no payment is overlooked.',
  })
  @IsDefined({ message: 'goesOn must say what you saw goes on.' })
  @IsObject({ message: 'goesOn must say what you saw goes on.' })
  @ValidateNested()
  @Type(() => SeenDto)
  goesOn!: SeenDto;
}

/** As the query names its columns. */
export interface GoesOnRow extends GoesOn {
  health_body_id: string;
  health_body: string;
}

export interface LeavingRow {
  id: string;
  started_on: string;
  last_day_on: string;
  version: number;
}

export class PayerGoesOnView {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001' })
  healthBodyId!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ description: 'Contracts that are agreed and not over.', example: 2 })
  contracts!: number;
  @ApiProperty({ description: 'Payments that have not come in full.', example: 9 })
  payments!: number;
  @ApiProperty({ description: 'What is still to come, in pence.', example: 1_050_000 })
  pence!: number;
}

export class GoesOnView {
  @ApiProperty({ example: 2 })
  contracts!: number;
  @ApiProperty({ example: 9 })
  payments!: number;
  @ApiProperty({ description: 'In pence.', example: 1_050_000 })
  pence!: number;
}

export class LeavingView {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'When a lead began it; null while your group is not leaving.',
    example: '2026-11-22',
  })
  startedOn!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Up to and with this day any lead can stop it. In the night after it, your group leaves.',
    example: '2026-12-06',
  })
  lastDayOn!: string | null;
  @ApiProperty({ type: [PayerGoesOnView], description: 'What goes on outside Accord, by payer.' })
  payers!: PayerGoesOnView[];
  @ApiProperty({ type: GoesOnView, description: 'The same over all payers: send it to begin.' })
  goesOn!: GoesOnView;
  @ApiProperty({ type: Number, nullable: true, description: 'To stop it, as If-Match.', example: 1 })
  version!: number | null;
}

export function toLeavingView(leaving: LeavingRow | null, payers: readonly GoesOnRow[]): LeavingView {
  return {
    startedOn: leaving?.started_on ?? null,
    lastDayOn: leaving?.last_day_on ?? null,
    payers: payers.map(({ health_body_id, health_body, ...goesOn }) => ({
      healthBodyId: health_body_id,
      healthBody: health_body,
      ...goesOn,
    })),
    goesOn: totalOf(payers),
    version: leaving?.version ?? null,
  };
}
