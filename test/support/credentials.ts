import { v7 as uuid } from 'uuid';
import { csrfTokenFor, newSecret, sha256 } from '../../src/identity/secrets';
import type { Role, Scope } from '../../src/platform';
import type { TestDatabase } from './test-database';

/** The headers that a caller sends. */
export type Credentials = Record<string, string>;

interface Place {
  role: Role;
  organisationId: string;
}

const IN_AN_HOUR = () => new Date(Date.now() + 3_600_000);
const A_MINUTE_AGO = () => new Date(Date.now() - 60_000);

const kindOf = (role: Role) => (role.startsWith('group_') ? 'group' : 'health_body');

/** What may be wrong with a person's sign-in; nothing unless given. */
interface Wrong {
  disabled?: boolean;
  membershipEnded?: boolean;
  sessionExpired?: boolean;
  sessionEnded?: boolean;
}

/** A new person with a session, written by the owner. */
export async function newSession(db: TestDatabase, place: Place, wrong: Wrong = {}): Promise<Credentials> {
  const account = uuid();
  await db.rows('insert into account (id, email, disabled_at) values ($1, $2, $3)', [
    account,
    `${account}@people.example`,
    wrong.disabled === true ? A_MINUTE_AGO() : null,
  ]);
  await db.rows(
    `insert into membership (organisation_id, organisation_kind, id, account_id, role, ended_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      place.organisationId,
      kindOf(place.role),
      uuid(),
      account,
      place.role,
      wrong.membershipEnded === true ? A_MINUTE_AGO() : null,
    ],
  );
  return sessionOf(db, account, wrong);
}

/** A session of somebody who has an account. */
export async function sessionOf(db: TestDatabase, accountId: string, wrong: Wrong = {}): Promise<Credentials> {
  const token = newSecret();
  await db.rows('insert into session (token_hash, account_id, expires_at, ended_at) values ($1, $2, $3, $4)', [
    sha256(token),
    accountId,
    wrong.sessionExpired === true ? A_MINUTE_AGO() : IN_AN_HOUR(),
    wrong.sessionEnded === true ? A_MINUTE_AGO() : null,
  ]);
  return { cookie: `accord=${token}`, 'accord-csrf': csrfTokenFor(token) };
}

export async function newToken(
  db: TestDatabase,
  { role, organisationId }: Place,
  scopes: readonly Scope[],
  wrong: { expired?: boolean; revoked?: boolean } = {},
): Promise<Credentials> {
  const secret = `accord_${newSecret()}`;
  await db.rows(
    `insert into api_token (organisation_id, organisation_kind, id, token_hash, label, role, scopes, expires_at, revoked_at)
     values ($1, $2, $3, $4, 'For a test', $5, $6, $7, $8)`,
    [
      organisationId,
      kindOf(role),
      uuid(),
      sha256(secret),
      role,
      scopes,
      wrong.expired === true ? A_MINUTE_AGO() : IN_AN_HOUR(),
      wrong.revoked === true ? A_MINUTE_AGO() : null,
    ],
  );
  return { authorization: `Bearer ${secret}` };
}
