import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { daysBetween } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import { pounds } from '../../shared/money';
import { asRefusal, FormRefused } from '../frame/form';
import { penceIn } from '../paperwork/money-in.rules';
import { dayAnswered } from './forms';

export class MoneyForm {
  @IsString({ message: 'Enter the amount, like 1,250.00' })
  @IsNotEmpty({ message: 'Enter the amount, like 1,250.00' })
  amount!: string;

  @IsOptional()
  movedOn?: unknown;

  @IsOptional()
  @IsString({ message: 'Write the reference in one line' })
  @MaxLength(140, { message: 'The reference must have at most 140 characters' })
  reference?: string;

  @IsOptional()
  @IsString({ message: 'Say why in one text' })
  @MaxLength(500, { message: 'Say it in at most 500 characters' })
  reason?: string;

  /** It is another one, though one like it is there. */
  @IsOptional()
  another?: unknown;

  /** Left out at first: then it is only shown to be checked. */
  @IsOptional()
  sure?: unknown;
}

/** Money is not taken back without a word of why. */
export class RecoveryForm extends MoneyForm {
  @IsString({ message: 'Say why it went back' })
  @IsNotEmpty({ message: 'Say why it went back' })
  @MaxLength(500, { message: 'Say it in at most 500 characters' })
  declare reason: string;
}

/** What a form said, as it is checked before it is recorded. In pence. */
export interface Money {
  amountPence: number;
  movedOn: CalendarDate;
}

/** Throws FormRefused for an amount that is none or more than there can be, and a day that has not come. */
export function moneyIn({ amount, movedOn }: MoneyForm, mostPence: number, today: CalendarDate): Money {
  const amountPence = penceIn(amount);
  if (amountPence === null || amountPence === 0) {
    throw refused('amount', 'Enter the amount in pounds and pence, like 1,250.00');
  }
  if (amountPence > mostPence) throw refused('amount', `The amount must be ${pounds(mostPence)} or less`);
  return { amountPence, movedOn: dayAnswered('movedOn', movedOn, 'Enter the day, with its whole year', today) };
}

export function refused(field: string | null, text: string): FormRefused {
  return new FormRefused(422, [{ field, text }]);
}

/** "4 days after it was due": a slip in a year is seen here. */
export function besideDue(movedOn: CalendarDate, dueOn: CalendarDate): string {
  const days = daysBetween(dueOn, movedOn);
  if (days === 0) return 'on the day it was due';
  const count = `${Math.abs(days).toLocaleString('en-GB')} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
  return `${count} ${days > 0 ? 'after' : 'before'} it was due`;
}

const FIELDS: Readonly<Record<string, string>> = {
  amountPence: 'amount',
  receivedOn: 'movedOn',
  recoveredOn: 'movedOn',
  reason: 'reason',
  reference: 'reference',
};

/** What the ledger refuses, beside the field of the form that it is about. */
export async function inFields<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refusal = error instanceof DomainError ? asRefusal(error) : null;
    if (refusal === null) throw error;
    if (error instanceof DomainError && error.kind === 'conflict') throw oneAlike();
    throw new FormRefused(
      refusal.status,
      refusal.errors.map(({ field, text }) => ({ field: FIELDS[field ?? ''] ?? null, text })),
    );
  }
}

/** All that a ledger has against money that it could take otherwise. */
function oneAlike(): FormRefused {
  const text =
    'Money of this amount, day and reference is recorded under this contract already: is this another payment?';
  return new FormRefused(409, [{ field: 'another', text }]);
}
