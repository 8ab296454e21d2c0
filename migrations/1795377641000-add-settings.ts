import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a health body sets for itself, and the bank holidays and Bank Rates that it adds to the server's own. */
export class AddSettings1795377641000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(SETTINGS);
    await db.query(HOLIDAYS);
    await db.query(RATES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const SETTINGS = `
  -- Append-only: the newest of a name holds, and null is the standard again.
  create table health_body_setting (
    health_body_id uuid not null references organisation (id),
    position       integer not null check (position > 0),
    id             uuid not null,
    name           text not null check (name ~ '^[a-z][A-Za-z]*$'),
    value          integer,
    set_at         timestamptz not null default now(),
    -- the account or token; null for the operator
    set_by         uuid,
    primary key (health_body_id, position)
  );
  create index health_body_setting_by_name on health_body_setting (health_body_id, name, position desc);
  call wall_in('health_body_setting', 'health_body_id', null);
  grant select, insert on health_body_setting to accord_health;
  create trigger health_body_setting_kept before update or delete or truncate on health_body_setting
    for each statement execute function refuse_change();
`;

const HOLIDAYS = `
  -- One-off holidays are proclaimed at nine days' notice: an administrator adds them for the own health body at once.
  create table health_body_holiday (
    health_body_id uuid not null references organisation (id),
    id             uuid not null,
    holiday_on     date not null,
    source         text not null check (length(source) between 1 and 300),
    added_at       timestamptz not null default now(),
    removed_at     timestamptz,
    primary key (health_body_id, id)
  );
  create unique index health_body_holiday_once on health_body_holiday (health_body_id, holiday_on)
    where removed_at is null;
  call wall_in('health_body_holiday', 'health_body_id', null);
  grant select, insert, update (removed_at) on health_body_holiday to accord_health;

  -- The server's days, and those that one health body has added; null stands for none. A year after the server's last
  -- counts once it and all between have their eight holidays: nothing is planned in a year that is known in part.
  create function bank_holidays_of(body uuid) returns table (holiday_on date)
  language sql stable security definer set search_path = public, pg_temp as $$
    with own as (
      select h.holiday_on, extract(year from h.holiday_on)::integer as in_year from health_body_holiday h
      where h.health_body_id = body and h.removed_at is null),
    known as (select coalesce(max(extract(year from b.holiday_on)), 0)::integer as until from bank_holiday b)
    select b.holiday_on from bank_holiday b
    union select o.holiday_on from own o cross join known k
    where not exists (select 1 from generate_series(k.until + 1, o.in_year) y
      where (select count(*) from own e where e.in_year = y) < 8)
  $$;
  grant execute on function bank_holidays_of(uuid) to accord_app;
`;

const RATES = `
  -- For half-years that the server does not know yet. What it knows, nobody overrides. Of two for one half-year the
  -- later holds, so that a mistake can be mended and stays on record.
  create table health_body_bank_rate (
    health_body_id uuid not null references organisation (id),
    id             uuid not null,
    half_year_from date not null check (to_char(half_year_from, 'MM-DD') in ('01-01', '07-01')),
    rate_bp        integer not null check (rate_bp between 0 and 10000),
    source         text not null check (length(source) between 1 and 300),
    added_at       timestamptz not null default now(),
    primary key (health_body_id, id)
  );
  create index health_body_bank_rate_by_half_year on health_body_bank_rate (health_body_id, half_year_from, added_at);
  call wall_in('health_body_bank_rate', 'health_body_id', null);
  grant select, insert on health_body_bank_rate to accord_health;

  create function bank_rates_of(body uuid) returns table (half_year_from date, rate_bp integer)
  language sql stable security definer set search_path = public, pg_temp as $$
    select b.half_year_from, b.rate_bp from bank_rate b
    union all (select distinct on (r.half_year_from) r.half_year_from, r.rate_bp from health_body_bank_rate r
      where r.health_body_id = body
        and not exists (select 1 from bank_rate b where b.half_year_from = r.half_year_from)
      order by r.half_year_from, r.added_at desc, r.id desc)
  $$;
  grant execute on function bank_rates_of(uuid) to accord_app;
`;
