import { auditWords, whoDidIt } from './audit-words.rules';

describe('what happened, for a group to read', () => {
  it('is said in words of its own, or in those that it was recorded with', () => {
    expect(auditWords('capacity.stated')).toBe('Your capacity was said anew');
    expect(auditWords('interest-claim.made')).toBe('Interest claim: made');
  });

  it('says who it was', () => {
    const names = new Map([['a1', 'Ali Penwright']]);
    const of = (actorKind: string, actorId: string | null) => whoDidIt({ actorKind, actorId }, 'me', names);
    expect(of('account', 'me')).toBe('You');
    expect(of('account', 'a1')).toBe('Ali Penwright');
    expect(of('account', 'gone')).toBe('Somebody who has no access any more');
    expect(of('token', 't1')).toBe('One of your API tokens');
    expect(of('operator', null)).toBe('Whoever runs Accord');
    expect(of('system', null)).toBe('Accord itself');
  });
});
