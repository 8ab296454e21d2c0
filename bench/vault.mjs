import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { VaultService } = require('../dist/finance');
const { sealAccount } = require('../dist/finance/vault/sealed-account');
const { VaultKeys } = require('../dist/finance/vault/vault-keys.service');
const { TenantService } = require('../dist/platform');

const PAYEES = `
  select p.id as partnership_id, p.group_id, g.payee_name from partnership p join organisation g on g.id = p.group_id
  where p.health_body_id = $1`;

/** As if two people had put each in, called the payee, and let it rest. */
const IN_FORCE = `
  insert into bank_detail (health_body_id, group_id, id, vault_id, state, reason_code, sealed_account, sealed_name,
    fingerprint, sort_code_ends, account_ends, service_user_number, modulus, proposed_by, proposed_at, proposed_on,
    called_by, called_at, confirmed_by, confirmed_at, effective_at, in_force_at)
  select $1, d.group_id, d.id, $2, 'in_force', 'first_details', d.account, d.name, d.fingerprint, '33', '5678',
    case when d.group_id is null then '123456' end, 'not_checkable', $3, now(), current_date, $3, now(), $4,
    now() - interval '1 year', now() - interval '11 months', now() - interval '11 months'
  from unnest($5::uuid[], $6::uuid[], $7::bytea[], $8::bytea[], $9::bytea[]) d (group_id, id, account, name, fingerprint)`;

/** Turns the vault of a health body on, and seals an account of its own and one of each payee in it. */
export async function fillVault(services, owner, { body, officer, approver }) {
  const get = (service) => services.get(service, { strict: false });
  const administrator = {
    kind: 'account',
    id: officer,
    side: 'health',
    organisationId: body,
    roles: [],
    requestId: null,
  };
  await get(VaultService).turnOn(administrator, true);
  const { vaultId, key } = await get(TenantService).transaction(administrator, (tx) => get(VaultKeys).open(tx));
  const { rows } = await owner.query(PAYEES, [body]);
  const payees = [{ partnership_id: null, group_id: null, payee_name: 'Some body' }, ...rows];
  const sealed = payees.map(({ partnership_id, group_id, payee_name: accountName }) => {
    const id = randomUUID();
    const account = { sortCode: '112233', accountNumber: '12345678', accountName };
    return { id, group_id, ...sealAccount(key, { health_body_id: body, id, partnership_id }, account) };
  });
  const all = (field) => sealed.map((one) => one[field]);
  await owner.query('alter table bank_detail disable trigger user');
  await owner.query(IN_FORCE, [
    body,
    vaultId,
    officer,
    approver,
    all('group_id'),
    all('id'),
    all('sealed_account'),
    all('sealed_name'),
    all('fingerprint'),
  ]);
  await owner.query('alter table bank_detail enable trigger user');
}
