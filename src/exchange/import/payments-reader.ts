import type { PayableInstalment } from '../../payments';
import type { Tx } from '../../platform';
import { penceFromDatabase } from '../../shared/money';
import type { KnownBody } from './import-scope';

export interface ContractPlan {
  groupId: string;
  instalments: PayableInstalment[];
}

/** The instalments that can still be paid, contract by contract. */
export async function readPlans(tx: Tx, body: KnownBody, contractIds: string[]): Promise<Map<string, ContractPlan>> {
  const rows = await tx.query<
    PayableInstalment & { contract_id: string; group_id: string; amount: string; received: string }
  >(
    `select i.id, i.contract_id, i.group_id, i.due_on as "dueOn", i.period_starts_on as "periodStartsOn", c.timing,
         i.amount_pence as amount, i.received_pence as received
       from instalment i join contract c on c.health_body_id = i.health_body_id and c.id = i.contract_id
       where i.health_body_id = $1 and i.contract_id = any($2) and i.state <> 'cancelled'
       order by i.contract_id, i.number`,
    [body.id, contractIds],
  );
  const plans = new Map<string, ContractPlan>();
  for (const { contract_id, group_id, amount, received, ...instalment } of rows) {
    const plan = plans.get(contract_id) ?? { groupId: group_id, instalments: [] };
    plans.set(contract_id, plan);
    plan.instalments.push({
      ...instalment,
      amountPence: penceFromDatabase(amount),
      receivedPence: penceFromDatabase(received),
    });
  }
  return plans;
}

/**
 * What makes a payment the same one, of the receipts of these contracts. One that a file brought in stays known when it
 * was reversed, so that the file does not bring it in again; one that was only entered by hand and reversed does not.
 */
export async function readReceipts(
  tx: Tx,
  body: KnownBody,
  contractIds: string[],
): Promise<Map<string, Map<string, true>>> {
  const rows = await tx.query<{
    contract_id: string;
    amount: string;
    received_on: string;
    reference_key: string;
  }>(
    `select r.contract_id, r.amount_pence as amount, r.received_on, r.reference_key from receipt r
       where r.health_body_id = $1 and r.contract_id = any($2) and r.kind = 'receipt'
         and (r.source = 'import' or not exists (select 1 from receipt v
           where v.health_body_id = r.health_body_id and v.reverses_id = r.id))`,
    [body.id, contractIds],
  );
  const known = new Map<string, Map<string, true>>();
  for (const { contract_id, amount, received_on, reference_key } of rows) {
    const own = known.get(contract_id) ?? new Map<string, true>();
    known.set(contract_id, own.set(`${amount} ${received_on} ${reference_key}`, true));
  }
  return known;
}
