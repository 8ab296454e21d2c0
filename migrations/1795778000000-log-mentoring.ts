import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was talked about with a mentor, who mentored a group from when to when, and by when an introduction is answered. */
export class LogMentoring1795778000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TALKS);
    await db.query(HISTORY);
    await db.query(KEEPING_UP);
    await db.query(ANSWERED_BY);
    await db.query(NOTICES);
    await db.query(MARKS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const TALKS = `
  -- A talk with a mentor is contact like any other, counted once, and read by both sides.
  alter table engagement
    add column mentoring boolean not null default false,
    add constraint engagement_of_mentoring_shared check (not mentoring or visibility = 'shared');
  create index engagement_mentoring_by_day on engagement (health_body_id, happened_on, id) where mentoring;
  create index engagement_mentoring_of_group on engagement (group_id, happened_on, id) where mentoring;
  create index engagement_mentoring_of_partnership on engagement (health_body_id, group_id, happened_on, id)
    where mentoring;
  grant update (mentoring) on engagement to accord_health, accord_group;
`;

const HISTORY = `
  -- the day on which it was last said who mentors
  alter table mentoring
    add column said_on date not null default (now() at time zone 'Europe/London')::date;
  grant insert (said_on), update (said_on) on mentoring to accord_health;

  -- Everybody who has mentored a group, the present mentor among them. No side writes it: it follows what is said.
  create table mentoring_period (
    health_body_id uuid not null,
    group_id       uuid not null,
    -- of the partnership, from 1
    number         integer not null check (number > 0),
    contact_id     uuid,
    other_party    text check (length(other_party) between 1 and 200),
    from_on        date not null,
    -- the last day; null while it goes on
    to_on          date,
    primary key (health_body_id, group_id, number),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, contact_id, health_body_id) references contact (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    check (num_nonnulls(contact_id, other_party) = 1),
    check (to_on >= from_on)
  );
  create unique index mentoring_period_open on mentoring_period (health_body_id, group_id) where to_on is null;
  create index mentoring_period_of_group on mentoring_period (group_id, health_body_id, number);
  create index mentoring_period_by_contact on mentoring_period (health_body_id, contact_id) where contact_id is not null;
  call wall_in('mentoring_period', 'health_body_id', 'group_id');
  grant select on mentoring_period to accord_health, accord_group;
`;

const KEEPING_UP = `
  create function mentoring_keeps_history() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    held mentoring_period;
    last_day constant date := coalesce(new.from_on - 1, new.said_on);
  begin
    -- As when the group moves with all it has.
    if tg_op = 'UPDATE' and row(old.contact_id, old.other_party, old.from_on)
        is not distinct from row(new.contact_id, new.other_party, new.from_on) then
      return null;
    end if;
    select * into held from mentoring_period p where p.health_body_id = new.health_body_id
      and p.group_id = new.group_id and p.to_on is null;
    if found and row(held.contact_id, held.other_party) is not distinct from row(new.contact_id, new.other_party) then
      update mentoring_period p set from_on = new.from_on where p.health_body_id = new.health_body_id
        and p.group_id = new.group_id and p.number = held.number and p.from_on <> new.from_on;
      return null;
    end if;
    -- One who had not begun when another took over, or when it ended, never mentored.
    if held.from_on <= last_day then
      update mentoring_period p set to_on = last_day where p.health_body_id = new.health_body_id
        and p.group_id = new.group_id and p.number = held.number;
    else
      delete from mentoring_period p where p.health_body_id = new.health_body_id and p.group_id = new.group_id
        and p.number = held.number;
    end if;
    insert into mentoring_period (health_body_id, group_id, number, contact_id, other_party, from_on)
      select new.health_body_id, new.group_id, 1 + coalesce((select max(p.number) from mentoring_period p
        where p.health_body_id = new.health_body_id and p.group_id = new.group_id), 0),
        new.contact_id, new.other_party, new.from_on
      where new.from_on is not null;
    return null;
  end $$;
  insert into mentoring_period (health_body_id, group_id, number, contact_id, other_party, from_on)
    select m.health_body_id, m.group_id, 1, m.contact_id, m.other_party, m.from_on from mentoring m
    where m.from_on is not null;
  create trigger mentoring_keeps_history after insert or update of contact_id, other_party, from_on on mentoring
    for each row execute function mentoring_keeps_history();
`;

const ANSWERED_BY = `
  -- The last day of those that a health body has. What was asked before there was such a day was to have two weeks.
  alter table introduction add column answer_by date;
  update introduction set answer_by = asked_on + 14;
  alter table introduction alter column answer_by set not null, add check (answer_by >= asked_on);
  grant insert (answer_by) on introduction to accord_group;

  create or replace function introduction_begins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    new.answer_by := coalesce(new.answer_by, new.asked_on + 14);
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
`;

const NOTICES = `
  -- The group hears that somebody is there for it, or no longer is; and so does whoever of the health body was named.
  create or replace function mail_of_mentors() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_notify((
      select array_agg(row('something_waits', t.account_id, t.organisation_id, '/o/' || t.organisation_id || t.path)::mail_notice)
      from (
        select g.account_id, new.group_id as organisation_id, '/mentors' as path from mail_people_of_group(new.group_id) g
        union all
        select a.id, new.health_body_id, '/partnerships/' || p.id || '/mentor'
        from partnership p
        join contact k on k.health_body_id = p.health_body_id and k.group_id = p.group_id and k.id = new.contact_id
        left join person n on n.organisation_id = k.person_organisation_id and n.id = k.person_id
        join account a on a.email = coalesce(n.email, k.email)
          and a.id is distinct from nullif(current_setting('app.user', true), '')::uuid
        join membership m on m.organisation_id = p.health_body_id and m.account_id = a.id
          and m.role = 'partnership_manager' and m.ended_at is null and m.vouched
        where p.health_body_id = new.health_body_id and p.group_id = new.group_id
      ) t));
    return null;
  end $$;
  create trigger mail_of_ended_mentor after update on mentoring for each row
    when (old.from_on is not null and new.from_on is null) execute function mail_of_mentors();
`;

const MARKS = `${['mentoring', 'introduction']
  .map(
    (table) => `
  create trigger finding_marks_added after insert on ${table}
    referencing new table as changed for each statement execute function finding_marks_changed();
  create trigger finding_marks_changed after update on ${table}
    referencing new table as changed for each statement execute function finding_marks_changed();`,
  )
  .join('')}
  -- Any of them may be new and without a mentor.
  insert into finding_mark (health_body_id, group_id) select health_body_id, group_id from partnership;
`;
