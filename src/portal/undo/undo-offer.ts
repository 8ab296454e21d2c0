import type { AccordRequest } from '../../identity';
import { timeOfDay } from '../frame/wording.rules';
import { readUndo, undoToken } from './undo-token.rules';
import type { ReadStep, UndoPlace, UndoStep } from './undo-token.rules';
import { isUndoWord, UNDONE } from './undo-words.rules';

/** What the page that says what was done shows besides: the button, and until when. */
export interface UndoShown {
  token: string;
  until: string;
}

/** The end of an address at which the page offers to take a step back; nothing where there is no step. */
export function undoQuery(request: AccordRequest, step: UndoStep | null): string {
  const place = placeOf(request);
  return step === null || place === null ? '' : `&undo=${undoToken(place, step, new Date())}`;
}

/** Null where the address offers nothing to this person, or not any more. */
export function undoShown(request: AccordRequest): UndoShown | null {
  const { undo: token } = asked(request);
  const step = stepIn(request, token);
  if (step === null || step.late) return null;
  return { token: String(token), until: timeOfDay(step.until) };
}

/** What somebody wants to take back; null when it is nothing that this session did. */
export function stepIn(request: AccordRequest, token: unknown): ReadStep | null {
  const place = placeOf(request);
  return place === null || typeof token !== 'string' ? null : readUndo(place, token, new Date());
}

/** What a page says of what was just taken back. */
export function undoneBanner(request: AccordRequest): { text: string; success: true } | null {
  const { undone } = asked(request);
  return typeof undone === 'string' && isUndoWord(undone) ? { text: UNDONE[undone], success: true } : null;
}

/** An address that cannot be read has no query at all, and its error page is a page too. */
function asked({ query }: AccordRequest): { undo?: unknown; undone?: unknown } {
  return query ?? {};
}

function placeOf({ signedIn, actor }: AccordRequest): UndoPlace | null {
  if (signedIn === undefined || actor === undefined) return null;
  const { sessionHash, accountId } = signedIn;
  return { sessionHash, accountId, organisationId: actor.organisationId };
}
