import type { CommencementDto, CommencementVersionView } from '../commencement';
import { standardProcess } from '../decisions';
import type { ProcessView } from '../decisions';
import { calendarDate } from '../shared/calendar-date';
import type { Side } from '../shared/side';
import { asProposal, contactStep, processSteps } from './light-steps';

type Contact = Pick<CommencementDto, keyof CommencementDto>;
const contact: Contact = {
  ...{ channel: 'phone', contactEveryDays: 30, ways: ['text', 'captions'], deadlines: [] },
  ...{ healthAvailability: 'Mondays', groupAvailability: 'Fridays', reviews: [calendarDate('2027-06-01')] },
};
const proposedBy = (side: Side): CommencementVersionView => ({
  ...{ ...contact, number: 1, proposedBy: side, proposedOn: calendarDate('2026-11-20') },
  healthConfirmedOn: side === 'health' ? calendarDate('2026-11-20') : null,
  groupConfirmedOn: side === 'group' ? calendarDate('2026-11-20') : null,
  ...{ toldHow: null, evidence: null, agreedOn: null },
});
const process = (change: Partial<ProcessView> = {}): ProcessView => {
  const standard = standardProcess();
  return {
    ...{ id: 'p1', contractId: 'c1', number: 1, proposedBy: 'health', proposedOn: '2026-11-20', state: 'open' },
    ...{ daysToAnswer: standard.daysToAnswer, dayKind: standard.dayKind, fromOn: null, inForceOn: null, words: null },
    ...{ declineReason: null, signatures: [], version: 1 },
    kinds: [...standard.kinds].reverse().map((kind) => ({ ...kind, words: null })),
    parties: standard.parties.map((party, index) => ({
      ...{ id: String(index), side: party.side, part: party.part, role: party.role, contactId: null },
      words: party.words ?? null,
    })),
    ...change,
  };
};

describe('the one button of a light agreement', () => {
  it('confirms how both keep in touch as the other side has said it, and proposes what was changed', () => {
    expect(contactStep(null, contact, 'health')).toBe('propose');
    expect(contactStep(proposedBy('health'), contact, 'group')).toBe('confirm');
    expect(contactStep(proposedBy('health'), { ...contact, ways: ['captions', 'text'] }, 'group')).toBe('confirm');
    expect(contactStep(proposedBy('health'), { ...contact, contactEveryDays: 14 }, 'group')).toBe('propose');
    expect(contactStep(proposedBy('group'), contact, 'group')).toBe('nothing');
  });

  it('signs how both decide as it waits, and puts its own in the place of what it changes', () => {
    const steps = (proposed: ProcessView | null, side: Side, change: object = {}, inForce: ProcessView | null = null) =>
      processSteps({ inForce, proposed }, { ...standardProcess(), ...change }, side);
    expect(steps(null, 'health')).toEqual(['propose']);
    expect(steps(process(), 'group')).toEqual(['sign']);
    expect(steps(process(), 'health')).toEqual([]);
    expect(steps(process(), 'group', { daysToAnswer: 20 })).toEqual(['decline', 'propose']);
    expect(steps(process(), 'health', { words: 'We meet monthly.' })).toEqual(['withdraw', 'propose']);
    expect(steps(null, 'group', {}, process({ state: 'signed' }))).toEqual([]);
    expect(steps(null, 'group', { dayKind: 'calendar' }, process({ state: 'signed' }))).toEqual(['propose']);
  });

  it('takes what is on record as it is', () => {
    expect(processSteps({ inForce: null, proposed: process() }, asProposal(process()), 'group')).toEqual(['sign']);
  });
});
