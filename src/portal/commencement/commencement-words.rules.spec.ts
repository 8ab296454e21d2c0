import { commencementLines } from './commencement-words.rules';

const deadlines = [
  { what: 'Interim report', on: '2027-01-15', whose: 'group' },
  { what: 'Comments on it', on: '2027-01-29', whose: 'health' },
] as const;

describe('how both agree to work together, in words', () => {
  it('is a line for each part, and says whose a deadline is', () => {
    const said = { channel: 'email', contactEveryDays: 30, ways: [], deadlines, reviews: ['2027-03-01'] };
    const lines = commencementLines(
      { ...said, healthAvailability: 'Mondays', groupAvailability: 'Evenings' },
      { health: 'Westmere', group: 'Harbour Lights' },
    );
    expect(lines.map(({ lines: [first] }) => first)).toEqual([
      'Email, at least every 30 days',
      'None',
      'Mondays',
      'Evenings',
      '15 January 2027: Interim report (Harbour Lights)',
      '1 March 2027',
    ]);
  });
});
