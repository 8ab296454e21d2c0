import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signing in, and setting a password, by a link that is sent by email; and sessions that one can tell apart. */
export class SignInByLink1795743001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(SESSIONS);
    await db.query(LINKS);
    await db.query(USING);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const SESSIONS = `
  alter table session
    add column id uuid not null unique default gen_random_uuid(),
    -- a few words, as "Firefox on Windows": never what the browser said of itself
    add column device text check (length(device) <= 60);

  drop function session_start(bytea, uuid, timestamptz);
  -- A lead who signs in shows that the group has one: what was under way for it ends.
  create function session_start(new_hash bytea, for_account uuid, expires timestamptz, on_device text default null)
  returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into session (token_hash, account_id, expires_at, device) values (new_hash, for_account, expires, on_device);
    with stopped as (
      update group_recovery r set over_at = now(), outcome = 'lead_signed_in', new_email = null
      where r.over_at is null and exists (select 1 from membership m where m.account_id = for_account
        and m.organisation_id = r.organisation_id and m.role = 'group_lead' and m.ended_at is null and m.vouched)
      returning r.organisation_id, r.id)
    insert into audit_event (organisation_id, actor_kind, actor_id, action, subject_id)
    select s.organisation_id, 'account', for_account, 'group-recovery.stopped', s.id from stopped s
  $$;

  drop function account_sessions(uuid, bytea, interval);
  create function account_sessions(for_account uuid, current_hash bytea, idle interval)
  returns table (id uuid, created_at timestamptz, last_seen_at timestamptz, device text, current boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
    select s.id, s.created_at, s.last_seen_at, s.device, s.token_hash = current_hash from session s
    where s.account_id = for_account and s.ended_at is null and s.expires_at > now()
      and s.last_seen_at > now() - idle
    order by s.last_seen_at desc, s.id
  $$;
  create function session_end_one(for_account uuid, with_id uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update session s set ended_at = now()
      where s.account_id = for_account and s.id = with_id and s.ended_at is null;
    if found then perform account_note(for_account, 'user.session-ended'); return true; end if;
    return false;
  end $$;
  create function session_end_all(for_account uuid) returns void
  language sql security definer set search_path = public, pg_temp as $$
    update session s set ended_at = now() where s.account_id = for_account and s.ended_at is null;
    select account_note(for_account, 'user.all-sessions-ended')
  $$;
  grant execute on function session_start(bytea, uuid, timestamptz, text), account_sessions(uuid, bytea, interval),
    session_end_one(uuid, uuid), session_end_all(uuid) to accord_app;
`;

const LINKS = `
  -- Who signs in by links needs no password to be somebody who has come in.
  alter table account add column signed_in_by_link_at timestamptz;
  create or replace function account_emails_of(of_organisation uuid)
  returns table (account_id uuid, email text, disabled boolean, has_password boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
    select a.id, a.email, a.disabled_at is not null,
      a.password_hash is not null or a.signed_in_by_link_at is not null from account a
    where a.id in (select m.account_id from membership m where m.organisation_id = of_organisation)
  $$;
  create function account_has_password(for_account uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select 1 from account a where a.id = for_account and a.password_hash is not null)
  $$;

  create table sign_in_link (
    token_hash bytea primary key,
    account_id uuid not null references account (id),
    purpose    text not null check (purpose in ('sign_in', 'password')),
    path       text not null check (path like '/%' and path not like '//%'),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at    timestamptz
  );
  create index sign_in_link_of_account on sign_in_link (account_id);
  call lock_away('sign_in_link');

  create table link_request (
    id           bigint generated always as identity primary key,
    email_hash   bytea not null,
    address_hash bytea not null,
    asked_at     timestamptz not null default now()
  );
  create index link_request_by_email on link_request (email_hash, asked_at);
  create index link_request_by_address on link_request (address_hash, asked_at);
  call lock_away('link_request');

  -- Does the same whether or not anybody has the address: who that is, is looked up when the email is sent. Answers
  -- false when too many were asked for from one place. An address gets three in a quarter of an hour, and no more.
  create function link_ask(for_email text, email_key bytea, address_key bytea, of_kind text, to_path text)
  returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    since timestamptz := now() - interval '15 minutes';
  begin
    perform pg_advisory_xact_lock(hashtextextended(encode(email_key, 'hex'), 0));
    if (select count(*) from link_request r where r.address_hash = address_key and r.asked_at > since) >= 30 then
      return false;
    end if;
    insert into link_request (email_hash, address_hash) values (email_key, address_key);
    if (select count(*) from link_request r where r.email_hash = email_key and r.asked_at > since) <= 3 then
      insert into mail (kind, asked_address, path, expires_at)
        values (of_kind, for_email, to_path, now() + interval '15 minutes');
    end if;
    return true;
  end $$;

  -- Whoever keeps the users has somebody sent their way in, instead of handing it over.
  create function mail_first_link(for_account uuid, at_organisation uuid, expires timestamptz) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into mail (kind, account_id, organisation_id, expires_at)
      values ('first_link', for_account, at_organisation, expires)
  $$;
  grant execute on function account_has_password(uuid), link_ask(text, bytea, bytea, text, text),
    mail_first_link(uuid, uuid, timestamptz) to accord_app;
`;

const USING = `
  create function sign_in_link_add(new_hash bytea, for_account uuid, for_purpose text, to_path text, expires timestamptz)
  returns void language sql security definer set search_path = public, pg_temp as $$
    insert into sign_in_link (token_hash, account_id, purpose, path, expires_at)
    values (new_hash, for_account, for_purpose, to_path, expires)
  $$;
  create function sign_in_link_works(with_hash bytea, for_purpose text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select 1 from sign_in_link l join account a on a.id = l.account_id
      where l.token_hash = with_hash and l.purpose = for_purpose and l.used_at is null and l.expires_at > now()
        and a.disabled_at is null)
  $$;
  -- Of several that use one link at once, one gets it; the account's other links of this purpose are used up with it.
  create function sign_in_link_take(with_hash bytea, for_purpose text, out account uuid, out to_path text)
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update sign_in_link l set used_at = now() from account a
      where l.token_hash = with_hash and l.purpose = for_purpose and l.used_at is null and l.expires_at > now()
        and a.id = l.account_id and a.disabled_at is null
      returning l.account_id, l.path into account, to_path;
    update sign_in_link l set used_at = now()
      where l.account_id = account and l.purpose = for_purpose and l.used_at is null;
  end $$;
  create function sign_in_link_start(with_hash bytea, new_hash bytea, expires timestamptz, on_device text)
  returns table (path text)
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    taken record;
  begin
    select * into taken from sign_in_link_take(with_hash, 'sign_in');
    if taken.account is null then return; end if;
    update account a set signed_in_by_link_at = now() where a.id = taken.account;
    perform session_start(new_hash, taken.account, expires, on_device);
    perform account_note(taken.account, 'user.signed-in-by-link');
    return query select taken.to_path;
  end $$;
  -- The address is what every organisation named the person by, so whoever reads its mail is vouched for by all of them.
  -- Everybody who knew the password of before is out.
  create function sign_in_link_set_password(with_hash bytea, new_password_hash text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    taken record;
  begin
    select * into taken from sign_in_link_take(with_hash, 'password');
    if taken.account is null then return false; end if;
    update account a set password_hash = new_password_hash where a.id = taken.account;
    update membership m set vouched = true where m.account_id = taken.account and m.ended_at is null and not m.vouched;
    update session s set ended_at = now() where s.account_id = taken.account and s.ended_at is null;
    update one_time_link l set used_at = now() where l.account_id = taken.account and l.used_at is null;
    update sign_in_link l set used_at = now() where l.account_id = taken.account and l.used_at is null;
    perform account_note(taken.account, 'user.password-set');
    return true;
  end $$;

  create or replace function identity_purge() returns void
  language sql security definer set search_path = public, pg_temp as $$
    delete from sign_in_attempt where attempted_at < now() - interval '1 day';
    delete from session where coalesce(ended_at, expires_at) < now() - interval '30 days';
    delete from one_time_link where expires_at < now() - interval '30 days';
    delete from sign_in_link where expires_at < now() - interval '1 day';
    delete from link_request where asked_at < now() - interval '1 day';
  $$;
  grant execute on function sign_in_link_add(bytea, uuid, text, text, timestamptz), sign_in_link_works(bytea, text),
    sign_in_link_start(bytea, bytea, timestamptz, text), sign_in_link_set_password(bytea, text) to accord_app;
`;
