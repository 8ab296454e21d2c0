import fc from 'fast-check';
import { calendarDate } from '../shared/calendar-date';
import { contact, contract, partnership, people, TODAY } from './example-partnership.testing';
import { FINDING_THRESHOLDS } from './finding';
import { keyPerson, singleAlly } from './one-person.rules';
import type { ContactFacts, PartnershipFacts } from './partnership-facts';

const day = calendarDate;

/** Whom the whole relationship rests on, by each rule. */
const onHealthSide = (facts: PartnershipFacts) =>
  singleAlly.judge(facts, TODAY, FINDING_THRESHOLDS).flatMap((finding) => finding.people);
const onGroupSide = (facts: PartnershipFacts) =>
  keyPerson.judge(facts, TODAY, FINDING_THRESHOLDS).flatMap((finding) => finding.people);

const health = (engagements: number, rows: ContactFacts[], change: Partial<PartnershipFacts> = {}) =>
  partnership({ engagements, contact: { health: rows, group: [] }, ...change });

describe('a relationship held by one person of the health body', () => {
  const onlyLead = health(3, contact(['lead', 3, 2]));

  it('is one where only the lead is engaged', () => {
    expect(singleAlly.judge(onlyLead, TODAY, FINDING_THRESHOLDS)).toEqual([
      {
        rule: 'single_ally',
        severity: 'serious',
        contractReference: null,
        people: ['lead'],
        evidence: {
          because: 'only_person_engaged',
          contractReferences: ['C-1'],
          engagements: 3,
          engagementsOfPerson: 3,
          twoWayOfPerson: 2,
          sharePercent: 100,
          windowFrom: '2025-06-15',
          windowTo: '2026-06-15',
        },
      },
    ]);
  });

  it('is told once, however many live contracts there are', () => {
    const contracts = ['C-2', 'C-1'].map((reference) => contract({ reference }));
    const findings = singleAlly.judge({ ...onlyLead, contracts }, TODAY, FINDING_THRESHOLDS);
    expect(findings.map((finding) => finding.evidence.contractReferences)).toEqual([['C-1', 'C-2']]);
  });

  it('is none when a second person is lead of another live contract, deputy, or in two-way contact', () => {
    const secondLead = contract({ health: { lead: 'other' } });
    expect(onHealthSide({ ...onlyLead, contracts: [contract(), secondLead] })).toEqual([]);
    expect(onHealthSide({ ...onlyLead, contracts: [contract({ health: { deputy: 'deputy' } })] })).toEqual([]);
    expect(onHealthSide(health(3, contact(['lead', 2, 2], ['other', 1, 1])))).toEqual([]);
  });

  it('does not count one-way contact, a lead of a contract that is over, or somebody who has left', () => {
    const ended = contract({ stateOn: 'ended', health: { lead: 'other' } });
    expect(onHealthSide(health(3, contact(['lead', 2, 2], ['other', 1, 0])))).toEqual(['lead']);
    expect(onHealthSide({ ...onlyLead, contracts: [contract(), ended] })).toEqual(['lead']);
    const left = health(3, contact(['lead', 2, 2], ['other', 1, 1]), { people: people({ other: '2026-06-14' }) });
    expect(onHealthSide(left)).toEqual(['lead']);
  });

  it('does not count a deputy who is the lead again or has left', () => {
    const contracts = [contract({ health: { deputy: 'deputy' } })];
    const sameAddress = people().set('deputy', { email: 'lead@example.org', lastDayOn: null });
    expect(onHealthSide({ ...onlyLead, contracts, people: sameAddress })).toEqual(['lead']);
    const gone = people({ deputy: '2026-06-01' });
    expect(onHealthSide({ ...onlyLead, contracts, people: gone })).toEqual(['lead']);
  });

  it('counts somebody on their last day', () => {
    const lastDay = people({ other: '2026-06-15' });
    expect(onHealthSide(health(3, contact(['lead', 2, 2], ['other', 1, 1]), { people: lastDay }))).toEqual([]);
  });

  it('may be somebody who is not the lead, when the lead has left', () => {
    const facts = health(3, contact(['other', 3, 1]), { people: people({ lead: '2026-06-14' }) });
    expect(onHealthSide(facts)).toEqual(['other']);
  });
});

describe('contact that runs through one person', () => {
  it('is four fifths of at least five engagements, one-way ones too', () => {
    expect(onHealthSide(health(5, contact(['lead', 4, 0], ['other', 1, 1])))).toEqual(['lead']);
    expect(onHealthSide(health(4, contact(['lead', 4, 4], ['other', 0, 1])))).toEqual([]);
    expect(onHealthSide(health(10, contact(['lead', 7, 7], ['other', 3, 3])))).toEqual([]);
  });

  it('is told of whoever has it, lead or not, and says so', () => {
    const [finding] = singleAlly.judge(health(5, contact(['lead', 1, 1], ['other', 4, 4])), TODAY, FINDING_THRESHOLDS);
    expect(finding).toMatchObject({
      people: ['other'],
      evidence: { because: 'most_of_the_contact', engagementsOfPerson: 4, sharePercent: 80 },
    });
  });

  it('is no risk while a live contract has a deputy in place', () => {
    const contracts = [contract(), contract({ health: { deputy: 'deputy' } })];
    expect(onHealthSide(health(5, contact(['lead', 5, 5], ['other', 0, 0]), { contracts }))).toEqual([]);
  });

  it('is not told of somebody who has left, or of two who are always both there', () => {
    const gone = {
      people: people({ third: '2026-06-01' }),
      contracts: [contract(), contract({ health: { lead: 'other' } })],
    };
    expect(onHealthSide(health(5, contact(['third', 5, 5]), gone))).toEqual([]);
    expect(onHealthSide(health(5, contact(['lead', 5, 5], ['other', 5, 5])))).toEqual([]);
  });

  it('names the only engaged person where both readings would speak', () => {
    const facts = health(5, contact(['lead', 1, 1], ['other', 4, 0]));
    expect(onHealthSide(facts)).toEqual(['lead']);
  });

  it('follows the settings of the health body', () => {
    const facts = health(4, contact(['lead', 3, 3], ['other', 1, 1]));
    const strict = { ...FINDING_THRESHOLDS, leastEngagements: 3, sharePercent: 70 };
    expect(singleAlly.judge(facts, TODAY, strict)).toHaveLength(1);
  });
});

describe('where nothing can be said about one person', () => {
  const silent = [
    [
      'a young partnership',
      health(5, contact(['lead', 5, 5]), { contracts: [contract({ startsOn: day('2026-05-01') })] }),
    ],
    ['an empty record', health(0, [])],
    ['no live contract', health(5, contact(['lead', 5, 5]), { contracts: [contract({ stateOn: 'ended' })] })],
    [
      'a contract that has not started',
      health(5, contact(['lead', 5, 5]), { contracts: [contract({ stateOn: 'agreed' })] }),
    ],
  ] as const;

  it.each(silent)('is %s', (_case, facts) => {
    expect([...onHealthSide(facts), ...onGroupSide(facts)]).toEqual([]);
  });
});

describe('a relationship held by one person of the group', () => {
  const onlyLead = partnership({ engagements: 3, contact: { health: [], group: contact(['group-lead', 2, 2]) } });

  it('is told to the group alone, as something to look at', () => {
    expect([keyPerson.audience, keyPerson.actsOn]).toEqual(['group', 'group']);
    expect(keyPerson.judge(onlyLead, TODAY, FINDING_THRESHOLDS)).toMatchObject([
      {
        rule: 'key_person',
        severity: 'attention',
        contractReference: null,
        people: ['group-lead'],
        evidence: { because: 'only_person_engaged', contact: 'group-lead', sharePercent: 66 },
      },
    ]);
  });

  it('is none when a second contact of the group is engaged', () => {
    expect(onGroupSide(partnership())).toEqual([]);
    expect(onGroupSide({ ...onlyLead, contracts: [contract({ group: { deputy: 'group-deputy' } })] })).toEqual([]);
  });

  it('is not judged where two contacts share one mailbox', () => {
    expect(onGroupSide({ ...onlyLead, groupSharesMailbox: true })).toEqual([]);
  });

  it('is told of a contact without an address too', () => {
    const noEmail = people().set('group-lead', { email: null, lastDayOn: null });
    expect(keyPerson.judge({ ...onlyLead, people: noEmail }, TODAY, FINDING_THRESHOLDS)).toMatchObject([
      { people: ['group-lead'], evidence: { contact: 'group-lead' } },
    ]);
  });
});

describe('any record of contact', () => {
  it('gives at most one finding, about somebody who is there', () => {
    const rows = fc.array(
      fc.record({ person: fc.constantFrom('lead', 'deputy', 'other'), all: fc.nat(9), twoWay: fc.nat(9) }),
      {
        maxLength: 3,
      },
    );
    fc.assert(
      fc.property(rows, fc.boolean(), (made, otherLeft) => {
        const unique = [...new Map(made.map((row) => [row.person, row])).values()];
        const facts = health(
          unique.reduce((sum, row) => sum + row.all, 0),
          unique,
          { people: people(otherLeft ? { other: '2026-01-31' } : {}) },
        );
        const found = onHealthSide(facts);
        expect(found.length).toBeLessThanOrEqual(1);
        expect(found.includes('other@example.org') && otherLeft).toBe(false);
      }),
    );
  });
});
