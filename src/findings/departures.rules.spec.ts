import { calendarDate } from '../shared/calendar-date';
import { allyLeaving, allyLeft } from './departures.rules';
import { contact, contract, partnership, people, TODAY } from './example-partnership.testing';
import { FINDING_THRESHOLDS } from './finding';
import type { PartnershipFacts } from './partnership-facts';

const leaving = (facts: PartnershipFacts) => allyLeaving.judge(facts, TODAY, FINDING_THRESHOLDS);
const left = (facts: PartnershipFacts) => allyLeft.judge(facts, TODAY, FINDING_THRESHOLDS);
const lastDay = (person: string, on: string, change: Partial<PartnershipFacts> = {}) =>
  partnership({ people: people({ [person]: on }), ...change });

describe('somebody of the health body who is leaving', () => {
  it.each([
    ['2026-06-14', false],
    ['2026-06-15', true],
    ['2026-08-14', true],
    ['2026-08-15', false],
  ])('with %s as last day, judged on 15 June, is told: %s', (on, told) => {
    expect(leaving(lastDay('lead', on))).toHaveLength(told ? 1 : 0);
  });

  it('is told once with everything that is left without an owner', () => {
    const contracts = [
      contract({ reference: 'C-3', health: { lead: 'other', deputy: 'lead' } }),
      contract({ reference: 'C-2', stateOn: 'suspended', health: { deputy: 'lead' } }),
      contract({ reference: 'C-1', stateOn: 'agreed' }),
      contract({ reference: 'C-0', stateOn: 'ended' }),
      contract({ reference: 'C-9', health: { lead: 'other' } }),
    ];
    expect(leaving(lastDay('lead', '2026-07-15', { contracts }))).toEqual([
      {
        rule: 'ally_leaving',
        severity: 'serious',
        contractReference: null,
        people: ['lead'],
        evidence: {
          lastDayOn: '2026-07-15',
          daysLeft: 30,
          leaves: [
            { contractReference: 'C-1', role: 'lead' },
            { contractReference: 'C-2', role: 'lead' },
            { contractReference: 'C-3', role: 'deputy' },
          ],
          twoWayEngagements: 2,
        },
      },
    ]);
  });

  it('is told when they are named for nothing but in two-way contact with the group', () => {
    expect(leaving(lastDay('other', '2026-07-15'))).toMatchObject([{ people: ['other'], evidence: { leaves: [] } }]);
  });

  it('is not told when they are named for nothing and only wrote to the group', () => {
    const oneWay = { health: contact(['lead', 2, 2], ['other', 2, 0]), group: [] };
    expect(leaving(lastDay('other', '2026-07-15', { contact: oneWay }))).toEqual([]);
  });

  it('is one finding a person, in the order of their addresses', () => {
    const both = people({ other: '2026-07-01', lead: '2026-07-15' });
    expect(leaving(partnership({ people: both })).flatMap((finding) => finding.people)).toEqual(['lead', 'other']);
  });

  it('is nobody of the group', () => {
    expect(leaving(lastDay('group-lead', '2026-07-15'))).toEqual([]);
  });

  it.each([
    ['in a young partnership', { contracts: [contract({ startsOn: calendarDate('2026-06-01') })] }],
    ['on an empty record', { engagements: 0, contact: { health: [], group: [] } }],
    ['without a live contract', { contracts: [contract({ stateOn: 'agreed' })] }],
    ['when only past contracts are left but contact goes on', { contracts: [contract({ stateOn: 'ended' })] }],
  ])('is told %s too: a departure is a fact', (_case, change) => {
    expect(leaving(lastDay('lead', '2026-07-15', change))).toHaveLength(1);
  });
});

describe('somebody of the health body who has left', () => {
  it('is told from the day after their last day, with what has no owner', () => {
    expect(left(lastDay('lead', '2026-06-15'))).toEqual([]);
    expect(left(lastDay('lead', '2026-06-14'))).toEqual([
      {
        rule: 'ally_left',
        severity: 'critical',
        contractReference: null,
        people: ['lead'],
        evidence: { lastDayOn: '2026-06-14', daysSince: 1, leaves: [{ contractReference: 'C-1', role: 'lead' }] },
      },
    ]);
  });

  it('is told of a deputy who is still named', () => {
    const contracts = [contract({ health: { deputy: 'deputy' } })];
    expect(left(lastDay('deputy', '2026-01-31', { contracts }))).toMatchObject([
      { people: ['deputy'], evidence: { leaves: [{ contractReference: 'C-1', role: 'deputy' }] } },
    ]);
  });

  it.each(['agreed', 'active', 'suspended'] as const)('is told while a contract is %s', (stateOn) => {
    expect(left(lastDay('lead', '2026-01-31', { contracts: [contract({ stateOn })] }))).toHaveLength(1);
  });

  it.each(['draft', 'ended', 'withdrawn', 'terminated'] as const)('is not told once a contract is %s', (stateOn) => {
    expect(left(lastDay('lead', '2026-01-31', { contracts: [contract({ stateOn })] }))).toEqual([]);
  });

  it('is not told of somebody who holds nothing, whatever contact there was', () => {
    expect(left(lastDay('other', '2026-01-31'))).toEqual([]);
  });
});
