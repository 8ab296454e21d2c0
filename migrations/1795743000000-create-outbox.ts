import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Emails to send, each written in the transaction of what caused it and to one account. A row holds ids and figures: the
 * words, the address and the token of a link are found when it is sent, so that none of them lies in the database.
 */
export class CreateOutbox1795743000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(SENDING);
    await db.query(PREFERENCES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const TABLES = `
  create table mail (
    id              uuid primary key default gen_random_uuid(),
    kind            text not null check (kind in ('sign_in_link', 'password_link', 'first_link',
                      'payment_late', 'lead_changed', 'something_waits', 'digest')),
    account_id      uuid references account (id),
    -- what somebody typed who asks for a link, known or not: looked up, and forgotten, when it is sent
    asked_address   text check (asked_address = lower(asked_address)),
    -- for whom it is about something: only whoever still acts for it is told
    organisation_id uuid references organisation (id),
    -- where its link leads, on this site
    path            text not null default '/' check (path like '/%' and path not like '//%' and length(path) <= 500),
    -- figures only
    detail          jsonb not null default '{}',
    digest_on       date check ((digest_on is not null) = (kind = 'digest')),
    -- a link that somebody waits for keeps no quiet hours
    urgent          boolean not null generated always as (kind like '%_link') stored,
    created_at      timestamptz not null default now(),
    expires_at      timestamptz not null,
    next_at         timestamptz not null default now(),
    attempts        integer not null default 0,
    claimed_until   timestamptz,
    outcome         text check (outcome in ('sent', 'dropped', 'failed')),
    settled_at      timestamptz,
    -- a code, as of the mail server
    failure         text check (length(failure) <= 40),
    check ((outcome is null) = (settled_at is null)),
    check (outcome is not null or account_id is not null or asked_address is not null),
    check (outcome is null or asked_address is null)
  );
  -- What says the same is not said twice while it waits.
  create unique index mail_waiting on mail (account_id, kind, organisation_id) nulls not distinct
    where outcome is null and kind in ('payment_late', 'lead_changed', 'something_waits');
  create unique index mail_digest on mail (account_id, digest_on) where kind = 'digest';
  create index mail_to_send on mail (next_at) where outcome is null;
  create index mail_of_account on mail (account_id, kind, settled_at);
  create index mail_of_organisation on mail (organisation_id, created_at);
  call lock_away('mail');

  -- Somebody without a row has the defaults: everything, on Mondays, not in quiet hours.
  create table mail_preference (
    account_id      uuid primary key references account (id),
    payment_late    boolean not null default true,
    lead_changed    boolean not null default true,
    something_waits boolean not null default true,
    -- 1 is Monday; null: no digest
    digest_day      smallint default 1 check (digest_day between 1 and 7),
    quiet_hours     boolean not null default true,
    changed_at      timestamptz not null default now()
  );
  call lock_away('mail_preference');

  create table mail_unsubscribe (
    token_hash bytea primary key,
    account_id uuid not null references account (id),
    kind       text not null check (kind in ('payment_late', 'lead_changed', 'something_waits', 'digest')),
    created_at timestamptz not null default now()
  );
  call lock_away('mail_unsubscribe');
`;

const SENDING = `
  create function mail_wanted(for_account uuid, of_kind text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce((select case of_kind when 'payment_late' then p.payment_late when 'lead_changed' then p.lead_changed
      when 'something_waits' then p.something_waits when 'digest' then p.digest_day is not null else true end
      from mail_preference p where p.account_id = for_account), true)
  $$;

  -- Whether the account, if any, is still somebody to be told. Who has to show a link of an organisation first has a
  -- place there without being vouched for yet.
  create function mail_still_due(m mail, for_account uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select m.expires_at > now() and mail_wanted(for_account, m.kind)
      and exists (select 1 from account a where a.id = for_account and a.disabled_at is null)
      and exists (select 1 from membership o where o.account_id = for_account and o.ended_at is null
        and (o.vouched or m.kind = 'first_link')
        and (m.organisation_id is null or o.organisation_id = m.organisation_id))
  $$;

  -- The next one to send, for as long as the lease says to nobody else. What is no longer due is dropped on the way.
  create function mail_claim(quiet boolean, lease interval)
  returns table (id uuid, kind text, account_id uuid, address text, organisation_id uuid, path text, detail jsonb,
    attempt integer, expires_at timestamptz)
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    m mail;
    found_account uuid;
  begin
    loop
      select * into m from mail w
        where w.outcome is null and w.next_at <= now() and (w.claimed_until is null or w.claimed_until < now())
          and (w.urgent or not quiet or exists (select 1 from mail_preference p
            where p.account_id = w.account_id and not p.quiet_hours))
          and (w.urgent or w.attempts > 0 or not exists (select 1 from mail e where e.account_id = w.account_id
            and e.kind = w.kind and e.organisation_id is not distinct from w.organisation_id and e.outcome = 'sent'
            and e.settled_at > now() - interval '20 hours'))
        order by w.urgent desc, w.next_at limit 1 for update skip locked;
      if not found then return; end if;
      select a.id into found_account from account a where a.id = m.account_id or a.email = m.asked_address;
      exit when found_account is not null and mail_still_due(m, found_account);
      update mail w set outcome = 'dropped', settled_at = now(), asked_address = null where w.id = m.id;
    end loop;
    update mail w set attempts = w.attempts + 1, claimed_until = now() + lease, account_id = found_account,
      asked_address = null where w.id = m.id;
    return query select m.id, m.kind, a.id, a.email, m.organisation_id, m.path, m.detail, m.attempts + 1, m.expires_at
      from account a where a.id = found_account;
  end $$;

  -- Both do nothing for a claim that has run out and been taken over.
  create function mail_sent(with_id uuid, of_attempt integer) returns void
  language sql security definer set search_path = public, pg_temp as $$
    update mail m set outcome = 'sent', settled_at = now(), claimed_until = null
    where m.id = with_id and m.attempts = of_attempt and m.outcome is null
  $$;
  create function mail_failed(with_id uuid, of_attempt integer, with_code text, for_good boolean, again_after interval)
  returns void
  language sql security definer set search_path = public, pg_temp as $$
    update mail m set failure = left(with_code, 40), claimed_until = null, next_at = now() + again_after,
      outcome = case when for_good then 'failed' end, settled_at = case when for_good then now() end
    where m.id = with_id and m.attempts = of_attempt and m.outcome is null
  $$;
  create function mail_purge() returns void
  language sql security definer set search_path = public, pg_temp as $$
    delete from mail where coalesce(settled_at, expires_at) < now() - interval '90 days';
    update mail set outcome = 'dropped', settled_at = now(), asked_address = null
      where outcome is null and expires_at < now();
    delete from mail_unsubscribe where created_at < now() - interval '2 years';
  $$;

  -- What was sent, or waits, about one organisation: for whoever keeps its users.
  create function mail_of_organisation(organisation uuid)
  returns table (id uuid, kind text, address text, created_at timestamptz, outcome text, settled_at timestamptz,
    attempts integer, failure text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select m.id, m.kind, a.email, m.created_at, m.outcome, m.settled_at, m.attempts, m.failure
    from mail m join account a on a.id = m.account_id
    where m.organisation_id = organisation order by m.created_at desc, m.id limit 50
  $$;
  grant execute on function mail_claim(boolean, interval), mail_sent(uuid, integer),
    mail_failed(uuid, integer, text, boolean, interval), mail_purge(), mail_of_organisation(uuid) to accord_app;
`;

const PREFERENCES = `
  create function mail_preferences_of(for_account uuid)
  returns table (payment_late boolean, lead_changed boolean, something_waits boolean, digest_day smallint,
    quiet_hours boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
    select p.payment_late, p.lead_changed, p.something_waits, p.digest_day, p.quiet_hours from mail_preference p
      where p.account_id = for_account
    union all select true, true, true, 1::smallint, true
      where not exists (select 1 from mail_preference p where p.account_id = for_account)
  $$;
  create function mail_preferences_keep(for_account uuid, late boolean, lead boolean, waits boolean, on_day smallint,
    quiet boolean) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into mail_preference (account_id, payment_late, lead_changed, something_waits, digest_day, quiet_hours)
      values (for_account, late, lead, waits, on_day, quiet)
      on conflict (account_id) do update set payment_late = excluded.payment_late,
        lead_changed = excluded.lead_changed, something_waits = excluded.something_waits,
        digest_day = excluded.digest_day, quiet_hours = excluded.quiet_hours, changed_at = now();
    select account_note(for_account, 'user.notices-changed')
  $$;

  create function mail_unsubscribe_add(new_hash bytea, for_account uuid, of_kind text) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into mail_unsubscribe (token_hash, account_id, kind) values (new_hash, for_account, of_kind)
  $$;
  create function mail_unsubscribe_kind(with_hash bytea) returns table (kind text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select u.kind from mail_unsubscribe u where u.token_hash = with_hash
  $$;
  -- Answers the kind that is stopped, or nothing. The token works again: whoever clicks twice is told the same.
  create function mail_unsubscribe_use(with_hash bytea) returns table (kind text)
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    u mail_unsubscribe;
  begin
    select * into u from mail_unsubscribe t where t.token_hash = with_hash;
    if not found then return; end if;
    if mail_wanted(u.account_id, u.kind) then
      insert into mail_preference (account_id) values (u.account_id) on conflict do nothing;
      update mail_preference p set changed_at = now(),
        payment_late = p.payment_late and u.kind <> 'payment_late',
        lead_changed = p.lead_changed and u.kind <> 'lead_changed',
        something_waits = p.something_waits and u.kind <> 'something_waits',
        digest_day = case when u.kind <> 'digest' then p.digest_day end
        where p.account_id = u.account_id;
      perform account_note(u.account_id, 'user.notices-changed');
    end if;
    return query select u.kind;
  end $$;
  grant execute on function mail_preferences_of(uuid),
    mail_preferences_keep(uuid, boolean, boolean, boolean, smallint, boolean), mail_unsubscribe_add(bytea, uuid, text),
    mail_unsubscribe_kind(bytea), mail_unsubscribe_use(bytea) to accord_app;
`;
