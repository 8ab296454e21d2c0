import { readRows, rowsIn, rowsOf, withMore } from './deadline-rows.rules';

const report = { what: 'Interim report', on: '2027-01-15', whose: 'group' } as const;
const comments = { what: 'Comments on it', on: '2027-01-29', whose: 'health' } as const;

/** The rows as a form sends them. */
const sent = (deadlines: readonly object[], reviews: readonly string[]) => ({
  ...Object.fromEntries(
    deadlines.flatMap((row, at) =>
      Object.entries(row).map(([name, value]) => [`deadline-${String(at + 1)}-${name}`, String(value)]),
    ),
  ),
  ...Object.fromEntries(reviews.map((on, at) => [`review-${String(at + 1)}`, on])),
});
const nothing = { what: '', on: '', whose: '' };

describe('the rows for deadlines and for days on which both look again', () => {
  it('are five and three at first, all empty', () => {
    const { deadlines, reviews } = rowsOf({ deadlines: [], reviews: [] });
    expect(deadlines).toEqual([nothing, nothing, nothing, nothing, nothing]);
    expect(reviews).toEqual(['', '', '']);
  });

  it('begin with what was said before, and always have room for more until there are 30', () => {
    const six = Array.from({ length: 6 }, () => report);
    expect(rowsOf({ deadlines: [report], reviews: [] }).deadlines).toHaveLength(5);
    expect(rowsOf({ deadlines: six, reviews: [] }).deadlines).toEqual([...six, nothing, nothing]);
    const full = Array.from({ length: 29 }, () => report);
    expect(rowsOf({ deadlines: full, reviews: [] }).deadlines).toHaveLength(30);
    expect(withMore({ deadlines: six, reviews: [''] })).toMatchObject({ deadlines: { length: 11 }, reviews: [''] });
  });

  it('come back as they were sent', () => {
    const answers = sent([report, nothing, comments], ['2027-03-01', '']);
    expect(rowsIn(answers)).toEqual({ deadlines: [report, nothing, comments], reviews: ['2027-03-01', ''] });
    expect(rowsIn({})).toEqual({ deadlines: [], reviews: [] });
  });

  it('count only where they say something', () => {
    const onlyWhose = { ...nothing, whose: 'group' };
    const read = readRows({ deadlines: [nothing, report, onlyWhose, comments], reviews: ['', '2027-03-01'] });
    expect(read).toEqual({ deadlines: [report, comments], reviews: ['2027-03-01'], problems: [] });
  });

  it('name the row and the field of what is wrong', () => {
    const { problems } = readRows({
      deadlines: [report, { ...report, what: '' }, { ...nothing, what: 'x'.repeat(201) }],
      reviews: ['2027-03-01', '2027-02-30'],
    });
    expect(problems).toEqual([
      { field: 'deadline-2-what', text: 'Deadline 2: say what is due' },
      { field: 'deadline-3-what', text: 'Deadline 3: say it in at most 200 characters' },
      { field: 'deadline-3-on', text: 'Deadline 3: enter the day by which it is due' },
      { field: 'deadline-3-whose', text: 'Deadline 3: choose whose it is' },
      { field: 'review-2', text: 'Day 2: enter the whole day, or leave it empty' },
    ]);
  });

  it('need one day on which both look at it again', () => {
    expect(readRows({ deadlines: [], reviews: ['', ''] }).problems).toEqual([
      { field: 'review-1', text: 'Enter at least one day on which you look at this again' },
    ]);
  });
});
