import { v7 as uuid } from 'uuid';
import type { Portfolio } from './portfolio';
import { sessionOf } from './credentials';
import type { Credentials } from './credentials';
import type { TestApp } from './start-app';
import type { TestDatabase } from './test-database';

/** Somebody of finance: who they are, and what they send. */
export interface Colleague {
  accountId: string;
  email: string;
  headers: Credentials;
}

/** Everything that a payment needs before it can be sent, for all that the portfolio's health body A pays. */
export async function makeReady(db: TestDatabase, p: Portfolio): Promise<void> {
  const { a } = p.healthBodies;
  await db.rows(`update organisation set payee_name = name || ' account' where kind = 'group'`);
  await db.rows(
    `insert into partnership_supplier (health_body_id, group_id, supplier_number)
     select health_body_id, group_id, 'S-' || left(group_id::text, 6) from partnership where health_body_id = $1
     on conflict do nothing`,
    [a],
  );
  await codeContracts(db, a);
}

/** A coding for each contract and year in which something is due. */
export async function codeContracts(db: TestDatabase, healthBodyId: string): Promise<void> {
  await db.rows(
    `insert into contract_coding (health_body_id, group_id, contract_id, financial_year, cost_centre, account_code)
     select distinct health_body_id, group_id, contract_id, extract(year from due_on - interval '3 months')::integer,
       'C100', '52100' from instalment where health_body_id = $1
     on conflict do nothing`,
    [healthBodyId],
  );
}

/** A new person with one role of finance; an approver gets a limit. */
export async function newColleague(
  db: TestDatabase,
  healthBodyId: string,
  role: 'finance_officer' | 'finance_approver',
  limitPence: number | null = 100_000_000,
): Promise<Colleague> {
  const accountId = uuid();
  const email = `${accountId}@people.example`;
  await db.rows('insert into account (id, email) values ($1, $2)', [accountId, email]);
  await db.rows(
    `insert into membership (organisation_id, organisation_kind, id, account_id, role)
     values ($1, 'health_body', $2, $3, $4)`,
    [healthBodyId, uuid(), accountId, role],
  );
  if (role === 'finance_approver' && limitPence !== null) {
    await db.rows(
      'insert into approval_limit (health_body_id, account_id, limit_pence, set_by) values ($1, $2, $3, $4)',
      [healthBodyId, accountId, limitPence, uuid()],
    );
  }
  return { accountId, email, headers: await sessionOf(db, accountId) };
}

export interface Run {
  id: string;
  number: number;
  state: string;
  version: number;
  lineCount: number;
  totalPence: number;
  leftOutCount: number;
  differenceCount: number;
  settledCount: number;
  warnings: { code: string; detail: string }[];
  approval: { may: boolean; whyNot: string | null };
  [field: string]: unknown;
}

let callers = 0;

/** A request to the API as one colleague, from an address of its own; a body makes it a POST. */
export async function call(test: TestApp, who: Colleague, path: string, body?: object, headers: Credentials = {}) {
  callers += 1;
  return test.app.inject({
    method: body === undefined ? 'GET' : 'POST',
    url: `/api/v1${path}`,
    headers: { ...who.headers, ...headers },
    remoteAddress: `10.9.${String((callers >> 8) & 255)}.${String(callers & 255)}`,
    ...(body !== undefined && { payload: body }),
  });
}

/** Moves a run that is as it was read. */
export async function move(test: TestApp, who: Colleague, run: Run, to: string, body: object = {}) {
  return call(test, who, `/payment-runs/${run.id}/${to}`, body, { 'if-match': `"${String(run.version)}"` });
}

export async function readRun(test: TestApp, who: Colleague, id: string): Promise<Run> {
  const answer = await call(test, who, `/payment-runs/${id}`);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<Run>();
}

/** A move that must work, and the run after it. */
export async function moved(test: TestApp, who: Colleague, run: Run, to: string, body: object = {}): Promise<Run> {
  const answer = await move(test, who, run, to, body);
  if (answer.statusCode !== 201) throw new Error(`${to}: ${answer.body}`);
  return answer.json<Run>();
}

export async function propose(test: TestApp, who: Colleague, sendByOn: string, rest: object = {}): Promise<Run> {
  const answer = await call(test, who, '/payment-runs', { sendByOn, ...rest });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json<Run>();
}

export const APPROVE = { declaration: true };

/** Puts a payment on hold, as its own module does: the hold and the state together. */
export async function hold(db: TestDatabase, instalmentId: string): Promise<void> {
  await db.rows(`
    insert into instalment_hold (health_body_id, group_id, contract_id, instalment_id, id, reason_code, reason, held_on,
      cause_by_health)
    select health_body_id, group_id, contract_id, id, gen_random_uuid(), 'other', 'A question', '2026-11-20', 'payer'
    from instalment where id = '${instalmentId}';
    update instalment set state = 'held' where id = '${instalmentId}'`);
}
