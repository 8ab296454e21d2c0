import { Transform, Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { CHANNELS, WAYS } from '../../commencement';
import type { Channel, CommencementDto, Way } from '../../commencement';
import { FormRefused, readForm } from '../frame/form';
import type { Answers, FormError } from '../frame/form';
import { readRows, rowsIn } from './deadline-rows.rules';

const DAYS = { message: 'Say how often you are in touch: a number of days from 1 to 366' };
const HEALTH_AVAILABLE = { message: 'Say when the health body can be reached, like “Tuesdays, 10 to 4”' };
const GROUP_AVAILABLE = { message: 'Say when the group can be reached, like “Friday evenings”' };
const SHORTER = { message: 'Say it in at most 500 characters' };

export class ConfirmForm {
  @Type(() => Number)
  @IsInt({ message: 'Open the page again, then send it' })
  version!: number;
}

/** All but the rows, which have no fixed names: see `readRows`. */
export class CommencementForm extends ConfirmForm {
  @IsIn(CHANNELS, { message: 'Choose how you are in touch' })
  channel!: Channel;

  @Type(() => Number)
  @IsInt(DAYS)
  @Min(1, DAYS)
  @Max(366, DAYS)
  contactEveryDays!: number;

  @Transform(({ value }: { value: unknown }) => (value === undefined ? [] : [value].flat()))
  @IsArray()
  @IsIn(WAYS, { each: true, message: 'Choose from the list' })
  ways: Way[] = [];

  @IsString(HEALTH_AVAILABLE)
  @MinLength(1, HEALTH_AVAILABLE)
  @MaxLength(500, SHORTER)
  healthAvailability!: string;

  @IsString(GROUP_AVAILABLE)
  @MinLength(1, GROUP_AVAILABLE)
  @MaxLength(500, SHORTER)
  groupAvailability!: string;
}

/** What the form asks for. Throws FormRefused with all that is wrong, in the order of the page. */
export function wantedIn(answers: Answers): { version: number; wanted: CommencementDto } {
  const { deadlines, reviews, problems } = readRows(rowsIn(answers));
  const form = read(answers, problems);
  return {
    version: form.version,
    wanted: {
      channel: form.channel,
      contactEveryDays: form.contactEveryDays,
      ways: form.ways,
      healthAvailability: form.healthAvailability,
      groupAvailability: form.groupAvailability,
      deadlines,
      reviews,
    },
  };
}

function read(answers: Answers, problems: readonly FormError[]): CommencementForm {
  try {
    const form = readForm(CommencementForm, answers);
    if (problems.length === 0) return form;
  } catch (error) {
    if (error instanceof FormRefused) throw new FormRefused(error.status, [...error.errors, ...problems]);
    throw error;
  }
  throw new FormRefused(422, problems);
}
