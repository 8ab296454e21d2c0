import { checkFit, gapsIn, openGaps, standingOf } from './fit.rules';
import type { Asked, Profile } from './fit.rules';

const training = { code: 'training', name: 'Training for staff' };
const legal = { code: 'legal_advice', name: 'Legal advice' };
const of = (code: string) => ({ code, name: `People: ${code}` });
const asked: Asked = { kinds: [training, legal], communities: [of('older')], area: 'Westmere' };
const profile: Profile = {
  kindsOfWork: ['training', 'wellbeing'],
  kindsNotDone: [],
  communities: ['young', 'older'],
  area: 'Westmere and the coast',
};
const nothingSaid: Profile = { kindsOfWork: [], kindsNotDone: [], communities: [], area: null };
const results = (wanted: Partial<Asked>, said: Partial<Profile> = {}) =>
  checkFit({ kinds: [], communities: [], area: null, ...wanted }, { ...profile, ...said }).map(({ result }) => result);

describe('whether a contract fits the group', () => {
  it('is looked at for each thing that it asks for, and said in a sentence', () => {
    expect(checkFit(asked, profile).map(({ words }) => words)).toEqual([
      'Training for staff: the group does this.',
      'Legal advice: the group does not name this among what it does.',
      'People: older: the group’s work is for these people.',
      'Westmere: the group works there.',
    ]);
  });

  it('is not known where the group has not said, and never a mismatch', () => {
    const lines = checkFit(asked, nothingSaid);
    expect(lines.map(({ result }) => result)).toEqual(['not_known', 'not_known', 'not_known', 'not_known']);
    expect(gapsIn(lines)).toEqual([]);
    expect(standingOf(lines, [])).toBe('not_known');
  });

  it('is known of what the group says it does not do, even if it has said nothing else', () => {
    const lines = checkFit(asked, { ...nothingSaid, kindsNotDone: ['legal_advice'] });
    expect(lines.map(({ result }) => result)).toEqual(['not_known', 'not_done', 'not_known', 'not_known']);
    expect(lines[1]?.words).toBe('Legal advice: the group says that it does not do this.');
    expect(gapsIn(lines)).toEqual(['not_done:legal_advice']);
  });

  it('has work for all LGBTQ+ people fit each community, and not the other way round', () => {
    expect(results({ communities: [of('trans'), of('all_lgbtq')] }, { communities: ['all_lgbtq'] })).toEqual([
      'fits',
      'fits',
    ]);
    expect(results({ communities: [of('all_lgbtq')] })).toEqual(['differs']);
  });

  it('finds a place in whole words, in any capitals', () => {
    expect(results({ area: 'the  COAST' })).toEqual(['fits']);
    expect(results({ area: 'West' })).toEqual(['differs']);
    expect(checkFit({ kinds: [], communities: [], area: 'Eastport' }, profile)[0]?.words).toBe(
      'Eastport: the group says that it works in “Westmere and the coast”.',
    );
  });

  it('asks for nothing until somebody says what the contract asks for', () => {
    expect(standingOf(checkFit({ kinds: [], communities: [], area: null }, profile), [])).toBe('nothing_asked');
  });
});

describe('going on all the same', () => {
  const lines = checkFit({ ...asked, area: 'Eastport' }, profile);

  it('covers what it names, and no more', () => {
    expect(openGaps(lines, [])).toEqual(['kind:legal_advice', 'area:Eastport']);
    expect(openGaps(lines, [{ gaps: ['area:Eastport'] }])).toEqual(['kind:legal_advice']);
    expect(standingOf(lines, [{ gaps: ['area:Eastport'] }])).toBe('differs');
    expect(standingOf(lines, [{ gaps: ['area:Eastport'] }, { gaps: ['kind:legal_advice'] }])).toBe('gone_on');
  });

  it('is asked again once the group says that it does not do it', () => {
    const since = checkFit(asked, { ...profile, kindsNotDone: ['legal_advice'] });
    expect(openGaps(since, [{ gaps: ['kind:legal_advice'] }])).toEqual(['not_done:legal_advice']);
  });

  it('is over when it fits', () => {
    expect(standingOf(checkFit({ ...asked, kinds: [training] }, profile), [{ gaps: ['kind:legal_advice'] }])).toBe(
      'fits',
    );
  });
});
