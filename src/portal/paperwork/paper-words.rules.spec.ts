import { calendarDate } from '../../shared/calendar-date';
import { fileSize, invoiceSentence, moveSentence, readyToBePaid } from './paper-words.rules';
import type { ReadinessFacts } from './paper-words.rules';

const day = calendarDate;

describe('what is said of an invoice', () => {
  it('is how long it has waited, or how long it took to tell the group', () => {
    const invoice = { daysUnchecked: null, daysUntilDisputed: null, groupToldOn: null };
    expect(invoiceSentence({ ...invoice, state: 'received', daysUnchecked: 1 })).toBe('It came 1 day ago.');
    expect(invoiceSentence({ ...invoice, state: 'received', daysUnchecked: 0 })).toBe('It came today.');
    const told = { ...invoice, groupToldOn: '2026-11-12', daysUntilDisputed: 10 };
    expect(invoiceSentence({ ...told, state: 'disputed' })).toBe(
      'The group was told on 12 November 2026, 10 days after the invoice came.',
    );
    expect(invoiceSentence({ ...invoice, state: 'valid' })).toBeNull();
  });

  it('is what happened to it, with the reason', () => {
    const move = {
      state: 'received',
      bySide: 'group',
      reason: null,
      groupToldOn: null,
      recordedAt: '2026-11-20T09:00:00Z',
    };
    expect(moveSentence(move, true)).toBe('20 November 2026: Sent');
    expect(moveSentence(move, false)).toBe('20 November 2026: Corrected, to be checked again');
    expect(moveSentence({ ...move, state: 'disputed', reason: 'Wrong order' }, false)).toContain(
      'Disputed. Wrong order',
    );
  });

  it('is how large its file is', () => {
    expect([fileSize(12), fileSize(182_400), fileSize(3_250_000)]).toEqual(['1 KB', '182 KB', '3.3 MB']);
  });
});

describe('ready to be paid', () => {
  const read: ReadinessFacts = {
    contractReference: 'W-001',
    groupHasJoined: true,
    scheduleVersion: 2,
    acknowledgedOn: null,
    toSend: [
      {
        dueOn: day('2026-12-01'),
        sendByOn: day('2026-11-27'),

        missing: ['coding'],
      },
    ],
    items: [
      {
        check: 'coding',
        met: false,
        actsOn: 'health_body',
        blocks: true,
        whatToDo: 'Code it.',
        neededBy: day('2026-11-27'),
      },
    ],
  };
  const paths = { coding: '/here' };

  it('leads whoever can see to a thing to its place, and tells the other side whose it is', () => {
    const today = day('2026-11-22');
    expect(readyToBePaid(read, 'health', { paths, today })).toMatchObject({
      sentence: 'The next payment, due on 1 December 2026, still lacks 1 thing. It is to be sent by 27 November 2026.',
      lines: [{ whose: 'Yours', href: '/here', more: 'Code it. By 27 November 2026.' }],
      toAcknowledge: 2,
    });
    expect(readyToBePaid(read, 'group', { paths, today })).toMatchObject({
      lines: [{ whose: 'The health body', href: null }],
    });
  });

  it('says nothing where nothing is to be sent', () => {
    expect(readyToBePaid({ ...read, toSend: [] }, 'health', { paths, today: day('2026-11-22') })).toBeNull();
  });
});
