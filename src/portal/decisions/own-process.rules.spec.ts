import { DECISION_KINDS, NEVER_BY_SILENCE, standardProcess } from '../../decisions';
import { calendarDate } from '../../shared/calendar-date';
import { kindRows, KINDS } from './own-kinds.rules';
import { answersOf, fieldOnForm, ownProcessIn } from './own-process.rules';

const TODAY = calendarDate('2026-11-22');
const NAMES = { health: 'Westmere', group: 'Umber Bridge' };
const CONTACT = '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0200';
const READY_MADE = answersOf(standardProcess(), TODAY);
const read = (answers: Record<string, string> = {}) => ownProcessIn({ ...READY_MADE, ...answers }, NAMES, TODAY);
const wrong = (answers: Record<string, string>) => read(answers).problems.map(({ field, text }) => `${field}: ${text}`);

describe('how a side wants both to decide, on a form', () => {
  it('asks for every kind, and of some offers no silence as a yes', () => {
    expect(KINDS).toEqual(DECISION_KINDS);
    const rows = kindRows();
    const may = rows.filter(({ silence }) => silence.some(({ value }) => value === 'goes_on')).map(({ kind }) => kind);
    expect(may).toEqual(DECISION_KINDS.filter((kind) => !NEVER_BY_SILENCE.includes(kind)));
    const alone = rows
      .filter(({ decides }) => !decides.some(({ value }) => value === 'health'))
      .map(({ kind }) => kind);
    expect(alone).toEqual(['name_use']);
  });

  it('comes back as it was filled in, whoever is named and however often', () => {
    const { process, problems } = read();
    const { parties: standard, ...rest } = standardProcess();
    expect(process).toEqual({ ...rest, parties: [0, 2, 1, 3].map((at) => standard[at]) });
    expect(problems).toEqual([]);
    const parties = [
      { side: 'health', part: 'decides', role: 'lead' },
      { side: 'health', part: 'decides', role: 'deputy' },
      { side: 'health', part: 'decides', role: 'other', words: 'The director' },
      { side: 'group', part: 'decides', role: 'contact', contactId: CONTACT },
      { side: 'group', part: 'consulted', role: 'other', words: 'Our trustees' },
      { side: 'group', part: 'consulted', role: 'other', words: 'Our members' },
    ] as const;
    const kinds = [{ kind: 'other', decides: 'both', withoutAnswer: 'wait', words: 'Volunteers' }] as const;
    const said = { daysToAnswer: 5, dayKind: 'calendar', fromOn: '2026-12-01', words: 'By phone.', kinds, parties };
    expect(ownProcessIn(answersOf(said, TODAY), NAMES, TODAY)).toEqual({ process: said, problems: [] });
    expect(answersOf({ ...said, fromOn: '2026-11-21' }, TODAY).fromOn).toBe('');
  });

  it('leaves out what is not covered, rows that are empty and whoever is named twice', () => {
    const { process } = read({
      'kind-money-decides': '',
      'health-decides-2': 'lead',
      'health-decides-4': CONTACT,
      'group-escalation-others': ' Our trustees \r\n\r\nOur trustees\r\nOur members',
    });
    expect(process.kinds.map(({ kind }) => kind)).toEqual(['content', 'name_use', 'scope', 'timing', 'data']);
    expect(process.parties.map(({ role, words }) => words ?? role)).toEqual([
      ...['lead', 'contact', 'Whoever the lead reports to', 'lead', 'Our trustees', 'Our members'],
    ]);
  });

  it('says of each kind what is wrong with it', () => {
    expect(wrong({ 'kind-money-silence': 'goes_on', 'kind-name_use-decides': 'health' })).toEqual([
      'kind-name_use-decides: Use of the group’s name, logo or words: the group decides on its own name, so choose both sides or the group',
      'kind-money-silence: Money and budget: silence is never a yes, so choose that it waits or whom it goes to',
    ]);
    expect(
      wrong({ 'kind-other-words': 'Volunteers', 'kind-timing-decides': 'nobody', 'kind-data-silence': '' }),
    ).toEqual([
      'kind-timing-decides: Dates and deadlines: choose who decides',
      'kind-data-silence: What is recorded and shared: choose what happens without an answer',
      'kind-other-decides: Something else: choose who decides',
      'kind-other-silence: Something else: choose what happens without an answer',
    ]);
    expect(wrong({ 'kind-other-decides': 'both', 'kind-other-silence': 'wait' })).toEqual([
      'kind-other-words: Something else: say which other decisions you mean',
    ]);
    const none = Object.fromEntries(KINDS.map((kind) => [`kind-${kind}-decides`, '']));
    expect(wrong(none)).toEqual(['kind-content-decides: Say of at least one kind of decision who takes it']);
  });

  it('needs somebody who decides on each side, and somebody to go on to', () => {
    expect(wrong({ 'group-decides-1': '', 'health-escalation-others': '', 'group-escalation-others': '' })).toEqual([
      'group-decides-1: Umber Bridge: say who decides',
      'health-escalation-1: Say to whom it goes without agreement, on one side at least',
    ]);
    expect(wrong({ 'health-consulted-2': 'boss', 'group-consulted-others': 'x'.repeat(201) })).toEqual([
      'health-consulted-2: Westmere: choose from the list',
      'group-consulted-others: Umber Bridge: say who else in at most 200 characters a line',
    ]);
    const many = Array.from({ length: 17 }, (_, at) => `Person ${String(at)}`).join('\n');
    expect(wrong({ 'group-consulted-others': many })).toEqual(['health-decides-1: Name at most 20 people in all']);
  });

  it('needs days to answer, and a day that is not over or none', () => {
    expect(wrong({ daysToAnswer: '91', dayKind: '', fromOn: '2026-11-21', words: 'x'.repeat(2001) })).toEqual([
      'daysToAnswer: Enter a number of days from 1 to 90',
      'dayKind: Choose which days count',
      'fromOn: The day from which it holds must not be over',
      'words: Say it in at most 2,000 characters',
    ]);
    expect(wrong({ fromOn: '2026-11-31' })).toEqual(['fromOn: Enter the whole day from which it holds, or nothing']);
    expect(read({ fromOn: '2026-11-22', words: 'a\r\nb' }).process).toMatchObject({ fromOn: TODAY, words: 'a\nb' });
  });

  it('shows what the API refuses where it asks for it', () => {
    const { process } = read();
    expect(fieldOnForm('kinds-2-withoutAnswer', process)).toBe('kind-money-silence');
    expect(fieldOnForm('parties-2-contactId', process)).toBe('group-decides-1');
    expect(fieldOnForm('parties-3-words', process)).toBe('group-escalation-others');
    expect(['parties', 'fromOn'].map((field) => fieldOnForm(field, process))).toEqual(['health-decides-1', 'fromOn']);
  });
});
