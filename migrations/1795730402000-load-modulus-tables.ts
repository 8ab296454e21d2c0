import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the operator does for the vault: rotates the master key, and loads the published tables that account numbers are
 * checked with.
 */
export class LoadModulusTables1795730402000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(KEYS);
    await db.query(MODULUS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const KEYS = `
  -- For the operator: which master key is needed, and to wrap all data keys anew.
  create function operator_vaults() returns table (health_body_id uuid, id uuid, master_key_id text, wrapped_key bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
    select v.health_body_id, v.id, v.master_key_id, v.wrapped_key from bank_vault v
    where v.turned_off_at is null order by v.health_body_id
  $$;

  create function operator_vault_rewrap(at_health_body uuid, wanted uuid, was bytea, becomes bytea, by_key text)
  returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update bank_vault v set wrapped_key = becomes, master_key_id = by_key
      where v.health_body_id = at_health_body and v.id = wanted and v.wrapped_key = was;
    if not found then return false; end if;
    insert into audit_event (organisation_id, actor_kind, action, subject_id)
      values (at_health_body, 'operator', 'bank-vault.key-rotated', wanted);
    return true;
  end $$;

  -- Where a rest is over and what was there before may go.
  create function bank_details_due(at_moment timestamptz) returns table (health_body_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select distinct d.health_body_id from bank_detail d
    where d.state = 'confirmed' and d.effective_at <= at_moment order by 1
  $$;
  grant execute on function operator_vaults(), operator_vault_rewrap(uuid, uuid, bytea, bytea, text),
    bank_details_due(timestamptz) to accord_app;
`;

const MODULUS = `
  -- The published tables for checking account numbers, as the operator has loaded them. Accord ships none.
  create table modulus_table (
    version      text primary key check (version ~ '^[A-Za-z0-9._-]{1,20}$'),
    effective_on date not null,
    loaded_at    timestamptz not null default now()
  );
  call lock_away('modulus_table');
  create table modulus_weight (
    version        text not null references modulus_table (version),
    position       integer not null check (position > 0),
    from_sort_code text not null check (from_sort_code ~ '^[0-9]{6}$'),
    to_sort_code   text not null check (to_sort_code ~ '^[0-9]{6}$'),
    method         text not null check (method in ('MOD10', 'MOD11', 'DBLAL')),
    weights        integer[] not null check (cardinality(weights) = 14),
    exception      integer check (exception between 1 and 14),
    primary key (version, position),
    check (to_sort_code >= from_sort_code)
  );
  create index modulus_weight_by_sort_code on modulus_weight (version, to_sort_code);
  call lock_away('modulus_weight');
  create table modulus_substitution (
    version   text not null references modulus_table (version),
    sort_code text not null check (sort_code ~ '^[0-9]{6}$'),
    instead   text not null check (instead ~ '^[0-9]{6}$'),
    primary key (version, sort_code)
  );
  call lock_away('modulus_substitution');

  create function operator_load_modulus(new_version text, new_effective_on date, weights jsonb, substitutions jsonb)
  returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into modulus_table (version, effective_on) values (new_version, new_effective_on) on conflict do nothing;
    if not found then return false; end if;
    insert into modulus_weight (version, position, from_sort_code, to_sort_code, method, weights, exception)
      select new_version, w.position, w.row ->> 'from', w.row ->> 'to', w.row ->> 'method',
        array(select jsonb_array_elements_text(w.row -> 'weights')::integer), (w.row ->> 'exception')::integer
      from jsonb_array_elements($3) with ordinality as w(row, position);
    insert into modulus_substitution (version, sort_code, instead)
      select new_version, s ->> 'sortCode', s ->> 'instead' from jsonb_array_elements($4) s;
    return true;
  end $$;

  -- What the tables in force on a day say of one sort code; no row while none is loaded.
  create function modulus_of(of_sort_code text, on_day date) returns table (version text, rows jsonb, instead text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select t.version,
      coalesce((select jsonb_agg(jsonb_build_object('method', w.method, 'weights', w.weights, 'exception', w.exception)
          order by w.position)
        from modulus_weight w where w.version = t.version
          and w.to_sort_code >= of_sort_code and w.from_sort_code <= of_sort_code), '[]'),
      (select s.instead from modulus_substitution s where s.version = t.version and s.sort_code = of_sort_code)
    from modulus_table t where t.effective_on <= on_day order by t.effective_on desc, t.loaded_at desc limit 1
  $$;
  grant execute on function operator_load_modulus(text, date, jsonb, jsonb), modulus_of(text, date) to accord_app;
`;
