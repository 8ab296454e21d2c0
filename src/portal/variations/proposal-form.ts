import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import type { PreviewVariationDto } from '../../contracts';
import { calendarDate, isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';
import { penceIn } from './variation-words.rules';
import type { VariedTerms } from './variation-words.rules';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const blank = ({ value }: { value: unknown }) => (value === '' ? undefined : value);

/** Questions about a contract's terms, each with the present answer filled in. */
export class ProposalForm {
  @MinLength(1, { message: 'Enter the value of the whole contract' })
  value!: string;

  @Matches(DAY, { message: 'Enter the first day of the contract' })
  startsOn!: string;

  @Matches(DAY, { message: 'Enter the last day of the contract' })
  endsOn!: string;

  @IsIn(['in_advance', 'in_arrears', 'on_milestone'], { message: 'Choose when it is paid' })
  timing!: VariedTiming;

  @Transform(blank)
  @IsOptional()
  @IsIn(['monthly', 'quarterly', 'annually', 'once'], { message: 'Choose how often it is paid' })
  rhythm?: VariedRhythm;

  @Type(() => Number)
  @IsInt({ message: 'Enter days as a whole number from 1 to 30' })
  @Min(1, { message: 'Enter days as a whole number from 1 to 30' })
  @Max(30, { message: 'Enter at most 30 days: the law allows no longer' })
  paymentDays!: number;

  @Transform(({ value }: { value: unknown }) => (value === '' ? undefined : Number(value)))
  @IsOptional()
  @IsInt({ message: 'Enter a day of the month from 1 to 28, or nothing' })
  @Min(1, { message: 'Enter a day of the month from 1 to 28, or nothing' })
  @Max(28, { message: 'Enter at most 28, so that every month has it' })
  paymentDay?: number;

  @Transform(blank)
  @IsOptional()
  @MaxLength(1000, { message: 'Say it in at most 1,000 characters' })
  deviationReason?: string;

  @Transform(blank)
  @IsOptional()
  @MaxLength(8000, { message: 'At most 200 milestones' })
  milestones?: string;

  @Matches(DAY, { message: 'Enter the day from which the new terms hold' })
  effectiveOn!: string;

  @MinLength(1, { message: 'Say why, for the other side to read' })
  @MaxLength(2000, { message: 'Say why in at most 2,000 characters' })
  reason!: string;

  @Type(() => Number)
  @IsInt({ message: 'Open the page again, then fill it in' })
  version!: number;
}

type VariedTiming = 'in_advance' | 'in_arrears' | 'on_milestone';
type VariedRhythm = 'monthly' | 'quarterly' | 'annually' | 'once';

/** Only what is otherwise than it is now. Throws FormRefused with the field to mend. */
export function askedIn(form: ProposalForm, present: VariedTerms): PreviewVariationDto {
  const valuePence = penceIn(form.value);
  if (valuePence === null) throw refused('value', 'Enter an amount in pounds, like 12,000 or 12,000.50');
  const byMilestone = form.timing === 'on_milestone';
  const said = {
    valuePence,
    startsOn: dayIn('startsOn', form.startsOn),
    endsOn: dayIn('endsOn', form.endsOn),
    timing: form.timing,
    ...(!byMilestone && form.rhythm !== undefined && { rhythm: form.rhythm }),
    ...(!byMilestone && { paymentDay: form.paymentDay ?? null }),
    paymentDays: form.paymentDays,
    deviationReason: form.deviationReason ?? null,
  };
  const changed = Object.entries(said).filter(([name, value]) => value !== present[name as keyof VariedTerms]);
  const given = form.milestones === undefined ? {} : { milestones: milestonesIn(form.milestones) };
  return { ...Object.fromEntries(changed), ...given, effectiveOn: dayIn('effectiveOn', form.effectiveOn) };
}

function dayIn(field: string, text: string): CalendarDate {
  if (isCalendarDate(text)) return text;
  throw refused(field, 'Enter a day of the calendar');
}

/** One a line: the day, the amount, and in words what for. */
export function milestonesIn(text: string) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [, on = '', amount = '', label = ''] = /^\s*(\S+)\s+(\S+)\s*(.*)$/.exec(line) ?? [];
    const netPence = penceIn(amount);
    if (!isCalendarDate(on) || netPence === null) {
      throw refused(
        'milestones',
        `Write each line like 2027-03-31 1,500.00 Final report; this one is not: ${line.trim()}`,
      );
    }
    return { dueOn: calendarDate(on), netPence, ...(label !== '' && { label: label.trim() }) };
  });
}

function refused(field: string, text: string): FormRefused {
  return new FormRefused(422, [{ field, text }]);
}
