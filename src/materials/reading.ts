import type { Actor, Side, Tx } from '../platform';
import { checkVersion, NOT_FOUND } from '../platform';
import { DomainError } from '../shared/domain-error';

export const OWN: Record<Side, string> = { health: 'health_body_id', group: 'group_id' };

/** SQL: all that the group said of its name in a material, as the rules read it, in the order in which it was said. */
export const CONSENTS = (body: string, material: string) => `(
  select coalesce(json_agg(json_build_object('versionId', k.version_id, 'endedHow', k.ended_how) order by k.id), '[]')
  from name_consent k where k.health_body_id = ${body} and k.material_id = ${material})`;

/** SQL: whether the group's yes holds for the very version that a use is of. */
export const CONSENTED = (use: string) => `exists (select 1 from name_consent k
  where k.health_body_id = ${use}.health_body_id and k.version_id = ${use}.version_id and k.ended_on is null)`;

export interface LockedMaterial {
  health_body_id: string;
  group_id: string;
  id: string;
  latest: number;
  version: number;
}

/** The material, so that nothing of it changes until the end. Throws DomainError `not-found`, `stale`. */
export async function lockMaterial(tx: Tx, id: string, version?: number): Promise<LockedMaterial> {
  const [row] = await tx.query<LockedMaterial>(
    `select health_body_id, group_id, id, latest, version from material
     where id = $1 and ${OWN[tx.actor.side]} = $2 for no key update`,
    [id, tx.actor.organisationId],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  if (version !== undefined) checkVersion(row.version, version);
  return row;
}

export function accountOf({ kind, id }: Actor): string | null {
  return kind === 'account' ? id : null;
}

/** As browsers and other systems send it, with one kind of line end. */
export function asLines(words: string): string {
  return words.replace(/\r\n?/g, '\n').trim();
}

export function wrong(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: `/${field}`, detail }]);
}
