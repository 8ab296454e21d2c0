import { DECISION_KINDS } from '../../decisions';
import { KIND_WORDS, kindLine, lackWords, partyWords, stanceWords } from './decision-words.rules';

describe('decisions in plain words', () => {
  it('have a name for every kind', () => {
    expect(DECISION_KINDS.filter((kind) => KIND_WORDS[kind] === undefined)).toEqual([]);
  });

  it('say how each kind is decided', () => {
    expect(kindLine({ kind: 'money', decides: 'both', withoutAnswer: 'escalate' })).toEqual({
      what: 'Money and budget',
      how: 'Both sides decide. Without an answer, it goes to those named below.',
    });
  });

  it('say who is meant, what was said and what is missing', () => {
    const people = new Map([['k1', 'Robin Vale']]);
    expect(partyWords({ role: 'other', words: 'Our trustees' }, people)).toBe('Our trustees');
    expect(partyWords({ role: 'lead', words: null }, people)).toBe('Whoever is lead of the contract');
    expect(partyWords({ role: 'contact', contactId: 'k1' }, people)).toBe('Robin Vale');
    expect(partyWords({ role: 'contact', contactId: 'k2' }, people)).toBe('A person named in the record');
    expect(stanceWords(null)).toBe('No answer yet');
    expect(lackWords('group')).toBe('Before it is agreed, the group’s yes is needed.');
    expect(lackWords(null)).toContain('can be closed as agreed');
  });
});
