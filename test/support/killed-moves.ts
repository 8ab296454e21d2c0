import { createHash } from 'node:crypto';
import { build } from './command-line';
import { APPROVE, makeReady, newColleague } from './finance';
import type { Credentials } from './credentials';
import type { Colleague } from './finance';
import { KilledServer } from './killed-server';
import type { Answer } from './killed-server';
import { MasterKey } from '../../src/platform/vault/keys';
import { makePortfolio } from './portfolio';
import type { Portfolio } from './portfolio';
import { makeTestDatabase } from './test-database';
import type { TestDatabase } from './test-database';
import { MASTER_KEY } from './vault';

/** The moves of a run that are killed, in their order, with what each sends. */
export const KILLED_MOVES = [
  ['submission', {}],
  ['approval', APPROVE],
  ['exports', {}],
] as const;
export type KilledMove = (typeof KILLED_MOVES)[number][0];

/** What became of a request to a server that was told where to die. */
export interface Killed {
  answer: Answer | null;
  died: boolean;
}

/** The portfolio in a database that a built server starts on. */
export async function databaseToKill(): Promise<{ db: TestDatabase; p: Portfolio }> {
  await build();
  const db = await makeTestDatabase();
  // The server refuses a database that forgets what it acknowledged; the others of the tests are faster so.
  await db.rows(`do $$ begin
    execute format('alter database %I set synchronous_commit = on', current_database());
  end $$`);
  const p = await makePortfolio(db);
  // Whose vaults no key opens, so that no server would start: as if they had been locked with the server's.
  await db.rows('alter table bank_vault disable trigger user');
  await db.rows('update bank_vault set master_key_id = $1', [MasterKey.read(MASTER_KEY)?.id]);
  return { db, p };
}

/** A run that is moved by servers that die while they do it. */
export class KilledMoves {
  private constructor(
    readonly db: TestDatabase,
    private readonly officer: Colleague,
    private readonly approver: Colleague,
    readonly runId: string,
  ) {}

  static async begin(): Promise<KilledMoves> {
    const { db, p } = await databaseToKill();
    await makeReady(db, p);
    const officer = await newColleague(db, p.healthBodies.a, 'finance_officer');
    const approver = await newColleague(db, p.healthBodies.a, 'finance_approver');
    const server = await KilledServer.start(db);
    const made = await server.ask('/payment-runs', officer.headers, { sendByOn: '2026-11-27' });
    await server.stop();
    if (made?.status !== 201) throw new Error(made?.body.toString() ?? 'The server died.');
    return new KilledMoves(db, officer, approver, (JSON.parse(made.body.toString()) as { id: string }).id);
  }

  /** Asks a server that dies there for the move. Null when it died before it answered, as it should. */
  async move(move: KilledMove, diesAt?: number | 'after-commit', key = ''): Promise<Killed> {
    const server = await KilledServer.start(this.db, diesAt);
    const answer = await this.ask(server, move, key === '' ? {} : { 'idempotency-key': key });
    const died = answer === null && (await server.died());
    await server.stop();
    return { answer, died };
  }

  /** As far as the approval, by servers that live. */
  async untilApproved(): Promise<void> {
    for (const move of ['submission', 'approval'] as const) {
      const { answer } = await this.move(move);
      if (answer?.status !== 201) throw new Error(answer?.body.toString() ?? 'The server died.');
    }
  }

  private async ask(server: KilledServer, move: KilledMove, once: Credentials): Promise<Answer | null> {
    const who = move === 'approval' ? this.approver : this.officer;
    const [row] = await this.db.rows<{ version: number }>('select version from payment_run where id = $1', [
      this.runId,
    ]);
    await this.db.rows('update session set created_at = now()');
    const body = KILLED_MOVES.find(([name]) => name === move)?.[1] ?? {};
    return server.ask(
      `/payment-runs/${this.runId}/${move}`,
      { ...who.headers, ...once, 'if-match': `"${String(row?.version ?? 0)}"` },
      body,
    );
  }

  /** All that a half-done move would leave. */
  async state(): Promise<unknown> {
    const [found] = await this.db.rows<{ state: unknown }>(
      `select json_build_object(
        'run', (select to_json(r) from payment_run r where r.id = $1),
        'moves', (select count(*) from payment_run_move where run_id = $1),
        'exports', (select json_agg(encode(sha256, 'hex')) from payment_export where run_id = $1),
        'files', (select count(*) from own_file),
        'pieces', (select count(*) from own_file_chunk),
        'remittances', (select count(*) from remittance where run_id = $1),
        'audited', (select count(*) from audit_event where subject_id = $1),
        'payments', (select json_agg(i.state order by l.position) from payment_run_line l
          join instalment i on i.id = l.instalment_id where l.run_id = $1)) as state`,
      [this.runId],
    );
    return found?.state;
  }

  /** The SHA-256 on record, and that of the bytes as a new server gives them twice. */
  async file(): Promise<{ kept: string[]; given: string[] }> {
    const rows = await this.db.rows<{ id: string; sha256: Buffer }>(
      'select id, sha256 from payment_export where run_id = $1',
      [this.runId],
    );
    const given: string[] = [];
    await this.db.rows('update session set created_at = now()');
    for (let times = 0; times < 2; times += 1) {
      const server = await KilledServer.start(this.db);
      const path = `/payment-runs/${this.runId}/exports/${rows[0]?.id ?? ''}/file`;
      const answer = await server.ask(path, this.officer.headers);
      given.push(
        createHash('sha256')
          .update(answer?.body ?? '')
          .digest('hex'),
      );
      await server.stop();
    }
    return { kept: rows.map(({ sha256 }) => sha256.toString('hex')), given };
  }
}
