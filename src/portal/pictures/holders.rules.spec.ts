import { holdersOf } from './holders.rules';
import type { Holder } from './holders.rules';

const holder = (name: string, count: number, deputy = false): Holder => ({ name, count, deputy });

describe('who holds a relationship', () => {
  it('is said in a sentence, with the limit', () => {
    const { sentence } = holdersOf([holder('Priya Shah', 9), holder('Sam Okoro', 1, true)], 80, 6);
    expect(sentence).toBe(
      'Priya Shah holds 90% of this relationship: you were in contact 10 times in the last year, and that is over the limit of 80% with one person.',
    );
    expect(holdersOf([holder('Priya Shah', 1), holder('Sam Okoro', 1)], 80, 6).sentence).toContain(
      'holds 50% of this relationship: you were in contact 2 times in the last year, and that is under the limit',
    );
    expect(holdersOf([holder('Priya Shah', 1)], 80, 6).sentence).toMatch(/^Priya Shah holds all of this relationship/);
  });

  it('adds up to 100 per cent, with everybody beyond the first as one', () => {
    const { lines } = holdersOf([holder('A', 3), holder('B', 2), holder('C', 1), holder('D', 1)], 80, 2);
    expect(lines.map(({ name, count }) => [name, count])).toEqual([
      ['A', 3],
      ['B', 2],
      ['Everybody else', 2],
    ]);
    expect(lines.reduce((sum, { percent }) => sum + percent, 0)).toBe(100);
  });

  it('is judged on the contact, not on the rounded share', () => {
    const [just] = holdersOf([holder('A', 796), holder('B', 204)], 80, 6).lines;
    expect([just?.percent, just?.overLimit]).toEqual([80, false]);
    expect(holdersOf([holder('A', 4), holder('B', 1)], 80, 6).lines[0]?.overLimit).toBe(true);
  });

  it('is nobody where nobody was in contact', () => {
    expect(holdersOf([], 80, 6)).toMatchObject({ total: 0, lines: [] });
  });

  it('never calls anybody an ally', () => {
    expect(holdersOf([holder('A', 1)], 80, 6).sentence).not.toMatch(/ally/i);
  });
});
