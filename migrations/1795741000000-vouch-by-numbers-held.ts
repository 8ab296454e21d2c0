import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A telephone number vouches for bank details once it has been held for a week: a changed one cannot vouch for a change. */
export class VouchByNumbersHeld1795741000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(HELD_SINCE);
    await db.query(CALLS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const HELD_SINCE = `
  -- Since when the contact has this number, kept by the trigger. Of what was there before it is the latest day that it can
  -- be: a number that was changed is unverified until a later verification.
  alter table contact add column phone_since timestamptz not null default now();
  alter table contact disable trigger user;
  update contact set phone_since = greatest(created_at, verified_on::timestamp at time zone 'Europe/London')
    where not phone_unverified;
  alter table contact enable trigger user;

  -- Nobody says it for themselves.
  revoke insert on contact from accord_health, accord_group;
  grant insert (health_body_id, group_id, id, side, person_id, name, name_key, email, phone, preferred_channel,
    availability, verified_on, version, created_at, leaving_on) on contact to accord_health, accord_group;

  create or replace function contact_phone_held() returns trigger language plpgsql as $$
  begin
    if new.phone is distinct from old.phone then
      new.phone_unverified := true;
      new.phone_since := now();
    elsif new.verified_on > coalesce(old.verified_on, '-infinity') then
      new.phone_unverified := false;
    end if;
    return new;
  end $$;
`;

const CALLS = `
  -- The one answer to which numbers vouch for a change, for the list of them and for each call.
  create function bank_detail_numbers(body uuid, detail uuid) returns table (contact_id uuid, name text, phone text,
    verified_on date)
  language sql stable as $$
    select k.id, k.name, k.phone, k.verified_on from bank_detail d
    join contact k on k.health_body_id = d.health_body_id and k.group_id = d.group_id
    where d.health_body_id = body and d.id = detail and k.side = 'group' and k.phone is not null
      and k.verified_on < d.proposed_on and not k.phone_unverified
      and (k.phone_since at time zone 'Europe/London')::date <= d.proposed_on - 7
  $$;
  grant execute on function bank_detail_numbers(uuid, uuid) to accord_health;

  create or replace function bank_detail_call_number() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    new.number_ending := null;
    select right(regexp_replace(n.phone, '[^0-9]', '', 'g'), 3) into new.number_ending
    from bank_detail_numbers(new.health_body_id, new.bank_detail_id) n
    join bank_detail d on d.health_body_id = new.health_body_id and d.id = new.bank_detail_id
      and d.group_id = new.group_id
    where n.contact_id = new.contact_id;
    return new;
  end $$;
`;
