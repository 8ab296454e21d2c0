import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newColleague } from './finance';
import type { Colleague } from './finance';
import { databaseToKill } from './killed-moves';
import type { Killed } from './killed-moves';
import { KilledServer } from './killed-server';
import { camt, nth, paid, sentRun } from './statements';
import type { TestDatabase } from './test-database';

/** A statement that is taken in by servers that die while they do it. */
export class KilledStatement {
  private constructor(
    readonly db: TestDatabase,
    private readonly officer: Colleague,
    private readonly content: string,
    private readonly scratch: string,
  ) {}

  /** A payment that is settled, one that came back, one for a person to decide, and one that nobody knows. */
  static async begin(): Promise<KilledStatement> {
    const { db, p } = await databaseToKill();
    const lines = await sentRun(db, p, { amounts: [10_000, 20_000, 30_000] });
    const officer = await newColleague(db, p.healthBodies.a, 'finance_officer');
    const content = camt([
      paid(nth(lines, 0)),
      paid(nth(lines, 1), { side: 'CRDT', returnCode: 'AC04' }),
      paid(nth(lines, 2), { payee: 'SOMEBODY ELSE' }),
      { pence: 77_000, reference: 'RENT', payee: 'A LANDLORD' },
    ]);
    return new KilledStatement(db, officer, content, await mkdtemp(join(tmpdir(), 'accord-killed-')));
  }

  /** Sends the same file under the same key each time, to a server that dies there. */
  async take(diesAt?: number | 'after-commit'): Promise<Killed> {
    const server = await KilledServer.start(this.db, diesAt, this.scratch);
    const form = new FormData();
    form.set('file', new Blob([this.content], { type: 'application/xml' }), 'statement.xml');
    const headers = { ...this.officer.headers, 'idempotency-key': 'statement-of-friday' };
    const answer = await server.ask('/reconciliations', headers, form);
    const died = answer === null && (await server.died());
    await server.stop();
    return { answer, died };
  }

  /** What the servers left on disk: a statement names who was paid, and how much. */
  left(): Promise<string[]> {
    return readdir(this.scratch, { recursive: true });
  }

  async end(): Promise<void> {
    await this.db.drop();
    await rm(this.scratch, { recursive: true });
  }

  /** All that a half-taken statement would leave. */
  async state(): Promise<unknown> {
    const [found] = await this.db.rows<{ state: unknown }>(`
      select json_build_object(
        'statements', (select json_agg(i.id order by i.id) from statement_import i),
        'entries', (select json_agg(e.outcome || ' ' || e.cause order by e.statement_id, e.position)
          from statement_entry e),
        'candidates', (select count(*) from statement_candidate),
        'bookings', (select count(*) from statement_booking),
        'receipts', (select json_agg(r.id order by r.id) from receipt r where r.source = 'reconciliation'),
        'files', (select count(*) from own_file),
        'pieces', (select count(*) from own_file_chunk),
        'keys', (select count(*) from idempotency_key),
        'audited', (select count(*) from audit_event where action like 'reconciliation.%' or action like 'receipt.%'
          or action like 'instalment.%'),
        'moves', (select count(*) from instalment_move),
        'lines', (select json_agg(i.state || ' ' || l.live order by l.position) from payment_run_line l
          join payment_run r on r.id = l.run_id and r.number = 2 join instalment i on i.id = l.instalment_id)) as state`);
    return found?.state;
  }
}
