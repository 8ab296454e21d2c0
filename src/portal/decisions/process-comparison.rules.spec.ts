import { standardProcess } from '../../decisions';
import { compareProcesses } from './process-comparison.rules';

const NAMES = { health: 'Westmere', group: 'Umber Bridge' };
const PEOPLE = new Map([['k1', 'Robin Vale']]);
const READY_MADE = standardProcess();

describe('two ways of deciding side by side', () => {
  it('are all kept where nothing is otherwise', () => {
    const same = compareProcesses(READY_MADE, { ...READY_MADE, words: null }, NAMES, PEOPLE);
    expect(same.changed).toEqual([]);
    expect(same.stays).toBe('11 things stay as they are');
  });

  it('are new, gone or changed line by line, with people by their names', () => {
    const { kinds, parties } = READY_MADE;
    const after = {
      ...{ ...READY_MADE, daysToAnswer: 1, dayKind: 'calendar', words: 'By phone.' },
      kinds: [
        ...kinds.filter(({ kind }) => kind !== 'data').map((each) => ({ ...each, withoutAnswer: 'wait' })),
        { kind: 'other', decides: 'both', withoutAnswer: 'goes_on', words: 'Volunteers' },
      ],
      parties: [
        ...parties.filter(({ side, part }) => side === 'health' || part === 'decides'),
        { side: 'group', part: 'decides', role: 'contact', contactId: 'k1' },
      ],
    };
    const { changed, stays } = compareProcesses(READY_MADE, after, NAMES, PEOPLE);
    expect(changed.map(({ mark, what, was, willBe }) => `${mark}: ${what}: ${was} → ${willBe}`)).toEqual([
      'Changed: Money and budget: Both sides decide. Without an answer, it goes to those named below. → Both sides decide. Without an answer, it waits.',
      'Changed: What is done, where and for whom: Both sides decide. Without an answer, it goes to those named below. → Both sides decide. Without an answer, it waits.',
      'Gone: What is recorded and shared: Both sides decide. Without an answer, it waits. → Not covered: it needs a yes from both sides',
      'New: Volunteers: Not covered: it needs a yes from both sides → Both sides decide. Without an answer, the side that answered decides.',
      'Changed: Umber Bridge: who decides: Whoever is lead of the contract → Whoever is lead of the contract; Robin Vale',
      'Gone: Umber Bridge: to whom it goes without agreement: Our trustees or committee → Nobody',
      'Changed: Time to answer: 10 working days → 1 day',
      'New: What else both should know: Nothing → By phone.',
    ]);
    expect(stays).toBe('5 things stay as they are');
  });

  it('say which other decisions each means', () => {
    const other = (words: string) => ({
      ...READY_MADE,
      kinds: [{ kind: 'other', decides: 'both', withoutAnswer: 'wait', words }],
    });
    const { changed } = compareProcesses(other('Volunteers'), other('Rooms'), NAMES, PEOPLE);
    expect(changed).toMatchObject([{ what: 'Rooms', was: expect.stringMatching(/^Volunteers\. Both sides decide/) }]);
  });
});
