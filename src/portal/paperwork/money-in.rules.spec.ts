import { calendarDate } from '../../shared/calendar-date';
import { amountIn, dayFirst, dayIn, penceIn } from './money-in.rules';

describe('an amount as people write it', () => {
  it.each([
    ['4000', 400_000],
    ['£4,000.00', 400_000],
    ['1,234.5', 123_450],
    [' 0.01 ', 1],
    ['12,375,000.99', 1_237_500_099],
  ])('is taken to the penny: %s', (text, pence) => {
    expect(penceIn(text)).toBe(pence);
  });

  it.each(['', 'four', '1.234', '12,34', '-5', '4000 pounds', '99999999999999999'])('is not guessed: %j', (text) => {
    expect(penceIn(text)).toBeNull();
  });

  it('goes back into its field', () => {
    expect(penceIn(amountIn(123_405))).toBe(123_405);
  });
});

describe('a day as people write it', () => {
  it('is day first, or year first, and goes back into its field', () => {
    expect(dayIn(dayFirst(calendarDate('2026-11-02')))).toBe('2026-11-02');
    expect([dayIn('2026-11-02'), dayIn('2/11/2026'), dayIn('02.11.2026')]).toEqual(Array(3).fill('2026-11-02'));
    expect([dayIn('11/22/2026'), dayIn('2026-02-30'), dayIn('soon'), dayIn('')]).toEqual(Array(4).fill(null));
  });
});
