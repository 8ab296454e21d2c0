import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contracts with their terms and history, the plan of payments, the leads of both sides, and the banking calendar. */
export class CreateContracts1795305602000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(CONTRACTS);
    await db.query(SCHEDULES);
    await db.query(NAMED_LEADS);
    await db.query(BANK_HOLIDAYS);
    await db.query(`insert into bank_holiday (holiday_on) select unnest($1::date[])`, [HOLIDAYS.trim().split(/\s+/)]);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const CONTRACTS = `
  create table contract (
    health_body_id   uuid not null,
    group_id         uuid not null,
    id               uuid not null,
    reference        text not null check (reference <> ''),
    reference_key    text not null,
    title            text not null check (title <> ''),
    instrument       text not null check (instrument in ('contract_for_services', 'grant')),
    regime           text check (regime in ('procurement_act', 'pcr_2015', 'provider_selection', 'below_threshold', 'grant')),
    value_pence      bigint not null check (value_pence between 1 and 9007199254740991),
    starts_on        date not null,
    ends_on          date not null,
    timing           text not null default 'in_advance' check (timing in ('in_advance', 'in_arrears', 'on_milestone')),
    rhythm           text not null default 'monthly' check (rhythm in ('monthly', 'quarterly', 'annually', 'once')),
    payment_days     smallint not null default 30 check (payment_days between 1 and 30),
    payment_day      smallint check (payment_day between 1 and 28),
    deviation_reason text check (deviation_reason <> ''),
    advance_basis    text,
    purchase_order   text,
    vat_treatment    text not null default 'outside_scope'
                       check (vat_treatment in ('outside_scope', 'exempt', 'zero', 'standard')),
    invoice_needed   boolean,
    state            text not null check (state in ('draft', 'agreed', 'suspended', 'withdrawn', 'terminated')),
    -- how many rows of history there are: with one, the state is the same on any day and none need be read
    state_changes    integer not null default 1 check (state_changes > 0),
    schedule_version integer,
    version          integer not null default 1,
    created_at       timestamptz not null default now(),
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    unique (health_body_id, reference_key),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id) on update cascade,
    check (ends_on >= starts_on)
  );
  create index contract_by_partnership on contract (health_body_id, group_id, starts_on, id);
  create index contract_by_end on contract (health_body_id, ends_on, id);
  create index contract_of_group_by_end on contract (group_id, ends_on, id);
  call wall_in('contract', 'health_body_id', 'group_id');
  grant select, insert on contract to accord_health;
  grant update (title, instrument, regime, value_pence, starts_on, ends_on, timing, rhythm, payment_days, payment_day,
    deviation_reason, advance_basis, purchase_order, vat_treatment, invoice_needed, state, state_changes,
    schedule_version, version) on contract to accord_health;
  grant select on contract to accord_group;

  create table contract_state_change (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    position       integer not null check (position > 0),
    to_state       text not null check (to_state in ('draft', 'agreed', 'suspended', 'withdrawn', 'terminated')),
    effective_on   date not null,
    reason         text,
    recorded_at    timestamptz not null default now(),
    primary key (health_body_id, contract_id, position),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade
  );
  call wall_in('contract_state_change', 'health_body_id', 'group_id');
  grant select, insert on contract_state_change to accord_health;
  grant select on contract_state_change to accord_group;

  -- The state on a day: active and ended are never stored. The first known state holds for all earlier days too.
  create function contract_state_on(c contract, day date) returns text language sql stable as $$
    select case
      when s.stored not in ('agreed', 'suspended') then s.stored
      when day > c.ends_on then 'ended'
      when s.stored = 'suspended' then 'suspended'
      when day < c.starts_on then 'agreed'
      else 'active' end
    from (select case when c.state_changes = 1 then c.state else (
      select h.to_state from contract_state_change h
      where h.health_body_id = c.health_body_id and h.contract_id = c.id and (h.effective_on <= day or h.position = 1)
      order by (h.effective_on <= day) desc, h.effective_on desc, h.position desc limit 1) end as stored) s
  $$;
  grant execute on function contract_state_on(contract, date) to accord_health, accord_group;

  -- For the operator's command line, where a file names a contract but not its health body.
  create function operator_contracts_by_reference(keys text[]) returns table (health_body_id uuid, reference_key text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select c.health_body_id, c.reference_key from organisation o
      join contract c on c.health_body_id = o.id and c.reference_key = any(keys)
    where o.kind = 'health_body'
  $$;
  grant execute on function operator_contracts_by_reference(text[]) to accord_app;
`;

const SCHEDULES = `
  create table schedule (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    version        integer not null check (version > 0),
    planned_at     timestamptz not null default now(),
    net_pence      bigint not null check (net_pence > 0),
    primary key (health_body_id, contract_id, version),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade
  );
  call wall_in('schedule', 'health_body_id', 'group_id');
  grant select, insert on schedule to accord_health;
  grant select on schedule to accord_group;

  create table instalment (
    health_body_id    uuid not null,
    group_id          uuid not null,
    contract_id       uuid not null,
    id                uuid not null,
    schedule_version  integer not null,
    number            integer not null check (number > 0),
    period_starts_on  date not null,
    period_ends_on    date not null check (period_ends_on >= period_starts_on),
    due_on            date not null,
    send_by_on        date not null check (send_by_on < due_on),
    net_pence         bigint not null check (net_pence > 0),
    vat_pence         bigint not null default 0 check (vat_pence >= 0),
    -- owed and received gross of VAT
    amount_pence      bigint not null generated always as (net_pence + vat_pence) stored,
    -- both kept by the receipts ledger alone: see its trigger
    received_pence    bigint not null default 0,
    settled_on        date,
    state             text not null default 'planned' check (state in
                        ('planned', 'approved', 'exported', 'paid', 'returned', 'held', 'cancelled')),
    version           integer not null default 1,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id, contract_id),
    unique (health_body_id, contract_id, schedule_version, number),
    foreign key (health_body_id, contract_id, schedule_version)
      references schedule (health_body_id, contract_id, version),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade,
    check (received_pence between 0 and net_pence + vat_pence),
    check ((settled_on is not null) = (received_pence = net_pence + vat_pence))
  );
  create index instalment_by_due on instalment (health_body_id, due_on, id) where state <> 'cancelled';
  create index instalment_of_group_by_due on instalment (group_id, due_on, id) where state <> 'cancelled';
  create index instalment_open_by_due on instalment (health_body_id, due_on, id)
    where state <> 'cancelled' and settled_on is null;
  create index instalment_open_by_send_by on instalment (health_body_id, send_by_on, id)
    where state <> 'cancelled' and settled_on is null;
  create index instalment_of_group_open_by_due on instalment (group_id, due_on, id)
    where state <> 'cancelled' and settled_on is null;
  create index instalment_by_settled on instalment (health_body_id, settled_on) where state <> 'cancelled' and settled_on is not null;
  create index instalment_of_group_by_settled on instalment (group_id, settled_on) where state <> 'cancelled' and settled_on is not null;
  create index instalment_of_contract on instalment (group_id, contract_id);
  call wall_in('instalment', 'health_body_id', 'group_id');
  grant select on instalment to accord_health, accord_group;
  grant insert (health_body_id, group_id, contract_id, id, schedule_version, number, period_starts_on, period_ends_on,
    due_on, send_by_on, net_pence, vat_pence) on instalment to accord_health;
  grant update (state, version) on instalment to accord_health;
`;

const NAMED_LEADS = `
  -- Who answers for a contract on each side. Open at either end where the day is not known.
  create table named_lead (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    id             uuid not null,
    contact_id     uuid not null,
    side           text not null check (side in ('health', 'group')),
    role           text not null check (role in ('lead', 'deputy', 'mentor', 'sponsor')),
    from_on        date,
    to_on          date,
    verified_on    date,
    version        integer not null default 1,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade,
    foreign key (group_id, contact_id, health_body_id) references contact (group_id, id, health_body_id)
      on update cascade,
    check (to_on >= from_on),
    constraint one_current_lead exclude using gist
      (health_body_id with =, contract_id with =, side with =, daterange(from_on, to_on, '[]') with &&) where (role = 'lead')
  );
  create index named_lead_of_contract on named_lead (health_body_id, contract_id, role);
  create index named_lead_of_group_contract on named_lead (group_id, contract_id, role);
  create index named_lead_of_contact on named_lead (health_body_id, contact_id);
  call wall_in('named_lead', 'health_body_id', 'group_id');
  create policy group_own_side on named_lead as restrictive for insert to accord_group with check (side = 'group');
  create policy group_changes_own_side on named_lead as restrictive for update to accord_group
    using (side = 'group') with check (side = 'group');
  grant select, insert on named_lead to accord_health, accord_group;
  grant update (from_on, to_on, verified_on, version) on named_lead to accord_health, accord_group;
`;

const BANK_HOLIDAYS = `
  -- England and Wales. Nothing is planned past the last year here.
  create table bank_holiday (
    holiday_on date primary key,
    source     text not null default 'GOV.UK bank holidays, England and Wales'
  );
  call lock_away('bank_holiday');
  create policy all_read on bank_holiday for select to accord_app, accord_health, accord_group using (true);
  grant select on bank_holiday to accord_app, accord_health, accord_group;
`;

const HOLIDAYS = `
  2018-01-01 2018-03-30 2018-04-02 2018-05-07 2018-05-28 2018-08-27 2018-12-25 2018-12-26
  2019-01-01 2019-04-19 2019-04-22 2019-05-06 2019-05-27 2019-08-26 2019-12-25 2019-12-26
  2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28
  2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28
  2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27
  2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
  2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
  2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
  2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
  2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
  2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
`;
