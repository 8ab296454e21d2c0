import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sign-ins. Accounts, sessions, links and attempts belong to no tenant and no side may read them: the server reaches
 * them through the definer functions below, before a tenant is known. Memberships and API tokens are tenant rows.
 */
export class CreateIdentity1795305605000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(SIGN_IN);
    await db.query(ACCOUNTS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const TABLES = `
  create table account (
    id            uuid primary key,
    email         text not null unique check (email = lower(email)),
    password_hash text,
    disabled_at   timestamptz,
    created_at    timestamptz not null default now()
  );
  call lock_away('account');

  create table sign_in_attempt (
    id           bigint generated always as identity primary key,
    email_hash   bytea not null,
    address_hash bytea not null,
    succeeded    boolean not null,
    attempted_at timestamptz not null default now()
  );
  create index sign_in_attempt_by_email on sign_in_attempt (email_hash, attempted_at);
  create index sign_in_attempt_by_address on sign_in_attempt (address_hash, attempted_at);
  call lock_away('sign_in_attempt');

  create table session (
    token_hash   bytea primary key,
    account_id   uuid not null references account (id),
    created_at   timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at   timestamptz not null,
    ended_at     timestamptz
  );
  create index session_by_account on session (account_id);
  call lock_away('session');

  create table one_time_link (
    token_hash bytea primary key,
    account_id uuid not null references account (id),
    purpose    text not null check (purpose in ('set_password')),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at    timestamptz
  );
  call lock_away('one_time_link');

  create table membership (
    organisation_id   uuid not null,
    organisation_kind text not null,
    id                uuid not null,
    account_id        uuid not null references account (id),
    role              text not null,
    created_at        timestamptz not null default now(),
    ended_at          timestamptz,
    primary key (organisation_id, id),
    foreign key (organisation_id, organisation_kind) references organisation (id, kind),
    check (case organisation_kind
      when 'health_body' then role in
        ('partnership_manager', 'finance_officer', 'finance_approver', 'administrator', 'auditor')
      else role in ('group_lead', 'group_member') end)
  );
  create unique index membership_once on membership (organisation_id, account_id, role) where ended_at is null;
  create index membership_by_account on membership (account_id) where ended_at is null;
  call wall_in('membership', 'organisation_id', 'organisation_id');
  grant select, insert on membership to accord_health, accord_group;
  grant update (ended_at) on membership to accord_health, accord_group;

  create table api_token (
    organisation_id   uuid not null,
    organisation_kind text not null,
    id                uuid not null,
    token_hash        bytea not null unique,
    label             text not null check (label <> ''),
    role              text not null,
    scopes            text[] not null,
    created_at        timestamptz not null default now(),
    expires_at        timestamptz not null,
    revoked_at        timestamptz,
    primary key (organisation_id, id),
    foreign key (organisation_id, organisation_kind) references organisation (id, kind),
    check (case organisation_kind
      when 'health_body' then role in
        ('partnership_manager', 'finance_officer', 'finance_approver', 'administrator', 'auditor')
      else role in ('group_lead', 'group_member') end)
  );
  call wall_in('api_token', 'organisation_id', 'organisation_id');
  grant select (organisation_id, organisation_kind, id, label, role, scopes, created_at, expires_at, revoked_at),
    insert on api_token to accord_health, accord_group;
  grant update (revoked_at) on api_token to accord_health, accord_group;
`;

const SIGN_IN = `
  create function sign_in_failures(for_email bytea, for_address bytea, since timestamptz,
    out of_email bigint, out of_address bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
    select
      (select count(*) from sign_in_attempt a where a.email_hash = for_email and a.attempted_at > since
        and a.id > coalesce((select max(s.id) from sign_in_attempt s
          where s.email_hash = for_email and s.succeeded), 0)),
      (select count(*) from sign_in_attempt a where a.address_hash = for_address and a.attempted_at > since
        and not a.succeeded)
  $$;
  create function sign_in_note(for_email bytea, for_address bytea, did_succeed boolean) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into sign_in_attempt (email_hash, address_hash, succeeded) values (for_email, for_address, did_succeed)
  $$;
  create function sign_in_account(with_email text) returns table (id uuid, password_hash text, disabled boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
    select a.id, a.password_hash, a.disabled_at is not null from account a where a.email = with_email
  $$;
  create function session_start(new_hash bytea, for_account uuid, expires timestamptz) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into session (token_hash, account_id, expires_at) values (new_hash, for_account, expires)
  $$;
  create function session_end(with_hash bytea) returns void
  language sql security definer set search_path = public, pg_temp as $$
    update session set ended_at = now() where token_hash = with_hash and ended_at is null
  $$;
  -- Who a session is, with where it may act, if it is neither ended, expired, idle for too long nor of a disabled account.
  create function session_actor(with_hash bytea, idle interval)
  returns table (account_id uuid, email text, memberships jsonb)
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    found_account uuid;
    seen timestamptz;
  begin
    select s.account_id, s.last_seen_at into found_account, seen from session s join account a on a.id = s.account_id
      where s.token_hash = with_hash and s.ended_at is null and s.expires_at > now() and s.last_seen_at > now() - idle
        and a.disabled_at is null;
    if found_account is null then return; end if;
    if seen < now() - interval '1 minute' then
      update session s set last_seen_at = now() where s.token_hash = with_hash;
    end if;
    return query select a.id, a.email, coalesce((
        select jsonb_agg(jsonb_build_object('organisationId', o.id, 'kind', o.kind, 'name', o.name, 'roles', m.roles)
          order by o.name)
        from (select m.organisation_id, jsonb_agg(m.role order by m.role) as roles from membership m
              where m.account_id = found_account and m.ended_at is null group by m.organisation_id) m
        join organisation o on o.id = m.organisation_id), '[]'::jsonb)
      from account a where a.id = found_account;
  end $$;
  create function api_token_actor(with_hash bytea)
  returns table (token_id uuid, organisation_id uuid, organisation_kind text, role text, scopes text[])
  language sql stable security definer set search_path = public, pg_temp as $$
    select t.id, t.organisation_id, t.organisation_kind, t.role, t.scopes from api_token t
    where t.token_hash = with_hash and t.revoked_at is null and t.expires_at > now()
  $$;
  grant execute on function sign_in_failures(bytea, bytea, timestamptz), sign_in_note(bytea, bytea, boolean),
    sign_in_account(text), session_start(bytea, uuid, timestamptz), session_end(bytea),
    session_actor(bytea, interval), api_token_actor(bytea) to accord_app;
`;

const ACCOUNTS = `
  create function account_for_email(new_id uuid, for_email text, out account_id uuid, out made boolean)
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into account (id, email) values (new_id, for_email) on conflict (email) do nothing returning id into account_id;
    made := account_id is not null;
    if not made then select a.id into account_id from account a where a.email = for_email; end if;
  end $$;
  -- Emails of the accounts with a place in one organisation, for the page on which it keeps its users.
  create function account_emails_of(of_organisation uuid)
  returns table (account_id uuid, email text, disabled boolean, has_password boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
    select a.id, a.email, a.disabled_at is not null, a.password_hash is not null from account a
    where a.id in (select m.account_id from membership m where m.organisation_id = of_organisation)
  $$;
  create function one_time_link_add(new_hash bytea, for_account uuid, for_purpose text, expires timestamptz) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into one_time_link (token_hash, account_id, purpose, expires_at)
    values (new_hash, for_account, for_purpose, expires)
  $$;
  create function one_time_link_account(with_hash bytea) returns table (account_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select l.account_id from one_time_link l join account a on a.id = l.account_id
    where l.token_hash = with_hash and l.used_at is null and l.expires_at > now() and a.disabled_at is null
  $$;
  -- Uses the link up and sets the password, or returns nothing. All other sessions and links of the account end.
  create function one_time_link_redeem(with_hash bytea, new_password_hash text) returns table (account_id uuid)
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    found_account uuid;
  begin
    update one_time_link l set used_at = now() from account a
      where l.token_hash = with_hash and l.used_at is null and l.expires_at > now()
        and a.id = l.account_id and a.disabled_at is null
      returning l.account_id into found_account;
    if found_account is null then return; end if;
    update account a set password_hash = new_password_hash where a.id = found_account;
    update one_time_link l set used_at = now() where l.account_id = found_account and l.used_at is null;
    update session s set ended_at = now() where s.account_id = found_account and s.ended_at is null;
    insert into audit_event (organisation_id, actor_kind, actor_id, action, subject_id)
      select m.organisation_id, 'account', found_account, 'user.password-set', m.id from membership m
      where m.account_id = found_account and m.ended_at is null;
    return query select found_account;
  end $$;
  create function identity_purge() returns void
  language sql security definer set search_path = public, pg_temp as $$
    delete from sign_in_attempt where attempted_at < now() - interval '1 day';
    delete from session where coalesce(ended_at, expires_at) < now() - interval '30 days';
    delete from one_time_link where expires_at < now() - interval '30 days';
  $$;
  grant execute on function account_for_email(uuid, text), account_emails_of(uuid),
    one_time_link_add(bytea, uuid, text, timestamptz), one_time_link_account(bytea), one_time_link_redeem(bytea, text),
    identity_purge() to accord_app;
`;
