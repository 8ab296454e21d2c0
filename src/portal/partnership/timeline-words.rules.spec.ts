import { calendarDate } from '../../shared/calendar-date';
import { byDay, timelineLine } from './timeline-words.rules';
import type { TimelineEvent } from './timeline-words.rules';

const event = (kind: TimelineEvent['kind'], words: string, change: Partial<TimelineEvent> = {}): TimelineEvent => ({
  ...{ kind, words, on: calendarDate('2026-11-03'), more: null, pence: null, link: 'x1', ...change },
});
const reading = (side: 'health' | 'group') => ({
  ...{ side, root: '/o/1', partnershipId: 'p1', findingName: (rule: string) => `a finding named ${rule}` },
});
const said = (side: 'health' | 'group', ...of: Parameters<typeof event>) => timelineLine(event(...of), reading(side));

describe('a line of what happened', () => {
  it('says to each side whether it was itself or the other', () => {
    expect(said('health', 'made', 'health').what).toBe('Material: a version made by your side');
    expect(said('health', 'made', 'group').what).toBe('Material: a version made by the group');
    expect(said('group', 'made', 'group').what).toBe('Material: a version made by your group');
    expect(said('group', 'made', 'health').what).toBe('Material: a version made by the health body');
    expect(said('group', 'challenged', 'health').what).toBe('The health body said that something is not right');
  });

  it('tells a yes that lapsed from one that was taken back', () => {
    expect(said('health', 'unnamed', 'withdrawn').what).toBe('The group took back its yes to the name');
    expect(said('health', 'unnamed', 'lapsed').what).toContain('there is a newer version');
  });

  it('says what an answer to a challenge was', () => {
    expect(said('health', 'replied', 'health answered false').what).toBe(
      'Challenge: your side answered: nothing was changed',
    );
    expect(said('group', 'replied', 'group accepted ').what).toBe('Challenge: your group accepted the answer');
    expect(said('group', 'replied', 'health answered true', { more: 'It is mended.' }).more).toBe('“It is mended.”');
  });

  it('tells a light agreement from another', () => {
    const of = { more: 'WM-1' };
    expect(said('health', 'contract', 'agreed-light', of).what).toBe('Contract WM-1: agreed, as a light agreement');
    expect(said('health', 'contract', 'agreed', of).what).toBe('Contract WM-1: agreed');
    expect(said('health', 'contract', 'terminated', of).what).toBe('Contract WM-1: ended early');
  });

  it('says how an introduction ended, and leads to a mentor where each side finds them', () => {
    expect(said('group', 'introduced', 'introduced').what).toBe('Introduced');
    expect(said('group', 'introduced', 'something new').what).toBe('Introduction answered');
    expect(said('health', 'mentor', 'named').href).toBe('/o/1/partnerships/p1/mentor');
    expect(said('group', 'mentor', 'named').href).toBe('/o/1/who-is-who');
  });

  it('names money, contact and findings', () => {
    expect(said('group', 'payment', 'receipt', { pence: '120000', more: 'WM-1' })).toMatchObject({
      ...{ what: '£1,200.00 received', more: 'Contract WM-1', href: '/o/1/payments/x1' },
    });
    expect(said('health', 'contact', 'phone').what).toBe('Phone call');
    expect(said('health', 'finding', 'overdue').what).toBe('Noticed: a finding named overdue');
    expect(said('health', 'gone', 'overdue').what).toBe('Gone: a finding named overdue');
  });
});

it('shows each day once', () => {
  const [first, second] = [calendarDate('2026-11-03'), calendarDate('2026-11-02')];
  const line = (on: typeof first, what: string) => ({ on, what, more: '', href: '' });
  const lines = [line(first, 'a'), line(first, 'b'), line(second, 'c')];
  expect(byDay(lines).map(({ on, lines: all }) => [on, all.map(({ what }) => what).join('')])).toEqual([
    [first, 'ab'],
    [second, 'c'],
  ]);
  expect(byDay([])).toEqual([]);
});
