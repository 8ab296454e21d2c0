import { FINDING_RULES } from '../../findings';
import type { FindingRule } from '../../findings';
import type { Mendable, MendingReader } from './mending';
import { nextStep } from './mending';

const MANAGER: MendingReader = { side: 'health', roles: ['partnership_manager'] };
const LEAD: MendingReader = { side: 'group', roles: ['group_lead'] };
const MEMBER: MendingReader = { side: 'group', roles: ['group_member'] };

/** What only a group is asked, and never judged for. */
const OF_GROUP: readonly FindingRule[] = ['key_person', 'payee_name_awaited', 'invoice_awaited', 'schedule_unread'];

const found = (rule: FindingRule, more: Partial<Mendable> = {}): Mendable => ({
  rule,
  actsOn: OF_GROUP.includes(rule) ? 'group' : 'health_body',
  partnershipId: 'p1',
  contractId: 'c1',
  instalmentId: null,
  evidence: {},
  ...more,
});
const pathOf = (finding: Mendable, reader = MANAGER) => nextStep(finding, reader)?.path;

describe('the next step of a finding', () => {
  it.each(FINDING_RULES)('of %s is a page for each side that reads it', (rule) => {
    const steps = [MANAGER, LEAD, MEMBER].map((reader) => nextStep(found(rule), reader));
    expect(steps.some((step) => step !== null)).toBe(true);
    for (const step of steps.filter((each) => each !== null)) {
      expect(step.path).toMatch(/^\/[a-z]/);
      expect(step.text).toMatch(/^[A-Z]/);
    }
  });

  it.each(FINDING_RULES)('of %s is for those who can mend it, or says who can', (rule) => {
    const own = OF_GROUP.includes(rule) ? LEAD : MANAGER;
    const step = nextStep(found(rule), own);
    expect(step).not.toBeNull();
    expect(step?.whoCan ?? null).toBe(
      rule === 'no_approver' ? 'An administrator of your organisation can do it.' : null,
    );
  });

  it('names somebody for the contract, in the role that is missing', () => {
    expect(pathOf(found('no_lead'))).toBe('/contracts/c1/leads?role=lead#name');
    expect(pathOf(found('no_deputy'))).toBe('/contracts/c1/leads?role=deputy#name');
    const whole = { contractId: null, evidence: { contractIds: ['c7', 'c8'] } };
    expect(pathOf(found('single_ally', whole))).toBe('/contracts/c7/leads?role=deputy#name');
    expect(pathOf(found('single_ally', { contractId: null }))).toBe('/partnerships/p1/people');
  });

  it('is the handover of whoever leaves', () => {
    const evidence = { contact: { name: 'Priya Shah', email: null, personId: 'w1' } };
    expect(pathOf(found('ally_left', { contractId: null, evidence }))).toBe('/departures/w1');
    expect(pathOf(found('ally_leaving', { contractId: null }))).toBe('/departures');
  });

  it('is the payment, or its case', () => {
    expect(pathOf(found('overdue', { instalmentId: 'i1' }))).toBe('/payments/i1');
    expect(pathOf(found('late_case_unanswered', { instalmentId: 'i1' }))).toBe('/payments/i1/late-case');
    const late = { contractId: null, evidence: { instalments: [{ contractId: 'c1' }, { contractId: 'c2' }] } };
    expect(pathOf(found('repeat_late', late))).toBe('/contracts/c2#payments');
  });

  it('is the answer to what was proposed', () => {
    expect(pathOf(found('variation_waiting', { evidence: { variationId: 'v1' } }))).toBe('/variations/v1');
    const decision = { evidence: { decisionId: 'd1' } };
    expect(pathOf(found('decision_answer_overdue', { ...decision, actsOn: 'group' }), LEAD)).toBe('/decisions/d1');
    expect(pathOf(found('decided_without_agreement', decision))).toBe('/decisions/d1');
    expect(pathOf(found('name_used_without_consent', { evidence: { materialId: 'm1' } }))).toBe('/materials/m1#uses');
    expect(pathOf(found('challenge_unanswered', { evidence: { challengeId: 'h1' } }))).toBe('/challenges/h1');
    const asked = { evidence: { introductionId: 'i1' } };
    expect(pathOf(found('introduction_unanswered', asked))).toBe('/introductions/i1');
    expect(pathOf(found('no_mentor'))).toBe('/partnerships/p1/mentor#name');
    expect(pathOf(found('mentoring_review_due'))).toBe('/partnerships/p1/mentor#review');
    expect(pathOf(found('mentoring_review_due'), MEMBER)).toBe('/mentors');
    expect(pathOf(found('commencement_unconfirmed'))).toBe('/contracts/c1/commencement');
    const process = { evidence: { processId: 'q1' }, actsOn: 'group' } as const;
    expect(pathOf(found('process_unsigned', process), LEAD)).toBe('/decision-processes/q1');
    expect(pathOf(found('no_decision_process'))).toBe('/contracts/c1/decision-process');
    expect(pathOf(found('not_anchored'))).toBe('/contracts/c1/strategy');
  });

  it('begins with the first thing that was missing', () => {
    const gap = (check: string) => pathOf(found('agreed_with_gap', { evidence: { checks: [check] } }));
    expect(gap('lead_of_health_body')).toBe('/contracts/c1/leads?role=lead#name');
    expect(gap('lead_of_group')).toBe('/contracts/c1#leads');
    expect(gap('schedule_planned')).toBe('/contracts/c1#payments');
    expect(gap('commencement_confirmed')).toBe('/contracts/c1/commencement');
    expect(gap('decision_process')).toBe('/contracts/c1/decision-process');
    expect(gap('purchase_order')).toBe('/contracts/c1#ready');
  });

  it('of a payment that nobody may approve takes an administrator; of one that waits for somebody away, a stand-in', () => {
    const nobodyMay = found('no_approver', { evidence: { because: 'nobody_may' } });
    expect(nextStep(nobodyMay, MANAGER)).toMatchObject({ path: '/contracts/c1' });
    const both: MendingReader = { side: 'health', roles: ['partnership_manager', 'administrator'] };
    expect(nextStep(nobodyMay, both)).toMatchObject({ path: '/finance/approval-limits', whoCan: null });
    expect(nextStep(found('no_approver', { evidence: { because: 'nobody_there' } }), MANAGER)).toMatchObject({
      path: '/absences',
      whoCan: null,
    });
  });

  it('takes the group lead where only they may, and says so to everybody else of the group', () => {
    const stale = found('stale_lead', { actsOn: 'group' });
    expect(nextStep(stale, LEAD)).toEqual({ text: 'Check the details', path: '/contracts/c1/leads', whoCan: null });
    expect(nextStep(stale, MEMBER)).toMatchObject({ path: '/people', whoCan: 'Your group lead can do it.' });
  });

  it('says that the other side can, where only it can', () => {
    expect(nextStep(found('overdue', { instalmentId: 'i1' }), LEAD)?.whoCan).toBe('The health body can mend it.');
    expect(nextStep(found('stale_lead', { actsOn: 'group' }), MANAGER)?.whoCan).toBe('Only the group can mend it.');
  });

  it('is none for a side that does not read it', () => {
    expect(nextStep(found('single_ally'), LEAD)).toBeNull();
    expect(nextStep(found('schedule_unread'), MANAGER)).toBeNull();
  });
});
