import { standardProcess } from '../../decisions';
import { calendarDate } from '../../shared/calendar-date';
import { contactNow, editedProcess, editsOf } from './light-parts';

describe('how both decide, as one page changes it', () => {
  const edits = { daysToAnswer: 10, goesTo: 'Our trustees or committee', words: '' };

  it('is the ready-made way until somebody changes something', () => {
    expect(editsOf(standardProcess(), 'group')).toEqual(edits);
    expect(editedProcess(standardProcess(), edits, 'group')).toEqual(standardProcess());
  });

  it('takes a side’s own words, and leaves the other side’s as they are', () => {
    const changed = editedProcess(
      standardProcess(),
      { daysToAnswer: 20, goesTo: 'All of us', words: 'Slowly.' },
      'group',
    );
    expect(editsOf(changed, 'group')).toEqual({ daysToAnswer: 20, goesTo: 'All of us', words: 'Slowly.' });
    expect(editsOf(changed, 'health').goesTo).toBe(editsOf(standardProcess(), 'health').goesTo);
    expect(editedProcess(changed, { ...edits, goesTo: 'All of us' }, 'group').words).toBeUndefined();
  });

  it('says to whom it goes where nothing said so before', () => {
    const { parties, ...rest } = standardProcess();
    const without = { ...rest, parties: parties.filter(({ part }) => part === 'decides') };
    expect(editsOf(editedProcess(without, edits, 'group'), 'group').goesTo).toBe('Our trustees or committee');
  });
});

describe('how both keep in touch, to begin with', () => {
  it('is the ordinary, with when the leads can be reached, looked at again while the contract runs', () => {
    const starts = calendarDate('2027-01-01');
    const read = (endsOn: string) =>
      contactNow(null, { startsOn: starts, endsOn: calendarDate(endsOn) }, { health: 'Mondays', group: null });
    expect(read('2027-12-31')).toMatchObject({ healthAvailability: 'Mondays', reviews: ['2027-07-01'] });
    expect(read('2027-03-31')).toMatchObject({ groupAvailability: 'By arrangement', reviews: ['2027-03-31'] });
  });
});
