import { IsNotEmpty, IsOptional, MaxLength } from 'class-validator';
import type { CalendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';
import { dayIn, penceIn } from './money-in.rules';

/** What a purchase order says, as people write it. */
export class OrderForm {
  @IsNotEmpty({ message: 'Say the number of the order' })
  @MaxLength(60, { message: 'Use at most 60 characters' })
  number!: string;

  @IsNotEmpty({ message: 'Say what may be paid on it, in pounds and pence' })
  valuePence!: string;

  @IsOptional()
  validTo?: string;
}

/** Throws FormRefused with the field to mend. */
export function orderIn(form: OrderForm): { number: string; valuePence: number; validTo?: CalendarDate } {
  const valuePence = penceIn(form.valuePence);
  if (valuePence === null || valuePence === 0) throw wrong('valuePence', 'Say it in pounds and pence, like 48000.00');
  const validTo = form.validTo === undefined || form.validTo === '' ? undefined : dayIn(form.validTo);
  if (validTo === null) throw wrong('validTo', 'Say the day like 31/03/2027, or leave it empty');
  return { number: form.number, valuePence, ...(validTo !== undefined && { validTo }) };
}

function wrong(field: string, text: string): FormRefused {
  return new FormRefused(422, [{ field, text }]);
}
