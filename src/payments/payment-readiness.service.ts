import { Injectable } from '@nestjs/common';
import { NOT_FOUND, ReadsService } from '../platform';
import type { Actor, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { missingHere, paymentReadinessOf } from './payment-readiness.rules';
import type { PaymentCheck } from '../shared/payment-check';
import type { PaymentReadinessFacts, PaymentReadinessItem } from './payment-readiness.rules';
import { acknowledgedOn, isToBeSent, missingToPay, preparedHere } from './payment-readiness.sql';

const factsFor = (side: Side) => `
  select c.id as "contractId", c.reference as "contractReference", c.group_id as "groupId",
    g.joined_at is not null as "groupHasJoined", c.schedule_version as "scheduleVersion",
    ${acknowledgedOn('c')} as "acknowledgedOn", s."toSend"
  from contract c
  join organisation g on g.id = c.group_id
  cross join lateral (
    select coalesce(json_agg(json_build_object('id', i.id, 'number', i.number, 'dueOn', i.due_on,
        'sendByOn', i.send_by_on, 'amountPence', i.amount_pence, 'missing', ${missingToPay(side, 'i', 'c')})
      order by i.due_on, i.number), '[]') as "toSend"
    from instalment i
    where i.health_body_id = c.health_body_id and i.group_id = c.group_id and i.contract_id = c.id
      and c.state not in ('draft', 'withdrawn') and ${isToBeSent('i')}) s
  where c.id = $1 and ${side === 'health' ? 'c.health_body_id' : 'c.group_id'} = $2`;

const FACTS: Record<Side, string> = { health: factsFor('health'), group: factsFor('group') };

const MISSING_OF_MANY = `
  select i.id, ${missingToPay('health', 'i', 'c')} as missing, ${preparedHere('$1')} as here
  from instalment i
  join contract c on c.health_body_id = i.health_body_id and c.group_id = i.group_id and c.id = i.contract_id
  where i.health_body_id = $1 and i.id = any ($2)`;

interface MissingRow {
  id: string;
  missing: PaymentCheck[];
  here: boolean;
}

export interface PaymentReadinessRead extends PaymentReadinessFacts {
  items: PaymentReadinessItem[];
}

/** What is missing before payments can be sent. */
@Injectable()
export class PaymentReadiness {
  constructor(private readonly reads: ReadsService) {}

  /** Of one contract, for the reader's side. Throws DomainError `not-found` for one that is not there or another tenant's. */
  async of(actor: Actor, contractId: string): Promise<PaymentReadinessRead> {
    const [facts] = await this.reads.rows<PaymentReadinessFacts>(actor, FACTS[actor.side], [
      contractId,
      actor.organisationId,
    ]);
    if (facts === undefined) throw new DomainError('not-found', NOT_FOUND);
    return { ...facts, items: paymentReadinessOf(facts, actor.side) };
  }

  /** What blocks each of many payments of the acting health body, in one statement; those that lack nothing are left out. */
  async missing(tx: Tx, instalmentIds: readonly string[]): Promise<Map<string, PaymentCheck[]>> {
    const rows = await missingOf(tx, instalmentIds);
    return new Map(rows.filter(({ missing }) => missing.length > 0).map(({ id, missing }) => [id, missing]));
  }

  /** What one payment lacks of what its health body prepares here; a run asks for all of it. */
  async missingHere(tx: Tx, instalmentId: string): Promise<PaymentCheck[]> {
    const rows = await missingOf(tx, [instalmentId]);
    return rows.flatMap(({ missing, here }) => missingHere(missing, here));
  }
}

function missingOf(tx: Tx, instalmentIds: readonly string[]): Promise<MissingRow[]> {
  return tx.query<MissingRow>(MISSING_OF_MANY, [tx.actor.organisationId, instalmentIds]);
}
