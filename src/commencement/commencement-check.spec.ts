import { commencementCheck } from './commencement-check';
import type { CommencementStanding } from './commencement-check';

const check = (standing: Partial<CommencementStanding>) =>
  commencementCheck('c1', { agreed: false, waitsFor: null, groupHasJoined: true, ...standing });

describe('what a contract of some size asks for before it is agreed', () => {
  it('is a way to work together that both have confirmed', () => {
    expect(check({}).met).toBe(false);
    expect(check({ agreed: true }).met).toBe(true);
  });

  it('is for the side that has not answered, and for the health body to begin with', () => {
    expect(check({})).toMatchObject({ whose: 'health_body', whatToDo: expect.stringMatching(/^Propose/) });
    expect(check({ waitsFor: 'group' })).toMatchObject({ whose: 'group' });
    expect(check({ waitsFor: 'health' })).toMatchObject({ whose: 'health_body' });
  });

  it('is recorded for a group that has not joined, which nothing can wait for', () => {
    expect(check({ waitsFor: 'group', groupHasJoined: false })).toMatchObject({
      whose: 'health_body',
      whatToDo: expect.stringMatching(/^Record what the group said/),
    });
  });
});
