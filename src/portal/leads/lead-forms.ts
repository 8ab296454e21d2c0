import { Type } from 'class-transformer';
import { IsIn, IsInt, IsUUID, Matches } from 'class-validator';
import type { Side } from '../../platform';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Mentors and sponsors are people of the health body. */
const OF_HEALTH = ['mentor', 'sponsor'];

const ROLE_CHOICES = [
  { value: 'lead', text: 'Lead' },
  { value: 'deputy', text: 'Deputy' },
  { value: 'mentor', text: 'Mentor' },
  { value: 'sponsor', text: 'Sponsor' },
];

/** What somebody of a side can be named as. */
export function rolesOf(side: Side): typeof ROLE_CHOICES {
  return side === 'health' ? ROLE_CHOICES : ROLE_CHOICES.filter(({ value }) => !OF_HEALTH.includes(value));
}

export class NameForm {
  @IsUUID(undefined, { message: 'Choose who' })
  contactId!: string;

  @IsIn(['lead', 'deputy', 'mentor', 'sponsor'], { message: 'Choose as what' })
  role!: 'lead' | 'deputy' | 'mentor' | 'sponsor';

  @Matches(DAY, { message: 'Enter the first day' })
  fromOn!: string;
}

export class VersionForm {
  @Type(() => Number)
  @IsInt({ message: 'Open the page again, then send it' })
  version!: number;
}

export class HandOverForm extends VersionForm {
  @IsUUID(undefined, { message: 'Choose who takes over' })
  contactId!: string;

  @Matches(DAY, { message: 'Enter the first day of whoever takes over' })
  fromOn!: string;
}

export class EndForm extends VersionForm {
  @Matches(DAY, { message: 'Enter the last day' })
  toOn!: string;
}
