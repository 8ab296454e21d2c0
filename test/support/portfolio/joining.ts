import { createHash } from 'node:crypto';
import { CONTACTS, INVITATIONS, a, b, g1, g2 } from './ids';
import { insert } from './insert';
import type { Row } from './insert';
import type { TestDatabase } from '../test-database';

/** The links are of tokens that nobody knows. */
export async function addInvitations(db: TestDatabase): Promise<void> {
  const invitation = (id: string, health_body_id: string, group_id: string, contact_id: string, rest: Row): Row => ({
    health_body_id,
    group_id,
    id,
    contact_id,
    token_hash: createHash('sha256').update(id).digest(),
    ...rest,
  });
  await insert(db, 'invitation', [
    invitation(INVITATIONS.aG2, a, g2, CONTACTS.g2PersonWithA, {
      told_on: '2026-11-19',
      created_at: '2026-11-20T10:00:00Z',
      expires_at: '2036-12-04T10:00:00Z',
    }),
    invitation(INVITATIONS.bG1, b, g1, CONTACTS.g1LeadWithB, {
      told_on: '2026-01-30',
      created_at: '2026-02-01T10:00:00Z',
      expires_at: '2026-02-15T10:00:00Z',
      answer: 'joined',
      answered_at: '2026-02-02T09:00:00Z',
    }),
  ]);
}
