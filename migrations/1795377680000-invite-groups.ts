import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How a group comes in: it is invited, and then it alone says what happens. The first to join makes the listed row the
 * group's own; where the group is in Accord already, its lead lets the listed record's partnership move over.
 */
export class InviteGroups1795377680000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(INVITATIONS);
    await db.query(OPENING);
    await db.query(JOINING);
    await db.query(MOVING);
    await db.query(LETS_PARTNERSHIPS_MOVE);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const INVITATIONS = `
  create table invitation (
    health_body_id uuid not null,
    group_id       uuid not null,
    id             uuid not null,
    contact_id     uuid not null,
    -- SHA-256 of what the link holds
    token_hash     bytea not null unique check (length(token_hash) = 32),
    -- the day on which the contact was told that this would come
    told_on        date not null,
    created_at     timestamptz not null default now(),
    expires_at     timestamptz not null,
    answer         text check (answer in ('joined', 'not_now', 'withdrawn')),
    answered_at    timestamptz,
    version        integer not null default 1,
    primary key (health_body_id, id),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, contact_id, health_body_id) references contact (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    check ((answer is null) = (answered_at is null))
  );
  create unique index invitation_open on invitation (health_body_id, group_id) where answer is null;
  create index invitation_by_time on invitation (health_body_id, created_at, id);
  create index invitation_of_contact on invitation (group_id, contact_id);
  call wall_in('invitation', 'health_body_id', null);
  create policy health_invites_listed on invitation as restrictive for insert to accord_health with check (
    exists (select 1 from organisation o where o.id = invitation.group_id and o.joined_at is null));
  grant select (health_body_id, group_id, id, contact_id, told_on, created_at, expires_at, answer, answered_at, version)
    on invitation to accord_health;
  grant insert on invitation to accord_health;
  grant update (answer, answered_at, version) on invitation to accord_health;
`;

const OPENING = `
  -- The one open invitation behind a link, if it has not run out. The caller decides whether to lock it.
  create function invitation_with(with_hash bytea) returns setof invitation
  language sql security definer set search_path = public, pg_temp as $$
    select i.* from invitation i join organisation g on g.id = i.group_id
    where i.token_hash = with_hash and i.answer is null and i.expires_at > now() and g.joined_at is null
    for update of i
  $$;

  -- What the first page shows: who asks, and what is on record about the group. Nobody is signed in yet.
  create function invitation_opening(with_hash bytea)
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
    where i.token_hash = with_hash and i.answer is null and i.expires_at > now()
  $$;

  -- The health body's own record says that an answer came, never which account gave it: a group's accounts are its own.
  create function invitation_close(invitation_id uuid, at_health_body uuid, with_answer text) returns void
  language sql security definer set search_path = public, pg_temp as $$
    update invitation i set answer = with_answer, answered_at = now(), version = i.version + 1
    where i.health_body_id = at_health_body and i.id = invitation_id;
    insert into audit_event (organisation_id, actor_kind, action, subject_id, detail)
    values (at_health_body, 'system', 'invitation.answered', invitation_id, jsonb_build_object('answer', with_answer))
  $$;

  create function invitation_not_now(with_hash bytea) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    asked invitation;
  begin
    select * into asked from invitation_with(with_hash);
    if asked.id is null then return false; end if;
    perform invitation_close(asked.id, asked.health_body_id, 'not_now');
    return true;
  end $$;

  grant execute on function invitation_opening(bytea), invitation_not_now(bytea) to accord_app;
`;

const JOINING = `
  -- Nobody acts for both sides of one partnership.
  create function acts_for(organisation uuid, account uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select 1 from membership m
      where m.organisation_id = organisation and m.account_id = account and m.ended_at is null)
  $$;

  -- What the health body called the group stays "also known as", so that its files still find it.
  create function invitation_keep_alias(asked invitation, now_called text) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into partnership_alias (health_body_id, group_id, name_key, name)
    select asked.health_body_id, asked.group_id, o.name_key, o.name from organisation o
    where o.id = asked.group_id and o.name_key <> now_called
    on conflict do nothing
  $$;

  -- The first of the group to join: the listed row becomes the group's own, the contact a person of it, and whoever
  -- joins its first lead. by_account is who is signed in; null makes an account for the contact's address.
  -- Answers joined, gone, has_account (the address has a sign-in: nothing was done) or both_sides (nothing either).
  create function invitation_join(with_hash bytea, by_account uuid, new_account uuid, new_password_hash text,
    new_membership uuid, new_person uuid, given jsonb, request uuid,
    out outcome text, out joined_group uuid, out former_name text, out present_name text, out address text)
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    asked invitation;
    who contact;
    lead uuid := by_account;
  begin
    select * into asked from invitation_with(with_hash);
    if asked.id is null then outcome := 'gone'; return; end if;
    select * into who from contact k where k.health_body_id = asked.health_body_id and k.id = asked.contact_id;
    -- Its address may have been taken away since.
    if who.email is null then outcome := 'gone'; return; end if;
    if by_account is null then
      insert into account (id, email, password_hash) values (new_account, who.email, new_password_hash)
        on conflict (email) do nothing returning id into lead;
      if lead is null then outcome := 'has_account'; return; end if;
    elsif acts_for(asked.health_body_id, by_account) then
      outcome := 'both_sides';
      return;
    end if;

    perform invitation_close(asked.id, asked.health_body_id, 'joined');
    perform invitation_keep_alias(asked, coalesce(given ->> 'nameKey', (select o.name_key from organisation o
      where o.id = asked.group_id)));
    update organisation o set joined_at = now(), listed_by = null, version = o.version + 1,
      name = coalesce(given ->> 'name', o.name), name_key = coalesce(given ->> 'nameKey', o.name_key),
      legal_form = coalesce(given ->> 'legalForm', o.legal_form),
      publication_name = coalesce(given ->> 'publicationName', o.publication_name)
      where o.id = asked.group_id;
    insert into person (organisation_id, id, name, email)
      values (asked.group_id, new_person, coalesce(given ->> 'contactName', who.name), who.email);
    update contact k set person_id = new_person, name = coalesce(given ->> 'contactName', k.name),
      name_key = coalesce(given ->> 'contactNameKey', k.name_key), version = k.version + 1
      where k.health_body_id = asked.health_body_id and k.id = asked.contact_id;
    insert into membership (organisation_id, organisation_kind, id, account_id, role)
      values (asked.group_id, 'group', new_membership, lead, 'group_lead');
    insert into audit_event (organisation_id, actor_kind, actor_id, action, subject_id, detail, request_id) values
      (asked.group_id, 'account', lead, 'organisation.joined', asked.group_id, '{}', request),
      (asked.group_id, 'account', lead, 'user.added', new_membership, '{"role": "group_lead"}', request);
    outcome := 'joined';
    joined_group := asked.group_id;
    former_name := who.name;
    present_name := coalesce(given ->> 'contactName', who.name);
    address := who.email;
  end $$;

  grant execute on function acts_for(uuid, uuid),
    invitation_join(bytea, uuid, uuid, text, uuid, uuid, jsonb, uuid) to accord_app;
`;

const MOVING = `
  -- A lead of a group that is in Accord already accepts for it: the listed record's partnership moves over with all it
  -- holds, and the emptied listed row goes. Answers accepted, gone, both_sides or has_partnership (nothing was done).
  create function invitation_accept_for(with_hash bytea, for_group uuid, by_account uuid,
    out outcome text, out moved_partnership uuid,
    out person uuid, out former_name text, out present_name text, out address text)
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    asked invitation;
    listed_group uuid;
  begin
    select * into asked from invitation_with(with_hash);
    if asked.id is null then outcome := 'gone'; return; end if;
    if acts_for(asked.health_body_id, by_account) then outcome := 'both_sides'; return; end if;
    -- Two acceptances for one group and body, by two links, come one after the other.
    perform 1 from organisation o where o.id = for_group and o.kind = 'group' and o.joined_at is not null for update;
    if not found then outcome := 'gone'; return; end if;
    if exists (select 1 from partnership p where p.health_body_id = asked.health_body_id and p.group_id = for_group) then
      outcome := 'has_partnership';
      return;
    end if;

    listed_group := asked.group_id;
    perform invitation_close(asked.id, asked.health_body_id, 'joined');
    perform invitation_keep_alias(asked, (select o.name_key from organisation o where o.id = for_group));
    -- Rows are reached by several cascades: none is judged before all have arrived.
    set constraints all deferred;
    update partnership p set group_id = for_group, version = p.version + 1
      where p.health_body_id = asked.health_body_id and p.group_id = listed_group
      returning p.id into moved_partnership;
    set constraints all immediate;
    update finding_mark f set group_id = for_group
      where f.health_body_id = asked.health_body_id and f.group_id = listed_group;
    -- The invited contact is the group's person with that address, by the name that person goes by now.
    select k.name, n.id, n.name, n.email into former_name, person, present_name, address
      from contact k join person n on n.organisation_id = for_group and n.email = k.email
      where k.health_body_id = asked.health_body_id and k.id = asked.contact_id;
    update contact k set person_id = person, name = present_name, version = k.version + 1,
      name_key = lower(regexp_replace(btrim(normalize(coalesce(present_name, ''), nfc)), '\\s+', ' ', 'g'))
      where k.health_body_id = asked.health_body_id and k.id = asked.contact_id and person is not null;
    delete from organisation_identifier i where i.organisation_id = listed_group;
    delete from organisation o where o.id = listed_group;
    outcome := 'accepted';
  end $$;
  grant execute on function invitation_accept_for(bytea, uuid, uuid) to accord_app;
`;

const LETS_PARTNERSHIPS_MOVE = `
  -- A row that several cascades reach keeps its other references only once they have all arrived: each of them waits.
  do $$
  declare
    key record;
  begin
    for key in
      select c.conrelid::regclass as table_name, c.conname from pg_constraint c
      where c.contype = 'f' and not c.condeferrable and exists (select 1 from pg_attribute a
        where a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname in ('group_id', 'person_organisation_id'))
    loop
      execute format('alter table %s alter constraint %I deferrable initially immediate', key.table_name, key.conname);
    end loop;
  end $$;
`;
