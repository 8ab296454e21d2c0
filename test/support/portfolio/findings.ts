import { a, ACCOUNTS, b, CONTRACTS, FINDINGS, g1, g2, g3, INSTALMENTS } from './ids';
import { insert } from './insert';
import type { Row } from './insert';
import type { TestDatabase } from '../test-database';

/** As an evaluation leaves them, so that there is something to see before one has run. */
export async function addFindings(db: TestDatabase): Promise<void> {
  const finding = (id: keyof typeof FINDINGS, [health_body_id, group_id]: [string, string], rest: Row): Row => ({
    health_body_id,
    group_id,
    id: FINDINGS[id],
    subject_key: 'partnership',
    severity: 'attention',
    evidence: {},
    audience: 'both',
    acts_on: 'health_body',
    first_seen_on: '2026-11-01',
    last_confirmed_on: '2026-11-20',
    ...rest,
  });
  await insert(db, 'finding', [
    finding('aG1Overdue', [a, g1], {
      rule: 'overdue',
      subject_key: INSTALMENTS.aG1Overdue,
      contract_id: CONTRACTS.aG1Running,
      instalment_id: INSTALMENTS.aG1Overdue,
      severity: 'serious',
      evidence: { number: 5, dueOn: '2026-10-30', amountPence: 100_000, receivedPence: 0 },
    }),
    finding('aG1RepeatLate', [a, g1], { rule: 'repeat_late', evidence: { count: 2, instalments: [] } }),
    finding('aG1OneHolder', [a, g1], { rule: 'single_ally', severity: 'serious', audience: 'health_body' }),
    finding('aG1OneHolderOfGroup', [a, g1], {
      rule: 'key_person',
      severity: null,
      audience: 'group',
      acts_on: 'group',
    }),
    finding('aG2Short', [a, g2], {
      rule: 'short_contract',
      subject_key: CONTRACTS.aG2Future,
      contract_id: CONTRACTS.aG2Future,
      evidence: { startsOn: '2027-01-01', endsOn: '2027-03-31' },
    }),
    finding('bG1NoDeputy', [b, g1], {
      rule: 'no_deputy',
      subject_key: CONTRACTS.bG1Grant,
      contract_id: CONTRACTS.bG1Grant,
      audience: 'health_body',
      evidence: { because: 'nobody_named' },
    }),
    finding('bG1RepeatLate', [b, g1], { rule: 'repeat_late', evidence: { count: 2, instalments: [] } }),
    finding('bG3Short', [b, g3], {
      rule: 'short_contract',
      subject_key: CONTRACTS.bG3Running,
      contract_id: CONTRACTS.bG3Running,
      evidence: { startsOn: '2026-10-01', endsOn: '2026-12-31' },
    }),
    finding('bG3OneHolderOfGroup', [b, g3], {
      rule: 'key_person',
      severity: null,
      audience: 'group',
      acts_on: 'group',
    }),
  ]);
  const response = (id: keyof typeof FINDINGS, pair: [string, string], side: string): Row => ({
    health_body_id: pair[0],
    group_id: pair[1],
    finding_id: FINDINGS[id],
    side,
    acknowledged_at: '2026-11-20T09:00:00Z',
    acknowledged_by: side === 'health' ? ACCOUNTS.managerOfA : ACCOUNTS.leadOfG1,
  });
  await insert(db, 'finding_response', [
    response('aG1Overdue', [a, g1], 'health'),
    response('aG1Overdue', [a, g1], 'group'),
    response('bG1NoDeputy', [b, g1], 'health'),
    response('bG3OneHolderOfGroup', [b, g3], 'group'),
  ]);
  await insert(db, 'finding_subject', [
    { health_body_id: a, group_id: g1, judge_again_on: '2026-12-01', evidence_gaps: [] },
    { health_body_id: a, group_id: g2, judge_again_on: '2027-01-01', evidence_gaps: ['young_partnership'] },
    { health_body_id: b, group_id: g3, judge_again_on: '2026-12-30', evidence_gaps: ['young_partnership'] },
  ]);
}
