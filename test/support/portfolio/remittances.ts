import { a, b, CONTRACTS, EXPORT_TEMPLATES, g1, g3, INSTALMENTS, PAYMENT_RUNS, REMITTANCES } from './ids';
import { insert } from './insert';
import type { TestDatabase } from '../test-database';

interface Told {
  healthBodyId: string;
  groupId: string;
  id: string;
  runId: string;
  contractId: string;
  instalmentId: string;
  pence: number;
}

/** One column set for each health body; and what the run of long ago paid, told to one group of each. */
export async function addRemittances(db: TestDatabase): Promise<void> {
  await insert(db, 'export_template', [
    { ...SET, health_body_id: a, id: EXPORT_TEMPLATES.ofA },
    { ...SET, health_body_id: b, id: EXPORT_TEMPLATES.ofB },
  ]);
  await addRemittance(db, {
    healthBodyId: a,
    groupId: g1,
    id: REMITTANCES.aG1,
    runId: PAYMENT_RUNS.ofA,
    contractId: CONTRACTS.aG1Ended,
    instalmentId: INSTALMENTS.aG1EndedFirst,
    pence: 120_000,
  });
  await addRemittance(db, {
    healthBodyId: b,
    groupId: g3,
    id: REMITTANCES.bG3,
    runId: PAYMENT_RUNS.ofB,
    contractId: CONTRACTS.bG3Running,
    instalmentId: INSTALMENTS.bG3OnTime,
    pence: 100_000,
  });
}

const SET = {
  kind: 'ap_csv',
  name: 'Ledger of long ago',
  name_key: 'ledger of long ago',
  columns: JSON.stringify([{ header: 'AMOUNT', source: 'amount' }]),
  header_line: true,
  date_format: 'DD/MM/YYYY',
  amount_format: 'pounds',
  separator: 'comma',
  line_ending: 'crlf',
  quoting: 'needed',
};

async function addRemittance(db: TestDatabase, told: Told): Promise<void> {
  const tenants = { health_body_id: told.healthBodyId, group_id: told.groupId };
  const [there] = await db.rows(`select 1 where to_regclass('remittance') is not null`);
  if (there === undefined) return;
  const [file] = await db.rows<{ id: string }>('select id from payment_export where run_id = $1', [told.runId]);
  await insert(db, 'payment_export_text', [
    {
      health_body_id: told.healthBodyId,
      export_id: file?.id,
      position: 1,
      line_position: 1,
      field: 'payeeName',
      said: 'Payee of löng ago',
      carried: 'PAYEE OF LONG AGO',
    },
  ]);
  await insert(db, 'remittance', [
    {
      ...tenants,
      id: told.id,
      run_id: told.runId,
      export_id: file?.id,
      number: 1,
      payment_date: '2025-04-01',
      payee_name: 'Payee of long ago',
      payee_line: 'PAYEE OF LONG AGO',
      line_count: 1,
      total_pence: told.pence,
    },
  ]);
  await insert(db, 'remittance_line', [
    {
      ...tenants,
      remittance_id: told.id,
      position: 1,
      instalment_id: told.instalmentId,
      contract_id: told.contractId,
      amount_pence: told.pence,
      reference: 'LONG-AGO',
    },
  ]);
}
