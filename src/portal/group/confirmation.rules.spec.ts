import { confirmationOf, stillMissing } from './confirmation.rules';
import type { DraftFacts } from './confirmation.rules';

const lead = { check: 'lead_of_group', met: false, whose: 'group', whatToDo: 'The group names who answers for it.' };
const ours = { check: 'confirmed_by_health_body', met: true, whose: 'health_body', whatToDo: 'A manager confirms.' };
const theirs = { check: 'confirmed_by_group', met: false, whose: 'group', whatToDo: 'The group confirms.' };

const draft: DraftFacts = {
  state: 'draft',
  confirmations: [{ side: 'health', confirmedOn: '2026-11-20' }],
  readiness: [lead, ours, theirs],
  signerAnswersInPerson: false,
};

describe('a draft that both sides have to confirm', () => {
  it('waits for the side that has not confirmed it', () => {
    expect(confirmationOf(draft, 'group', '/c1')?.waitsForYou).toBe(true);
    expect(confirmationOf(draft, 'health', '/c1')?.waitsForYou).toBe(false);
  });

  it('says to each side what itself and the other has done', () => {
    expect(confirmationOf(draft, 'group', '/c1')?.sentences).toEqual([
      'Your side has not confirmed it yet.',
      'The health body confirmed it on 20 November 2026.',
    ]);
    expect(confirmationOf(draft, 'health', '/c1')?.sentences).toEqual([
      'Your side confirmed it on 20 November 2026.',
      'The group has not confirmed it yet.',
    ]);
  });

  it('says whose each thing is, and where to see to it', () => {
    expect(confirmationOf(draft, 'health', '/c1')?.checks.map(({ whose, href }) => [whose, href])).toEqual([
      ['For the group', '#leads'],
      ['Yours', '#confirm'],
      ['For the group', '#confirm'],
    ]);
  });

  it('leads to the pages on which both say how they work and decide together', () => {
    const asked = ['commencement_confirmed', 'decision_process'].map((check) => ({ ...lead, check }));
    const { checks } = confirmationOf({ ...draft, readiness: asked }, 'health', '/c1') ?? { checks: [] };
    expect(checks.map(({ href }) => href)).toEqual(['/c1/commencement', '/c1/decision-process']);
  });

  it('asks for no reason to go on without a confirmation: that is what agreeing is', () => {
    expect(stillMissing([lead, ours, theirs])).toEqual([lead]);
  });

  it('warns both sides, until the group has confirmed, that whoever confirms may answer for it in person', () => {
    const unincorporated = { ...draft, signerAnswersInPerson: true };
    expect(confirmationOf(draft, 'group', '/c1')?.inPerson).toEqual([]);
    expect(confirmationOf(unincorporated, 'group', '/c1')?.inPerson[0]).toContain('with their own money');
    expect(confirmationOf(unincorporated, 'health', '/c1')?.inPerson[0]).toContain('It reads this before it confirms.');
    const confirmed = [...draft.confirmations, { side: 'group', confirmedOn: '2026-11-21' }];
    expect(confirmationOf({ ...unincorporated, confirmations: confirmed }, 'health', '/c1')?.inPerson).toEqual([]);
  });

  it('is over once the contract is agreed', () => {
    expect(confirmationOf({ ...draft, state: 'active' }, 'group', '/c1')).toBeNull();
  });
});
