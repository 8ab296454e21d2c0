import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { ACCOUNTS, API_TOKENS, IMPORTS, MEMBERSHIPS, a, b, g1, g3, ids } from './ids';
import { insert } from './insert';
import type { Row } from './insert';
import type { TestDatabase } from '../test-database';

export async function addSignIns(db: TestDatabase): Promise<void> {
  const member = (
    name: keyof typeof MEMBERSHIPS,
    organisation_id: string,
    kind: string,
    role: string,
    account_id: string,
  ): Row => ({ organisation_id, organisation_kind: kind, id: MEMBERSHIPS[name], account_id, role });
  const others = ids('managerOfB', 'leadOfG3');
  await insert(db, 'account', [
    { id: ACCOUNTS.managerOfA, email: 'named-reader@westmere.example' },
    { id: ACCOUNTS.leadOfG1, email: 'named-reader@harbourlight.example' },
    { id: others.managerOfB, email: 'manager@northmoor.example' },
    { id: others.leadOfG3, email: 'lead@marlpit.example' },
  ]);
  await insert(db, 'membership', [
    member('managerOfA', a, 'health_body', 'partnership_manager', ACCOUNTS.managerOfA),
    member('leadOfG1', g1, 'group', 'group_lead', ACCOUNTS.leadOfG1),
    member('managerOfB', b, 'health_body', 'partnership_manager', others.managerOfB),
    member('leadOfG3', g3, 'group', 'group_lead', others.leadOfG3),
  ]);
  const feeds = [
    [a, ACCOUNTS.managerOfA],
    [b, others.managerOfB],
    [g1, ACCOUNTS.leadOfG1],
    [g3, others.leadOfG3],
  ] as const;
  await insert(
    db,
    'calendar_feed',
    feeds.map(([organisation_id, account_id]) => ({
      organisation_id,
      id: uuid(),
      account_id,
      // of no secret that anybody knows
      token_hash: createHash('sha256').update(`calendar of ${account_id}`).digest(),
    })),
  );
  // Typed by one account, which the walls are looked at with; the other accounts see none of it.
  await insert(
    db,
    'form_draft',
    [a, b, g1, g3].map((organisation_id) => ({
      organisation_id,
      account_id: ACCOUNTS.managerOfA,
      form: 'capacity',
      subject_id: organisation_id,
      answers: { words: 'Not finished' },
    })),
  );
  const token = (name: keyof typeof API_TOKENS, organisation_id: string, kind: string, role: string): Row => ({
    organisation_id,
    organisation_kind: kind,
    id: API_TOKENS[name],
    // of no secret that anybody knows
    token_hash: createHash('sha256').update(API_TOKENS[name]).digest(),
    label: `Key ${name}`,
    role,
    scopes: ['register:read'],
    expires_at: '2030-01-01T00:00:00Z',
  });
  await insert(db, 'api_token', [
    token('ofA', a, 'health_body', 'partnership_manager'),
    token('ofB', b, 'health_body', 'partnership_manager'),
    token('ofG1', g1, 'group', 'group_lead'),
    token('ofG3', g3, 'group', 'group_lead'),
  ]);
}

/** What a lead of each group began, and stopped. */
export async function addLeavings(db: TestDatabase): Promise<void> {
  await insert(
    db,
    'group_leaving',
    [g1, g3].map((group_id) => ({
      group_id,
      id: uuid(),
      started_on: '2026-06-01',
      started_by: ACCOUNTS.leadOfG1,
      last_day_on: '2026-06-15',
      live_contracts: 1,
      payments_due: 2,
      pence_due: 20_000,
      outcome: 'stopped',
      over_on: '2026-06-02',
      stopped_by: ACCOUNTS.leadOfG1,
    })),
  );
}

/** What somebody of each organisation asked to happen once. */
export async function addAttempts(db: TestDatabase): Promise<void> {
  await insert(
    db,
    'idempotency_key',
    [a, b, g1, g3].map((organisation_id) => ({
      organisation_id,
      actor_id: ACCOUNTS.managerOfA,
      route: 'POST /api/v1/engagements',
      key: 'a key',
      body_hash: createHash('sha256').update('{}').digest(),
    })),
  );
}

export async function addImports(db: TestDatabase): Promise<void> {
  const owners = [
    [a, IMPORTS.ofA],
    [b, IMPORTS.ofB],
  ] as const;
  for (const [health_body_id, id] of owners) {
    await insert(db, 'import_run', [{ health_body_id, id, as_of: '2026-11-20', report: {} }]);
    await insert(db, 'import_rows_to_mend', [
      { health_body_id, import_id: id, file: 'contracts', chunk: 1, content: Buffer.from('reference,problem\r\n') },
    ]);
  }
}
