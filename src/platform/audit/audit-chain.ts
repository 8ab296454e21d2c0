import { createHash } from 'node:crypto';

/** An event as it is hashed, each field as PostgreSQL writes it. */
export interface ChainedEvent {
  position: string;
  hash: Buffer | null;
  organisation_id: string;
  id: string;
  happened_at: string;
  actor_kind: string;
  actor_id: string | null;
  action: string;
  subject_id: string;
  detail: string;
  request_id: string | null;
}

/** Built here and not by the database's own function, so that a changed function cannot vouch for changed events. */
export function textOf(event: ChainedEvent): string {
  return [
    event.organisation_id,
    event.id,
    event.happened_at,
    event.actor_kind,
    event.actor_id ?? '-',
    event.action,
    event.subject_id,
    event.detail,
    event.request_id ?? '-',
  ].join('\n');
}

/** The next link: SHA-256 of the link before and the event. */
export function link(before: Buffer, event: ChainedEvent): Buffer {
  return createHash('sha256').update(before).update(textOf(event), 'utf8').digest();
}
