import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { readUndo, undoToken } from './undo-token.rules';
import type { UndoStep } from './undo-token.rules';

const PLACE = { sessionHash: randomBytes(32), accountId: uuid(), organisationId: uuid() };
const STEP: UndoStep = { word: 'departure', args: [uuid(), '4', ''] };
const AT = new Date('2026-11-22T14:22:00Z');
const minutes = (count: number) => new Date(AT.getTime() + count * 60_000);
const TOKEN = undoToken(PLACE, STEP, AT);

describe('what names a step to take back', () => {
  it('says what was done to what, for ten minutes', () => {
    expect(readUndo(PLACE, TOKEN, minutes(9.9))).toEqual({ ...STEP, until: minutes(10), late: false });
    expect(readUndo(PLACE, TOKEN, minutes(10))).toMatchObject({ ...STEP, late: true });
  });

  it('goes into an address as it is', () => {
    expect(encodeURIComponent(TOKEN)).toBe(TOKEN);
  });

  it.each([
    ['another session', { sessionHash: randomBytes(32) }],
    ['another account', { accountId: uuid() }],
    ['another organisation', { organisationId: uuid() }],
  ])('is nothing to %s', (_, other) => {
    expect(readUndo({ ...PLACE, ...other }, TOKEN, AT)).toBeNull();
  });

  it('is nothing once a sign of it was changed, wherever that is', () => {
    for (let at = 0; at < TOKEN.length; at += 1) {
      const changed = TOKEN.slice(0, at) + (TOKEN[at] === 'a' ? 'b' : 'a') + TOKEN.slice(at + 1);
      expect([at, readUndo(PLACE, changed, AT)]).toEqual([at, null]);
    }
  });

  it.each(['', '.', 'departure', TOKEN.slice(0, -1), `${TOKEN}.`, TOKEN.slice(TOKEN.lastIndexOf('.'))])(
    'is not %j',
    (text) => {
      expect(readUndo(PLACE, text, AT)).toBeNull();
    },
  );

  it('holds no words of people', () => {
    expect(() => undoToken(PLACE, { word: 'snooze', args: ['a b'] }, AT)).toThrow('ids, days and versions only');
    expect(() => undoToken(PLACE, { word: 'snooze', args: ['a.b'] }, AT)).toThrow('ids, days and versions only');
  });
});
