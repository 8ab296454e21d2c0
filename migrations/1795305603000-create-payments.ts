import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The receipts ledger, which alone says what has been received of an instalment, and the Bank Rates. */
export class CreatePayments1795305603000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(RECEIPTS);
    await db.query(RATES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const RECEIPTS = `
  -- Append-only. A recovery takes back from what was received. received_on is the day the group's account was credited.
  create table receipt (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    instalment_id  uuid not null,
    id             uuid not null,
    kind           text not null default 'receipt' check (kind in ('receipt', 'recovery')),
    amount_pence   bigint not null check (amount_pence > 0),
    received_on    date not null,
    -- worked out from the day it was sent: the second banking day after
    estimated      boolean not null default false,
    reference      text,
    reference_key  text not null default '',
    source         text not null check (source in ('import', 'hand', 'reconciliation')),
    recorded_at    timestamptz not null default now(),
    primary key (health_body_id, id),
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade
  );
  create index receipt_of_instalment on receipt (health_body_id, instalment_id, received_on);
  create index receipt_of_group_instalment on receipt (group_id, instalment_id, received_on);
  -- The same payment brought in twice is one.
  create unique index receipt_imported_once
    on receipt (health_body_id, contract_id, received_on, amount_pence, reference_key) where source = 'import';
  call wall_in('receipt', 'health_body_id', 'group_id');
  grant select, insert on receipt to accord_health;
  grant select on receipt to accord_group;

  create trigger receipt_kept before delete or truncate on receipt
    for each statement execute function refuse_change();
  -- A listed group that joins takes its record along: only then does a row's group change, by cascade.
  create trigger receipt_unchanged before update on receipt for each row
    when ((to_jsonb(old) - 'group_id') is distinct from (to_jsonb(new) - 'group_id'))
    execute function refuse_change();

  create function receipt_counts() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update instalment i set
      received_pence = i.received_pence + s.pence,
      settled_on = case when i.received_pence + s.pence = i.amount_pence then
        (select max(r.received_on) from receipt r where r.health_body_id = i.health_body_id and r.instalment_id = i.id
          and r.kind = 'receipt') end,
      state = case
        when i.received_pence + s.pence = i.amount_pence then 'paid'
        when i.state = 'paid' then 'returned'
        else i.state end,
      version = i.version + 1
    from (select health_body_id, instalment_id,
            sum(case kind when 'receipt' then amount_pence else -amount_pence end) as pence
          from added group by health_body_id, instalment_id) s
    where i.health_body_id = s.health_body_id and i.id = s.instalment_id;
    return null;
  end $$;
  create trigger receipt_added after insert on receipt
    referencing new table as added for each statement execute function receipt_counts();
`;

const RATES = `
  -- The official dealing rate in force on the 30 June or 31 December before each half-year, in basis points.
  create table bank_rate (
    half_year_from date primary key check (to_char(half_year_from, 'MM-DD') in ('01-01', '07-01')),
    rate_bp        integer not null check (rate_bp >= 0),
    source         text not null default 'Bank of England decisions; SI 2002/1675 article 4'
  );
  insert into bank_rate (half_year_from, rate_bp) values
      ('2018-01-01', 50),
      ('2018-07-01', 50),
      ('2019-01-01', 75),
      ('2019-07-01', 75),
      ('2020-01-01', 75),
      ('2020-07-01', 10),
      ('2021-01-01', 10),
      ('2021-07-01', 10),
      ('2022-01-01', 25),
      ('2022-07-01', 125),
      ('2023-01-01', 350),
      ('2023-07-01', 500),
      ('2024-01-01', 525),
      ('2024-07-01', 525),
      ('2025-01-01', 475),
      ('2025-07-01', 425),
      ('2026-01-01', 375),
      ('2026-07-01', 375);
  call lock_away('bank_rate');
  create policy all_read on bank_rate for select to accord_app, accord_health, accord_group using (true);
  grant select on bank_rate to accord_app, accord_health, accord_group;
`;
