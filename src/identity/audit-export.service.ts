import { Injectable } from '@nestjs/common';
import { AuditService, TenantService } from '../platform';
import type { Actor } from '../platform';
import { AuditEventsService } from './audit-events.service';
import type { AuditEventFilter } from './audit-events.service';
import type { AuditEventRow } from './audit-events.dto';
import { AuditNames } from './audit-names.service';

const AT_ONCE = 500;

export interface NamedEvent {
  event: AuditEventRow;
  /** Whose the ids are that the event names. */
  names: ReadonlyMap<string, string>;
}

/** The record in full, piece by piece: nothing is collected. That it was taken is itself on record. */
@Injectable()
export class AuditExport {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly events: AuditEventsService,
    private readonly names: AuditNames,
  ) {}

  async start(actor: Actor, filter: AuditEventFilter): Promise<AsyncIterable<NamedEvent>> {
    await this.tenant.transaction(actor, (tx) =>
      this.audit.record(tx, { action: 'audit-record.exported', subjectId: actor.organisationId }),
    );
    return this.all(actor, filter);
  }

  private async *all(actor: Actor, filter: AuditEventFilter): AsyncIterable<NamedEvent> {
    let cursor: string | undefined;
    do {
      const query = { ...filter, limit: AT_ONCE, count: false, ...(cursor !== undefined && { cursor }) };
      const { items, next } = await this.events.list(actor, query);
      const names = await this.names.of(actor, idsIn(items));
      for (const event of items) yield { event, names };
      cursor = next ?? undefined;
    } while (cursor !== undefined);
  }
}

/** Every id that an event names. */
export function idsIn(events: readonly AuditEventRow[]): string[] {
  return [
    ...new Set(
      events.flatMap(({ actor_id, subject_id }) => (actor_id === null ? [subject_id] : [actor_id, subject_id])),
    ),
  ];
}
