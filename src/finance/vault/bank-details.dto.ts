import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { Line, MayBeLeftOut } from '../../organisations';
import { ListQuery, PageInfo, trueOrFalse } from '../../platform';
import type { BankAccount } from '../bank-accounts';
import { maskedAccount, maskedSortCode } from './bank-account.rules';
import { DETAIL_STATES, stateAt } from './bank-detail.rules';
import type { DetailState } from './bank-detail.rules';
import type { BankDetailEvent, BankDetailRow, HeldNumber } from './bank-detail-rows';

const REASON_CODES = ['first_details', 'group_asked', 'bank_changed', 'correction'] as const;
const RESULTS = ['said_yes', 'said_no', 'not_reached'] as const;
/** To compare with a letter or statement, to answer a question about a payment, because the bank asked, for an audit. */
export const LOOK_REASONS = ['compare', 'payment_query', 'bank_asked', 'audit'] as const;
const ID = '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0b10';
const AT = '2026-11-22T12:00:00.000Z';

export class BankDetailListQuery extends ListQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only of this payee.', example: ID })
  @IsOptional()
  @IsUUID()
  groupId?: string;

  @ApiPropertyOptional({ type: Boolean, description: 'Only what is in force or on its way.', example: true })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => trueOrFalse(value))
  @IsBoolean()
  open?: boolean;

  @ApiPropertyOptional({ enum: ['proposedAt', '-proposedAt'], default: '-proposedAt', example: '-proposedAt' })
  @IsOptional()
  @IsIn(['proposedAt', '-proposedAt'])
  sort: 'proposedAt' | '-proposedAt' = '-proposedAt';
}

export class ProposeBankDetailDto {
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The payee; left out for the account that your own organisation pays from.',
    example: ID,
  })
  @IsOptional()
  @IsUUID()
  groupId?: string | null;

  @ApiProperty({ description: 'Six digits, with or without spaces or strokes.', example: '08-99-99', maxLength: 20 })
  @IsString()
  @MaxLength(20)
  sortCode!: string;

  @ApiProperty({ description: 'Eight digits.', example: '66374958', maxLength: 20 })
  @IsString()
  @MaxLength(20)
  accountNumber!: string;

  @ApiProperty({ description: 'The account holder as the bank has it.', example: 'HARBOURLIGHT CIO', maxLength: 100 })
  @Line(100)
  accountName!: string;

  @ApiPropertyOptional({ description: 'Six digits, given to your organisation by Bacs.', example: '123456' })
  @MayBeLeftOut()
  @Matches(/^\d{6}$/, { message: 'serviceUserNumber must be six digits.' })
  serviceUserNumber?: string;

  @ApiProperty({ enum: REASON_CODES, example: 'group_asked' })
  @IsIn(REASON_CODES)
  reasonCode!: (typeof REASON_CODES)[number];
}

export class CallBackDto {
  @ApiProperty({ format: 'uuid', description: 'Who was called: one of the numbers to call.', example: ID })
  @IsUUID()
  contactId!: string;

  @ApiProperty({ enum: RESULTS, description: 'Whether they said that these details are theirs.', example: 'said_yes' })
  @IsIn(RESULTS)
  result!: (typeof RESULTS)[number];
}

export class LookDto {
  @ApiProperty({ enum: LOOK_REASONS, description: 'What for. The group sees it.', example: 'compare' })
  @IsIn(LOOK_REASONS)
  why!: (typeof LOOK_REASONS)[number];
}

export class BankDetailView {
  @ApiProperty({ format: 'uuid', example: ID })
  id!: string;
  @ApiProperty({ format: 'uuid', example: ID })
  healthBodyId!: string;
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null: the payer’s own account.',
    example: ID,
  })
  groupId!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Harbourlight Collective' })
  payee!: string | null;
  @ApiProperty({ enum: DETAIL_STATES, example: 'resting' })
  state!: DetailState;
  @ApiProperty({ enum: REASON_CODES, example: 'group_asked' })
  reasonCode!: string;
  @ApiProperty({ description: 'Masked but for its last two digits.', example: '••-••-99' })
  sortCode!: string;
  @ApiProperty({ description: 'Masked but for its last four digits.', example: '••••4958' })
  accountNumber!: string;
  @ApiProperty({ type: String, nullable: true, example: null })
  serviceUserNumber!: string | null;
  @ApiProperty({
    type: String,
    enum: ['possible', 'not_checkable'],
    nullable: true,
    description: 'Whether such an account could exist, by the published check: never that it does. For finance alone.',
    example: 'possible',
  })
  modulus!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The tables it was checked with.', example: 'v9.00' })
  modulusVersion!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'For finance alone.', example: ID })
  proposedBy!: string | null;
  @ApiProperty({ format: 'date-time', example: AT })
  proposedAt!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'For finance alone.', example: null })
  calledBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  calledAt!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'For finance alone.', example: null })
  confirmedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  confirmedAt!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'From when payments go there: 72 hours after a second person confirmed it.',
    example: null,
  })
  effectiveAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  closedAt!: string | null;
  @ApiProperty({ description: 'Goes up with each move.', example: 1 })
  version!: number;
}

export class BankDetailPage extends PageInfo {
  @ApiProperty({ type: [BankDetailView] })
  items!: BankDetailView[];
}

export class BankDetailEventView {
  @ApiProperty({ description: 'What happened.', example: 'looked_at' })
  what!: string;
  @ApiProperty({ format: 'date-time', example: AT })
  at!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who, for finance alone.', example: null })
  by!: string | null;
  @ApiProperty({
    type: String,
    enum: LOOK_REASONS,
    nullable: true,
    description: 'Why it was looked at.',
    example: 'compare',
  })
  why!: string | null;
}

export class BankDetailHistoryView {
  @ApiProperty({ type: [BankDetailEventView], description: 'Newest first.' })
  items!: BankDetailEventView[];
}

export class NumberToCallView {
  @ApiProperty({ format: 'uuid', example: ID })
  contactId!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Max Dunmere' })
  name!: string | null;
  @ApiProperty({ example: '0113 496 0000' })
  phone!: string;
  @ApiProperty({ example: '2026-09-30' })
  verifiedOn!: string;
}

export class NumbersToCallView {
  @ApiProperty({ type: [NumberToCallView] })
  items!: NumberToCallView[];
}

export class WholeAccountView {
  @ApiProperty({ example: '089999' })
  sortCode!: string;
  @ApiProperty({ example: '66374958' })
  accountNumber!: string;
  @ApiProperty({ example: 'HARBOURLIGHT CIO' })
  accountName!: string;
}

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null;

export function toBankDetailView(row: BankDetailRow, now: Date): BankDetailView {
  return {
    id: row.id,
    healthBodyId: row.health_body_id,
    healthBody: row.health_body,
    groupId: row.group_id,
    payee: row.payee,
    state: row.overtaken ? 'superseded' : stateAt(row.state, row.effective_at, now),
    reasonCode: row.reason_code,
    sortCode: maskedSortCode(row.sort_code_ends),
    accountNumber: maskedAccount(row.account_ends),
    serviceUserNumber: row.service_user_number,
    modulus: row.modulus,
    modulusVersion: row.modulus_version,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at.toISOString(),
    calledBy: row.called_by,
    calledAt: iso(row.called_at),
    confirmedBy: row.confirmed_by,
    confirmedAt: iso(row.confirmed_at),
    effectiveAt: iso(row.effective_at),
    closedAt: iso(row.closed_at),
    version: row.version,
  };
}

export function toEventView({ what, happened_at, account_id, why }: BankDetailEvent): BankDetailEventView {
  return { what, at: happened_at.toISOString(), by: account_id, why };
}

export function toNumberView({ contact_id, name, phone, verified_on }: HeldNumber): NumberToCallView {
  return { contactId: contact_id, name, phone, verifiedOn: verified_on };
}

export function toWholeAccountView({ sortCode, accountNumber, accountName }: BankAccount): WholeAccountView {
  return { sortCode, accountNumber, accountName };
}
