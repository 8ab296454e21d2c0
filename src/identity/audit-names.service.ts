import { Injectable } from '@nestjs/common';
import { TenantService } from '../platform';
import type { Actor } from '../platform';

const TOKENS = 'select id, label from api_token where organisation_id = $1';
const PLACES = 'select id, account_id from membership where organisation_id = $1 and id = any($2)';

/** The record holds ids: whose they are, as far as they are the organisation's own people and services. */
@Injectable()
export class AuditNames {
  constructor(private readonly tenant: TenantService) {}

  /** The names of accounts, tokens and places among these ids. Those who have left keep theirs. */
  of(actor: Actor, ids: readonly string[]): Promise<Map<string, string>> {
    return this.tenant.transaction(actor, async (tx) => {
      const { organisationId } = actor;
      const places = await tx.query<{ id: string; account_id: string }>(PLACES, [organisationId, ids]);
      const wanted = [...ids, ...places.map(({ account_id }) => account_id)];
      const accounts = await tx.asServer<{ account_id: string; email: string }>(
        'select account_id, email from account_emails_of($1) where account_id = any($2)',
        [organisationId, wanted],
      );
      const tokens = await tx.query<{ id: string; label: string }>(`${TOKENS} and id = any($2)`, [organisationId, ids]);
      const names = new Map(accounts.map(({ account_id, email }) => [account_id, email]));
      for (const { id, label } of tokens) names.set(id, label);
      for (const { id, account_id } of places) names.set(id, names.get(account_id) ?? '');
      return names;
    });
  }

  /** The accounts and tokens whose address or label holds this text. */
  called(actor: Actor, text: string): Promise<string[]> {
    return this.tenant.transaction(actor, async (tx) => {
      const values = [actor.organisationId, text.toLowerCase()];
      const accounts = await tx.asServer<{ account_id: string }>(
        'select account_id from account_emails_of($1) where position($2 in email) > 0',
        values,
      );
      const tokens = await tx.query<{ id: string }>(`${TOKENS} and position($2 in lower(label)) > 0`, values);
      return [...accounts.map(({ account_id }) => account_id), ...tokens.map(({ id }) => id)];
    });
  }
}
