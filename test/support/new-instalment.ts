import { v7 as uuid } from 'uuid';
import type { Portfolio } from './portfolio';
import type { TestDatabase } from './test-database';

/** Makes instalments of W-001 beside its plan, of £1.00 each unless it is said otherwise, due on 1 May 2026. */
export async function instalmentMaker(db: TestDatabase, p: Portfolio): Promise<(pence?: number) => Promise<string>> {
  const contract = [p.healthBodies.a, p.groups.g1, p.contracts.aG1Running];
  let number = 0;
  await db.rows(
    `insert into schedule (health_body_id, group_id, contract_id, version, net_pence) values ($1, $2, $3, 99, 1000)`,
    contract,
  );
  return async (pence = 100) => {
    const id = uuid();
    number += 1;
    await db.rows(
      `insert into instalment (health_body_id, group_id, contract_id, id, schedule_version, number, period_starts_on,
         period_ends_on, due_on, send_by_on, net_pence)
       values ($1, $2, $3, $4, 99, $5, '2026-05-01', '2026-05-31', '2026-05-01', '2026-04-29', $6)`,
      [...contract, id, number, pence],
    );
    return id;
  };
}
