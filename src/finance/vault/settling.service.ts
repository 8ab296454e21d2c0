import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AuditService, Clock, Database, JobsService, TenantService } from '../../platform';
import type { Actor } from '../../platform';
import { settle } from './settling';

/** Each night: what later details have taken over is forgotten, where nobody has changed anything since. */
@Injectable()
export class SettlingService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly tenant: TenantService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('settle-bank-details', () => this.settleAll());
    this.jobs.everyDay('settle-bank-details', '0:40');
  }

  async settleAll(): Promise<void> {
    const now = this.clock.now();
    const due = await this.database.server<{ health_body_id: string }>('select * from bank_details_due($1)', [now]);
    for (const { health_body_id: organisationId } of due) {
      const system: Actor = { kind: 'system', id: null, side: 'health', organisationId, roles: [], requestId: null };
      await this.tenant.transaction(system, (tx) => settle(tx, now, this.audit));
    }
  }
}
