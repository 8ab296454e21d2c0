import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../../platform';
import type { Actor, Role } from '../../platform';

/** Somebody who signs in, as they act for an organisation. */
export async function signedIn(
  services: INestApplicationContext,
  email: string,
  { side, organisationId }: Pick<Actor, 'side' | 'organisationId'>,
  role: Role,
): Promise<Actor> {
  const database = services.get(Database, { strict: false });
  const [account] = await database.server<{ id: string }>('select id from sign_in_account($1)', [email]);
  if (account === undefined) throw new Error(`The demo has no sign-in of ${email}.`);
  return { kind: 'account', id: account.id, side, organisationId, roles: [role], requestId: null };
}
