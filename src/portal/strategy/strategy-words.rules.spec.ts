import { nothingLinked, periodOf, servedBy } from './strategy-words.rules';

describe('strategies in plain words', () => {
  it('say from when to when they hold', () => {
    expect(periodOf({ fromOn: '2026-04-01', toOn: '2031-03-31' }, '2026-11-22')).toBe(
      'From 1 April 2026 to 31 March 2031',
    );
    expect(periodOf({ fromOn: '2026-04-01', toOn: null }, '2026-11-22')).toBe('Since 1 April 2026');
    expect(periodOf({ fromOn: '2027-04-01', toOn: null }, '2026-11-22')).toBe('From 1 April 2027');
  });

  it('say how much work serves a priority', () => {
    expect(servedBy(0)).toBe('Nothing is linked to it yet');
    expect(servedBy(1)).toBe('Served by 1 contract or decision');
    expect(servedBy(3)).toBe('Served by 3 contracts and decisions');
  });

  it('say where nothing is linked', () => {
    expect(nothingLinked('contract')).toContain('this contract');
    expect(nothingLinked('decision')).toContain('this decision');
  });
});
