import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is who at a health body, for the groups that work with it; and being introduced to somebody there. */
export class KeepDirectory1795774000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ENTRIES);
    await db.query(FOR_PARTNERS);
    await db.query(INTRODUCTIONS);
    await db.query(WHO_WRITES_WHAT);
    await db.query(GUARDS);
    await db.query(NOTICES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const ENTRIES = `
  -- A department, a team or a place of a health body, in plain words. What was removed stays, for those who asked for it.
  create table directory_entry (
    health_body_id uuid not null references organisation (id),
    id             uuid not null,
    kind           text not null check (kind in ('department', 'team', 'place')),
    name           text not null check (length(name) between 1 and 200),
    sort_key       text not null,
    does           text not null check (length(does) between 1 and 1000),
    place          text check (length(place) between 1 and 300),
    -- of the team, not of anybody in it
    email          text check (length(email) between 3 and 254),
    phone          text check (length(phone) between 1 and 40),
    hours          text check (length(hours) between 1 and 200),
    person_id      uuid,
    checked_on     date not null,
    removed_on     date,
    version        integer not null default 1,
    primary key (health_body_id, id),
    foreign key (health_body_id, person_id) references person (organisation_id, id)
  );
  create index directory_entry_by_name on directory_entry (health_body_id, sort_key, id) where removed_on is null;
  create index directory_entry_of_person on directory_entry (health_body_id, person_id) where person_id is not null;
  call wall_in('directory_entry', 'health_body_id', null);
`;

const FOR_PARTNERS = `
  -- For the groups that work with a health body, and no other. Of whoever is named, the name and the job alone, and only
  -- until their last day there.
  create function directory_of_partners(of_group uuid, on_day date)
  returns table (health_body_id uuid, health_body text, id uuid, kind text, name text, sort_key text, does text,
    place text, email text, phone text, hours text, person_id uuid, person_name text, person_job text, checked_on date,
    version integer)
  language sql stable security definer set search_path = public, pg_temp as $$
    select e.health_body_id, o.name, e.id, e.kind, e.name, e.sort_key, e.does, e.place, e.email, e.phone, e.hours,
      null::uuid, n.name, case when n.name is not null then n.job_title end, e.checked_on, e.version
    from partnership p
    join directory_entry e on e.health_body_id = p.health_body_id and e.removed_on is null
    join organisation o on o.id = e.health_body_id
    left join person n on n.organisation_id = e.health_body_id and n.id = e.person_id
      and (n.last_day_on is null or n.last_day_on >= on_day)
    where p.group_id = of_group
  $$;
  revoke all on function directory_of_partners(uuid, date) from public;
  grant execute on function directory_of_partners(uuid, date) to accord_app;
`;

const INTRODUCTIONS = `
  create table introduction (
    health_body_id      uuid not null,
    group_id            uuid not null,
    id                  uuid not null,
    entry_id            uuid not null,
    -- as it was called when the group asked
    entry_name          text not null,
    why                 text not null check (length(why) between 1 and 2000),
    asked_on            date not null,
    asked_account_id    uuid,
    state               text not null default 'open'
                          check (state in ('open', 'introduced', 'declined', 'withdrawn')),
    answered_on         date,
    answered_account_id uuid,
    introduced_to       text check (length(introduced_to) between 1 and 300),
    introduced_on       date,
    reason              text check (length(reason) between 1 and 2000),
    version             integer not null default 1,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate,
    foreign key (health_body_id, entry_id) references directory_entry (health_body_id, id),
    check ((state = 'open') = (answered_on is null)),
    check (answered_on >= asked_on),
    check ((state = 'introduced') = (introduced_to is not null)),
    check ((state = 'introduced') = (introduced_on is not null)),
    constraint introduction_declined_with_reason check (state <> 'declined' or reason is not null)
  );
  create unique index introduction_open_once on introduction (health_body_id, group_id, entry_id) where state = 'open';
  create index introduction_by_day on introduction (health_body_id, asked_on, id);
  create index introduction_of_group_by_day on introduction (group_id, asked_on, id);
  create index introduction_open_by_day on introduction (health_body_id, asked_on, id) where state = 'open';
  create index introduction_of_group_open_by_day on introduction (group_id, asked_on, id) where state = 'open';
  create index introduction_of_entry on introduction (health_body_id, entry_id);
  call wall_in('introduction', 'health_body_id', 'group_id');
`;

const WHO_WRITES_WHAT = `
  grant select on directory_entry to accord_health;
  grant insert (health_body_id, id, kind, name, sort_key, does, place, email, phone, hours, person_id, checked_on)
    on directory_entry to accord_health;
  grant update (kind, name, sort_key, does, place, email, phone, hours, person_id, checked_on, removed_on, version)
    on directory_entry to accord_health;

  grant select on introduction to accord_health, accord_group;
  grant insert (health_body_id, group_id, id, entry_id, why, asked_on, asked_account_id) on introduction to accord_group;
  grant update (state, answered_on, answered_account_id, introduced_to, introduced_on, reason, version) on introduction
    to accord_health;
  grant update (state, answered_on, answered_account_id, version) on introduction to accord_group;
  -- The group asks and takes back; the health body answers; and what is answered stays as it is.
  create policy health_answers on introduction as restrictive for update to accord_health
    using (state = 'open') with check (state in ('introduced', 'declined'));
  create policy group_takes_back on introduction as restrictive for update to accord_group
    using (state = 'open') with check (state = 'withdrawn');
`;

const GUARDS = `
  create function introduction_begins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if nullif(current_setting('app.tenant', true), '')::uuid not in (new.health_body_id, new.group_id) then
      return new; -- for the walls to refuse
    end if;
    select e.name into new.entry_name from directory_entry e
      where e.health_body_id = new.health_body_id and e.id = new.entry_id and e.removed_on is null;
    if not found then
      raise exception 'nobody is introduced to what is not in the directory'
        using errcode = 'check_violation', constraint = 'introduction_to_what_is_there';
    end if;
    return new;
  end $$;
  create trigger introduction_begins before insert on introduction for each row execute function introduction_begins();
`;

const NOTICES = `
  -- Whoever keeps the partnership hears that a group asks, and the group hears the answer.
  create function mail_of_introductions() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_notify((
      select array_agg(row('something_waits', t.account_id, t.organisation_id,
        '/o/' || t.organisation_id || '/introductions/' || new.id)::mail_notice)
      from (
        select k.account_id, new.health_body_id as organisation_id
        from mail_keepers_of_partnership(new.health_body_id, new.group_id) k where new.state = 'open'
        union all
        select g.account_id, new.group_id from mail_people_of_group(new.group_id) g where new.state <> 'open'
      ) t));
    return null;
  end $$;
  create trigger mail_of_asked_introductions after insert on introduction for each row when (new.state = 'open')
    execute function mail_of_introductions();
  create trigger mail_of_answered_introductions after update on introduction for each row
    when (old.state = 'open' and new.state in ('introduced', 'declined')) execute function mail_of_introductions();
`;
