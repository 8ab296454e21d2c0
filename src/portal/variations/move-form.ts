import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import type { MoveContractDto } from '../../contracts';
import { isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';

const REASONS = {
  funding_ended: 'The funding ended',
  budget_cut: 'The budget was cut',
  outside_pressure_press: 'Pressure from the press',
  outside_pressure_public: 'Pressure from the public',
  outside_pressure_political: 'Political pressure',
  performance: 'How the work went',
  safety: 'Safety',
  group_asked: 'The group asked for it',
  group_closing: 'The group is closing',
  reorganisation: 'Reorganisation',
  policy_change: 'A change of policy',
  other: 'Something else',
};
type ReasonCode = keyof typeof REASONS;

export const REASON_OPTIONS = Object.entries(REASONS).map(([value, text]) => ({ value, text }));

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class ResumeForm {
  @Matches(DAY, { message: 'Enter the day' })
  effectiveOn!: string;

  @Type(() => Number)
  @IsInt({ message: 'Open the page again, then fill it in' })
  version!: number;
}

/** Who decided it and why, and when the group was told. */
export class MoveForm extends ResumeForm {
  @IsIn(Object.keys(REASONS), { message: 'Choose the reason' })
  reasonCode!: ReasonCode;

  @MinLength(1, { message: 'Say why, for both sides to read' })
  @MaxLength(2000, { message: 'Say why in at most 2,000 characters' })
  reason!: string;

  @IsUUID(undefined, { message: 'Choose who approved it' })
  approvedByContactId!: string;

  @Matches(DAY, { message: 'Enter the day on which the group was told' })
  groupToldOn!: string;

  /** Of what was seen; without it a termination is shown first. */
  @Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value))
  @IsOptional()
  @Matches(/^[\w-]{22}$/, { message: 'Open the page again, then fill it in' })
  previewKey?: string;
}

export function saidIn(form: MoveForm): MoveContractDto {
  return {
    effectiveOn: dayIn('effectiveOn', form.effectiveOn),
    reasonCode: form.reasonCode,
    reason: form.reason,
    approvedByContactId: form.approvedByContactId,
    groupToldOn: dayIn('groupToldOn', form.groupToldOn),
  };
}

/** Throws FormRefused when it is no day of the calendar. */
export function dayIn(field: string, text: string): CalendarDate {
  if (isCalendarDate(text)) return text;
  throw new FormRefused(422, [{ field, text: 'Enter a day of the calendar' }]);
}
