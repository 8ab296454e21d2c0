import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A group's yes to the use of its name, for one version of a material and no other, and where its name is used. The yes
 * ends when the group takes it back, and by itself as soon as a further version is made.
 */
export class ConsentToNames1795772001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(CONSENTS);
    await db.query(LAPSES);
    await db.query(USES);
    await db.query(MARKS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const CONSENTS = `
  create table name_consent (
    health_body_id uuid not null,
    group_id       uuid not null,
    material_id    uuid not null,
    version_id     uuid not null,
    id             uuid not null,
    given_on       date not null,
    account_id     uuid,
    ended_on       date check (ended_on >= given_on),
    ended_how      text check (ended_how in ('lapsed', 'withdrawn')),
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (group_id, version_id, health_body_id, material_id)
      references material_version (group_id, id, health_body_id, material_id) on update cascade deferrable initially immediate,
    check ((ended_on is null) = (ended_how is null))
  );
  create unique index name_consent_in_force on name_consent (health_body_id, version_id) where ended_on is null;
  create index name_consent_of_material on name_consent (health_body_id, material_id, id);
  create index name_consent_of_group on name_consent (group_id, material_id, id);
  call wall_in('name_consent', 'health_body_id', 'group_id');

  -- The group alone says yes, and alone takes it back: the health side reads, and can do no more.
  grant select on name_consent to accord_health, accord_group;
  grant insert (health_body_id, group_id, material_id, version_id, id, given_on, account_id) on name_consent to accord_group;
  grant update (ended_on, ended_how) on name_consent to accord_group;
  create policy group_withdraws on name_consent as restrictive for update to accord_group using (ended_on is null)
    with check (ended_how = 'withdrawn');
`;

const LAPSES = `
  -- Whoever makes a version, and however: what was said of another version does not speak for this one.
  create function name_consent_lapses() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update name_consent k set ended_on = greatest(new.made_on, k.given_on), ended_how = 'lapsed'
      where k.health_body_id = new.health_body_id and k.material_id = new.material_id and k.ended_on is null;
    return null;
  end $$;
  create trigger name_consent_lapses after insert on material_version for each row execute function name_consent_lapses();

  -- One after the other with a further version: a yes is never given unseen.
  create function name_consent_begins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform 1 from material m where m.health_body_id = new.health_body_id and m.group_id = new.group_id
      and m.id = new.material_id for no key update;
    return new;
  end $$;
  create trigger name_consent_begins before insert on name_consent for each row execute function name_consent_begins();
`;

const USES = `
  create table name_use (
    health_body_id uuid not null,
    group_id       uuid not null,
    material_id    uuid not null,
    version_id     uuid not null,
    id             uuid not null,
    place          text not null check (length(place) between 1 and 300),
    since_on       date not null,
    -- the day from which it is used no more
    until_on       date check (until_on >= since_on),
    noted_by       text not null check (noted_by in ('health', 'group')),
    noted_on       date not null,
    account_id     uuid,
    ended_by       text check (ended_by in ('health', 'group')),
    version        integer not null default 1,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (group_id, version_id, health_body_id, material_id)
      references material_version (group_id, id, health_body_id, material_id) on update cascade deferrable initially immediate,
    check ((until_on is null) = (ended_by is null))
  );
  create index name_use_by_day on name_use (health_body_id, since_on, id);
  create index name_use_of_group_by_day on name_use (group_id, since_on, id);
  create index name_use_of_material on name_use (health_body_id, material_id, since_on, id);
  create index name_use_of_group_material on name_use (group_id, material_id, since_on, id);
  call wall_in('name_use', 'health_body_id', 'group_id');
  grant select on name_use to accord_health, accord_group;
  grant insert (health_body_id, group_id, material_id, version_id, id, place, since_on, until_on, noted_by, noted_on,
    account_id, ended_by) on name_use to accord_health, accord_group;
  grant update (until_on, ended_by, version) on name_use to accord_health, accord_group;
  create policy health_notes on name_use as restrictive for insert to accord_health
    with check (noted_by = 'health' and coalesce(ended_by, 'health') = 'health');
  create policy group_notes on name_use as restrictive for insert to accord_group
    with check (noted_by = 'group' and coalesce(ended_by, 'group') = 'group');
  create policy health_ends on name_use as restrictive for update to accord_health using (until_on is null)
    with check (ended_by = 'health');
  create policy group_ends on name_use as restrictive for update to accord_group using (until_on is null)
    with check (ended_by = 'group');
`;

const MARKS = ['material', 'name_consent', 'name_use']
  .map(
    (table) => `
  create trigger finding_marks_added after insert on ${table}
    referencing new table as changed for each statement execute function finding_marks_changed();
  create trigger finding_marks_changed after update on ${table}
    referencing new table as changed for each statement execute function finding_marks_changed();`,
  )
  .join('\n');
