import { acceptedGaps, readinessOf, type ReadinessFacts } from './readiness.rules';

const ready: ReadinessFacts = {
  contractId: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100',
  instalments: 12,
  leadOfHealthBody: true,
  leadOfGroup: true,
  confirmedByHealthBody: false,
  confirmedByGroup: false,
  groupHasJoined: true,
};
const unmet = (facts: Partial<ReadinessFacts>) => readinessOf({ ...ready, ...facts }).filter(({ met }) => !met);
const gaps = (facts: Partial<ReadinessFacts>, reasons: { check: string; reason: string }[]) =>
  acceptedGaps(readinessOf({ ...ready, ...facts }), reasons);

describe('what is missing before a contract is agreed', () => {
  it('is, with payments planned and a lead each side, only that both confirm', () => {
    expect(unmet({}).map(({ check, whose }) => [check, whose])).toEqual([
      ['confirmed_by_health_body', 'health_body'],
      ['confirmed_by_group', 'group'],
    ]);
  });

  it('says whose it is and where to see to it', () => {
    expect(unmet({ instalments: 0, leadOfHealthBody: false, leadOfGroup: false })).toMatchObject([
      { check: 'schedule_planned', whose: 'health_body', link: expect.stringMatching(/\/schedule$/) },
      { check: 'lead_of_health_body', whose: 'health_body', link: expect.stringContaining('/named-leads') },
      { check: 'lead_of_group', whose: 'group', whatToDo: 'The group names who answers for the contract on its side.' },
      {},
      {},
    ]);
  });

  it('is recorded by the health side for a group that has not joined', () => {
    expect(unmet({ leadOfGroup: false, groupHasJoined: false })).toMatchObject([
      { check: 'lead_of_group', whatToDo: expect.stringContaining('Record whom the group has named') },
      {},
      { check: 'confirmed_by_group', link: expect.stringMatching(/\/agreement\/outside$/) },
    ]);
  });
});

describe('going on without something', () => {
  it('needs nothing said when only the confirmations are open', () => {
    expect(gaps({}, [])).toEqual([]);
  });

  it('needs a reason for each thing missing, and names each without one', () => {
    const facts = { leadOfHealthBody: false, leadOfGroup: false };
    const refused: Error = expect.objectContaining({
      kind: 'invalid',
      fields: [{ pointer: '/goOnWithout', detail: expect.stringMatching(/^lead_of_health_body: Name who/) }],
    });
    expect(() => gaps(facts, [{ check: 'lead_of_group', reason: 'Their meeting is in May.' }])).toThrow(refused);
  });

  it('keeps the reasons for what is missing, and drops those for what is there by now', () => {
    const reasons = [
      { check: 'lead_of_group', reason: 'Their meeting is in May.' },
      { check: 'schedule_planned', reason: 'Not needed any more.' },
    ];
    expect(gaps({ leadOfGroup: false }, reasons)).toEqual([reasons[0]]);
  });

  it.each(['confirmed_by_group', 'anything_else'])('knows no check %s to go on without', (check) => {
    expect(() => gaps({}, [{ check, reason: 'Because.' }])).toThrow(/There is no such check/);
  });
});
