import type { EntryView } from '../../finance';
import { movementInWords, sectionOf, WAITING_SECTIONS } from './reconcile-words.rules';

const entry = (rest: Partial<EntryView>) =>
  ({ amountPence: 120_000, currency: 'GBP', direction: 'debit', ...rest }) as EntryView;

describe('a statement in words', () => {
  it('says amount and direction, in whatever currency', () => {
    expect(movementInWords(entry({}))).toBe('£1,200.00 out');
    expect(movementInWords(entry({ direction: 'credit' }))).toBe('£1,200.00 in');
    expect(movementInWords(entry({ currency: 'EUR' }))).toBe('EUR 1,200.00 out');
  });

  it('shows first what waits for a person, and nothing for a word that is no outcome', () => {
    expect(WAITING_SECTIONS.map(({ outcome }) => outcome)).toEqual(['suggested', 'part', 'duplicate', 'unknown']);
    expect(sectionOf('matched')?.title).toBe('Matched exactly');
    expect(sectionOf('constructor')).toBeNull();
  });
});
