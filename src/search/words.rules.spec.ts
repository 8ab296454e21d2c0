import { excerptOf, soughtIn } from './words.rules';

describe('what is looked for', () => {
  it('is each word, whatever its capitals and spaces, the longest first', () => {
    expect(soughtIn('  Drop-IN   winter ')?.words).toEqual(['drop-in', 'winter']);
    expect(soughtIn('a Harbourlight a')?.words).toEqual(['harbourlight', 'a']);
  });

  it('is too short with less than two letters or digits', () => {
    expect(['', ' ', 'a', '-', 'a b', '%%%', '. b'].map(soughtIn)).toEqual(Array(7).fill(null));
    expect(soughtIn('Li')).not.toBeNull();
    expect(soughtIn('Q1')).not.toBeNull();
  });

  it('takes a sign of a pattern for itself', () => {
    expect(soughtIn('50%_x\\')).toMatchObject({ patterns: ['%50\\%\\_x\\\\%'], beginning: '50\\%\\_x\\\\%' });
  });

  it('cannot be broken out of', () => {
    expect(soughtIn(`o'neill \\ it'`)?.query).toBe(`'o neill':* & 'it ':*`);
    expect(soughtIn('nul\0byte')?.words).toEqual(['nulbyte']);
  });

  it('is cut where somebody pastes a page', () => {
    expect(soughtIn('word '.repeat(500))?.words).toEqual(['word']);
    expect(soughtIn(Array.from({ length: 12 }, (_none, at) => `word${String(at)}`).join(' '))?.words).toHaveLength(8);
  });
});

describe('an excerpt', () => {
  const long = `${'One thing after another was said there. '.repeat(10)}Then the rent came up. ${'And more was said. '.repeat(10)}`;

  it('is the whole of a short text', () => {
    expect(excerptOf(' About  the rent ', ['rent'])).toBe('About the rent');
  });

  it('is of a long one the part with the word, in whole words', () => {
    const part = excerptOf(long, ['rent']);
    expect(part).toMatch(/^… \S.*the rent came up.*\S …$/);
    expect(part.length).toBeLessThan(175);
    expect(long).toContain(part.slice(2, -2));
  });

  it('is the beginning where the words are nowhere, and where they come first', () => {
    expect(excerptOf(long, ['elsewhere'])).toMatch(/^One thing .* …$/);
    expect(excerptOf(long, ['one'])).toMatch(/^One thing .* …$/);
  });
});
