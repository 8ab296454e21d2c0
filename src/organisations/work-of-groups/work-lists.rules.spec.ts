import { COMMUNITIES, EVERYBODY, inWords, KIND_WORDS, KINDS_OF_WORK, saidBoth, WAY_WORDS } from './work-lists.rules';

describe('what a group’s work is', () => {
  it('is said in the order of the list, whatever the order of the answers', () => {
    expect(inWords(KIND_WORDS, ['training', 'wellbeing'])).toEqual([
      'Wellbeing groups, movement and self-care',
      'Awareness and training for health and care staff',
    ]);
    expect(inWords(WAY_WORDS, [])).toEqual([]);
  });

  it('is not both done and not done', () => {
    expect(saidBoth(['training', 'wellbeing'], ['legal_advice', 'training'])).toEqual(['training']);
    expect(saidBoth(['training'], ['legal_advice'])).toEqual([]);
  });

  it('may be for everybody, which is one of the list', () => {
    expect(COMMUNITIES).toContain(EVERYBODY);
    expect(KINDS_OF_WORK).toContain('legal_advice');
  });
});
