import { checkVersion, NOT_FOUND } from '../../platform';
import type { Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { mayMove, stateAt } from './bank-detail.rules';
import type { DetailMove, StoredState } from './bank-detail.rules';
import type { Sealed } from './sealed-account';

export interface LockedDetail extends Sealed {
  health_body_id: string;
  group_id: string | null;
  id: string;
  partnership_id: string | null;
  state: StoredState;
  proposed_by: string;
  called_by: string | null;
  effective_at: Date | null;
  /** From then on nothing sealed is there any more. */
  closed_at: Date | null;
  version: number;
}

/** For the rest of the transaction of the health body. Throws DomainError `not-found`. */
export async function lockDetail(tx: Tx, id: string): Promise<LockedDetail> {
  const [row] = await tx.query<LockedDetail>(
    `select d.health_body_id, d.group_id, d.id, d.state, d.proposed_by, d.called_by, d.effective_at, d.closed_at, d.version,
       d.sealed_account, d.sealed_name, d.fingerprint,
       (select p.id from partnership p where p.health_body_id = d.health_body_id and p.group_id = d.group_id)
         as partnership_id
     from bank_detail d where d.health_body_id = $1 and d.id = $2 for update of d`,
    [tx.actor.organisationId, id],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  return row;
}

const WHERE_IT_IS = {
  proposed: 'proposed, and nobody of the payee was called yet',
  called_back: 'called back, and not confirmed yet',
  resting: 'confirmed, and rests before it takes effect',
  in_force: 'in force',
  superseded: 'superseded by later details',
  ended: 'ended',
  refused: 'refused',
  cancelled: 'cancelled',
  stopped: 'stopped by the group, which says that it is wrong',
};

interface Asked {
  move: DetailMove;
  version: number;
  now: Date;
}

/** Throws DomainError `stale`, or `conflict` when this is not what can be done next. */
export function checkMove(
  detail: Pick<LockedDetail, 'group_id' | 'state' | 'effective_at' | 'version'>,
  { move, version, now }: Asked,
): void {
  checkVersion(detail.version, version);
  const state = stateAt(detail.state, detail.effective_at, now);
  if (mayMove(move, state, detail.group_id === null)) return;
  throw new DomainError('conflict', `This cannot be done now: the change is ${WHERE_IT_IS[state]}.`);
}
