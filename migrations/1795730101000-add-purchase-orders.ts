import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Purchase orders and coding, which finance needs before it can pay, and that the group has read its schedule. */
export class AddPurchaseOrders1795730101000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ORDERS);
    await db.query(ACKNOWLEDGEMENTS);
    await db.query(MARKS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const ORDERS = `
  -- Null until somebody says: then an order is needed where there is one of any year.
  alter table contract add column purchase_order_needed boolean;
  grant update (purchase_order_needed) on contract to accord_health;

  -- A year is named by the calendar year in which it starts, on 1 April.
  create table purchase_order (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    id             uuid not null,
    number         text not null check (length(number) between 1 and 60),
    number_key     text not null check (number_key <> ''),
    financial_year smallint not null check (financial_year between 2000 and 2100),
    -- what may be paid on it, with VAT
    value_pence    bigint not null check (value_pence between 1 and 9007199254740991),
    valid_to       date not null,
    version        integer not null default 1,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id, contract_id),
    unique (health_body_id, contract_id, financial_year, number_key),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    check (valid_to >= make_date(financial_year, 4, 1))
  );
  create index purchase_order_of_group on purchase_order (group_id, contract_id, financial_year);
  call wall_in('purchase_order', 'health_body_id', 'group_id');
  grant select, insert, delete on purchase_order to accord_health;
  grant update (number, number_key, value_pence, valid_to, version) on purchase_order to accord_health;
  grant select on purchase_order to accord_group;

  -- Where a payment stands in the health body's own ledger.
  create table contract_coding (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    financial_year smallint not null check (financial_year between 2000 and 2100),
    cost_centre    text not null check (length(cost_centre) between 1 and 40),
    account_code   text not null check (length(account_code) between 1 and 40),
    analysis_code  text check (length(analysis_code) between 1 and 40),
    version        integer not null default 1,
    primary key (health_body_id, contract_id, financial_year),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate
  );
  call wall_in('contract_coding', 'health_body_id', null);
  grant select, insert on contract_coding to accord_health;
  grant update (cost_centre, account_code, analysis_code, version) on contract_coding to accord_health;
`;

const ACKNOWLEDGEMENTS = `
  -- That the group has read when it will be paid. It never holds a payment up.
  create table schedule_acknowledgement (
    health_body_id   uuid not null,
    group_id         uuid not null,
    contract_id      uuid not null,
    schedule_version integer not null,
    acknowledged_on  date not null,
    -- null for a token
    account_id       uuid,
    recorded_at      timestamptz not null default now(),
    primary key (health_body_id, contract_id, schedule_version),
    foreign key (health_body_id, contract_id, schedule_version)
      references schedule (health_body_id, contract_id, version),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate
  );
  create index schedule_acknowledgement_of_group on schedule_acknowledgement (group_id, contract_id, schedule_version);
  call wall_in('schedule_acknowledgement', 'health_body_id', 'group_id');
  -- Which of its people it was stays with the group.
  grant select (health_body_id, group_id, contract_id, schedule_version, acknowledged_on, recorded_at)
    on schedule_acknowledgement to accord_health;
  grant select on schedule_acknowledgement to accord_group;
  grant insert (health_body_id, group_id, contract_id, schedule_version, acknowledged_on, account_id)
    on schedule_acknowledgement to accord_group;
`;

const MARKS = `
  do $$
  declare
    judged text;
  begin
    foreach judged in array array['purchase_order', 'contract_coding', 'schedule_acknowledgement',
      'partnership_supplier']
    loop
      execute format('create trigger finding_marks_added after insert on %I referencing new table as changed
        for each statement execute function finding_marks_changed()', judged);
      execute format('create trigger finding_marks_changed after update on %I referencing new table as changed
        for each statement execute function finding_marks_changed()', judged);
      execute format('create trigger finding_marks_removed after delete on %I referencing old table as changed
        for each statement execute function finding_marks_changed()', judged);
    end loop;
  end $$;

  -- By which name a group is paid is a matter of all its partnerships.
  create function finding_marks_payee() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into finding_mark (health_body_id, group_id)
    select p.health_body_id, p.group_id from changed n
    join former o on o.id = n.id and (o.payee_name is null) <> (n.payee_name is null)
    join partnership p on p.group_id = n.id;
    return null;
  end $$;
  create trigger finding_marks_changed after update on organisation
    referencing old table as former new table as changed for each statement execute function finding_marks_payee();
`;
