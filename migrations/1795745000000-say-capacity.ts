import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much a group can take on, as it says itself, dated. */
export class SayCapacity1795745000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(STATEMENTS);
    await db.query(FOR_PARTNERS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const STATEMENTS = `
  -- The newest holds. Nothing is changed or removed: what a group could take on at a time stays to be read.
  create table capacity_statement (
    group_id      uuid not null references organisation (id),
    id            uuid not null,
    state         text not null check (state in ('open', 'limited', 'paused')),
    -- null where nobody waits, or the group does not say
    waiting_weeks integer check (waiting_weeks between 0 and 520),
    words         text check (length(words) between 1 and 500),
    stated_on     date not null,
    stated_by     uuid,
    primary key (group_id, id)
  );
  call wall_in('capacity_statement', null, 'group_id');
  grant select, insert on capacity_statement to accord_group;
`;

const FOR_PARTNERS = `
  -- For the health bodies that it works with, and no other. A group belongs to no health body, so that no wall of theirs
  -- could let them in.
  create function capacity_of_partner(body uuid, partner uuid) returns setof capacity_statement
  language sql stable security definer set search_path = public, pg_temp as $$
    select c.* from capacity_statement c
    where c.group_id = partner
      and exists (select 1 from partnership p where p.health_body_id = body and p.group_id = partner)
    order by c.id desc limit 20
  $$;
  revoke all on function capacity_of_partner(uuid, uuid) from public;
  grant execute on function capacity_of_partner(uuid, uuid) to accord_app;
`;
