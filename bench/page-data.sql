-- What pages need and nothing else that is measured may meet: a vault of the first health body, with the details of all
-- its groups and its own. They are sealed with a key that nobody has. Run by the owner on a copy.

alter table bank_detail disable trigger user;
insert into bank_vault (health_body_id, id, master_key_id, wrapped_key, turned_on_at, turned_on_by)
  select id, id, repeat('0', 16), decode(repeat('00', 61), 'hex'), '2026-01-05', id
  from organisation where id = '01980001-0000-7000-8000-000000000000';
insert into bank_detail (health_body_id, group_id, id, vault_id, state, reason_code, sealed_account, sealed_name,
    fingerprint, sort_code_ends, account_ends, modulus, proposed_by, proposed_at, proposed_on, called_by, called_at,
    confirmed_by, confirmed_at, effective_at, in_force_at)
  select health_body_id, group_id, id, health_body_id, case when n % 50 = 0 then 'proposed' else 'in_force' end,
    'first_details', 'sealed', 'sealed', sha256('nothing'), '34', '4958', 'not_checkable', health_body_id, '2026-01-12',
    '2026-01-12', case when n % 50 <> 0 then health_body_id end, case when n % 50 <> 0 then timestamptz '2026-01-12' end,
    case when n % 50 <> 0 then group_id end, case when n % 50 <> 0 then timestamptz '2026-01-13' end,
    case when n % 50 <> 0 then timestamptz '2026-01-16' end, case when n % 50 <> 0 then timestamptz '2026-01-16' end
  from (select p.*, row_number() over (order by group_id) - 1 as n from partnership p
    where health_body_id = '01980001-0000-7000-8000-000000000000') p;
alter table bank_detail enable trigger user;
analyze bank_vault, bank_detail;
