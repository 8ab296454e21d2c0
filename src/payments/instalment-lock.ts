import { NOT_FOUND } from '../platform';
import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import type { MovableInstalment } from './instalment-life.rules';
import type { InstalmentState } from './instalment-states';

/** An instalment that nobody else moves until the transaction ends. */
export interface InstalmentToMove extends MovableInstalment {
  id: string;
  groupId: string;
  contractId: string;
  version: number;
}

const LOCK = `
  select i.id, i.group_id as "groupId", i.contract_id as "contractId", i.state, i.version,
    contract_state_on(c, greatest(i.due_on, $3::date)) as "contractState", instalment_run(i.health_body_id, i.id) as run
  from instalment i join contract c on c.health_body_id = i.health_body_id and c.id = i.contract_id
  where i.health_body_id = $1 and i.id = $2
  for update of i`;

/** Throws DomainError `not-found`. What it reads besides the row itself is read again once the row is locked. */
export async function lockToMove(tx: Tx, id: string, today: CalendarDate): Promise<InstalmentToMove> {
  const values = [tx.actor.organisationId, id];
  await tx.query('select 1 from instalment where health_body_id = $1 and id = $2 for update', values);
  const [row] = await tx.query<InstalmentToMove>(LOCK, [...values, today]);
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  return row;
}

/** Call it inside movingBecause, with the instalment locked and the move judged. */
export async function moveTo(tx: Tx, { id }: InstalmentToMove, to: InstalmentState): Promise<void> {
  await tx.change('update instalment set state = $3, version = version + 1 where health_body_id = $1 and id = $2', [
    tx.actor.organisationId,
    id,
    to,
  ]);
}

/** Where a group writes of a payment. Its own side may not lock one. */
export interface PaymentOfGroup {
  healthBodyId: string;
  contractId: string;
  state: InstalmentState;
  contractCounts: boolean;
}

/** Throws DomainError `not-found`, and `conflict` where nothing is owed on it. */
export async function paymentOfGroup(tx: Tx, id: string, today: CalendarDate): Promise<PaymentOfGroup> {
  const [row] = await tx.query<PaymentOfGroup>(
    `select i.health_body_id as "healthBodyId", i.contract_id as "contractId", i.state,
       contract_state_on(c, $3::date) not in ('draft', 'withdrawn') as "contractCounts"
     from instalment i join contract c on c.group_id = i.group_id and c.id = i.contract_id
     where i.group_id = $1 and i.id = $2`,
    [tx.actor.organisationId, id, today],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  if (row.state === 'cancelled') throw new DomainError('conflict', 'This payment was cancelled, so none is to come.');
  if (!row.contractCounts) {
    throw new DomainError('conflict', 'Its contract is a draft or was withdrawn, so no payment is to come.');
  }
  return row;
}
