import { createHash } from 'node:crypto';
import {
  a,
  ATTACHED_DOCUMENTS,
  b,
  CONTRACTS,
  DOCUMENTS,
  g1,
  g3,
  INSTALMENTS,
  INVOICES,
  OWN_FILES,
  PURCHASE_ORDERS,
} from './ids';
import { insert } from './insert';
import type { Row } from './insert';
import type { TestDatabase } from '../test-database';

const SCAN = Buffer.from('%PDF-1.7\n%%EOF\n');

/** A contract of each of two pairs that have none in common: what an invoice of it asks for, and rests on. */
const OF = {
  aG1: {
    pair: [a, g1],
    contract: CONTRACTS.aG1Running,
    instalment: INSTALMENTS.aG1AtRisk,
    net: 100_000,
    vat: 0,
    files: { health: DOCUMENTS.ofA, group: DOCUMENTS.ofG1 },
    attached: { health: ATTACHED_DOCUMENTS.ofA, group: ATTACHED_DOCUMENTS.ofG1 },
  },
  bG3: {
    pair: [b, g3],
    contract: CONTRACTS.bG3Running,
    instalment: INSTALMENTS.bG3OnTime,
    net: 50_000,
    vat: 10_000,
    files: { health: DOCUMENTS.ofB, group: DOCUMENTS.ofG3 },
    attached: { health: ATTACHED_DOCUMENTS.ofB, group: ATTACHED_DOCUMENTS.ofG3 },
  },
} as const;

/** Orders and coding for 2026/27, an invoice that the group sent, with a scan of each side, and that it has read its schedule. */
export async function addPaperwork(db: TestDatabase): Promise<void> {
  const [found] = await db.rows(`select 1 where to_regclass('invoice') is not null`);
  if (found === undefined) return;
  for (const name of ['aG1', 'bG3'] as const) {
    const { pair, contract, instalment, net, vat, files, attached } = OF[name];
    const of: Row = { health_body_id: pair[0], group_id: pair[1], contract_id: contract };
    const order = { number: 'PO-1', number_key: 'po-1', financial_year: 2026, value_pence: 2_000_000 };
    await insert(db, 'purchase_order', [{ ...of, id: PURCHASE_ORDERS[name], ...order, valid_to: '2027-03-31' }]);
    await insert(db, 'contract_coding', [{ ...of, financial_year: 2026, cost_centre: 'C10', account_code: '5210' }]);
    await insert(db, 'invoice', [
      {
        ...of,
        id: INVOICES[name],
        number: 'INV-1',
        number_key: 'inv-1',
        dated_on: '2026-09-14',
        received_on: '2026-09-15',
        net_pence: net,
        vat_pence: vat,
        entered_by_side: 'group',
      },
    ]);
    await insert(db, 'invoice_instalment', [{ ...of, invoice_id: INVOICES[name], instalment_id: instalment }]);
    for (const [side, id] of Object.entries(files)) {
      await addScan(db, pair, side, id);
      await insert(db, 'invoice_document', [{ ...of, invoice_id: INVOICES[name], document_id: id }]);
    }
    for (const [side, id] of Object.entries(attached)) {
      await addScan(db, pair, side, id);
      await insert(db, 'attached_document', [{ ...of, document_id: id }]);
    }
    await insert(db, 'schedule_acknowledgement', [{ ...of, schedule_version: 1, acknowledged_on: '2026-09-20' }]);
  }
  await addOwnFile(db, a, OWN_FILES.ofA);
  await addOwnFile(db, b, OWN_FILES.ofB);
}

/** Pieces and whole in one message, which is one transaction. */
function addScan(
  db: TestDatabase,
  [healthBody, group]: readonly [string, string],
  side: string,
  id: string,
): Promise<unknown> {
  return db.rows(`
    insert into document_chunk values ('${healthBody}', '${group}', '${id}', 0, '${hex(SCAN)}');
    insert into document (health_body_id, group_id, id, side, sha256, size_bytes, media_type, file_name, added_on)
    values ('${healthBody}', '${group}', '${id}', '${side}', '${hash(SCAN)}', ${String(SCAN.length)}, 'application/pdf',
      'invoice.pdf', '2026-09-15')`);
}

function addOwnFile(db: TestDatabase, organisation: string, id: string): Promise<unknown> {
  return db.rows(`
    insert into own_file_chunk values ('${organisation}', '${id}', 0, '${hex(SCAN)}');
    insert into own_file (organisation_id, id, purpose, sha256, size_bytes, media_type, file_name)
    values ('${organisation}', '${id}', 'statement', '${hash(SCAN)}', ${String(SCAN.length)}, 'text/csv', 'statement.csv')`);
}

const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;
const hash = (bytes: Buffer): string => hex(createHash('sha256').update(bytes).digest());
