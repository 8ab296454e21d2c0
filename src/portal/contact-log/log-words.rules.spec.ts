import { entryHeading, entryLines, entryWho, formerLines, questionWords, unansweredWords } from './log-words.rules';
import type { EntryFacts } from './log-words.rules';

const entry: EntryFacts = {
  happenedOn: '2026-11-04',
  channel: 'phone',
  startedBy: 'group',
  twoWay: true,
  healthBody: 'Westmere Integrated Care Board',
  group: 'Harbour Lights',
  healthPerson: { name: 'Sam Whitlow', email: null },
  groupPerson: { name: null, email: 'ali@harbourlights.example' },
  contractReference: 'WM-0115',
  purpose: 'Plan the autumn drop-ins',
  outcome: null,
  mentoring: false,
};

describe('an entry of the contact log', () => {
  it('is headed by how and when', () => {
    expect(entryHeading(entry)).toBe('Phone call, 4 November 2026');
  });

  it('says who spoke with whom, and names nobody where nobody was named', () => {
    expect(entryWho(entry)).toBe('ali@harbourlights.example and Sam Whitlow of Westmere Integrated Care Board');
    expect(entryWho({ ...entry, groupPerson: null })).toBe('Sam Whitlow of Westmere Integrated Care Board');
  });

  it('says who has not answered, to either side', () => {
    expect(unansweredWords(entry, 'group')).toBeNull();
    const oneWay = { ...entry, twoWay: false };
    expect(unansweredWords(oneWay, 'group')).toBe('Westmere Integrated Care Board has not answered.');
    expect(unansweredWords(oneWay, 'health')).toBe('We have not answered.');
    expect(unansweredWords({ ...oneWay, startedBy: 'health' }, 'health')).toBe('Harbour Lights has not answered.');
  });

  it('is told to each side with itself as "we"', () => {
    const of = (reader: 'health' | 'group') =>
      entryLines(entry, reader).map(({ label, value }) => `${label}: ${value}`);
    expect(of('group')).toEqual(
      expect.arrayContaining([
        'Of Westmere Integrated Care Board: Sam Whitlow',
        'Of our group: ali@harbourlights.example',
        'Who started it: We did',
        'What came of it: Nothing written',
      ]),
    );
    expect(of('health')).toEqual(
      expect.arrayContaining([
        'Of our side: Sam Whitlow',
        'Of Harbour Lights: ali@harbourlights.example',
        'Who started it: Harbour Lights',
      ]),
    );
  });

  it('of a talk with a mentor says what was talked about and what to do next, and not who began it', () => {
    const talk = entryLines({ ...entry, mentoring: true }, 'group').map(({ label, value }) => `${label}: ${value}`);
    expect(talk).toEqual(
      expect.arrayContaining([
        ...['A talk with a mentor: Yes', 'What was talked about: Plan the autumn drop-ins'],
        'What to do next: Nothing written',
      ]),
    );
    expect(talk.join()).not.toMatch(/Who started it|Both sides took part/);
  });

  it('asks each side about itself and about the other', () => {
    expect(questionWords('group', 'Westmere').health).toBe('With whom, of Westmere?');
    expect(questionWords('health', 'Harbour Lights')).toMatchObject({
      health: 'Who of your side?',
      started: [
        { value: 'health', text: 'We did' },
        { value: 'group', text: 'Harbour Lights' },
      ],
    });
  });

  it('keeps in words what it said before and until when, the newest first', () => {
    const correctedAt = '2026-11-22T09:30:00.000Z';
    const corrections = [
      { field: 'happenedOn', was: '2026-11-03' },
      { field: 'healthContactId', was: 'k1' },
      { field: 'outcome', was: 'Rooms booked' },
      { field: 'twoWay', was: 'false' },
      { field: 'startedBy', was: 'health' },
      { field: 'contractId', was: null },
      { field: 'mentoring', was: 'true' },
    ].map((each) => ({ ...each, correctedAt }));
    const lines = formerLines({ ...entry, corrections }, new Map([['k1', 'Robin Ferrow']]), 'group');
    expect(lines.map(({ label, was }) => `${label}: ${was}`)).toEqual([
      'A talk with a mentor: Yes',
      'About: No one contract',
      'Who started it: Westmere Integrated Care Board',
      'Both sides took part: No, it went one way',
      'What came of it: Rooms booked',
      'Of Westmere Integrated Care Board: Robin Ferrow',
      'Day: 3 November 2026',
    ]);
    expect(lines[0]?.until).toEqual(new Date(correctedAt));
  });
});
