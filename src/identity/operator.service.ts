import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Database, operatorFor } from '../platform';
import type { Actor } from '../platform';
import { DomainError } from '../shared/domain-error';
import { foldName } from '../shared/text';
import type { NewUserView } from './users.dto';
import { toNewUserView } from './users.dto';
import type { OrganisationKind } from './roles';
import { checkRole } from './roles';
import { UsersService } from './users.service';

interface UserRequest {
  email: string;
  organisation: string;
  /** `health-body` or `group`. */
  kind: string;
  role: string;
}

const KINDS: Record<string, OrganisationKind> = { 'health-body': 'health_body', group: 'group' };

/** What the operator of a server does on the command line: it is how the first administrator gets in. */
@Injectable()
export class OperatorService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
  ) {}

  /** Throws DomainError when the kind or role is not known, or the name fits several groups. */
  async createUser({ email, organisation, kind, role }: UserRequest): Promise<NewUserView> {
    const organisationKind = KINDS[kind];
    if (organisationKind === undefined) throw new DomainError('invalid', '--kind must be health-body or group.');
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      throw new DomainError('invalid', '--email must be an email address.');
    checkRole(organisationKind, role);
    const id = (await this.find(organisation, organisationKind)) ?? (await this.add(organisation, organisationKind));
    const actor = operatorFor(id, organisationKind === 'health_body' ? 'health' : 'group');
    return toNewUserView(await this.users.add(actor, email, role));
  }

  /** Acts for a known organisation. Throws DomainError when none, or more than one, has this name. */
  async actorFor(organisation: string): Promise<Actor> {
    const healthBody = await this.find(organisation, 'health_body');
    if (healthBody !== null) return operatorFor(healthBody, 'health');
    const group = await this.find(organisation, 'group');
    if (group !== null) return operatorFor(group, 'group');
    throw new DomainError('not-found', `No organisation is called "${organisation}".`);
  }

  /** Throws DomainError when no group of this name has joined, or more than one. */
  async groupFor(name: string): Promise<Actor> {
    const id = await this.find(name, 'group');
    if (id === null) throw new DomainError('not-found', `No group called "${name}" has joined.`);
    return operatorFor(id, 'group');
  }

  /** A group that was only listed is its listing body's record: only a group that joined has users. */
  private async find(name: string, kind: OrganisationKind): Promise<string | null> {
    const key = foldName(name);
    if (kind === 'health_body') {
      const bodies = await this.database.server<{ id: string; name_key: string }>(
        'select * from operator_health_bodies()',
      );
      return bodies.find(({ name_key }) => name_key === key)?.id ?? null;
    }
    const groups = await this.database.server<{ id: string; joined: boolean }>(
      'select * from operator_groups_named($1)',
      [key],
    );
    const joined = groups.filter((group) => group.joined);
    if (joined.length > 1) throw new DomainError('conflict', `More than one group is called "${name}".`);
    return joined[0]?.id ?? null;
  }

  private async add(name: string, kind: OrganisationKind): Promise<string> {
    const id = uuid();
    await this.database.server('select operator_add_organisation($1, $2, $3, $4)', [
      id,
      kind,
      name.trim(),
      foldName(name),
    ]);
    return id;
  }
}
