import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The bank-detail vault, which a health body may turn on: where its payees are paid, encrypted by the application, and
 * what happened to it.
 */
export class KeepBankDetails1795730400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(VAULTS);
    await db.query(DETAILS);
    await db.query(HISTORY);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const VAULTS = `
  -- One row each time it is turned on. The data key lies here wrapped by the master key, which is never in the
  -- database; turning the vault off throws it away.
  create table bank_vault (
    health_body_id uuid not null references organisation (id),
    id             uuid not null,
    -- tells master keys apart, and says nothing about them
    master_key_id  text check (master_key_id ~ '^[0-9a-f]{16}$'),
    wrapped_key    bytea check (length(wrapped_key) = 61),
    turned_on_at   timestamptz not null,
    turned_on_by   uuid not null,
    turned_off_at  timestamptz,
    turned_off_by  uuid,
    primary key (health_body_id, id),
    check ((turned_off_at is null) = (turned_off_by is null)),
    check ((wrapped_key is null) = (turned_off_at is not null)),
    check ((wrapped_key is null) = (master_key_id is null))
  );
  create unique index bank_vault_on on bank_vault (health_body_id) where turned_off_at is null;
  call wall_in('bank_vault', 'health_body_id', null);
  grant select, insert on bank_vault to accord_health;
  grant update (turned_off_at, turned_off_by) on bank_vault to accord_health;
  create policy health_turns_on on bank_vault as restrictive for insert to accord_health
    with check (turned_on_by = nullif(current_setting('app.user', true), '')::uuid and turned_off_at is null);
`;

const DETAILS = `
  -- One row a change of where somebody is paid. No group: the account that the health body itself pays from. What is
  -- sealed is there while it can still be used, and is gone with the move that ends that.
  create table bank_detail (
    health_body_id      uuid not null,
    group_id            uuid,
    id                  uuid not null,
    vault_id            uuid not null,
    state               text not null default 'proposed' check (state in ('proposed', 'called_back', 'confirmed',
                          'in_force', 'superseded', 'ended', 'refused', 'cancelled', 'stopped')),
    reason_code         text not null check (reason_code in ('first_details', 'group_asked', 'bank_changed', 'correction')),
    sealed_account      bytea,
    sealed_name         bytea,
    -- keyed hash of both, to see that two are the same without opening either
    fingerprint         bytea check (length(fingerprint) = 32),
    sort_code_ends      text not null check (sort_code_ends ~ '^[0-9]{2}$'),
    account_ends        text not null check (account_ends ~ '^[0-9]{4}$'),
    -- of the health body's own account, given by Bacs
    service_user_number text check (service_user_number ~ '^[0-9]{6}$'),
    modulus             text not null check (modulus in ('possible', 'not_checkable')),
    modulus_version     text,
    proposed_by         uuid not null,
    proposed_at         timestamptz not null,
    proposed_on         date not null,
    called_by           uuid,
    called_at           timestamptz,
    confirmed_by        uuid,
    confirmed_at        timestamptz,
    effective_at        timestamptz,
    in_force_at         timestamptz,
    closed_at           timestamptz,
    version             integer not null default 1,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate,
    foreign key (health_body_id, vault_id) references bank_vault (health_body_id, id),
    constraint bank_detail_two_people check (confirmed_by <> proposed_by and confirmed_by <> called_by),
    constraint bank_detail_rest check (effective_at >= confirmed_at + interval '72 hours'),
    constraint bank_detail_not_before_rest check (in_force_at >= effective_at),
    constraint bank_detail_called check (group_id is null or called_at is not null
      or state in ('proposed', 'refused', 'cancelled', 'stopped')),
    constraint bank_detail_confirmed check ((confirmed_by is not null and confirmed_at is not null
      and effective_at is not null) or state not in ('confirmed', 'in_force', 'superseded', 'ended')),
    constraint bank_detail_in_force check (in_force_at is not null or state not in ('in_force', 'superseded', 'ended')),
    check ((called_by is null) = (called_at is null)),
    check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (effective_at is null)),
    check ((closed_at is null) = (state in ('proposed', 'called_back', 'confirmed', 'in_force'))),
    constraint bank_detail_kept_while_used check ((closed_at is null) = (sealed_account is not null)
      and (closed_at is null) = (sealed_name is not null) and (closed_at is null) = (fingerprint is not null)),
    check (group_id is null or service_user_number is null)
  );
  create unique index bank_detail_one_change on bank_detail (health_body_id, group_id) nulls not distinct
    where state in ('proposed', 'called_back', 'confirmed');
  create unique index bank_detail_one_in_force on bank_detail (health_body_id, group_id) nulls not distinct
    where state = 'in_force';
  create index bank_detail_resting on bank_detail (health_body_id, effective_at) where state = 'confirmed';
  create index bank_detail_by_time on bank_detail (health_body_id, proposed_at, id);
  create index bank_detail_of_group_by_time on bank_detail (group_id, proposed_at, id);
  create index bank_detail_of_pair on bank_detail (health_body_id, group_id, proposed_at);

  call wall_in('bank_detail', 'health_body_id', 'group_id');
  grant select on bank_detail to accord_health;
  grant insert (health_body_id, group_id, id, vault_id, reason_code, sealed_account, sealed_name, fingerprint,
    sort_code_ends, account_ends, service_user_number, modulus, modulus_version, proposed_by, proposed_at, proposed_on)
    on bank_detail to accord_health;
  grant update (state, called_by, called_at, confirmed_by, confirmed_at, effective_at, in_force_at, closed_at, version)
    on bank_detail to accord_health;
  -- A group sees where it is paid and since when: never what is sealed, nor who of finance did what.
  grant select (health_body_id, group_id, id, state, reason_code, sort_code_ends, account_ends, proposed_at, called_at,
    confirmed_at, effective_at, in_force_at, closed_at, version) on bank_detail to accord_group;
  grant update (state, closed_at, version) on bank_detail to accord_group;
  create policy health_proposes on bank_detail as restrictive for insert to accord_health
    with check (proposed_by = nullif(current_setting('app.user', true), '')::uuid);
  -- To stop what is wrong is the group's alone, and all that it can do.
  create policy health_does_not_stop on bank_detail as restrictive for update to accord_health
    using (true) with check (state <> 'stopped');
  create policy group_stops on bank_detail as restrictive for update to accord_group
    using (closed_at is null) with check (state = 'stopped');
`;

const HISTORY = `
  -- What happened to bank details, as ids: written by the moves themselves; a look at the whole number and a call that
  -- changed nothing are added. A group reads what and when.
  create table bank_detail_event (
    health_body_id uuid not null,
    group_id       uuid,
    bank_detail_id uuid not null,
    position       bigint not null generated always as identity,
    what           text not null check (what in ('proposed', 'called_back', 'confirmed', 'in_force', 'superseded',
                     'ended', 'refused', 'cancelled', 'stopped', 'not_reached', 'looked_at')),
    happened_at    timestamptz not null,
    account_id     uuid,
    primary key (health_body_id, bank_detail_id, position),
    foreign key (health_body_id, bank_detail_id) references bank_detail (health_body_id, id),
    foreign key (group_id, bank_detail_id, health_body_id) references bank_detail (group_id, id, health_body_id)
      on update cascade deferrable initially immediate
  );
  create index bank_detail_event_of_group on bank_detail_event (group_id, bank_detail_id, position);
  call wall_in('bank_detail_event', 'health_body_id', 'group_id');
  grant select on bank_detail_event to accord_health;
  grant insert (health_body_id, group_id, bank_detail_id, what, happened_at, account_id)
    on bank_detail_event to accord_health;
  grant select (health_body_id, group_id, bank_detail_id, position, what, happened_at) on bank_detail_event to accord_group;
  create policy health_notes on bank_detail_event as restrictive for insert to accord_health with check (
    what in ('looked_at', 'not_reached') and account_id = nullif(current_setting('app.user', true), '')::uuid);
  create trigger bank_detail_event_kept before delete or truncate on bank_detail_event
    for each statement execute function refuse_change();
  create trigger bank_detail_event_unchanged before update on bank_detail_event for each row
    when ((to_jsonb(old) - 'group_id') is distinct from (to_jsonb(new) - 'group_id')) execute function refuse_change();

  create function bank_detail_happened() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into bank_detail_event (health_body_id, group_id, bank_detail_id, what, happened_at, account_id)
    values (new.health_body_id, new.group_id, new.id, new.state,
      case new.state when 'proposed' then new.proposed_at when 'called_back' then new.called_at
        when 'confirmed' then new.confirmed_at when 'in_force' then new.in_force_at else new.closed_at end,
      -- who of a group stopped it is the group's own
      case when new.state <> 'stopped' then nullif(current_setting('app.user', true), '')::uuid end);
    return null;
  end $$;
  create trigger bank_detail_proposed after insert on bank_detail for each row execute function bank_detail_happened();
  create trigger bank_detail_moved after update on bank_detail for each row
    when (old.state is distinct from new.state) execute function bank_detail_happened();
`;
