import { createHmac, timingSafeEqual } from 'node:crypto';
import type { UndoWord } from './undo-words.rules';
import { isUndoWord } from './undo-words.rules';

const MILLISECONDS = 10 * 60_000;

/** What was just done, and what is needed to take it back: ids, days, and the version that the record has now. */
export interface UndoStep {
  word: UndoWord;
  args: readonly string[];
}

/** For whom a token is good: this session of this person, in this organisation. */
export interface UndoPlace {
  sessionHash: Buffer;
  accountId: string;
  organisationId: string;
}

export interface ReadStep extends UndoStep {
  until: Date;
  late: boolean;
}

/** Goes into an address, so it holds no text that people wrote. */
const ARGUMENT = /^[\w-]*$/;
const DOT = '.';

/** Names what is to be taken back, signed for this session alone; it ends with the session. */
export function undoToken(place: UndoPlace, { word, args }: UndoStep, at: Date): string {
  if (!args.every((arg) => ARGUMENT.test(arg))) throw new Error('An undo names ids, days and versions only.');
  const body = [word, Math.floor(at.getTime() / 1000).toString(36), ...args].join(DOT);
  return body + DOT + signature(place, body);
}

/** Null when it is none, was changed, or was made for somebody else. One that has run out still says what it was about. */
export function readUndo(place: UndoPlace, token: string, now: Date): ReadStep | null {
  const end = token.lastIndexOf(DOT);
  const body = token.slice(0, Math.max(end, 0));
  if (!same(token.slice(end + 1), signature(place, body))) return null;
  const [word = '', seconds = '', ...args] = body.split(DOT);
  if (!isUndoWord(word)) return null;
  const until = new Date(Number.parseInt(seconds, 36) * 1000 + MILLISECONDS);
  return { word, args, until, late: now >= until };
}

function same(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function signature({ sessionHash, accountId, organisationId }: UndoPlace, body: string): string {
  const said = JSON.stringify(['accord undo', accountId, organisationId, body]);
  return createHmac('sha256', sessionHash).update(said).digest('base64url');
}
