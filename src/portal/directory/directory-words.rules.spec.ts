import { dialled, introductionTag, waitingSentence } from './directory-words.rules';

describe('introductions in words', () => {
  it('says how many wait, and how long', () => {
    expect(waitingSentence(1, 0)).toBe('One group waits to be introduced, since today.');
    expect(waitingSentence(1, 3)).toBe('One group waits to be introduced, for 3 days.');
    expect(waitingSentence(2, 17)).toBe('2 groups wait to be introduced, the longest for 17 days.');
  });

  it('names a long wait to whoever lets wait, and to nobody else', () => {
    expect(introductionTag('open').text).toBe('Waiting for an answer');
    expect(introductionTag('open', { days: 17 }).text).toBe('Waiting for 17 days');
    expect(introductionTag('declined', { days: 17 }).text).toBe('Not this time');
  });

  it('makes a link of a telephone number, and of nothing else', () => {
    expect(dialled('01632 960 111')).toBe('01632960111');
    expect(dialled('+44 (1632) 960-111')).toBe('+441632960111');
    expect(dialled('extension 12')).toBeNull();
    expect(dialled(null)).toBeNull();
  });
});
