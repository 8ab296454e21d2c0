import { entryHeading, entryLines, entryWho, unansweredWords } from './log-words.rules';
import type { EntryFacts } from './log-words.rules';

const entry: EntryFacts = {
  happenedOn: '2026-11-04',
  channel: 'phone',
  startedBy: 'group',
  twoWay: true,
  healthBody: 'Westmere Integrated Care Board',
  healthPerson: { name: 'Sam Whitlow', email: null },
  groupPerson: { name: null, email: 'ali@harbourlights.example' },
  contractReference: 'WM-0115',
  purpose: 'Plan the autumn drop-ins',
  outcome: null,
};

describe('an entry of the contact log', () => {
  it('is headed by how and when', () => {
    expect(entryHeading(entry)).toBe('Phone call, 4 November 2026');
  });

  it('says who spoke with whom, and names nobody where nobody was named', () => {
    expect(entryWho(entry)).toBe('ali@harbourlights.example and Sam Whitlow of Westmere Integrated Care Board');
    expect(entryWho({ ...entry, groupPerson: null })).toBe('Sam Whitlow of Westmere Integrated Care Board');
  });

  it('says who has not answered', () => {
    expect(unansweredWords(entry)).toBeNull();
    expect(unansweredWords({ ...entry, twoWay: false })).toBe('Westmere Integrated Care Board has not answered.');
    expect(unansweredWords({ ...entry, twoWay: false, startedBy: 'health' })).toBe('We have not answered.');
  });

  it('keeps in words what it said before, beside what it says now', () => {
    const corrections = [
      { field: 'happenedOn', was: '2026-11-03' },
      { field: 'healthContactId', was: 'k1' },
      { field: 'outcome', was: 'Rooms booked' },
      { field: 'twoWay', was: 'false' },
      { field: 'contractId', was: null },
    ];
    const lines = entryLines(entry, corrections, new Map([['k1', 'Robin Ferrow']]));
    const former = lines.flatMap(({ label, former: was }) => was.map((text) => `${label}: ${text}`));
    expect(former).toEqual([
      'Day: 3 November 2026',
      'Of Westmere Integrated Care Board: Robin Ferrow',
      'Both sides took part: No, it went one way',
      'About: No one contract',
      'What came of it: Rooms booked',
    ]);
  });
});
