import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditSealService, AuditService, JobsService, ReadsService, TenantService } from '../platform';
import type { Actor, ChainVerdict } from '../platform';

export interface AuditCheck {
  checked_at: Date;
  sealed: string;
  /** The first position that does not follow from the one before; null when all do. */
  broken_at: string | null;
}

const LATEST = `
  select checked_at, sealed, broken_at from audit_check where organisation_id = $1 order by checked_at desc, id limit 1`;
const A_MINUTE = 60_000;

/** Whether the record is whole: found out once a day for everybody, and when it is asked for. */
@Injectable()
export class AuditChecks implements OnModuleInit {
  constructor(
    private readonly seals: AuditSealService,
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('check-audit', () => this.checkAll());
    this.jobs.everyDay('check-audit', '3:40');
  }

  async checkAll(): Promise<void> {
    for (const verdict of await this.seals.verifyAll()) {
      const { organisationId } = verdict;
      await this.keep(
        { kind: 'system', id: null, side: 'health', organisationId, roles: [], requestId: null },
        verdict,
        false,
      );
    }
  }

  async latest(actor: Actor): Promise<AuditCheck | null> {
    const [row] = await this.reads.rows<AuditCheck>(actor, LATEST, [actor.organisationId]);
    return row ?? null;
  }

  /** Follows the whole chain of the actor's organisation, unless that was done within the last minute. */
  async check(actor: Actor): Promise<void> {
    const last = await this.latest(actor);
    if (last !== null && Date.now() - last.checked_at.getTime() < A_MINUTE) return;
    await this.keep(actor, await this.seals.verifyOne(actor.organisationId), true);
  }

  private async keep(actor: Actor, { sealed, brokenAt }: ChainVerdict, asked: boolean): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const id = uuid();
      await tx.query('insert into audit_check (organisation_id, id, sealed, broken_at) values ($1, $2, $3, $4)', [
        actor.organisationId,
        id,
        sealed,
        brokenAt,
      ]);
      // The daily check leaves the record as it was.
      if (asked) await this.audit.record(tx, { action: 'audit-record.checked', subjectId: id });
    });
  }
}
