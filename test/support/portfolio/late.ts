import { v7 as uuid } from 'uuid';
import { a, b, CONTRACTS, FIGURE_STATEMENTS, g1, g3, INSTALMENTS, INTEREST_CLAIMS, LATE_CASES } from './ids';
import { insert } from './insert';
import type { Pair, Row } from './insert';
import type { TestDatabase } from '../test-database';

/**
 * aG1: the group said on 20 November 2026 that the October payment has not come, and was answered the day after. bG3: a
 * case of the past. Claims: aG1's for what came late in August, and one of bG3 that was withdrawn.
 */
export async function addLatePayments(db: TestDatabase): Promise<void> {
  const of = ([health_body_id, group_id]: Pair, contract_id: string, instalment_id: string): Row => ({
    health_body_id,
    group_id,
    contract_id,
    instalment_id,
  });
  await insert(db, 'late_payment_case', [
    {
      ...of([a, g1], CONTRACTS.aG1Running, INSTALMENTS.aG1Overdue),
      id: LATE_CASES.aG1,
      opened_by_side: 'group',
      opened_on: '2026-11-20',
      words: 'It has not come.',
    },
    {
      ...of([b, g3], CONTRACTS.bG3Running, INSTALMENTS.bG3OnTime),
      id: LATE_CASES.bG3,
      opened_by_side: 'health',
      opened_on: '2026-09-30',
    },
  ]);
  const reply = ([health_body_id, group_id]: Pair, case_id: string, replied_on: string): Row => ({
    health_body_id,
    group_id,
    case_id,
    id: uuid(),
    words: 'It is in the next payment run.',
    replied_on,
  });
  await insert(db, 'late_case_reply', [
    reply([a, g1], LATE_CASES.aG1, '2026-11-21'),
    reply([b, g3], LATE_CASES.bG3, '2026-09-30'),
  ]);
  const [closed] = await db.rows(`select 1 where to_regclass('late_payment_case') is not null`);
  if (closed !== undefined) {
    await db.rows(
      `update late_payment_case set resolution = 'arrived', resolved_on = '2026-10-01', resolved_by = 'ledger'
       where id = $1`,
      [LATE_CASES.bG3],
    );
  }
  await insert(db, 'interest_claim', [
    {
      ...of([a, g1], CONTRACTS.aG1Running, INSTALMENTS.aG1Late),
      id: INTEREST_CLAIMS.aG1,
      claimed_on: '2026-11-02',
      to_on: '2026-08-14',
      interest_pence: 0,
      fixed_sum_pence: 7_000,
    },
    {
      ...of([b, g3], CONTRACTS.bG3Running, INSTALMENTS.bG3OnTime),
      id: INTEREST_CLAIMS.bG3,
      claimed_on: '2026-11-02',
      to_on: '2026-11-02',
      interest_pence: 1,
      fixed_sum_pence: 4_000,
      state: 'withdrawn',
      withdrawn_on: '2026-11-03',
    },
  ]);
  await addStatements(db);
}

async function addStatements(db: TestDatabase): Promise<void> {
  const [found] = await db.rows(`select 1 where to_regclass('reporting_period') is not null`);
  if (found === undefined) return;
  const [period] = await db.rows<{ id: string }>(
    `select id from reporting_period where kind = 'compliance_notice' order by from_on limit 1`,
  );
  const of = { [FIGURE_STATEMENTS.ofA]: a, [FIGURE_STATEMENTS.ofB]: b };
  await insert(
    db,
    'figure_statement',
    Object.entries(of).map(([id, health_body_id]) => ({
      health_body_id,
      id,
      period_id: period?.id,
      name: 'Morgan Vale',
      job_title: 'Director of Finance',
      approved_on: '2026-04-20',
      figures: {},
    })),
  );
}
