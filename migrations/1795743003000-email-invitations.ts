import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An invitation's link can be emailed to the contact whom it is for: one more token, made when it is sent. */
export class EmailInvitations1795743003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(LINKS);
    await db.query(OUTBOX);
    await db.query(CLAIM);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const LINKS = `
  create table invitation_link (
    token_hash     bytea primary key,
    health_body_id uuid not null,
    invitation_id  uuid not null,
    created_at     timestamptz not null default now(),
    foreign key (health_body_id, invitation_id) references invitation (health_body_id, id)
  );
  create index invitation_link_of_invitation on invitation_link (health_body_id, invitation_id);
  call lock_away('invitation_link');

  -- What the invitation itself is known by, whichever of its links was opened.
  create function invitation_token(with_hash bytea) returns bytea
  language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce((select i.token_hash from invitation_link l
      join invitation i on i.health_body_id = l.health_body_id and i.id = l.invitation_id
      where l.token_hash = with_hash), with_hash)
  $$;
  create or replace function invitation_with(with_hash bytea) returns setof invitation
  language sql security definer set search_path = public, pg_temp as $$
    select i.* from invitation i join organisation g on g.id = i.group_id
    where i.token_hash = invitation_token(with_hash) and i.answer is null and i.expires_at > now()
      and g.joined_at is null
    for update of i
  $$;
  create or replace function invitation_opening(with_hash bytea)
  returns table (health_body text, "group" text, legal_form text, contact_name text, contact_email text,
    contacts bigint, contracts bigint, instalments bigint, engagements bigint, expires_at timestamptz)
  language sql security definer set search_path = public, pg_temp as $$
    select h.name, g.name, g.legal_form, k.name, k.email,
      (select count(*) from contact c where c.health_body_id = i.health_body_id and c.group_id = i.group_id
        and c.side = 'group'),
      (select count(*) from contract c where c.health_body_id = i.health_body_id and c.group_id = i.group_id),
      (select count(*) from instalment n where n.health_body_id = i.health_body_id and n.group_id = i.group_id
        and n.state <> 'cancelled'),
      (select count(*) from engagement e where e.health_body_id = i.health_body_id and e.group_id = i.group_id
        and e.visibility = 'shared'),
      i.expires_at
    from invitation i
    join organisation h on h.id = i.health_body_id
    join organisation g on g.id = i.group_id and g.joined_at is null
    join contact k on k.health_body_id = i.health_body_id and k.id = i.contact_id
    where i.token_hash = invitation_token(with_hash) and i.answer is null and i.expires_at > now()
  $$;
`;

const OUTBOX = `
  do $$
  declare
    named name;
  begin
    select c.conname into named from pg_constraint c where c.conrelid = 'mail'::regclass and c.contype = 'c'
      and pg_get_constraintdef(c.oid) like '%account_id IS NOT NULL%asked_address IS NOT NULL%';
    execute format('alter table mail drop constraint %I', named);
  end $$;
  alter table mail drop constraint mail_kind_check,
    add column invitation_id uuid,
    add constraint mail_kind_check check (kind in ('sign_in_link', 'password_link', 'first_link', 'invitation',
      'payment_late', 'lead_changed', 'something_waits', 'digest')),
    add constraint mail_invitation check ((invitation_id is not null) = (kind = 'invitation')),
    add constraint mail_to_somebody check (outcome is not null or account_id is not null or asked_address is not null
      or invitation_id is not null),
    add foreign key (organisation_id, invitation_id) references invitation (health_body_id, id);
  create unique index mail_invitation_waiting on mail (organisation_id, invitation_id)
    where outcome is null and invitation_id is not null;

  create function mail_invite(body uuid, invitation uuid, expires timestamptz) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into mail (kind, organisation_id, invitation_id, expires_at) values ('invitation', body, invitation, expires)
    on conflict do nothing
  $$;
  create function invitation_link_add(new_hash bytea, of_mail uuid) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into invitation_link (token_hash, health_body_id, invitation_id)
    select new_hash, m.organisation_id, m.invitation_id from mail m where m.id = of_mail
  $$;
  grant execute on function mail_invite(uuid, uuid, timestamptz), invitation_link_add(bytea, uuid) to accord_app;
`;

const CLAIM = `
  -- The address of the contact whom an invitation is for, while it can be answered.
  create function mail_address_of_invitation(m mail) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
    select k.email from invitation i
    join organisation g on g.id = i.group_id and g.joined_at is null
    join contact k on k.health_body_id = i.health_body_id and k.id = i.contact_id
    where i.health_body_id = m.organisation_id and i.id = m.invitation_id and i.answer is null and i.expires_at > now()
  $$;
  create or replace function mail_claim(quiet boolean, lease interval)
  returns table (id uuid, kind text, account_id uuid, address text, organisation_id uuid, path text, detail jsonb,
    attempt integer, expires_at timestamptz)
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    m mail;
    found_account uuid;
    found_address text;
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
      select a.id, a.email into found_account, found_address from account a
        where (a.id = m.account_id or a.email = m.asked_address) and mail_still_due(m, a.id);
      if m.kind = 'invitation' then found_address := mail_address_of_invitation(m); end if;
      exit when found_address is not null;
      update mail w set outcome = 'dropped', settled_at = now(), asked_address = null where w.id = m.id;
    end loop;
    update mail w set attempts = w.attempts + 1, claimed_until = now() + lease, account_id = found_account,
      asked_address = null where w.id = m.id;
    return query select m.id, m.kind, found_account, found_address, m.organisation_id, m.path, m.detail, m.attempts + 1,
      m.expires_at;
  end $$;
`;
