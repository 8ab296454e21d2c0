import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People who leave or change their role, links by which each organisation vouches for its own users, nobody on both sides
 * of a partnership, the way back for a group without a lead, and the audit record to look things up in.
 */
export class KeepUsers1795377640000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(MEMBERSHIPS);
    await db.query(LINKS);
    await db.query(SESSIONS);
    await db.query(RECOVERY);
    await db.query(AUDIT);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const MEMBERSHIPS = `
  -- vouched: the person has shown the password that they have now together with a link of this organisation, or had no
  -- password before it. Whoever keeps the users of one organisation can so never act as somebody at another.
  alter table membership
    add column version integer not null default 1,
    add column vouched boolean not null default true;
  grant update (role, version) on membership to accord_health, accord_group;

  alter table api_token add column made_by uuid;
  grant select (made_by) on api_token to accord_health, accord_group;
  create index api_token_of_maker on api_token (organisation_id, made_by) where made_by is not null and revoked_at is null;

  create function account_vouched(for_account uuid, at_organisation uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select a.password_hash is null or exists (select 1 from membership m where m.organisation_id = at_organisation
      and m.account_id = a.id and m.ended_at is null and m.vouched)
    from account a where a.id = for_account
  $$;
  grant execute on function account_vouched(uuid, uuid) to accord_app;
`;

const LINKS = `
  -- Which organisation gave the link. One of before is given up: whoever keeps the users makes another.
  delete from one_time_link;
  alter table one_time_link add column organisation_id uuid not null references organisation (id);

  drop function one_time_link_add(bytea, uuid, text, timestamptz);
  create function one_time_link_add(new_hash bytea, for_account uuid, by_organisation uuid, expires timestamptz)
  returns void language sql security definer set search_path = public, pg_temp as $$
    insert into one_time_link (token_hash, account_id, organisation_id, purpose, expires_at)
    values (new_hash, for_account, by_organisation, 'set_password', expires)
  $$;
  create function one_time_links_end(for_account uuid, by_organisation uuid) returns void
  language sql security definer set search_path = public, pg_temp as $$
    update one_time_link l set used_at = now()
    where l.account_id = for_account and l.organisation_id = by_organisation and l.used_at is null
  $$;

  drop function one_time_link_account(bytea);
  create function one_time_link_account(with_hash bytea) returns table (account_id uuid, password_hash text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select l.account_id, a.password_hash from one_time_link l join account a on a.id = l.account_id
    where l.token_hash = with_hash and l.used_at is null and l.expires_at > now() and a.disabled_at is null
  $$;

  -- Uses the link up, or returns nothing. With a new password all sessions end and only the organisation of the link
  -- still vouches; with none the person gave the one they have, and the organisation vouches from now on too.
  create or replace function one_time_link_redeem(with_hash bytea, new_password_hash text)
  returns table (account_id uuid)
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    link one_time_link;
  begin
    update one_time_link l set used_at = now() from account a
      where l.token_hash = with_hash and l.used_at is null and l.expires_at > now()
        and a.id = l.account_id and a.disabled_at is null
        and (new_password_hash is not null or a.password_hash is not null)
      returning l.* into link;
    if link.account_id is null then return; end if;
    perform one_time_links_end(link.account_id, link.organisation_id);
    if new_password_hash is null then
      update membership m set vouched = true
        where m.account_id = link.account_id and m.organisation_id = link.organisation_id and m.ended_at is null;
    else
      update account a set password_hash = new_password_hash where a.id = link.account_id;
      update membership m set vouched = m.organisation_id = link.organisation_id
        where m.account_id = link.account_id and m.ended_at is null;
      update session s set ended_at = now() where s.account_id = link.account_id and s.ended_at is null;
    end if;
    insert into audit_event (organisation_id, actor_kind, actor_id, action, subject_id)
      select m.organisation_id, 'account', link.account_id,
        case when new_password_hash is null then 'user.link-used' else 'user.password-set' end, m.id
      from membership m
      where m.account_id = link.account_id and m.organisation_id = link.organisation_id and m.ended_at is null;
    return query select link.account_id;
  end $$;
  grant execute on function one_time_link_add(bytea, uuid, uuid, timestamptz), one_time_links_end(uuid, uuid),
    one_time_link_account(bytea) to accord_app;
`;

const SESSIONS = `
  drop function session_actor(bytea, interval);
  -- Who a session is, since when, and where it may act, if it is neither ended, expired, idle for too long nor of a
  -- disabled account.
  create function session_actor(with_hash bytea, idle interval)
  returns table (account_id uuid, email text, signed_in_at timestamptz, memberships jsonb)
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    found_account uuid;
    started timestamptz;
    seen timestamptz;
  begin
    select s.account_id, s.created_at, s.last_seen_at into found_account, started, seen
      from session s join account a on a.id = s.account_id
      where s.token_hash = with_hash and s.ended_at is null and s.expires_at > now() and s.last_seen_at > now() - idle
        and a.disabled_at is null;
    if found_account is null then return; end if;
    if seen < now() - interval '1 minute' then
      update session s set last_seen_at = now() where s.token_hash = with_hash;
    end if;
    return query select a.id, a.email, started, coalesce((
        select jsonb_agg(jsonb_build_object('organisationId', o.id, 'kind', o.kind, 'name', o.name, 'roles', m.roles)
          order by o.name)
        from (select m.organisation_id, jsonb_agg(m.role order by m.role) as roles from membership m
              where m.account_id = found_account and m.ended_at is null and m.vouched group by m.organisation_id) m
        join organisation o on o.id = m.organisation_id), '[]'::jsonb)
      from account a where a.id = found_account;
  end $$;

  -- Whether somebody has had a role at a partner of this organisation for longer than here: nobody acts for both sides.
  -- Asked only about those with roles of both kinds.
  create function acts_for_partner_of(organisation uuid, account uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    with place as (
      select m.organisation_id as id, min(m.created_at) as since from membership m
      where m.account_id = account and m.ended_at is null and m.vouched group by m.organisation_id)
    select exists (
      select 1 from place here
      join place other on (other.since, other.id) < (here.since, here.id)
      join partnership p on (p.health_body_id, p.group_id) in ((here.id, other.id), (other.id, here.id))
      where here.id = organisation)
  $$;

  -- Somebody who acts for nobody any more is signed out.
  create function sessions_end_of_leaver(for_account uuid) returns void
  language sql security definer set search_path = public, pg_temp as $$
    update session s set ended_at = now() where s.account_id = for_account and s.ended_at is null
      and not exists (select 1 from membership m where m.account_id = for_account and m.ended_at is null)
  $$;
  grant execute on function session_actor(bytea, interval), acts_for_partner_of(uuid, uuid),
    sessions_end_of_leaver(uuid) to accord_app;
`;

const RECOVERY = `
  -- A group whose leads have all gone gets a new one by the operator: after a call back to a number that is on record,
  -- and seven days in which anybody who was a lead can stop it.
  create table group_recovery (
    organisation_id uuid not null references organisation (id),
    id              uuid not null,
    -- forgotten when it is over
    new_email       text check (new_email = lower(new_email)),
    contact_id      uuid not null,
    number_ending   text not null check (number_ending ~ '^[0-9]{3}$'),
    started_on      date not null,
    may_finish_on   date not null check (may_finish_on >= started_on + 7),
    over_at         timestamptz,
    outcome         text check (outcome in ('finished', 'cancelled', 'lead_signed_in')),
    primary key (organisation_id, id),
    check ((over_at is null) = (outcome is null) and (over_at is null) = (new_email is not null))
  );
  create unique index group_recovery_open on group_recovery (organisation_id) where over_at is null;
  call lock_away('group_recovery');

  -- Null where no contact of the group has a number that ends so, or more than one has.
  create function operator_recovery_contact(for_group uuid, ending text) returns uuid
  language sql stable security definer set search_path = public, pg_temp as $$
    select case when count(distinct regexp_replace(k.phone, '\\D', '', 'g')) = 1 then (array_agg(k.id order by k.id))[1] end
    from contact k where k.group_id = for_group and k.side = 'group'
      and regexp_replace(k.phone, '\\D', '', 'g') like '%' || ending
  $$;
  create function operator_recovery_start(for_group uuid, new_id uuid, email text, contact uuid, ending text, day date,
    first_day date) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into group_recovery (organisation_id, id, new_email, contact_id, number_ending, started_on, may_finish_on)
    values (for_group, new_id, email, contact, ending, day, first_day)
  $$;
  -- Everybody who has or had a place in the group, and everybody that it knows as its own.
  create function operator_recovery_addresses(for_group uuid) returns table (address text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select a.email from membership m join account a on a.id = m.account_id where m.organisation_id = for_group
    union select n.email from person n where n.organisation_id = for_group and n.email is not null
    union select k.email from contact k where k.group_id = for_group and k.side = 'group' and k.email is not null
    order by 1
  $$;
  create function operator_recoveries() returns table (organisation_id uuid, "group" text, id uuid, new_email text,
    number_ending text, started_on date, may_finish_on date)
  language sql stable security definer set search_path = public, pg_temp as $$
    select r.organisation_id, o.name, r.id, r.new_email, r.number_ending, r.started_on, r.may_finish_on
    from group_recovery r join organisation o on o.id = r.organisation_id
    where r.over_at is null order by r.started_on, r.id
  $$;
  create function operator_recovery_end(for_group uuid, wanted uuid, with_outcome text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update group_recovery r set over_at = now(), outcome = with_outcome, new_email = null
      where r.organisation_id = for_group and r.id = wanted and r.over_at is null;
    return found;
  end $$;

  -- A lead who signs in shows that the group has one: what was under way for it ends.
  create or replace function session_start(new_hash bytea, for_account uuid, expires timestamptz) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into session (token_hash, account_id, expires_at) values (new_hash, for_account, expires);
    with stopped as (
      update group_recovery r set over_at = now(), outcome = 'lead_signed_in', new_email = null
      where r.over_at is null and exists (select 1 from membership m where m.account_id = for_account
        and m.organisation_id = r.organisation_id and m.role = 'group_lead' and m.ended_at is null and m.vouched)
      returning r.organisation_id, r.id)
    insert into audit_event (organisation_id, actor_kind, actor_id, action, subject_id)
    select s.organisation_id, 'account', for_account, 'group-recovery.stopped', s.id from stopped s
  $$;
  grant execute on function operator_recovery_contact(uuid, text),
    operator_recovery_start(uuid, uuid, text, uuid, text, date, date), operator_recovery_addresses(uuid),
    operator_recoveries(), operator_recovery_end(uuid, uuid, text) to accord_app;
`;

const AUDIT = `
  create index audit_event_by_action on audit_event (organisation_id, action, id);
  create index audit_event_by_actor on audit_event (organisation_id, actor_id, id) where actor_id is not null;
  create index audit_event_by_time on audit_event (organisation_id, happened_at);
`;
