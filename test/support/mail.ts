import { v7 as uuid } from 'uuid';
import { SignInService, UsersService } from '../../src/identity';
import { MailSender } from '../../src/notices';
import { TenantService } from '../../src/platform';
import type { Role } from '../../src/platform';
import type { TestApp } from './start-app';

export const PASSWORD = 'four quiet words here';
/** A Friday. */
export const DAYTIME = new Date('2026-11-27T10:00:00Z');
export const NIGHT = new Date('2026-11-27T21:00:00Z');

export interface Someone {
  role: Role;
  organisationId: string;
  email?: string;
  /** null: they have none. */
  password?: string | null;
}

/** Gives somebody a role, and has them sign in with their one-time link; answers their email address. */
export async function somebody(test: TestApp, { role, organisationId, ...rest }: Someone): Promise<string> {
  const { email = `${uuid()}@people.example`, password = PASSWORD } = rest;
  const side = role.startsWith('group_') ? 'group' : 'health';
  const operator = { kind: 'operator', id: null, side, organisationId, roles: [], requestId: null } as const;
  const { linkToken } = await test.app
    .get(TenantService)
    .transaction(operator, (tx) => test.app.get(UsersService, { strict: false }).addWith(tx, email, role));
  if (password !== null) await test.app.get(SignInService, { strict: false }).redeem(linkToken ?? '', password);
  return email;
}

export async function accountOf(test: TestApp, email: string): Promise<string> {
  const [row] = await test.db.rows<{ id: string }>('select id from account where email = $1', [email]);
  return row?.id ?? '';
}

/** Writes a notice as a trigger would. */
export async function notify(test: TestApp, kind: string, email: string, organisationId: string): Promise<void> {
  await test.db.rows('select mail_notify(array[row($1, $2, $3, $4)::mail_notice])', [
    kind,
    await accountOf(test, email),
    organisationId,
    `/o/${organisationId}`,
  ]);
}

export const send = (test: TestApp, now: Date = DAYTIME) =>
  test.app.get(MailSender, { strict: false }).sendWaiting(now);
