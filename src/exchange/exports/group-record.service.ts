import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AuditService, StreamService, TenantService } from '../../platform';
import type { Actor } from '../../platform';
import { GROUP_RECORD } from './group-record.sql';

/** Everything that Accord holds of a group and the group may read, for it to take away. */
@Injectable()
export class GroupRecord {
  constructor(
    private readonly streams: StreamService,
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
  ) {}

  /** As JSON lines. On record before the first byte. Throws DomainError `too-many` while others are under way. */
  async everything(actor: Actor): Promise<Readable> {
    await this.tenant.transaction(actor, (tx) =>
      this.audit.record(tx, { action: 'record.downloaded', subjectId: actor.organisationId }),
    );
    return this.streams.copy(actor, GROUP_RECORD, { format: 'json-lines', settings: {} });
  }
}
