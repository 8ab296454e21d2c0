import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../shared/domain-error';
import { isLeaked } from './leaked-passwords';

const SHORTEST = 12;
const LONGEST = 200;

// OWASP's floor for argon2id: 19 MiB, two passes, one lane.
// argon2id is the library's default.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A password that nobody has, so that an unknown email costs the same time as a known one. */
let nobodys: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

export async function passwordMatches(storedHash: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword('the password of nobody at all');
  const matches = await verify(storedHash ?? (await nobodys), password);
  return matches && storedHash !== null;
}

/** Length and the leaked list only: composition rules make passwords worse. Throws DomainError. */
export function checkPassword(password: string): void {
  const detail = complaint(password);
  if (detail !== null) throw new DomainError('invalid', detail, [{ pointer: '/password', detail }]);
}

function complaint(password: string): string | null {
  if (password.length < SHORTEST)
    return `The password needs at least ${String(SHORTEST)} characters; a few words do well.`;
  if (password.length > LONGEST) return `The password may have at most ${String(LONGEST)} characters.`;
  if (isLeaked(password) || /^(.)\1+$/u.test(password)) {
    return 'This password is on lists that attackers try first. Choose another; a few words do well.';
  }
  return null;
}
