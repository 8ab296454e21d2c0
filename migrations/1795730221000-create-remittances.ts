import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a run paid to a group, told to both sides; and what a payment file could not carry as it was. */
export class CreateRemittances1795730221000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(REMITTANCES);
    await db.query(LINES);
    await db.query(MAPPED);
    await db.query(`
      alter table payment_run add constraint payment_run_template
        foreign key (health_body_id, template_id) references export_template (health_body_id, id)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const REMITTANCES = `
  -- One for each payee and day of a run, written once with the payment file.
  create table remittance (
    health_body_id uuid not null,
    group_id       uuid not null,
    id             uuid not null,
    run_id         uuid not null,
    export_id      uuid not null,
    -- the number of the run: what both sides call it
    number         integer not null check (number > 0),
    -- the day on which the money is to arrive
    payment_date   date not null,
    -- the account holder as the bank has it, and as a bank statement shows it
    payee_name     text not null check (payee_name <> ''),
    payee_line     text not null check (length(payee_line) <= 18),
    line_count     integer not null check (line_count > 0),
    total_pence    bigint not null check (total_pence between 1 and 9007199254740991),
    made_at        timestamptz not null default now(),
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    constraint remittance_once unique (health_body_id, run_id, group_id, payment_date, payee_name),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate,
    foreign key (health_body_id, run_id) references payment_run (health_body_id, id),
    foreign key (health_body_id, export_id) references payment_export (health_body_id, id)
  );
  create index remittance_by_day on remittance (health_body_id, payment_date, id);
  create index remittance_of_group_by_day on remittance (group_id, payment_date, id);
  call wall_in('remittance', 'health_body_id', 'group_id');
  grant select, insert on remittance to accord_health;
  -- A group sees nothing of runs and their files.
  grant select (health_body_id, group_id, id, number, payment_date, payee_name, payee_line, line_count, total_pence, made_at)
    on remittance to accord_group;
  create trigger remittance_kept before delete or truncate on remittance
    for each statement execute function refuse_change();
  -- A listed group that joins takes its record along: only then does a row's group change, by cascade.
  create trigger remittance_unchanged before update on remittance for each row
    when ((to_jsonb(old) - 'group_id') is distinct from (to_jsonb(new) - 'group_id')) execute function refuse_change();
`;

const LINES = `
  create table remittance_line (
    health_body_id uuid not null,
    group_id       uuid not null,
    remittance_id  uuid not null,
    position       integer not null check (position > 0),
    instalment_id  uuid not null,
    contract_id    uuid not null,
    amount_pence   bigint not null check (amount_pence > 0),
    reference      text not null check (reference <> ''),
    invoice_number text,
    primary key (health_body_id, remittance_id, position),
    foreign key (group_id, remittance_id, health_body_id) references remittance (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate
  );
  create index remittance_line_of_group on remittance_line (group_id, remittance_id, position);
  create index remittance_line_of_instalment on remittance_line (group_id, instalment_id);
  call wall_in('remittance_line', 'health_body_id', 'group_id');
  grant select, insert on remittance_line to accord_health;
  grant select on remittance_line to accord_group;
  create trigger remittance_line_kept before delete or truncate on remittance_line
    for each statement execute function refuse_change();
  create trigger remittance_line_unchanged before update on remittance_line for each row
    when ((to_jsonb(old) - 'group_id') is distinct from (to_jsonb(new) - 'group_id')) execute function refuse_change();

  -- All lines of a remittance come in one statement, and add up to it.
  create function remittance_lines_add_up() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if exists (
        select 1 from (select a.health_body_id, a.remittance_id, count(*) as lines, sum(a.amount_pence) as pence
          from added a group by a.health_body_id, a.remittance_id) s
        join remittance r on r.health_body_id = s.health_body_id and r.id = s.remittance_id
        where (r.line_count::bigint, r.total_pence::numeric) is distinct from (s.lines, s.pence)) then
      raise exception 'the lines of a remittance add up to it'
        using errcode = 'check_violation', constraint = 'remittance_adds_up';
    end if;
    return null;
  end $$;
  create trigger remittance_line_added after insert on remittance_line
    referencing new table as added for each statement execute function remittance_lines_add_up();
`;

const MAPPED = `
  -- A text that a payment file could not carry as it was, and what the file says instead.
  create table payment_export_text (
    health_body_id uuid not null,
    export_id      uuid not null,
    position       integer not null check (position > 0),
    -- of the run; null for what the file says of the payer
    line_position  integer,
    field          text not null check (field in ('payeeName', 'payerName', 'reference')),
    said           text not null,
    carried        text not null,
    primary key (health_body_id, export_id, position),
    foreign key (health_body_id, export_id) references payment_export (health_body_id, id)
  );
  call wall_in('payment_export_text', 'health_body_id', null);
  grant select, insert on payment_export_text to accord_health;
  create trigger payment_export_text_kept before update or delete or truncate on payment_export_text
    for each statement execute function refuse_change();
`;
