import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { PageInfo } from '../platform';

const WHOLE_PENCE = { message: 'limitPence must be whole pence, more than 0: £10,000.00 is 1000000.' };
const ACCOUNT = '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0900';

export class SetApprovalLimitDto {
  @ApiProperty({ description: 'Up to how much this person may approve in one run, in whole pence.', example: 5000000 })
  @IsInt(WHOLE_PENCE)
  @Min(1, WHOLE_PENCE)
  @Max(Number.MAX_SAFE_INTEGER, { message: 'limitPence is larger than any payment.' })
  limitPence!: number;
}

export interface ApprovalLimit {
  accountId: string;
  email: string;
  /** Null where none is set: they may approve nothing. */
  limitPence: number | null;
  setBy: string | null;
  setAt: Date | null;
  /** 0 where none is set. */
  version: number;
}

export class ApprovalLimitView {
  @ApiProperty({ format: 'uuid', description: 'The account of the approver.', example: ACCOUNT }) id!: string;
  @ApiProperty({ example: 'approver@westmere.example' }) email!: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'In whole pence; null where none is set, and they may approve nothing.',
    example: 5000000,
  })
  limitPence!: number | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: ACCOUNT }) setBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-24T09:30:00.000Z' })
  setAt!: string | null;
  @ApiProperty({ description: '0 where none is set.', example: 1 }) version!: number;
}

export class ApprovalLimitPage extends PageInfo {
  @ApiProperty({ type: [ApprovalLimitView] }) items!: ApprovalLimitView[];
}

export function toApprovalLimitView({ accountId, setAt, ...limit }: ApprovalLimit): ApprovalLimitView {
  return {
    id: accountId,
    email: limit.email,
    limitPence: limit.limitPence,
    setBy: limit.setBy,
    setAt: setAt?.toISOString() ?? null,
    version: limit.version,
  };
}
