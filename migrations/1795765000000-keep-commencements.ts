import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How the two sides of a contract work together: deadlines, contact, availability, ways of working and reviews. A version
 * is what both sides confirm; none is changed once it is proposed.
 */
export class KeepCommencements1795765000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(VERSIONS);
    await db.query(GUARDS);
    await db.query(WHO_WRITES_WHAT);
    await db.query(TELLING);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const VERSIONS = `
  create table commencement (
    health_body_id      uuid not null,
    group_id            uuid not null,
    contract_id         uuid not null,
    -- of the contract, from 1; the newest that both sides confirmed is in force
    number              integer not null check (number > 0),
    proposed_by         text not null check (proposed_by in ('health', 'group')),
    proposed_on         date not null,
    channel             text not null check (channel in ('phone', 'text', 'email', 'video', 'in_person', 'post')),
    contact_every_days  smallint not null check (contact_every_days between 1 and 366),
    -- how both like to work together; never for whom, and never why
    ways                text[] not null check (ways <@ array['phone', 'text', 'email', 'large_print', 'captions', 'bsl',
                          'time_to_read']),
    health_availability text not null check (length(health_availability) between 1 and 500),
    group_availability  text not null check (length(group_availability) between 1 and 500),
    -- what, on which day, and whose it is
    deadlines           jsonb not null check (jsonb_typeof(deadlines) = 'array' and jsonb_array_length(deadlines) <= 30),
    reviews             date[] not null check (cardinality(reviews) between 1 and 20),
    health_confirmed_on date,
    health_account_id   uuid,
    group_confirmed_on  date,
    group_account_id    uuid,
    -- a group that had not joined said so outside Accord: on which day, by which way, and what shows it
    group_told_on       date,
    told_how            text check (told_how <> ''),
    evidence            text check (evidence <> ''),
    agreed_on           date generated always as (case when health_confirmed_on is not null
                          and coalesce(group_confirmed_on, group_told_on) is not null
                          then greatest(health_confirmed_on, coalesce(group_confirmed_on, group_told_on)) end) stored,
    recorded_at         timestamptz not null default now(),
    primary key (health_body_id, contract_id, number),
    unique (group_id, contract_id, number),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    check (case proposed_by when 'health' then health_confirmed_on else group_confirmed_on end is not null),
    check (group_told_on is null or group_confirmed_on is null),
    check ((group_told_on is null) = (told_how is null) and (told_how is null) = (evidence is null))
  );
  call wall_in('commencement', 'health_body_id', 'group_id');
`;

const GUARDS = `
  -- One after the other, with the contract held: a version has the next number, whoever proposes at the same moment.
  create function commencement_begins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    held text;
  begin
    select c.state into held from contract c where c.health_body_id = new.health_body_id and c.group_id = new.group_id
      and c.id = new.contract_id for no key update;
    if held not in ('draft', 'agreed', 'suspended') then
      raise exception 'a contract that is over needs no way of working together'
        using errcode = 'check_violation', constraint = 'commencement_of_open_contract';
    end if;
    new.number := 1 + coalesce((select max(k.number) from commencement k
      where k.health_body_id = new.health_body_id and k.contract_id = new.contract_id), 0);
    return new;
  end $$;
  create trigger commencement_begins before insert on commencement for each row execute function commencement_begins();

  -- What was proposed stays as it is. A side confirms once, and only the newest version; a listed group that joins takes
  -- its record along: only then does a row's group change, by cascade.
  create function commencement_kept() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    confirming constant text[] := array['health_confirmed_on', 'health_account_id', 'group_confirmed_on',
      'group_account_id', 'group_told_on', 'told_how', 'evidence', 'agreed_on'];
  begin
    if (to_jsonb(old) - confirming - 'group_id') is distinct from (to_jsonb(new) - confirming - 'group_id')
      or exists (select 1 from jsonb_each(to_jsonb(old)) o
        where o.key = any (confirming) and o.key <> 'agreed_on' and o.value <> 'null'
          and o.value is distinct from to_jsonb(new) -> o.key) then
      raise exception 'a version of a commencement record stays as it was proposed and confirmed'
        using errcode = 'check_violation', constraint = 'commencement_kept';
    end if;
    if old.group_id = new.group_id and exists (select 1 from commencement k
        where k.health_body_id = new.health_body_id and k.contract_id = new.contract_id and k.number > new.number) then
      raise exception 'only the newest version of a commencement record is confirmed'
        using errcode = 'check_violation', constraint = 'commencement_newest';
    end if;
    return new;
  end $$;
  create trigger commencement_kept before update on commencement for each row execute function commencement_kept();
`;

const WHO_WRITES_WHAT = `
  grant select on commencement to accord_health, accord_group;
  -- Each side confirms for itself. For a group that has not joined, the health side writes down what it was told.
  grant insert (health_body_id, group_id, contract_id, proposed_by, proposed_on, channel, contact_every_days, ways,
    health_availability, group_availability, deadlines, reviews, health_confirmed_on, health_account_id)
    on commencement to accord_health;
  grant update (health_confirmed_on, health_account_id, group_told_on, told_how, evidence) on commencement to accord_health;
  grant insert (health_body_id, group_id, contract_id, proposed_by, proposed_on, channel, contact_every_days, ways,
    health_availability, group_availability, deadlines, reviews, group_confirmed_on, group_account_id)
    on commencement to accord_group;
  grant update (group_confirmed_on, group_account_id) on commencement to accord_group;
  create policy health_proposes on commencement as restrictive for insert to accord_health
    with check (proposed_by = 'health');
  create policy group_proposes on commencement as restrictive for insert to accord_group
    with check (proposed_by = 'group');
  create policy health_confirms on commencement as restrictive for update to accord_health with check (
    group_told_on is null or exists (select 1 from organisation o
      where o.id = commencement.group_id and o.joined_at is null));
`;

const TELLING = `
  create trigger finding_marks_added after insert on commencement
    referencing new table as changed for each statement execute function finding_marks_changed();
  create trigger finding_marks_changed after update on commencement
    referencing new table as changed for each statement execute function finding_marks_changed();

  -- The other side has something to read.
  create function mail_of_commencement() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_notify((
      select array_agg(n::mail_notice) from (
        select 'something_waits', p.account_id, c.group_id, '/o/' || c.group_id || '/contracts/' || c.contract_id
          || '/commencement'
        from changed c, mail_people_of_group(c.group_id) p where c.proposed_by = 'health'
        union all
        select 'something_waits', p.account_id, c.health_body_id, '/o/' || c.health_body_id || '/contracts/'
          || c.contract_id || '/commencement'
        from changed c, mail_lead_of_payer(c.health_body_id, c.group_id, c.contract_id) p where c.proposed_by = 'group'
      ) n (kind, account_id, organisation_id, path)));
    return null;
  end $$;
  create trigger mail_of_commencement after insert on commencement referencing new table as changed
    for each statement execute function mail_of_commencement();
`;
