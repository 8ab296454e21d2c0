import { a, b, OWN_FILES, PAYMENT_RUNS, RECONCILIATIONS, STATEMENT_MAPPINGS } from './ids';
import { insert } from './insert';
import type { TestDatabase } from '../test-database';

/** A mapping of each health body, and a statement with one entry: that the payment of the run of long ago came back. */
export async function addReconciliations(db: TestDatabase): Promise<void> {
  const [found] = await db.rows(`select 1 where to_regclass('statement_booking') is not null`);
  if (found === undefined) return;
  await add(db, a, 'ofA', 120_000);
  await add(db, b, 'ofB', 100_000);
}

async function add(db: TestDatabase, health_body_id: string, name: 'ofA' | 'ofB', pence: number): Promise<void> {
  // The entry of the statement has the statement's id: so tests that know only that find it.
  const statement = RECONCILIATIONS[name];
  const entry = statement;
  await insert(db, 'statement_mapping', [
    {
      health_body_id,
      id: STATEMENT_MAPPINGS[name],
      name: 'Bank of long ago',
      name_key: 'bank of long ago',
      date_column: 'Date',
      date_format: 'DD/MM/YYYY',
      amount_format: 'pounds',
      amount_style: 'out_is_negative',
      amount_column: 'Amount',
      reference_column: 'Reference',
    },
  ]);
  const [file] = await db.rows<{ sha256: Buffer }>('select sha256 from own_file where id = $1', [OWN_FILES[name]]);
  await insert(db, 'statement_import', [
    {
      health_body_id,
      id: statement,
      file_id: OWN_FILES[name],
      sha256: file?.sha256,
      kind: 'csv',
      file_name: 'statement.csv',
      statement_count: 1,
      entry_count: 1,
      imported_at: '2025-04-03T09:00:00Z',
    },
  ]);
  const [line] = await db.rows<{ id: string }>('select id from payment_run_line where run_id = $1', [
    PAYMENT_RUNS[name],
  ]);
  // An entry and what is booked of it are judged together: one message is one transaction.
  await db.rows(`
    insert into statement_entry (health_body_id, statement_id, id, position, booked_on, amount_pence, currency,
      direction, return_code, reference, counterparty, outcome, cause)
    values ('${health_body_id}', '${statement}', '${entry}', 1, '2025-04-03', ${String(pence)}, 'GBP', 'credit', 'AC04',
      'LONG-AGO', 'PAYEE OF LONG AGO', 'returned', 'exact');
    insert into statement_candidate values ('${health_body_id}', '${entry}', '${line?.id ?? ''}', 1);
    insert into statement_booking (health_body_id, entry_id, line_id, id, kind, amount_pence)
    values ('${health_body_id}', '${entry}', '${line?.id ?? ''}', gen_random_uuid(), 'return', ${String(pence)})`);
}
