import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A private matter goes from a group to one person of a health body who stands outside the working relationship. That
 * person and the users of the group read it, and nobody else: not a lead, not a manager, not an administrator.
 */
export class OpenPrivateRoute1795773001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(PERSON);
    await db.query(MATTERS);
    await db.query(REPLIES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const TENANT = `nullif(current_setting('app.tenant', true), '')::uuid`;
const USER = `nullif(current_setting('app.user', true), '')::uuid`;

const PERSON = `
  -- Append-only: the newest holds; without a name nobody is named. The account reads what is sent in Accord; without one
  -- groups see only how to reach the person.
  create table private_person (
    health_body_id uuid not null references organisation (id),
    position       integer not null check (position > 0),
    id             uuid not null,
    account_id     uuid,
    name           text check (length(name) between 1 and 200),
    what_they_do   text check (length(what_they_do) between 1 and 200),
    email          text check (length(email) between 3 and 254),
    phone          text check (length(phone) between 1 and 50),
    set_at         timestamptz not null default now(),
    set_by         uuid,
    primary key (health_body_id, position),
    check ((name is null) = (what_they_do is null)),
    check (name is not null or num_nonnulls(account_id, email, phone) = 0),
    constraint private_person_reached check (name is null or num_nonnulls(account_id, email, phone) > 0)
  );
  call wall_in('private_person', 'health_body_id', null);
  grant select, insert on private_person to accord_health;
  create trigger private_person_kept before update or delete or truncate on private_person
    for each statement execute function refuse_change();

  -- Somebody who may sign in there and does not manage partnerships, nor is named as lead of any contract.
  create function stands_outside(body uuid, of_account uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select 1 from membership m where m.organisation_id = body and m.account_id = of_account
        and m.ended_at is null and m.vouched)
      and not exists (select 1 from membership m where m.organisation_id = body and m.account_id = of_account
        and m.ended_at is null and m.role = 'partnership_manager')
      and not exists (select 1 from account a
        join contact k on k.health_body_id = body and k.side = 'health'
        left join person n on n.organisation_id = k.person_organisation_id and n.id = k.person_id
        join named_lead l on l.health_body_id = k.health_body_id and l.contact_id = k.id
        where a.id = of_account and a.email = coalesce(n.email, k.email)
          and (l.to_on is null or l.to_on >= (now() at time zone 'Europe/London')::date))
  $$;

  create function private_person_begins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if ${TENANT} = new.health_body_id and new.account_id is not null
      and not stands_outside(new.health_body_id, new.account_id) then
      raise exception 'whoever is told in private stands outside the working relationship'
        using errcode = 'check_violation', constraint = 'private_person_outside';
    end if;
    return new;
  end $$;
  create trigger private_person_begins before insert on private_person
    for each row execute function private_person_begins();

  -- Whom a group may turn to, for each health body that it works with; and for a health body its own.
  create function private_people() returns table (health_body_id uuid, health_body text, name text, what_they_do text,
    email text, phone text, in_accord boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
    select o.id, o.name, x.name, x.what_they_do, x.email, x.phone,
      x.account_id is not null and stands_outside(o.id, x.account_id)
    from (select p.health_body_id from partnership p where p.group_id = ${TENANT} union select ${TENANT}) w
    join organisation o on o.id = w.health_body_id and o.kind = 'health_body'
    cross join lateral (select y.* from private_person y where y.health_body_id = o.id
      order by y.position desc limit 1) x
    where x.name is not null
    order by o.name, o.id
  $$;
  grant execute on function private_people(), stands_outside(uuid, uuid) to accord_app;
`;

const MATTERS = `
  create table private_matter (
    health_body_id  uuid not null,
    group_id        uuid not null,
    id              uuid not null,
    -- who reads it at the health body, and nobody else there, whoever is named later
    to_account_id   uuid not null,
    kind            text not null check (kind in ('conduct', 'relationship', 'safety', 'other')),
    words           text not null check (length(words) between 1 and 4000),
    sent_on         date not null,
    sent_at         timestamptz not null default now(),
    sent_account_id uuid not null,
    -- when the person first read it
    read_on         date,
    -- once the group says that it is settled
    settled_on      date,
    replies         integer not null default 0,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate
  );
  create index private_matter_to on private_matter (health_body_id, to_account_id, sent_on, id);
  create index private_matter_of_group on private_matter (group_id, sent_on, id);
  call wall_in('private_matter', 'health_body_id', 'group_id');
  grant select on private_matter to accord_health, accord_group;
  grant insert (health_body_id, group_id, id, kind, words, sent_on, sent_account_id) on private_matter to accord_group;
  create policy to_the_named_person on private_matter as restrictive for all to accord_health
    using (to_account_id = ${USER});
  create policy users_of_the_group on private_matter as restrictive for all to accord_group
    using (${USER} is not null) with check (sent_account_id = ${USER} and read_on is null and settled_on is null and replies = 0);

  -- That the person read them for the first time, where it is so, on the record of each group.
  create function private_matters_read(matters uuid[], today date) returns void
  language sql security definer set search_path = public, pg_temp as $$
    with newly as (
      update private_matter m set read_on = today where m.id = any (matters) and m.read_on is null
        and m.health_body_id = ${TENANT} and m.to_account_id = ${USER}
      returning m.id, m.group_id, m.to_account_id)
    insert into audit_event (organisation_id, actor_kind, actor_id, action, subject_id)
      select n.group_id, 'account', n.to_account_id, 'private-matter.read', n.id from newly n
  $$;
  grant execute on function private_matters_read(uuid[], date) to accord_app;

  create function private_matter_begins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if ${TENANT} <> new.group_id then return new; end if; -- for the walls to refuse
    if new.to_account_id is null then
      select x.account_id into new.to_account_id from private_person x where x.health_body_id = new.health_body_id
        order by x.position desc limit 1;
    end if;
    if new.to_account_id is null or not stands_outside(new.health_body_id, new.to_account_id) then
      raise exception 'nobody outside the working relationship is named'
        using errcode = 'check_violation', constraint = 'private_matter_to_somebody';
    end if;
    return new;
  end $$;
  create trigger private_matter_begins before insert on private_matter
    for each row when (current_setting('app.tenant', true) <> '') execute function private_matter_begins();
`;

const REPLIES = `
  create table private_reply (
    health_body_id uuid not null,
    group_id       uuid not null,
    matter_id      uuid not null,
    -- of the matter, from 1
    number         integer not null check (number > 0),
    side           text not null check (side in ('health', 'group')),
    words          text check (length(words) between 1 and 4000),
    -- the group says that it is settled
    settles        boolean not null default false,
    written_on     date not null,
    written_at     timestamptz not null default now(),
    account_id     uuid not null,
    primary key (health_body_id, matter_id, number),
    foreign key (group_id, matter_id, health_body_id) references private_matter (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    check (words is not null or settles),
    check (not settles or side = 'group')
  );
  create index private_reply_of_group on private_reply (group_id, matter_id, number);
  call wall_in('private_reply', 'health_body_id', 'group_id');
  grant select on private_reply to accord_health, accord_group;
  grant insert (health_body_id, group_id, matter_id, side, words, settles, written_on, account_id)
    on private_reply to accord_health, accord_group;
  -- The matter is looked for behind its own walls.
  create policy to_the_named_person on private_reply as restrictive for all to accord_health
    using (exists (select 1 from private_matter m where m.health_body_id = private_reply.health_body_id
      and m.id = private_reply.matter_id))
    with check (side = 'health' and account_id = ${USER} and exists (select 1 from private_matter m
      where m.health_body_id = private_reply.health_body_id and m.id = private_reply.matter_id));
  create policy users_of_the_group on private_reply as restrictive for all to accord_group
    using (${USER} is not null) with check (side = 'group' and account_id = ${USER});

  create function private_reply_begins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    m private_matter;
  begin
    if ${TENANT} not in (new.health_body_id, new.group_id) then
      return new; -- for the walls to refuse
    end if;
    select * into m from private_matter k where k.health_body_id = new.health_body_id and k.group_id = new.group_id
      and k.id = new.matter_id for no key update;
    if m.settled_on is not null then
      raise exception 'a matter that is settled is closed'
        using errcode = 'check_violation', constraint = 'private_reply_to_open_matter';
    end if;
    new.number := 1 + (select count(*) from private_reply r
      where r.health_body_id = new.health_body_id and r.matter_id = new.matter_id);
    return new;
  end $$;
  create trigger private_reply_begins before insert on private_reply
    for each row execute function private_reply_begins();

  create function private_reply_stands() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update private_matter m set replies = m.replies + 1, settled_on = case when new.settles then new.written_on end
      where m.health_body_id = new.health_body_id and m.id = new.matter_id;
    return null;
  end $$;
  create trigger private_reply_stands after insert on private_reply
    for each row execute function private_reply_stands();
`;
