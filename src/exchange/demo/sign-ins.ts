import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { OperatorService, SignInService } from '../../identity';
import type { Role } from '../../platform';
import { joinGroups } from './groups-joined';
import { NORTHVALE } from './northvale';
import { passPhrase } from './pass-phrase';
import { WESTMERE } from './westmere';

/** Who can sign in to the demo, all with one password. */
export interface DemoSignIns {
  password: string;
  people: { email: string; who: string }[];
}

interface DemoUser {
  email: string;
  what: string;
  role: Role;
  organisation: string;
}

/** Whom groups can tell in private: somebody who manages no partnership. */
export const TOLD_IN_PRIVATE = 'lesley.marsh@westmere.example';

// Of the health side: groups come in by invitation.
const USERS: readonly DemoUser[] = [
  ...(
    [
      ['manager', 'Partnership manager', 'partnership_manager'],
      ['finance', 'Finance officer', 'finance_officer'],
      ['approver', 'Finance approver', 'finance_approver'],
      ['admin', 'Administrator', 'administrator'],
      ['auditor', 'Auditor', 'auditor'],
    ] as const
  ).map(([name, what, role]) => ({ email: `${name}@westmere.example`, what, role, organisation: WESTMERE.name })),
  {
    email: TOLD_IN_PRIVATE,
    what: 'Told in private by groups (auditor)',
    role: 'auditor',
    organisation: WESTMERE.name,
  },
  {
    email: 'manager@northvale.example',
    what: 'Partnership manager',
    role: 'partnership_manager',
    organisation: NORTHVALE.name,
  },
];

const fileIn = (dataDir: string) => join(dataDir, 'demo-sign-ins.json');

/** Makes the sign-ins as an operator and the groups themselves would, and keeps them in a file that only the server's account can read. */
export async function makeSignIns(services: INestApplicationContext, dataDir: string): Promise<void> {
  const operator = services.get(OperatorService, { strict: false });
  const signIn = services.get(SignInService, { strict: false });
  const signIns: DemoSignIns = { password: passPhrase(), people: [] };
  for (const { email, what, role, organisation } of USERS) {
    const { oneTimeToken } = await operator.createUser({ email, organisation, kind: 'health-body', role });
    if (oneTimeToken === null) continue;
    await signIn.redeem(oneTimeToken, signIns.password);
    signIns.people.push({ email, who: `${what}, ${organisation}` });
  }
  signIns.people.push(...(await joinGroups(services, signIns.password)));
  await keep(signIns, fileIn(dataDir));
}

/** Whole or not at all, and never readable by others: a new file takes the place of an old one. */
async function keep(signIns: DemoSignIns, file: string): Promise<void> {
  const partial = `${file}.${randomUUID()}`;
  await writeFile(partial, `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  await rename(partial, file);
}

/** The sign-ins made when the demo was loaded; null when there are none. */
export async function signInsOfDemo(dataDir: string): Promise<DemoSignIns | null> {
  try {
    return JSON.parse(await readFile(fileIn(dataDir), 'utf8')) as DemoSignIns;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
