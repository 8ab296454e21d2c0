import type { CalendarDate } from '../shared/calendar-date';
import type { DomainErrorKind } from '../shared/domain-error';
import type { Side } from '../shared/side';

/** How long a group may take its time with an invitation. */
export const INVITATION_DAYS = 14;

/** A contact as the health body's partnership has them, and the day on which they were told of the invitation. */
export interface Invited {
  side: Side;
  email: string | null;
  /** Whether their group has joined already. */
  joined: boolean;
  toldOn: CalendarDate;
}

export interface Refusal {
  kind: DomainErrorKind;
  pointer: string;
  detail: string;
}

/** Why this contact cannot be invited today; null when they can. */
export function whyNotInvited({ side, email, joined, toldOn }: Invited, today: CalendarDate): Refusal | null {
  if (side === 'health')
    return refusal('/contactId', 'Invite somebody of the group: this contact is of your own side.');
  if (joined)
    return { ...refusal('/contactId', 'This group has joined already: there is nobody to invite.'), kind: 'conflict' };
  if (email === null) {
    return refusal('/contactId', 'Record an email address of this contact first: they sign in with it once they join.');
  }
  if (toldOn > today) {
    return refusal('/toldOn', 'Tell the contact first, then invite them: toldOn cannot be after today.');
  }
  return null;
}

function refusal(pointer: string, detail: string): Refusal {
  return { kind: 'invalid', pointer, detail };
}
