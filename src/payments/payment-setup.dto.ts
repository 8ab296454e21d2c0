import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { REGIMES } from '../contracts';
import type { ContractRegime } from '../contracts';

const SUPPLIER = { message: 'supplierNumber must be as your ledger has it, at most 40 characters.' };
const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

/** What is left out stays as it is; null empties it. */
export class ChangePaymentSetupDto {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Under which your ledger knows the group. It holds for all contracts with the group.',
    example: 'S-20419',
    maxLength: 40,
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString(SUPPLIER)
  @MinLength(1, SUPPLIER)
  @MaxLength(40, SUPPLIER)
  supplierNumber?: string | null;

  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
    description: 'Whether each payment needs a purchase order that covers it; null: only where orders are on record.',
    example: true,
  })
  @IsOptional()
  @IsBoolean({ message: 'purchaseOrderNeeded must be true, false or null.' })
  purchaseOrderNeeded?: boolean | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    enum: REGIMES,
    description:
      'The rules under which the contract was awarded, which decide in which figures its payments are reported; null: nobody has said.',
    example: 'procurement_act',
  })
  @IsOptional()
  @IsIn(REGIMES, { message: `regime must be one of ${REGIMES.join(', ')}, or null.` })
  regime?: ContractRegime | null;
}

export class PaymentSetupView {
  @ApiProperty({ format: 'uuid', description: 'Of the contract.', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100' })
  id!: string;
  @ApiProperty({ example: 'WM-2026-014' })
  reference!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The account holder as the bank has it, which the group says; null until somebody has said it.',
    example: 'Harbour Lights CIO',
  })
  payeeName!: string | null;
  @ApiProperty({ description: 'Once it has joined, only the group itself says its payee name.', example: true })
  groupHasJoined!: boolean;
  @ApiProperty({ type: String, nullable: true, example: 'S-20419' })
  supplierNumber!: string | null;
  @ApiProperty({ type: Boolean, nullable: true, example: null })
  purchaseOrderNeeded!: boolean | null;
  @ApiProperty({ type: String, nullable: true, enum: REGIMES, example: 'procurement_act' })
  regime!: ContractRegime | null;
  @ApiProperty({ description: 'Of the contract. Goes up with each change.', example: 3 })
  version!: number;
}
