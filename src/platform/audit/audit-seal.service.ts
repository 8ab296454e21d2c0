import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { Database } from '../database/database';
import { TenantService } from '../database/tenant.service';
import type { Tx } from '../database/tx';
import { Metrics } from '../http/metrics';
import { JobsService } from '../jobs/jobs.service';
import { link } from './audit-chain';
import type { ChainedEvent } from './audit-chain';

const SECONDS_BETWEEN = 5;
const EVENTS_AT_ONCE = 2_000;

/** What verify-audit found of one organisation's chain. */
export interface ChainVerdict {
  organisationId: string;
  sealed: number;
  /** The last link, in hex: keep it elsewhere, and any later change to what came before shows. */
  head: string | null;
  /** The first position that does not follow from the one before; null when all do. */
  brokenAt: number | null;
  unsealed: number;
}

const CHAIN = `
  select s.position, s.hash, e.organisation_id, e.id,
    to_char(e.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as happened_at,
    e.actor_kind, e.actor_id, e.action, e.subject_id, e.detail::text as detail, e.request_id
  from audit_seal s join audit_event e on e.organisation_id = s.organisation_id and e.id = s.event_id
  where s.organisation_id = $1 and s.position > $2 order by s.position limit ${String(EVENTS_AT_ONCE)}`;

/** Chains the audit record of each organisation, and checks the chain. */
@Injectable()
export class AuditSealService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly tenant: TenantService,
    private readonly jobs: JobsService,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.watch(
      'accord_audit_unsealed_seconds',
      'Age of the oldest unsealed audit event; over 60 is an alarm',
      () => this.oldestUnsealedSeconds(),
    );
    this.jobs.handle('seal-audit', async () => {
      await this.sealAll().finally(() => this.jobs.send('seal-audit', {}, SECONDS_BETWEEN));
    });
    this.jobs.handle('seal-audit-now', async ({ organisationId }) => {
      if (organisationId !== undefined) await this.seal(organisationId);
    });
  }

  /** Seals what is committed and unsealed, of every organisation. Returns how many events that were. */
  async sealAll(): Promise<number> {
    const waiting = await this.database.server<{ organisation_id: string }>(
      'select organisation_id from audit_organisations_to_seal()',
    );
    let sealed = 0;
    for (const { organisation_id } of waiting) sealed += await this.seal(organisation_id);
    return sealed;
  }

  private async seal(organisationId: string): Promise<number> {
    let sealed = 0;
    for (;;) {
      const [row] = await this.database.server<{ count: number }>('select audit_seal_events($1, $2) as count', [
        organisationId,
        EVENTS_AT_ONCE,
      ]);
      sealed += row?.count ?? 0;
      if ((row?.count ?? 0) < EVENTS_AT_ONCE) return sealed;
    }
  }

  /** Seals, then follows the chain of each organisation from its first link. */
  async verifyAll(): Promise<ChainVerdict[]> {
    await this.sealAll();
    const organisations = await this.database.server<{ organisation_id: string }>(
      'select organisation_id from audit_organisations() order by 1',
    );
    const verdicts: ChainVerdict[] = [];
    for (const { organisation_id } of organisations) verdicts.push(await this.verify(organisation_id));
    return verdicts;
  }

  /** The same for one organisation. */
  async verifyOne(organisationId: string): Promise<ChainVerdict> {
    await this.seal(organisationId);
    return this.verify(organisationId);
  }

  private verify(organisationId: string): Promise<ChainVerdict> {
    const actor: Actor = { kind: 'system', id: null, side: 'health', organisationId, roles: [], requestId: null };
    return this.tenant.snapshot(actor, async (tx) => {
      const { sealed, last, broken } = await follow(tx, organisationId);
      const head = sealed === 0 ? null : last.toString('hex');
      const [counted] = await tx.query<{ events: string; seals: string }>(
        `select (select count(*) from audit_event where organisation_id = $1) as events,
           (select count(*) from audit_seal where organisation_id = $1) as seals`,
        [organisationId],
      );
      const seals = Number(counted?.seals);
      // A seal whose event is gone is missing from what was followed.
      const brokenAt = broken || seals !== sealed ? sealed + (broken ? 0 : 1) : null;
      return { organisationId, sealed, head, brokenAt, unsealed: Number(counted?.events) - seals };
    });
  }

  /** Seconds since the oldest unsealed event was written; more than 60 is an alarm. */
  async oldestUnsealedSeconds(): Promise<number> {
    const [row] = await this.database.server<{ seconds: number }>('select audit_oldest_unsealed_seconds() as seconds');
    return row?.seconds ?? 0;
  }
}

interface Followed {
  sealed: number;
  last: Buffer;
  broken: boolean;
}

/** Follows the chain from its first link to its last, or to the first that does not follow. */
async function follow(tx: Tx, organisationId: string): Promise<Followed> {
  let sofar: Followed = { sealed: 0, last: Buffer.alloc(0), broken: false };
  for (;;) {
    const events = await tx.query<ChainedEvent>(CHAIN, [organisationId, sofar.sealed]);
    for (const event of events) sofar = sofar.broken ? sofar : next(sofar, event);
    if (sofar.broken || events.length < EVENTS_AT_ONCE) return sofar;
  }
}

function next({ sealed, last }: Followed, event: ChainedEvent): Followed {
  const hash = link(last, event);
  const follows = Number(event.position) === sealed + 1 && event.hash?.equals(hash) === true;
  return { sealed: sealed + 1, last: hash, broken: !follows };
}
