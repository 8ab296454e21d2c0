import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How bank details are changed: by two people, a call to a number of the group that was already held, and a rest.
 */
export class ChangeBankDetails1795730401000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(NUMBERS_HELD);
    await db.query(MOVES);
    await db.query(CALLS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const NUMBERS_HELD = `
  -- Whether the number was changed since the contact was last verified. A verification on a later day clears it, so
  -- that a number put in today can vouch for nothing that is asked for today.
  alter table contact add column phone_unverified boolean not null default false;

  create function contact_phone_held() returns trigger language plpgsql as $$
  begin
    if new.phone is distinct from old.phone then
      new.phone_unverified := true;
    elsif new.verified_on > coalesce(old.verified_on, '-infinity') then
      new.phone_unverified := false;
    end if;
    return new;
  end $$;
  create trigger contact_phone_held before update of phone, verified_on on contact for each row
    when ((old.phone, old.verified_on) is distinct from (new.phone, new.verified_on))
    execute function contact_phone_held();
`;

const MOVES = `
  -- An open vault, which cannot be turned off meanwhile.
  create function bank_detail_needs_vault() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform 1 from bank_vault v where v.health_body_id = new.health_body_id and v.id = new.vault_id
      and v.turned_off_at is null for share;
    if not found then
      raise exception 'the vault is not turned on' using errcode = 'check_violation', constraint = 'bank_detail_vault';
    end if;
    return new;
  end $$;
  create trigger bank_detail_needs_vault before insert on bank_detail
    for each row execute function bank_detail_needs_vault();

  create function bank_vault_closes() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if old.turned_off_at is not null then
      raise exception 'this vault was turned off' using errcode = 'check_violation', constraint = 'bank_vault_off';
    end if;
    if new.turned_off_at is not null then
      if exists (select 1 from bank_detail d where d.health_body_id = old.health_body_id and d.closed_at is null) then
        raise exception 'the vault is not empty' using errcode = 'check_violation', constraint = 'bank_vault_empty';
      end if;
      new.wrapped_key := null;
      new.master_key_id := null;
    end if;
    return new;
  end $$;
  create trigger bank_vault_closes before update on bank_vault for each row execute function bank_vault_closes();

  -- What may follow what, and who it was. What was proposed is never rewritten, and goes when it can no longer be used.
  create function bank_detail_moves() returns trigger language plpgsql as $$
  declare
    fixed constant text[] := array['state', 'called_by', 'called_at', 'confirmed_by', 'confirmed_at', 'effective_at',
      'in_force_at', 'closed_at', 'version', 'group_id', 'sealed_account', 'sealed_name', 'fingerprint'];
    acting constant uuid := nullif(current_setting('app.user', true), '')::uuid;
  begin
    if to_jsonb(old) - fixed is distinct from to_jsonb(new) - fixed
        or (old.sealed_account, old.sealed_name, old.fingerprint)
          is distinct from (new.sealed_account, new.sealed_name, new.fingerprint)
        or (old.called_by, old.called_at) is distinct from (new.called_by, new.called_at) and new.state <> 'called_back'
        or (old.confirmed_by, old.confirmed_at, old.effective_at)
          is distinct from (new.confirmed_by, new.confirmed_at, new.effective_at) and new.state <> 'confirmed'
        or old.in_force_at is distinct from new.in_force_at and new.state <> 'in_force'
        or old.closed_at is distinct from new.closed_at and new.state = old.state then
      raise exception 'what was proposed is never rewritten'
        using errcode = 'check_violation', constraint = 'bank_detail_unchanged';
    end if;
    if new.state = old.state then return new; end if;
    if (old.state, new.state) not in (('proposed', 'called_back'), ('proposed', 'confirmed'), ('proposed', 'refused'),
        ('proposed', 'cancelled'), ('proposed', 'stopped'), ('called_back', 'confirmed'), ('called_back', 'refused'),
        ('called_back', 'cancelled'), ('called_back', 'stopped'), ('confirmed', 'in_force'), ('confirmed', 'refused'),
        ('confirmed', 'cancelled'), ('confirmed', 'stopped'), ('in_force', 'superseded'), ('in_force', 'ended'),
        ('in_force', 'stopped')) then
      raise exception 'bank details are not moved from % to %', old.state, new.state
        using errcode = 'check_violation', constraint = 'bank_detail_move';
    end if;
    if new.state = 'called_back' and new.called_by is distinct from acting
        or new.state = 'confirmed' and new.confirmed_by is distinct from acting then
      raise exception 'each acts in their own name' using errcode = 'check_violation', constraint = 'bank_detail_own_name';
    end if;
    if new.closed_at is not null then
      new.sealed_account := null;
      new.sealed_name := null;
      new.fingerprint := null;
    end if;
    return new;
  end $$;
  create trigger bank_detail_moves before update on bank_detail for each row execute function bank_detail_moves();
`;

const CALLS = `
  -- Who of the group was called, and what they said. Of the number only the end: it is the contact's to change.
  create table bank_detail_call (
    health_body_id uuid not null,
    group_id       uuid not null,
    bank_detail_id uuid not null,
    id             uuid not null,
    contact_id     uuid not null,
    number_ending  text,
    called_by      uuid not null,
    called_at      timestamptz not null,
    result         text not null check (result in ('said_yes', 'said_no', 'not_reached')),
    primary key (health_body_id, id),
    constraint bank_detail_call_number_held check (number_ending is not null),
    foreign key (health_body_id, bank_detail_id) references bank_detail (health_body_id, id),
    foreign key (group_id, bank_detail_id, health_body_id) references bank_detail (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, contact_id, health_body_id) references contact (group_id, id, health_body_id)
      on update cascade deferrable initially immediate
  );
  create index bank_detail_call_of_detail on bank_detail_call (health_body_id, bank_detail_id, called_at);
  create index bank_detail_call_of_group on bank_detail_call (group_id, bank_detail_id);
  create index bank_detail_call_of_contact on bank_detail_call (group_id, contact_id);
  call wall_in('bank_detail_call', 'health_body_id', null);
  grant select on bank_detail_call to accord_health;
  grant insert (health_body_id, group_id, bank_detail_id, id, contact_id, called_by, called_at, result)
    on bank_detail_call to accord_health;
  create policy health_calls on bank_detail_call as restrictive for insert to accord_health
    with check (called_by = nullif(current_setting('app.user', true), '')::uuid);
  create trigger bank_detail_call_kept before delete or truncate on bank_detail_call
    for each statement execute function refuse_change();
  create trigger bank_detail_call_unchanged before update on bank_detail_call for each row
    when ((to_jsonb(old) - 'group_id') is distinct from (to_jsonb(new) - 'group_id')) execute function refuse_change();

  -- Only a number that was held, and verified, before anybody asked for the change: no other has an end here.
  create function bank_detail_call_number() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    select right(regexp_replace(k.phone, '[^0-9]', '', 'g'), 3) into new.number_ending
    from contact k join bank_detail d on d.health_body_id = k.health_body_id and d.group_id = k.group_id
    where d.health_body_id = new.health_body_id and d.id = new.bank_detail_id and d.group_id = new.group_id
      and k.id = new.contact_id and k.side = 'group' and k.phone is not null
      and k.verified_on < d.proposed_on and not k.phone_unverified;
    return new;
  end $$;
  create trigger bank_detail_call_number before insert on bank_detail_call
    for each row execute function bank_detail_call_number();

  create function bank_detail_was_called() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not exists (select 1 from bank_detail_call c where c.health_body_id = new.health_body_id
        and c.bank_detail_id = new.id and c.called_by = new.called_by and c.called_at = new.called_at
        and c.result = 'said_yes') then
      raise exception 'nobody of the group has said yes'
        using errcode = 'check_violation', constraint = 'bank_detail_was_called';
    end if;
    return new;
  end $$;
  create trigger bank_detail_was_called before update of state on bank_detail for each row
    when (new.state = 'called_back' and old.state <> 'called_back') execute function bank_detail_was_called();
`;
