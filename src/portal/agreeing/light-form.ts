import { Transform, Type } from 'class-transformer';
import { IsInt, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import type { LightAgreementDto, LightAgreementView } from '../../agreeing';
import { isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { CommencementForm } from '../commencement/commencement-form';
import { FormRefused } from '../frame/form';
import { editedProcess, processNow } from './light-parts';

const DAYS = { message: 'Say how many days there are to answer: from 1 to 90' };
const GOES_TO = { message: 'Say to whom it goes on your side, like “Our trustees”' };

/** Everything that is agreed with one button, but for the reasons of a manager. */
export class LightForm extends CommencementForm {
  @Type(() => Number)
  @IsInt({ message: 'Open the page again, then send it' })
  @Min(0, { message: 'Open the page again, then send it' })
  contactSeen!: number;

  @Matches(/^([\da-f-]{36})?$/, { message: 'Open the page again, then send it' })
  processSeen = '';

  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Enter the day on which you look at this again' })
  reviewOn!: string;

  @Type(() => Number)
  @IsInt(DAYS)
  @Min(1, DAYS)
  @Max(90, DAYS)
  daysToAnswer!: number;

  @IsString(GOES_TO)
  @MinLength(1, GOES_TO)
  @MaxLength(200, { message: 'Say it in at most 200 characters' })
  goesTo!: string;

  @Transform(({ value }: { value: unknown }) => value ?? '')
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  words = '';
}

/** As the form has it, on top of what was read. Throws FormRefused. */
export function wantedIn(form: LightForm, read: LightAgreementView, side: 'health' | 'group'): LightAgreementDto {
  const { channel, contactEveryDays, ways, healthAvailability, groupAvailability } = form;
  return {
    contact: {
      ...{ channel, contactEveryDays, ways, healthAvailability, groupAvailability },
      deadlines: read.contact?.deadlines ?? [],
      reviews: [reviewIn(form), ...(read.contact?.reviews.slice(1) ?? [])],
    },
    contactSeen: form.contactSeen,
    process: editedProcess(processNow(read.process), form, side),
    ...(form.processSeen !== '' && { processSeen: form.processSeen }),
  };
}

function reviewIn({ reviewOn }: LightForm): CalendarDate {
  if (isCalendarDate(reviewOn)) return reviewOn;
  throw new FormRefused(422, [{ field: 'reviewOn', text: 'Enter a day that there is' }]);
}
