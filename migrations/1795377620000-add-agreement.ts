import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How a contract comes to be agreed: the confirmation of each side for one version of the terms, what the health side
 * went on without, and why a contract was suspended, withdrawn or terminated.
 */
export class AddAgreement1795377620000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TERMS);
    await db.query(CONFIRMATIONS);
    await db.query(MOVES);
    await db.query(AGREEING);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const TERMS = `
  -- Which terms a confirmation is for. It goes up by itself when a term of a draft changes, whoever writes it.
  alter table contract add column terms_version integer not null default 1 check (terms_version > 0);
  grant update (reference, reference_key) on contract to accord_health;

  create function contract_terms_changed() returns trigger language plpgsql as $$
  begin
    new.terms_version := old.terms_version + 1;
    return new;
  end $$;
  create trigger contract_terms_changed before update on contract for each row
    when (old.state = 'draft' and (old.instrument, old.regime, old.value_pence, old.starts_on, old.ends_on, old.timing,
        old.rhythm, old.payment_days, old.payment_day, old.deviation_reason, old.advance_basis, old.vat_treatment,
        old.schedule_version)
      is distinct from (new.instrument, new.regime, new.value_pence, new.starts_on, new.ends_on, new.timing,
        new.rhythm, new.payment_days, new.payment_day, new.deviation_reason, new.advance_basis, new.vat_treatment,
        new.schedule_version))
    execute function contract_terms_changed();

  create index contract_by_start on contract (health_body_id, starts_on, id);
  create index contract_of_group_by_start on contract (group_id, starts_on, id);
  create index contract_of_group_by_reference on contract (group_id, reference_key, id);

  -- What an instalment on a milestone is paid for.
  alter table instalment add column label text check (label <> '');
  grant insert (label) on instalment to accord_health;
`;

const CONFIRMATIONS = `
  create table contract_confirmation (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    id             uuid not null,
    side           text not null check (side in ('health', 'group')),
    terms_version  integer not null check (terms_version > 0),
    how            text not null check (how in ('in_accord', 'outside_accord')),
    -- of one that was given outside Accord: by which way, and what shows it
    told_how       text check (told_how <> ''),
    evidence       text check (evidence <> ''),
    confirmed_on   date not null,
    -- who confirmed; null for a token
    account_id     uuid,
    recorded_at    timestamptz not null default now(),
    withdrawn_at   timestamptz,
    primary key (health_body_id, id),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    check (how = 'in_accord' or (side = 'group' and told_how is not null and evidence is not null))
  );
  create unique index contract_confirmation_once
    on contract_confirmation (health_body_id, contract_id, side, terms_version) where withdrawn_at is null;
  create index contract_confirmation_of_group on contract_confirmation (group_id, contract_id);
  call wall_in('contract_confirmation', 'health_body_id', 'group_id');
  grant select, insert on contract_confirmation to accord_health, accord_group;
  grant update (withdrawn_at) on contract_confirmation to accord_health, accord_group;
  -- Each side confirms for itself. For a group that has not joined, the health side writes down what it was told.
  create policy health_confirms on contract_confirmation as restrictive for insert to accord_health with check (
    (side = 'health' and how = 'in_accord')
    or (side = 'group' and how = 'outside_accord' and exists (select 1 from organisation o
      where o.id = contract_confirmation.group_id and o.joined_at is null)));
  create policy health_takes_back on contract_confirmation as restrictive for update to accord_health
    using (side = 'health' or how = 'outside_accord') with check (side = 'health' or how = 'outside_accord');
  create policy group_confirms on contract_confirmation as restrictive for insert to accord_group
    with check (side = 'group' and how = 'in_accord');
  create policy group_takes_back on contract_confirmation as restrictive for update to accord_group
    using (side = 'group') with check (side = 'group');

  -- What the health side went on without, with its reason.
  create table contract_readiness_gap (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    check_name     text not null check (check_name ~ '^[a-z_]+$'),
    reason         text not null check (reason <> ''),
    accepted_on    date not null,
    primary key (health_body_id, contract_id, check_name),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate
  );
  create index contract_readiness_gap_of_group on contract_readiness_gap (group_id, contract_id);
  call wall_in('contract_readiness_gap', 'health_body_id', 'group_id');
  grant select, insert, update (reason, accepted_on) on contract_readiness_gap to accord_health;
  grant select on contract_readiness_gap to accord_group;
`;

const MOVES = `
  alter table contract_state_change
    add column reason_code text check (reason_code in ('funding_ended', 'budget_cut', 'outside_pressure_press',
      'outside_pressure_public', 'outside_pressure_political', 'performance', 'safety', 'group_asked', 'group_closing',
      'reorganisation', 'policy_change', 'other')),
    add column approved_by_contact_id uuid,
    add column group_told_on date,
    add foreign key (group_id, approved_by_contact_id, health_body_id) references contact (group_id, id, health_body_id)
      on update cascade deferrable initially immediate;
  create index contract_state_change_by_approver
    on contract_state_change (group_id, approved_by_contact_id) where approved_by_contact_id is not null;

  -- The first known state holds until another one does, also one that takes effect before the day of the first: a
  -- contract brought in as agreed from its start, withdrawn before it, stays withdrawn.
  create or replace function contract_state_on(c contract, day date) returns text language sql stable as $$
    select case
      when s.stored not in ('agreed', 'suspended') then s.stored
      when day > c.ends_on then 'ended'
      when s.stored = 'suspended' then 'suspended'
      when day < c.starts_on then 'agreed'
      else 'active' end
    from (select case when c.state_changes = 1 then c.state else (
      select h.to_state from contract_state_change h
      where h.health_body_id = c.health_body_id and h.contract_id = c.id and (h.effective_on <= day or h.position = 1)
      order by h.position > 1 desc, h.effective_on desc, h.position desc limit 1) end as stored) s
  $$;
`;

const AGREEING = `
  -- Takes the row for the rest of the transaction. A group may not change a contract, and so cannot lock it by itself.
  -- Rows that only refer to the contract need not wait.
  create function contract_to_change(wanted uuid) returns setof contract
  language sql security definer set search_path = public, pg_temp as $$
    select * from contract c where c.id = wanted
      and (c.health_body_id = nullif(current_setting('app.tenant', true), '')::uuid
        or c.group_id = nullif(current_setting('app.tenant', true), '')::uuid)
    for no key update
  $$;

  -- Moves a draft that both sides have confirmed to agreed; false when a confirmation of these terms is missing. What
  -- was to be paid before then is due on late_due_on instead.
  create function contract_agree(wanted uuid, today date, late_due_on date, late_send_by_on date) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    c contract;
  begin
    select * into c from contract_to_change(wanted);
    if c.id is null or c.state <> 'draft' then return false; end if;
    if (select count(distinct k.side) from contract_confirmation k
        where k.health_body_id = c.health_body_id and k.contract_id = c.id
          and k.terms_version = c.terms_version and k.withdrawn_at is null) < 2 then
      return false;
    end if;
    update contract set state = 'agreed', state_changes = c.state_changes + 1, version = c.version + 1
      where health_body_id = c.health_body_id and id = c.id;
    insert into contract_state_change (health_body_id, group_id, contract_id, position, to_state, effective_on)
      values (c.health_body_id, c.group_id, c.id, c.state_changes + 1, 'agreed', today);
    update instalment set due_on = late_due_on, send_by_on = late_send_by_on, version = version + 1
      where health_body_id = c.health_body_id and group_id = c.group_id and contract_id = c.id
        and schedule_version = c.schedule_version and state = 'planned' and due_on < today;
    return true;
  end $$;
  grant execute on function contract_to_change(uuid), contract_agree(uuid, date, date, date) to accord_app;
`;
