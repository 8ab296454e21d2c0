import { v7 as uuid } from 'uuid';
import { ACCOUNTS, BANK_DETAILS, BANK_VAULTS, CONTACTS, a, b, g1, g3 } from './ids';
import { insert } from './insert';
import type { TestDatabase } from '../test-database';

const AT = '2026-11-20T09:00:00Z';

/** Each health body has a vault with one payee's details in it, which nobody can open: there never was a master key. */
export async function addBankDetails(db: TestDatabase): Promise<void> {
  const [found] = await db.rows(`select 1 where to_regclass('bank_detail_call') is not null`);
  if (found === undefined) return;
  // Of the contacts of the portfolio none has a number that could be called.
  await db.rows('alter table bank_detail_call disable trigger bank_detail_call_number');
  const of = [
    [a, g1, 'ofA', 'aG1', CONTACTS.g1LeadWithA],
    [b, g3, 'ofB', 'bG3', CONTACTS.g3LeadWithB],
  ] as const;
  for (const [health_body_id, group_id, vault, detail, contact_id] of of) {
    const by = ACCOUNTS.managerOfA;
    await insert(db, 'bank_vault', [
      {
        health_body_id,
        id: BANK_VAULTS[vault],
        master_key_id: '0'.repeat(16),
        wrapped_key: Buffer.alloc(61),
        turned_on_at: AT,
        turned_on_by: by,
      },
    ]);
    await insert(db, 'bank_detail', [
      {
        health_body_id,
        group_id,
        id: BANK_DETAILS[detail],
        vault_id: BANK_VAULTS[vault],
        reason_code: 'first_details',
        sealed_account: Buffer.from('sealed'),
        sealed_name: Buffer.from('sealed'),
        fingerprint: Buffer.alloc(32),
        sort_code_ends: '34',
        account_ends: '4958',
        modulus: 'not_checkable',
        proposed_by: by,
        proposed_at: AT,
        proposed_on: '2026-11-20',
      },
    ]);
    await insert(db, 'bank_detail_call', [
      {
        health_body_id,
        group_id,
        bank_detail_id: BANK_DETAILS[detail],
        id: uuid(),
        contact_id,
        number_ending: '000',
        called_by: by,
        called_at: AT,
        result: 'not_reached',
      },
    ]);
  }
  await db.rows('alter table bank_detail_call enable trigger bank_detail_call_number');
  await addLineAccounts(db);
}

/** The lines of the portfolio's runs, as if they had been submitted with what is proposed. */
async function addLineAccounts(db: TestDatabase): Promise<void> {
  const [found] = await db.rows(`select 1 where to_regclass('payment_run_line_account') is not null`);
  if (found === undefined) return;
  await db.rows('alter table payment_run_line_account disable trigger user');
  await db.rows(
    `insert into payment_run_line_account (health_body_id, run_id, line_id, bank_detail_id, fingerprint)
     select l.health_body_id, l.run_id, l.id, d.id, d.fingerprint from payment_run_line l
     join bank_detail d on d.health_body_id = l.health_body_id`,
  );
  await db.rows('alter table payment_run_line_account enable trigger user');
}
