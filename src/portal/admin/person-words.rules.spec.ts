import { calendarDate } from '../../shared/calendar-date';
import { cautionsFor, changeOfRoles, standingOf } from './person-words.rules';

const TODAY = calendarDate('2026-11-22');

describe('somebody with access', () => {
  it('can sign in, waits with a link, or has no way in', () => {
    expect(standingOf({ canSignIn: true, linkUntil: null }, TODAY)).toMatchObject({ text: 'Can sign in', more: null });
    expect(standingOf({ canSignIn: false, linkUntil: new Date('2026-12-06T09:00:00Z') }, TODAY)).toMatchObject({
      text: 'Invited',
      more: 'Link works until 6 December 2026.',
    });
    expect(standingOf({ canSignIn: false, linkUntil: new Date('2026-11-22T09:00:00Z') }, TODAY).more).toBe(
      'Link works until today.',
    );
    expect(standingOf({ canSignIn: false, linkUntil: null }, TODAY)).toMatchObject({ text: 'No way in' });
  });

  it('is given and loses only what changes', () => {
    expect(changeOfRoles(['auditor', 'administrator'], ['auditor', 'finance_officer'])).toEqual({
      given: ['finance_officer'],
      taken: ['administrator'],
    });
  });
});

describe('what to think of before a role is given', () => {
  it('is nothing for most', () => {
    expect(cautionsFor(['partnership_manager'])).toEqual([]);
  });

  it('is that two people pay, that administrators can do more, and that approvers need a limit', () => {
    expect(cautionsFor(['finance_officer', 'finance_approver'])).toHaveLength(2);
    expect(cautionsFor(['administrator', 'auditor'])[0]).toContain('give themselves more roles');
    expect(cautionsFor(['finance_approver'])[0]).toContain('until you set a limit');
  });
});
