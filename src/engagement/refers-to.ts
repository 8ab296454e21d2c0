import type { Tx } from '../platform';
import { DomainError } from '../shared/domain-error';

/** What an entry of the contact log may refer to: records of its own partnership. */
export const REFERS_TO = {
  contractId: {
    table: 'contract',
    only: 'true',
    detail: 'contractId must be a contract of this partnership, or be left out.',
  },
  healthContactId: {
    table: 'contact',
    only: `x.side = 'health'`,
    detail: "healthContactId must be one of the health body's people in the contacts of this partnership.",
  },
  groupContactId: {
    table: 'contact',
    only: `x.side = 'group'`,
    detail: "groupContactId must be one of the group's people in the contacts of this partnership, or be left out.",
  },
} as const;

export type Reference = keyof typeof REFERS_TO;
export const REFERENCES = Object.keys(REFERS_TO) as Reference[];

/** SQL: whether the record is there, in the partnership `p`. Left out is fine. */
export const isThere = (reference: Reference, id: string): string => `(${id}::uuid is null or exists (
  select 1 from ${REFERS_TO[reference].table} x where x.health_body_id = p.health_body_id and x.group_id = p.group_id
    and x.id = ${id}::uuid and ${REFERS_TO[reference].only}))`;

export type References = Partial<Record<Reference, string | null>>;

/** Throws DomainError `invalid` that names each field whose record is not there, or the partnership itself. */
export async function checkReferences(tx: Tx, partnershipId: string, ids: References): Promise<void> {
  const tenant = tx.actor.side === 'health' ? 'health_body_id' : 'group_id';
  const checks = REFERENCES.map((name, at) => `${isThere(name, `$${String(at + 3)}`)} as "${name}"`).join(', ');
  const [found] = await tx.query<Record<Reference, boolean>>(
    `select ${checks} from partnership p where p.${tenant} = $1 and p.id = $2`,
    [tx.actor.organisationId, partnershipId, ...REFERENCES.map((name) => ids[name] ?? null)],
  );
  const wrong = found === undefined ? [NO_PARTNERSHIP] : REFERENCES.filter((name) => !found[name]).map(problemOf);
  if (wrong.length > 0) throw new DomainError('invalid', 'Some of this refers to what is not there.', wrong);
}

const NO_PARTNERSHIP = { pointer: '/partnershipId', detail: 'partnershipId must be one of your partnerships.' };

function problemOf(name: Reference): { pointer: string; detail: string } {
  return { pointer: `/${name}`, detail: REFERS_TO[name].detail };
}
