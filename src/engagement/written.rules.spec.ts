import { calendarDate } from '../shared/calendar-date';
import { checkHappened, checkMentoring, checkReaders, mayCorrect } from './written.rules';

const today = calendarDate('2026-11-22');
const said = (check: () => void) => {
  try {
    check();
    return null;
  } catch (error) {
    return error;
  }
};

describe('what was written', () => {
  it('is corrected by its author, whatever their role', () => {
    expect(mayCorrect({ byOwnSide: true, bySelf: true, authorIsHere: true }, false)).toBe(true);
  });

  it('is corrected by no colleague while its author is there, not even by a manager', () => {
    expect(mayCorrect({ byOwnSide: true, bySelf: false, authorIsHere: true }, true)).toBe(false);
  });

  it('is corrected by whoever leads for the side where it came from a file or its author has left', () => {
    expect(mayCorrect({ byOwnSide: true, bySelf: false, authorIsHere: false }, true)).toBe(true);
    expect(mayCorrect({ byOwnSide: true, bySelf: false, authorIsHere: false }, false)).toBe(false);
  });

  it('is never corrected by the other side', () => {
    expect(mayCorrect({ byOwnSide: false, bySelf: false, authorIsHere: false }, true)).toBe(false);
  });
});

describe('contact', () => {
  it('is logged on the day it happens or later', () => {
    expect(said(() => checkHappened(today, today))).toBeNull();
    expect(said(() => checkHappened(calendarDate('2026-11-23'), today))).toMatchObject({
      kind: 'invalid',
      fields: [{ pointer: '/happenedOn' }],
    });
  });
});

describe('a talk with a mentor', () => {
  it('is read by both sides', () => {
    expect(said(() => checkMentoring(true, 'shared'))).toBeNull();
    expect(said(() => checkMentoring(false, 'own_side'))).toBeNull();
    for (const visibility of ['own_side', 'restricted'] as const) {
      expect(said(() => checkMentoring(true, visibility))).toMatchObject({ fields: [{ pointer: '/mentoring' }] });
    }
  });
});

describe('the people who may open a record', () => {
  it('are named only where it is restricted', () => {
    expect(said(() => checkReaders('restricted', ['someone'], true))).toBeNull();
    expect(said(() => checkReaders('shared', [], true))).toBeNull();
    expect(said(() => checkReaders('own_side', ['someone'], true))).toMatchObject({
      fields: [{ pointer: '/readerIds' }],
    });
  });

  it('are people: a service restricts nothing', () => {
    expect(said(() => checkReaders('restricted', [], false))).toMatchObject({ fields: [{ pointer: '/visibility' }] });
    expect(said(() => checkReaders('own_side', [], false))).toBeNull();
  });
});
