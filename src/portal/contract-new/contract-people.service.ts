import { Injectable } from '@nestjs/common';
import { ReadsService } from '../../platform';
import type { Actor } from '../../platform';

const PEOPLE = `
  select k.id as value, coalesce(k.name, k.email) as text
  from contract c
  join contact k on k.health_body_id = c.health_body_id and k.group_id = c.group_id and k.side = 'health'
  where c.health_body_id = $1 and c.id = $2 order by k.name_key, k.id`;

/** The health body's contacts in the partnership of a contract, to choose one of. */
@Injectable()
export class ContractPeople {
  constructor(private readonly reads: ReadsService) {}

  ofHealthBody(actor: Actor, contractId: string): Promise<{ value: string; text: string }[]> {
    return this.reads.rows(actor, PEOPLE, [actor.organisationId, contractId]);
  }
}
