import { isNotice, LINKS, NOTICES, wordsOf } from './mail-words.rules';

describe('the words of an email', () => {
  it.each([...NOTICES, ...LINKS])('of the kind %s name nobody, and say what to do', (kind) => {
    const { subject, paragraphs, button } = wordsOf(kind, { waiting: 2, late: 1 });
    const all = [subject, ...paragraphs, button].join(' ');
    expect(all).not.toMatch(/\b(group|partnership|contract|LGBT\w*|trans|gay|NHS|trust|£|undefined)\b/i);
    expect(subject.length).toBeLessThan(40);
    expect(paragraphs.length).toBeGreaterThan(0);
  });

  it.each([
    [{ waiting: 1, late: 0 }, ['One thing waits for you.']],
    [{ waiting: 3, late: 1 }, ['3 things wait for you.', 'One payment is late.']],
    [{ waiting: 0, late: 2 }, ['2 payments are late.']],
  ])('of a digest tell how much there is: %j', (figures, lines) => {
    expect(wordsOf('digest', figures).paragraphs.slice(0, -1)).toEqual(lines);
  });

  it('tell apart what one may do without, and a link that one has asked for', () => {
    expect(NOTICES.every(isNotice)).toBe(true);
    expect(LINKS.some(isNotice)).toBe(false);
  });
});
