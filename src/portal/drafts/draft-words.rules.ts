import { day, moment, timeOfDay } from '../frame/wording.rules';
import { calendarDate } from '../../shared/calendar-date';
import { draftedForm } from './drafted-forms.rules';
import type { FormKey } from './drafted-forms.rules';

/** "An answer about a late payment: Harbourlight, due on 1 October 2026". */
export function titleOf({ form, other, dueOn }: { form: FormKey; other: string | null; dueOn: string | null }): string {
  const about = [
    ...(other === null ? [] : [other]),
    ...(dueOn === null ? [] : [`due on ${day(calendarDate(dueOn))}`]),
  ].join(', ');
  const { title } = draftedForm(form);
  return about === '' ? title : `${title}: ${about}`;
}

/** What the page says beside the button once the script has kept something; null when nothing was. */
export function keptWords(kept: { at: Date; replaced: Date | null } | null): string | null {
  if (kept === null) return null;
  const now = `Kept for you at ${timeOfDay(kept.at)}. Nothing is sent yet.`;
  if (kept.replaced === null) return now;
  return `${now} It took the place of what another window had kept on ${moment(kept.replaced)}.`;
}
