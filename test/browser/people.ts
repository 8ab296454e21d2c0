import { v7 as uuid } from 'uuid';
import { SignInService, UsersService } from '../../src/identity';
import { TenantService } from '../../src/platform';
import type { Role } from '../../src/platform';
import type { TestApp } from '../support/start-app';
import type { Visitor } from './browser';

export const PASSWORD = 'four quiet words here';

interface Place {
  role: Role;
  organisationId: string;
}

/** Gives somebody their roles; answers the tokens of the one-time links, one for each place. */
export async function invite({ app }: TestApp, email: string, places: readonly Place[]): Promise<string[]> {
  const users = app.get(UsersService, { strict: false });
  const tokens: string[] = [];
  for (const { role, organisationId } of places) {
    const side = role.startsWith('group_') ? 'group' : 'health';
    const operator = { kind: 'operator', id: null, side, organisationId, roles: [], requestId: null } as const;
    const { linkToken } = await app.get(TenantService).transaction(operator, (tx) => users.addWith(tx, email, role));
    if (linkToken === null) throw new Error(`${email} has a place there already.`);
    tokens.push(linkToken);
  }
  return tokens;
}

/** Somebody new who can sign in with PASSWORD: answers their email address. */
export async function person(test: TestApp, ...places: readonly Place[]): Promise<string> {
  const email = `${uuid()}@people.example`;
  const signIns = test.app.get(SignInService, { strict: false });
  for (const token of await invite(test, email, places)) await signIns.redeem(token, PASSWORD);
  return email;
}

export async function signIn(visitor: Visitor, email: string, password = PASSWORD): Promise<void> {
  await visitor.fill({ 'Email address': email, Password: password });
  await visitor.press('Sign in');
}
