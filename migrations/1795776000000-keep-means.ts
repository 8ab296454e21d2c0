import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a group has in reserve and needs each month: its own to say, and to show to the health bodies it works with. */
export class KeepMeans1795776000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(MEANS);
    await db.query(FOR_PARTNERS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const MEANS = `
  -- What was said before is not kept: how little a group had is nobody's to read later.
  create table group_means (
    group_id           uuid not null references organisation (id),
    reserves_pence     bigint check (reserves_pence between 0 and 9007199254740991),
    monthly_cost_pence bigint check (monthly_cost_pence between 1 and 9007199254740991),
    -- whether the health bodies that it works with read it too
    shared             boolean not null default false,
    stated_on          date not null,
    primary key (group_id)
  );
  call wall_in('group_means', null, 'group_id');
  grant select, insert, delete on group_means to accord_group;
`;

const FOR_PARTNERS = `
  -- For the health bodies that it works with, where it chose so: see capacity_of_partner.
  create function means_of_partner(body uuid, partner uuid) returns setof group_means
  language sql stable security definer set search_path = public, pg_temp as $$
    select m.* from group_means m
    where m.group_id = partner and m.shared
      and exists (select 1 from partnership p where p.health_body_id = body and p.group_id = partner)
  $$;
  revoke all on function means_of_partner(uuid, uuid) from public;
  grant execute on function means_of_partner(uuid, uuid) to accord_app;

  -- It goes when the group goes.
  create function group_means_leave() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    delete from group_means m where m.group_id = new.id;
    return null;
  end $$;
  create trigger group_means_leave after update of joined_at on organisation for each row
    when (old.joined_at is not null and new.joined_at is null) execute function group_means_leave();
`;
