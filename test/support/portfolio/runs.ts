import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { a, APPROVERS, b, CONTRACTS, g1, INSTALMENTS, MEMBERSHIPS, PAYMENT_RUNS } from './ids';
import { insert } from './insert';
import type { Row } from './insert';
import type { TestDatabase } from '../test-database';

interface Past {
  healthBodyId: string;
  runId: string;
  approver: string;
  contractId: string;
  /** Was paid long ago. */
  sent: string;
  /** Had to be sent by the same day. */
  leftOut: string;
  pence: number;
}

/** One run of long ago for each health body, closed, with its file: nothing that is open in November 2026 is in it. */
export async function addPaymentRuns(db: TestDatabase): Promise<void> {
  const approver = (name: keyof typeof APPROVERS, organisation_id: string): Row => ({
    organisation_id,
    organisation_kind: 'health_body',
    id: uuid(),
    account_id: APPROVERS[name],
    role: 'finance_approver',
  });
  await insert(db, 'account', [
    { id: APPROVERS.ofA, email: 'approver@westmere.example' },
    { id: APPROVERS.ofB, email: 'approver@northmoor.example' },
  ]);
  await insert(db, 'membership', [approver('ofA', a), approver('ofB', b)]);
  await addPast(db, {
    healthBodyId: a,
    runId: PAYMENT_RUNS.ofA,
    approver: APPROVERS.ofA,
    contractId: CONTRACTS.aG1Ended,
    sent: INSTALMENTS.aG1EndedFirst,
    leftOut: INSTALMENTS.aG1EndedSecond,
    pence: 120_000,
  });
  await addPast(db, {
    healthBodyId: b,
    runId: PAYMENT_RUNS.ofB,
    approver: APPROVERS.ofB,
    contractId: CONTRACTS.bG1Grant,
    sent: INSTALMENTS.bG1OnTime,
    leftOut: INSTALMENTS.bG1Third,
    pence: 100_000,
  });
}

async function addPast(db: TestDatabase, past: Past): Promise<void> {
  const { healthBodyId: health_body_id, runId: run_id, approver, pence } = past;
  const officer = MEMBERSHIPS.managerOfA;
  await insert(db, 'approval_limit', [
    { health_body_id, account_id: approver, limit_pence: 50_000_000, set_by: officer },
  ]);
  await insert(db, 'payment_run', [
    {
      health_body_id,
      id: run_id,
      number: 1,
      state: 'closed',
      send_by_on: '2025-03-28',
      payment_date: '2025-04-01',
      method: 'ap_csv',
      line_count: 1,
      total_pence: pence,
      touched_by: [officer],
      submitted_by: officer,
      submitted_at: '2025-03-26T10:00:00Z',
      approved_by: approver,
      approved_at: '2025-03-26T11:00:00Z',
      approved_line_count: 1,
      approved_total_pence: pence,
      exported_by: officer,
      exported_at: '2025-03-27T09:00:00Z',
      closed_by: officer,
      closed_at: '2025-04-02T09:00:00Z',
    },
  ]);
  await insert(db, 'payment_run_move', [
    {
      health_body_id,
      run_id,
      position: 1,
      from_state: 'exported',
      to_state: 'closed',
      line_count: 1,
      total_pence: pence,
    },
  ]);
  const about = { health_body_id, group_id: g1, run_id, contract_id: past.contractId, amount_pence: pence };
  const said = {
    payee_name: 'Payee of long ago',
    reference: 'LONG-AGO',
    due_on: '2025-04-01',
    send_by_on: '2025-03-28',
  };
  await unguarded(db, 'payment_run_line', [
    { ...about, ...said, id: uuid(), position: 1, instalment_id: past.sent, supplier_number: 'S-0101' },
  ]);
  await insert(db, 'payment_run_left_out', [{ ...about, ...said, instalment_id: past.leftOut, reason: 'held' }]);
  await addFile(db, health_body_id, run_id);
  await unguarded(db, 'payment_export', [
    {
      health_body_id,
      run_id,
      // the same id, so that what is made of it is found by the run's
      id: run_id,
      kind: 'ap_csv',
      sequence: 1,
      file_name: 'ap-1.csv',
      media_type: 'text/csv',
      sha256: createHash('sha256').update(CONTENTS).digest(),
      size_bytes: CONTENTS.length,
      line_count: 1,
      total_pence: pence,
      made_by: officer,
    },
  ]);
}

const CONTENTS = 'Supplier number,Amount';

/** The pieces come first and the whole last, in one transaction. */
async function addFile(db: TestDatabase, organisationId: string, id: string): Promise<void> {
  await db.rows(`
    do $$ begin
      if to_regclass('own_file') is null then return; end if;
      insert into own_file_chunk (organisation_id, file_id, position, bytes)
        values ('${organisationId}', '${id}', 0, convert_to('${CONTENTS}', 'UTF8'));
      insert into own_file (organisation_id, id, purpose, sha256, size_bytes, media_type, file_name)
        values ('${organisationId}', '${id}', 'payment_export', sha256(convert_to('${CONTENTS}', 'UTF8')),
          ${String(CONTENTS.length)}, 'text/csv', 'ap-1.csv');
    end $$`);
}

/** What is past all its moves cannot come in by the way that new rows take. */
async function unguarded(db: TestDatabase, table: string, rows: readonly Row[]): Promise<void> {
  const [found] = await db.rows('select 1 where to_regclass($1) is not null', [table]);
  if (found === undefined) return;
  await db.rows(`alter table ${table} disable trigger user`);
  await insert(db, table, rows);
  await db.rows(`alter table ${table} enable trigger user`);
}
