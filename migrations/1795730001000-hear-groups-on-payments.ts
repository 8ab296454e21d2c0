import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a group says of its payments: that one arrived or did not, and what waiting for it has meant. */
export class HearGroupsOnPayments1795730001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ARRIVALS);
    await db.query(IMPACT);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const ARRIVALS = `
  -- The group's own word: the latest counts. It changes nothing in the ledger.
  create table arrival_statement (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    instalment_id  uuid not null,
    id             uuid not null,
    said           text not null check (said in ('arrived', 'not_arrived')),
    -- the day it arrived, or the last day on which the account was looked at
    about_on       date not null,
    note           text check (length(note) between 1 and 1000),
    said_at        timestamptz not null default clock_timestamp(),
    primary key (health_body_id, id),
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate
  );
  create index arrival_statement_of_instalment on arrival_statement (health_body_id, instalment_id, said_at);
  call wall_in('arrival_statement', 'health_body_id', 'group_id');
  grant select on arrival_statement to accord_health;
  grant select, insert (health_body_id, group_id, contract_id, instalment_id, id, said, about_on, note)
    on arrival_statement to accord_group;
  create trigger arrival_statement_kept before delete or truncate on arrival_statement
    for each statement execute function refuse_change();
  create trigger arrival_statement_unchanged before update on arrival_statement for each row
    when ((to_jsonb(old) - 'group_id') is distinct from (to_jsonb(new) - 'group_id'))
    execute function refuse_change();

  -- The latest of them, kept by the statements alone, for lists and for what is noticed.
  alter table instalment add column arrival_said text check (arrival_said in ('arrived', 'not_arrived'));
  create index instalment_not_arrived on instalment (health_body_id, due_on, id)
    where arrival_said = 'not_arrived' and state <> 'cancelled';
  create index instalment_of_group_not_arrived on instalment (group_id, due_on, id)
    where arrival_said = 'not_arrived' and state <> 'cancelled';
  create index instalment_held_by_due on instalment (health_body_id, due_on, id) where state = 'held';
  create index instalment_of_group_held_by_due on instalment (group_id, due_on, id) where state = 'held';

  create function arrival_counts() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update instalment i set arrival_said = new.said
      where i.health_body_id = new.health_body_id and i.id = new.instalment_id;
    return null;
  end $$;
  create trigger arrival_counts after insert on arrival_statement for each row execute function arrival_counts();
`;

const IMPACT = `
  -- What waiting for a payment has meant for the group. Staff as a band: never a name, never a small number.
  create table impact_report (
    health_body_id      uuid not null,
    group_id            uuid not null,
    contract_id         uuid not null,
    instalment_id       uuid not null,
    id                  uuid not null,
    reserves_used_pence bigint check (reserves_used_pence between 1 and 9007199254740991),
    service_effect      text not null check (service_effect in ('none', 'reduced', 'paused')),
    staff_affected      text not null check (staff_affected in ('none', 'under_5', '5_to_9', '10_to_24', '25_or_more')),
    words               text check (length(words) between 1 and 2000),
    reported_at         timestamptz not null default clock_timestamp(),
    withdrawn_at        timestamptz check (withdrawn_at >= reported_at),
    primary key (health_body_id, id),
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate
  );
  create index impact_report_of_instalment on impact_report (health_body_id, instalment_id, reported_at, id);
  call wall_in('impact_report', 'health_body_id', 'group_id');
  -- What a group took back is its own again.
  create policy health_reads_what_stands on impact_report as restrictive for select to accord_health
    using (withdrawn_at is null);
  grant select on impact_report to accord_health;
  grant select, insert (health_body_id, group_id, contract_id, instalment_id, id, reserves_used_pence, service_effect,
    staff_affected, words), update (withdrawn_at) on impact_report to accord_group;
`;
