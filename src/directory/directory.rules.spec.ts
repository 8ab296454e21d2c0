import { assertFindable } from './directory.rules';

const NOWHERE = { place: null, email: null, phone: null };

describe('an entry of the directory', () => {
  it('may be a team that is reached by an introduction alone', () => {
    expect(() => {
      assertFindable('team', NOWHERE);
    }).not.toThrow();
  });

  it('is no place without saying where it is', () => {
    expect(() => {
      assertFindable('place', { ...NOWHERE, phone: '01632 960111' });
    }).toThrow('Say where the place is');
    expect(() => {
      assertFindable('place', { ...NOWHERE, place: 'Level 2, Quay House' });
    }).not.toThrow();
  });
});
