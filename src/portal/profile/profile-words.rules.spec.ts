import { LEGAL_FORMS } from '../../organisations';
import { LEGAL_FORM_WORDS, publishedWords } from './profile-words.rules';

describe('a group’s profile in words', () => {
  it('has words for each legal form', () => {
    expect(Object.keys(LEGAL_FORM_WORDS).sort()).toEqual([...LEGAL_FORMS].sort());
  });

  it('says that nobody is named until the group chooses', () => {
    expect(publishedWords(null)).toContain('Partner group');
    expect(publishedWords('Harbour Lights')).toBe('As Harbour Lights');
  });
});
