import { GROUP_ROLES, HEALTH_ROLES } from '../platform';
import type { Role } from '../platform';
import { DomainError } from '../shared/domain-error';

export type OrganisationKind = 'health_body' | 'group';

export function rolesOf(kind: OrganisationKind): readonly Role[] {
  return kind === 'health_body' ? HEALTH_ROLES : GROUP_ROLES;
}

/** Throws DomainError when an organisation of this kind has no such role. */
export function checkRole(kind: OrganisationKind, role: string): Role {
  const known = rolesOf(kind).find((name) => name === role);
  if (known === undefined) {
    const detail = `role must be one of ${rolesOf(kind).join(', ')}.`;
    throw new DomainError('invalid', detail, [{ pointer: '/role', detail }]);
  }
  return known;
}
