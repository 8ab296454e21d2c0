import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a contract that ends early leaves: a final payment by days, and what was paid in advance for days after the last,
 * which is due to be recovered until it is, or until the payer lets the group keep it.
 */
export class EndContractsByDays1795730302000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(OWED);
    await db.query(RECOVERIES_DUE);
    await db.query(RECOVERING);
    await db.query(ENDING);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const OWED = `
  -- Of what was planned, what is not owed because its contract ended before the days that it is for. The plan itself
  -- (net and VAT) stays what it was; the amount is what is owed.
  alter table instalment drop constraint instalment_check2, drop constraint instalment_check3, drop column amount_pence,
    add column released_pence bigint not null default 0 check (released_pence >= 0);
  alter table instalment
    add column amount_pence bigint not null generated always as (net_pence + vat_pence - released_pence) stored;
  alter table instalment
    add check (amount_pence > 0),
    add check (received_pence between 0 and net_pence + vat_pence),
    -- money that is taken back and no longer owed is both for a moment: see receipt_recovers
    add check ((settled_on is not null) = (received_pence >= amount_pence));
`;

const RECOVERIES_DUE = `
  create table recovery_due (
    health_body_id    uuid not null,
    group_id          uuid not null,
    contract_id       uuid not null,
    id                uuid not null,
    instalment_id     uuid not null,
    -- gross: paid, or on its way, for these days after the last of the contract
    amount_pence      bigint not null check (amount_pence > 0),
    for_from          date not null,
    for_to            date not null check (for_to >= for_from),
    reason            text not null check (reason <> ''),
    due_since         date not null,
    state             text not null default 'due' check (state in ('due', 'recovered', 'waived_by_health')),
    -- kept by the ledger: see receipt_recovers
    recovered_pence   bigint not null default 0 check (recovered_pence between 0 and amount_pence),
    -- the entry of the ledger that completed it
    receipt_id        uuid,
    closed_on         date,
    waived_reason     text check (length(waived_reason) between 1 and 1000),
    waived_account_id uuid,
    version           integer not null default 1,
    recorded_at       timestamptz not null default now(),
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate,
    foreign key (health_body_id, receipt_id) references receipt (health_body_id, id),
    check ((state = 'due') = (closed_on is null)),
    check ((state = 'recovered') = (recovered_pence = amount_pence)),
    check ((state = 'recovered') = (receipt_id is not null)),
    check ((state = 'waived_by_health') = (waived_reason is not null))
  );
  create unique index recovery_due_open on recovery_due (health_body_id, instalment_id) where state = 'due';
  create index recovery_due_by_day on recovery_due (health_body_id, due_since, id);
  create index recovery_due_of_group_by_day on recovery_due (group_id, due_since, id);
  create index recovery_due_of_contract on recovery_due (health_body_id, contract_id, due_since, id);
  create index recovery_due_of_group_contract on recovery_due (group_id, contract_id, due_since, id);
  create index recovery_due_of_instalment on recovery_due (group_id, instalment_id);
  call wall_in('recovery_due', 'health_body_id', 'group_id');
  grant select on recovery_due to accord_health, accord_group;
  grant update (state, closed_on, waived_reason, waived_account_id, version) on recovery_due to accord_health;
  -- It is the payer's money, so the payer may let it go; that it came back is what the ledger says.
  create policy health_waives on recovery_due as restrictive for update to accord_health
    using (state = 'due') with check (state = 'waived_by_health');
`;

const RECOVERING = `
  -- Money taken back for days after the last was not owed any more: what it came for stays paid, for less.
  create function receipt_recovers() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    due recovery_due;
    pence bigint;
  begin
    select * into due from recovery_due d
      where d.health_body_id = new.health_body_id and d.instalment_id = new.instalment_id and d.state = 'due' for update;
    if due.id is null then return null; end if;
    pence := least(new.amount_pence, due.amount_pence - due.recovered_pence);
    update recovery_due d set recovered_pence = d.recovered_pence + pence, version = d.version + 1,
      state = case when d.recovered_pence + pence = d.amount_pence then 'recovered' else d.state end,
      receipt_id = case when d.recovered_pence + pence = d.amount_pence then new.id end,
      closed_on = case when d.recovered_pence + pence = d.amount_pence then new.received_on end
      where d.health_body_id = due.health_body_id and d.id = due.id;
    -- where nothing at all is owed it is cancelled instead: see receipt_recovered_whole
    update instalment i set released_pence = i.released_pence + pence
      where i.health_body_id = new.health_body_id and i.id = new.instalment_id and i.amount_pence > pence;
    return null;
  end $$;
  create trigger receipt_recovers after insert on receipt for each row
    when (new.kind = 'recovery') execute function receipt_recovers();

  -- After receipt_added, which comes first by its name.
  create function receipt_recovered_whole() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    whole uuid[];
  begin
    if not exists (select 1 from added a where a.kind = 'recovery') then return null; end if;
    select array_agg(i.id) into whole from added a
      join recovery_due d on d.health_body_id = a.health_body_id and d.receipt_id = a.id
      join instalment i on i.health_body_id = d.health_body_id and i.id = d.instalment_id
      where i.received_pence = 0 and i.state = 'returned';
    if whole is null then return null; end if;
    perform set_config('app.move_reason_code', 'termination', true);
    update instalment i set state = 'planned' where i.id = any (whole)
      and i.health_body_id in (select a.health_body_id from added a);
    update instalment i set state = 'cancelled', version = i.version + 1 where i.id = any (whole)
      and i.health_body_id in (select a.health_body_id from added a);
    perform set_config('app.move_reason_code', '', true);
    return null;
  end $$;
  create trigger receipt_recovered_whole after insert on receipt
    referencing new table as added for each statement execute function receipt_recovered_whole();
`;

const ENDING = `
  -- What a termination does to the payments of a contract that its health body has just terminated. Answers false, and
  -- does nothing, where they are not what it was worked out from.
  create function contract_end_by_days(wanted uuid, today date, replaced uuid[], plan jsonb, released jsonb,
    recoveries jsonb) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    c contract;
    comes_to bigint;
    next_version integer;
  begin
    select * into c from contract_to_change(wanted);
    if c.id is null or c.state <> 'terminated'
        or c.health_body_id is distinct from nullif(current_setting('app.tenant', true), '')::uuid then
      return false;
    end if;
    perform 1 from instalment i where i.health_body_id = c.health_body_id and i.contract_id = c.id
      order by i.id for update;
    if (select count(*) from instalment i where i.health_body_id = c.health_body_id and i.contract_id = c.id
        and i.id = any (replaced) and i.state in ('planned', 'approved', 'held', 'returned') and i.received_pence = 0)
        <> cardinality(replaced)
      or exists (select 1 from jsonb_to_recordset(released) r (instalment_id uuid, pence bigint)
        where not exists (select 1 from instalment i where i.health_body_id = c.health_body_id and i.contract_id = c.id
          and i.id = r.instalment_id and i.received_pence > 0 and i.amount_pence - r.pence >= i.received_pence
          and i.state <> 'cancelled'))
      or exists (select 1 from jsonb_to_recordset(recoveries) r (instalment_id uuid, pence bigint)
        where not exists (select 1 from instalment i where i.health_body_id = c.health_body_id and i.contract_id = c.id
          and i.id = r.instalment_id and i.amount_pence >= r.pence
          and (i.state = 'exported' or i.received_pence >= r.pence))) then
      return false;
    end if;

    perform set_config('app.move_reason_code', 'termination', true);
    update instalment i set state = 'planned' where i.health_body_id = c.health_body_id and i.contract_id = c.id
      and i.id = any (replaced) and i.state = 'returned';
    update instalment i set state = 'cancelled', version = i.version + 1
      where i.health_body_id = c.health_body_id and i.contract_id = c.id and i.id = any (replaced);
    update instalment i set released_pence = i.released_pence + r.pence, version = i.version + 1,
      state = case when i.received_pence = i.amount_pence - r.pence then 'paid' else i.state end,
      settled_on = case when i.received_pence = i.amount_pence - r.pence then
        (select l.settled_on from receipt_ledger(i.health_body_id, i.id, i.amount_pence - r.pence) l) end
      from jsonb_to_recordset(released) r (instalment_id uuid, pence bigint)
      where i.health_body_id = c.health_body_id and i.contract_id = c.id and i.id = r.instalment_id;
    perform set_config('app.move_reason_code', '', true);
    insert into recovery_due (health_body_id, group_id, contract_id, id, instalment_id, amount_pence, for_from, for_to,
      reason, due_since)
      select c.health_body_id, c.group_id, c.id, r.id, r.instalment_id, r.pence, r.for_from, r.for_to, r.reason, today
      from jsonb_to_recordset(recoveries)
        r (id uuid, instalment_id uuid, pence bigint, for_from date, for_to date, reason text);

    select (select coalesce(sum(i.net_pence), 0) from instalment i where i.health_body_id = c.health_body_id
        and i.contract_id = c.id and i.state <> 'cancelled')
      + (select coalesce(sum(p.net_pence), 0) from jsonb_to_recordset(plan) p (net_pence bigint)) into comes_to;
    -- with nothing to pay there is no plan; and one that is only kept is no new one
    if comes_to > 0 and cardinality(replaced) > 0 then
      next_version := contract_plan_again(c, '{}', plan, comes_to, 'termination');
      update contract k set schedule_version = next_version
        where k.health_body_id = c.health_body_id and k.id = c.id;
    end if;
    return true;
  end $$;
  grant execute on function contract_end_by_days(uuid, date, uuid[], jsonb, jsonb, jsonb) to accord_app;
`;
