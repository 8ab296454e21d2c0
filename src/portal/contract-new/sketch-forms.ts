import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const blank = ({ value }: { value: unknown }) => (value === '' ? undefined : value);
const number = ({ value }: { value: unknown }) => (value === '' || value === undefined ? undefined : Number(value));

export class StartForm {
  @IsUUID(undefined, { message: 'Choose the group' })
  partnershipId!: string;
}

/** What it is, what it is worth and when it runs. */
export class WhatForm {
  @MinLength(1, { message: 'Enter what the contract is for' })
  @MaxLength(300, { message: 'Say what it is for in at most 300 characters' })
  title!: string;

  @MinLength(1, { message: 'Enter the reference that your register gives it' })
  @MaxLength(200, { message: 'Enter a reference of at most 200 characters' })
  reference!: string;

  @IsIn(['contract_for_services', 'grant'], { message: 'Choose whether it is a contract for services or a grant' })
  instrument!: string;

  @MinLength(1, { message: 'Enter the value of the whole contract' })
  value!: string;

  @IsIn(['outside_scope', 'exempt', 'zero', 'standard'], { message: 'Choose how VAT is treated' })
  vatTreatment!: string;

  @Matches(DAY, { message: 'Enter the first day' })
  startsOn!: string;

  @Matches(DAY, { message: 'Enter the last day' })
  endsOn!: string;
}

/** When it is paid. */
export class TermsForm {
  @IsIn(['in_advance', 'in_arrears', 'on_milestone'], { message: 'Choose when it is paid' })
  timing!: string;

  @IsIn(['monthly', 'quarterly', 'annually', 'once'], { message: 'Choose how often it is paid' })
  rhythm!: string;

  @Transform(number)
  @IsOptional()
  @IsInt({ message: 'Enter days as a whole number from 1 to 30' })
  @Min(1, { message: 'Enter days as a whole number from 1 to 30' })
  @Max(30, { message: 'Enter at most 30 days: the law allows no longer' })
  paymentDays?: number;

  @Transform(number)
  @IsOptional()
  @IsInt({ message: 'Enter a day of the month from 1 to 28, or nothing' })
  @Min(1, { message: 'Enter a day of the month from 1 to 28, or nothing' })
  @Max(28, { message: 'Enter at most 28, so that every month has it' })
  paymentDay?: number;

  @Transform(blank)
  @IsOptional()
  @MaxLength(8000, { message: 'At most 200 milestones' })
  milestones?: string;
}

/** Why not monthly in advance. */
export class WhyForm {
  @MinLength(1, { message: 'Say why it is not paid monthly in advance' })
  @MaxLength(1000, { message: 'Say why in at most 1,000 characters' })
  deviationReason!: string;
}

/** What paying it needs, and who answers for it. */
export class PayingForm {
  @IsIn(['yes', 'no', 'unknown'], { message: 'Choose whether each payment needs an invoice' })
  invoiceNeeded!: string;

  @Transform(blank)
  @IsOptional()
  @MaxLength(100, { message: 'Enter a purchase order number of at most 100 characters' })
  purchaseOrder?: string;

  @Transform(blank)
  @IsOptional()
  @IsUUID(undefined, { message: 'Choose somebody from the list' })
  lead?: string;

  @Transform(blank)
  @IsOptional()
  @IsUUID(undefined, { message: 'Choose somebody from the list' })
  deputy?: string;

  @Transform(blank)
  @IsOptional()
  @IsUUID(undefined, { message: 'Choose somebody from the list' })
  groupLead?: string;
}
