import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which partnerships are new, and who helps the group to find its way. */
export class NameMentors1795774001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(MENTORING);
    await db.query(NOTICES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const MENTORING = `
  create table mentoring (
    health_body_id  uuid not null,
    group_id        uuid not null,
    -- null: as the first day of the first contract says
    new_partner     boolean,
    -- somebody of the health body as this partnership knows them, or in words somebody of another organisation
    contact_id      uuid,
    other_party     text check (length(other_party) between 1 and 200),
    from_on         date,
    -- when both ask whether it is still needed
    review_on       date,
    declined_reason text check (length(declined_reason) between 1 and 1000),
    version         integer not null default 2 check (version > 1),
    primary key (health_body_id, group_id),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, contact_id, health_body_id) references contact (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    check (num_nonnulls(contact_id, other_party, declined_reason) <= 1),
    check ((num_nonnulls(contact_id, other_party) = 1) = (from_on is not null)),
    check ((from_on is null) = (review_on is null)),
    check (review_on > from_on)
  );
  create index mentoring_of_group on mentoring (group_id, health_body_id);
  create index mentoring_by_contact on mentoring (health_body_id, contact_id) where contact_id is not null;
  call wall_in('mentoring', 'health_body_id', 'group_id');
  grant select on mentoring to accord_health, accord_group;
  grant insert (health_body_id, group_id, new_partner, contact_id, other_party, from_on, review_on, declined_reason)
    on mentoring to accord_health;
  grant update (new_partner, contact_id, other_party, from_on, review_on, declined_reason, version) on mentoring
    to accord_health;
`;

const NOTICES = `
  -- The group hears that somebody is there for it.
  create function mail_of_mentors() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_notify((
      select array_agg(row('something_waits', p.account_id, new.group_id, '/o/' || new.group_id || '/who-is-who')::mail_notice)
      from mail_people_of_group(new.group_id) p));
    return null;
  end $$;
  create trigger mail_of_first_mentor after insert on mentoring for each row when (new.from_on is not null)
    execute function mail_of_mentors();
  create trigger mail_of_another_mentor after update on mentoring for each row
    when (new.from_on is not null and (old.contact_id is distinct from new.contact_id
      or old.other_party is distinct from new.other_party)) execute function mail_of_mentors();
`;
