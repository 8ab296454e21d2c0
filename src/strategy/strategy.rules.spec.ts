import { calendarDate } from '../shared/calendar-date';
import { assertStrategy } from './strategy.rules';
import type { StrategyTerms } from './strategy.rules';

const strategy = (change: Partial<StrategyTerms> = {}): StrategyTerms => ({
  title: 'Joint forward plan',
  fromOn: calendarDate('2026-04-01'),
  toOn: calendarDate('2031-03-31'),
  webAddress: 'https://plan.example/2026?page=4',
  published: true,
  ...change,
});

describe('a strategy of a health body', () => {
  it('may be open-ended, last one day, and be nowhere on the web', () => {
    expect(() => {
      assertStrategy(strategy());
      assertStrategy(strategy({ toOn: null, webAddress: null }));
      assertStrategy(strategy({ toOn: calendarDate('2026-04-01') }));
    }).not.toThrow();
  });

  it('does not end before it begins', () => {
    expect(() => {
      assertStrategy(strategy({ toOn: calendarDate('2026-03-31') }));
    }).toThrow('It must not end before it begins.');
  });

  it.each([
    ['javascript:alert(1)'],
    ['plan.example'],
    ['https://'],
    ['https://plan.example/a b'],
    ['https://nhs.example@plan.example/'],
    ['file:///etc/passwd'],
  ])('is not to be read at %s', (webAddress) => {
    expect(() => {
      assertStrategy(strategy({ webAddress }));
    }).toThrow('beginning with https://');
  });
});
