import { IsIn, IsOptional, Matches, MaxLength, MinLength } from 'class-validator';
import type { NewStrategyDto, StrategyView } from '../../strategy';
import { calendarDate, isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';

const DAY = /^(\d{4}-\d\d-\d\d)?$/;

/** What a strategy is called, when it holds, and where it can be read. */
export class StrategyForm {
  @MinLength(1, { message: 'Say what the strategy is called' })
  @MaxLength(200, { message: 'Say it in at most 200 characters' })
  title!: string;

  @Matches(/^\d{4}-\d\d-\d\d$/, { message: 'Enter the day from which it holds' })
  fromOn!: string;

  @IsOptional()
  @Matches(DAY, { message: 'Enter its whole last day, or leave it empty' })
  toOn?: string;

  @IsOptional()
  @MaxLength(500, { message: 'Give an address of at most 500 characters' })
  webAddress?: string;

  @IsIn(['yes', 'no'], { message: 'Choose whether groups may read it' })
  published!: string;
}

/** Throws FormRefused for a day that is in no calendar. */
export function termsIn({ title, fromOn, toOn = '', webAddress = '', published }: StrategyForm): NewStrategyDto {
  return {
    title,
    fromOn: dayIn('fromOn', fromOn),
    toOn: toOn === '' ? null : dayIn('toOn', toOn),
    webAddress: webAddress === '' ? null : webAddress,
    published: published === 'yes',
  };
}

/** What was said before, for the form that corrects it. */
export function answersOf({ title, fromOn, toOn, webAddress, published }: StrategyView): Record<string, string> {
  return { title, fromOn, toOn: toOn ?? '', webAddress: webAddress ?? '', published: published ? 'yes' : 'no' };
}

function dayIn(field: string, text: string): CalendarDate {
  if (isCalendarDate(text)) return calendarDate(text);
  throw new FormRefused(422, [{ field, text: 'There is no such day in the calendar' }]);
}
