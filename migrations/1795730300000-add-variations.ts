import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Proposals to change the terms of an agreed contract, and who writes what of them; and which payments a version of a
 * plan kept from those before it, so that each can be read whole.
 */
export class AddVariations1795730300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(KEPT);
    await db.query(VARIATIONS);
    await db.query(WHO_WRITES_WHAT);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const KEPT = `
  -- Which payments of earlier versions a version of the plan kept: with its own they are the whole of it.
  create table schedule_kept (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    version        integer not null,
    instalment_id  uuid not null,
    primary key (health_body_id, contract_id, version, instalment_id),
    foreign key (health_body_id, contract_id, version) references schedule (health_body_id, contract_id, version),
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate
  );
  create index schedule_kept_of_group on schedule_kept (group_id, instalment_id);
  call wall_in('schedule_kept', 'health_body_id', 'group_id');
  grant select on schedule_kept to accord_health, accord_group;
`;

const VARIATIONS = `
  create table contract_variation (
    health_body_id       uuid not null,
    group_id             uuid not null,
    contract_id          uuid not null,
    id                   uuid not null,
    -- of the contract, from 1
    number               integer not null check (number > 0),
    proposed_by          text not null check (proposed_by in ('health', 'group')),
    proposed_on          date not null,
    -- who proposed it; null for a token
    proposed_account_id  uuid,
    reason               text not null check (length(reason) between 1 and 2000),
    effective_on         date not null,
    -- the terms that held: the contract's own say so, see contract_variation_begins
    old_value_pence      bigint not null,
    old_starts_on        date not null,
    old_ends_on          date not null,
    old_timing           text not null,
    old_rhythm           text not null,
    old_payment_days     smallint not null,
    old_payment_day      smallint,
    old_deviation_reason text,
    old_advance_basis    text,
    new_value_pence      bigint not null check (new_value_pence between 1 and 9007199254740991),
    new_starts_on        date not null,
    new_ends_on          date not null,
    new_timing           text not null check (new_timing in ('in_advance', 'in_arrears', 'on_milestone')),
    new_rhythm           text not null check (new_rhythm in ('monthly', 'quarterly', 'annually', 'once')),
    new_payment_days     smallint not null check (new_payment_days between 1 and 30),
    new_payment_day      smallint check (new_payment_day between 1 and 28),
    new_deviation_reason text check (new_deviation_reason <> ''),
    new_advance_basis    text,
    -- with the timing on_milestone: what is still to be paid, and when
    new_milestones       jsonb check (jsonb_typeof(new_milestones) = 'array'),
    state                text not null default 'open'
                           check (state in ('open', 'accepted', 'declined', 'withdrawn', 'lapsed')),
    answered_on          date,
    answered_account_id  uuid,
    decline_reason       text check (length(decline_reason) between 1 and 2000),
    how                  text check (how in ('in_accord', 'outside_accord')),
    -- of an answer that was given outside Accord: by which way, and what shows it
    told_how             text check (told_how <> ''),
    evidence             text check (evidence <> ''),
    -- the plan that came of it; null where no payment moved
    schedule_version     integer,
    version              integer not null default 1,
    recorded_at          timestamptz not null default now(),
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    unique (health_body_id, contract_id, number),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (health_body_id, contract_id, schedule_version) references schedule (health_body_id, contract_id, version),
    check (new_ends_on >= new_starts_on),
    check ((old_value_pence, old_starts_on, old_ends_on, old_timing, old_rhythm, old_payment_days, old_payment_day,
        old_deviation_reason, old_advance_basis)
      is distinct from (new_value_pence, new_starts_on, new_ends_on, new_timing, new_rhythm, new_payment_days,
        new_payment_day, new_deviation_reason, new_advance_basis) or new_milestones is not null),
    check ((state = 'open') = (answered_on is null)),
    check ((state = 'declined') = (decline_reason is not null)),
    check ((state = 'accepted') = (how is not null)),
    check (state = 'accepted' or schedule_version is null),
    check ((how is not distinct from 'outside_accord') = (told_how is not null)),
    check ((told_how is null) = (evidence is null))
  );
  create unique index contract_variation_one_open on contract_variation (health_body_id, contract_id) where state = 'open';
  create index contract_variation_by_day on contract_variation (health_body_id, proposed_on, id);
  create index contract_variation_of_group_by_day on contract_variation (group_id, proposed_on, id);
  create index contract_variation_open_by_day on contract_variation (health_body_id, proposed_on, id) where state = 'open';
  create index contract_variation_of_group_open_by_day on contract_variation (group_id, proposed_on, id)
    where state = 'open';
  create index contract_variation_of_group_contract on contract_variation (group_id, contract_id, proposed_on, id);
  create index contract_variation_of_contract on contract_variation (health_body_id, contract_id, proposed_on, id);
  call wall_in('contract_variation', 'health_body_id', 'group_id');

  -- What held is what the contract says, whoever writes it; and only an agreed contract is varied.
  create function contract_variation_begins() returns trigger language plpgsql as $$
  declare
    c contract;
  begin
    select * into c from contract k where k.health_body_id = new.health_body_id and k.group_id = new.group_id
      and k.id = new.contract_id;
    if c.state not in ('agreed', 'suspended') and new.state = 'open' then
      raise exception 'only an agreed contract is varied'
        using errcode = 'check_violation', constraint = 'contract_variation_of_agreed';
    end if;
    new.number := 1 + (select count(*) from contract_variation v
      where v.health_body_id = new.health_body_id and v.contract_id = new.contract_id);
    new.old_value_pence := c.value_pence;
    new.old_starts_on := c.starts_on;
    new.old_ends_on := c.ends_on;
    new.old_timing := c.timing;
    new.old_rhythm := c.rhythm;
    new.old_payment_days := c.payment_days;
    new.old_payment_day := c.payment_day;
    new.old_deviation_reason := c.deviation_reason;
    new.old_advance_basis := c.advance_basis;
    return new;
  end $$;
  create trigger contract_variation_begins before insert on contract_variation
    for each row execute function contract_variation_begins();

  -- A contract that is over leaves nothing to answer.
  create function contract_variation_lapses() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update contract_variation v set state = 'lapsed', answered_on = (now() at time zone 'Europe/London')::date,
      version = v.version + 1
    where v.health_body_id = new.health_body_id and v.contract_id = new.id and v.state = 'open';
    return null;
  end $$;
  create trigger contract_variation_lapses after update of state on contract for each row
    when (old.state is distinct from new.state and new.state in ('withdrawn', 'terminated'))
    execute function contract_variation_lapses();

  create trigger finding_marks_added after insert on contract_variation
    referencing new table as changed for each statement execute function finding_marks_changed();
  create trigger finding_marks_changed after update on contract_variation
    referencing new table as changed for each statement execute function finding_marks_changed();
`;

const WHO_WRITES_WHAT = `
  grant select on contract_variation to accord_health, accord_group;
  grant insert (health_body_id, group_id, contract_id, id, proposed_by, proposed_on, proposed_account_id, reason,
    effective_on, new_value_pence, new_starts_on, new_ends_on, new_timing, new_rhythm, new_payment_days,
    new_payment_day, new_deviation_reason, new_advance_basis, new_milestones)
    on contract_variation to accord_health, accord_group;
  grant update (state, answered_on, answered_account_id, decline_reason, version)
    on contract_variation to accord_health, accord_group;
  -- Each side proposes for itself, takes back its own and declines only the other's, once. Accepting is variation_accept.
  create policy health_proposes on contract_variation as restrictive for insert to accord_health
    with check (proposed_by = 'health' and state = 'open');
  create policy group_proposes on contract_variation as restrictive for insert to accord_group
    with check (proposed_by = 'group' and state = 'open');
  create policy health_answers on contract_variation as restrictive for update to accord_health
    using (state = 'open')
    with check (state = case proposed_by when 'health' then 'withdrawn' else 'declined' end);
  create policy group_answers on contract_variation as restrictive for update to accord_group
    using (state = 'open')
    with check (state = case proposed_by when 'group' then 'withdrawn' else 'declined' end);
`;
