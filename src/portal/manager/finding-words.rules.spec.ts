import { calendarDate } from '../../shared/calendar-date';
import { findingName, findingWords } from './finding-words.rules';

const TODAY = calendarDate('2026-11-22');
const why = (rule: string, evidence: Record<string, unknown>, people: string[] = []) =>
  findingWords({ rule, evidence, people }, TODAY).why;

describe('a finding in words', () => {
  it('says how much is late, since when and for how long', () => {
    const evidence = { number: 8, dueOn: '2026-10-30', amountPence: 400_000, receivedPence: 50_000 };
    expect(why('overdue', evidence)).toBe('£3,500.00 has not reached the group: due on 30 October 2026, 23 days ago.');
  });

  it('says by when a payment must be sent', () => {
    const evidence = { dueOn: '2026-12-01', sendByOn: '2026-11-27', amountPence: 400_000, receivedPence: 0 };
    expect(why('at_risk', evidence)).toMatch(/due on 1 December 2026, and must be sent by 27 November 2026/);
  });

  it('says what a payment or a contract lacks, and whether there is still time', () => {
    const late = { dueOn: '2026-11-24', sendByOn: '2026-11-20', checks: ['coding', 'supplier_number'] };
    expect(why('payment_not_ready', late)).toBe(
      'The payment due on 24 November 2026 lacks its coding (cost centre and account) and a supplier number. It was to be sent by 20 November 2026.',
    );
    expect(why('payment_not_ready', { ...late, sendByOn: '2026-11-22' })).toMatch(/It is to be sent by 22 November/);
    expect(why('agreed_with_gap', { checks: ['lead_of_group'] })).toBe(
      'It was agreed without a lead of the group, and that is still so.',
    );
    expect(why('agreed_with_gap', { checks: ['brand_new'] })).toMatch(/without 1 thing, /);
  });

  it('names who holds a relationship, and never calls them anything else', () => {
    const only = why('single_ally', { because: 'only_person_engaged' }, ['Priya Shah']);
    expect(only).toBe('Priya Shah is the only person on your side in contact with this group.');
    const most = why('single_ally', { because: 'most_of_the_contact', sharePercent: 86 }, ['Priya Shah']);
    expect(most).toMatch(/^86% of the contact in the last year went through Priya Shah/);
  });

  it('says who leaves when, and what they hold', () => {
    const leaves = [
      { contractReference: 'WM-1', role: 'lead' },
      { contractReference: 'WM-2', role: 'deputy' },
    ];
    expect(why('ally_leaving', { lastDayOn: '2026-12-01', leaves }, ['Priya Shah'])).toBe(
      'Priya Shah leaves on 1 December 2026, in 9 days, and holds WM-1 and WM-2.',
    );
    expect(why('ally_leaving', { lastDayOn: '2026-11-22', leaves: [] }, ['Priya Shah'])).toMatch(/, today, /);
  });

  it('says how long two parties have not spoken', () => {
    expect(why('going_quiet', { contactEveryDays: 30, lastTwoWayOn: '2026-09-01' })).toBe(
      'You agreed to be in touch every 30 days; you last spoke on 1 September 2026, 82 days ago.',
    );
    expect(why('going_quiet', { contactEveryDays: 30, lastTwoWayOn: null })).toMatch(/no conversation is on record/);
  });

  it('says what both sides have not agreed on, and since when', () => {
    expect(why('commencement_unconfirmed', { proposedOn: '2026-11-01' })).toMatch(/on 1 November 2026 how it would/);
    expect(why('no_decision_process', {})).toMatch(/how you decide together/);
    expect(why('not_anchored', {})).toMatch(/which of them this contract serves/);
    expect(why('challenge_unanswered', { raisedOn: '2026-11-02', answerBy: '2026-11-20' })).toMatch(/2 days ago/);
    expect(why('decision_answer_overdue', { answerBy: '2026-11-20' })).toMatch(/by 20 November 2026 .*: 2 days ago/);
    expect(why('no_mentor', { begunOn: '2026-11-02', mentorsLastDayOn: null })).toMatch(
      /on 2 November 2026, 20 days ago/,
    );
    expect(why('no_mentor', { begunOn: '2026-11-02', mentorsLastDayOn: '2026-11-20' })).toMatch(/was 20 November 2026/);
    expect(why('mentoring_review_due', { fromOn: '2026-05-02', reviewOn: '2026-11-20' })).toMatch(
      /on 20 November 2026/,
    );
    expect(why('introduction_unanswered', { askedOn: '2026-11-02', answerBy: '2026-11-16' })).toMatch(/: 6 days ago/);
    const closed = { closedOn: '2026-11-20' };
    expect(why('decided_without_agreement', { ...closed, closedBy: 'health' })).toMatch(/^The health body closed/);
    expect(why('decided_without_agreement', { ...closed, closedBy: 'group' })).toMatch(/^The group closed/);
  });

  it('says which version carries the name, since when, and what the group said', () => {
    const use = { number: 1, latest: 2, sinceOn: '2026-11-20' };
    expect(why('name_used_without_consent', { ...use, consent: 'lapsed' })).toBe(
      'Version 1 is in use with the group’s name since 20 November 2026, and what the group agreed to has changed since.',
    );
  });

  it('shows a rule that it does not know under its own name', () => {
    expect(findingWords({ rule: 'brand_new_rule', evidence: {}, people: [] }, TODAY).what).toBe('Brand new rule');
  });

  it('never has the word "ally" in what people read', () => {
    const rules = ['single_ally', 'key_person', 'ally_leaving', 'ally_left', 'no_deputy', 'stale_lead'];
    for (const rule of rules) {
      const words = findingWords({ rule, evidence: {}, people: ['Sam'] }, TODAY);
      expect(`${findingName(rule)} ${words.what} ${words.why} ${words.next}`).not.toMatch(/\bally\b/i);
    }
  });
});
