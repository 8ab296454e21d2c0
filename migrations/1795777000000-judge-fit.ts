import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a contract asks for, and why it is gone on with though it does not fit, are judged again when they change. */
const MARKS = ['contract_fit', 'contract_fit_override']
  .map(
    (table) => `
  create trigger finding_marks_added after insert on ${table}
    referencing new table as changed for each statement execute function finding_marks_changed();
  create trigger finding_marks_changed after update on ${table}
    referencing new table as changed for each statement execute function finding_marks_changed();`,
  )
  .join('');

/** What a group says it works on is a matter of all its partnerships, as is by which name it is paid. */
const OF_GROUPS = `
  create or replace function finding_marks_payee() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into finding_mark (health_body_id, group_id)
    select p.health_body_id, p.group_id from changed n
    join former o on o.id = n.id and ((o.payee_name is null) <> (n.payee_name is null)
      or row(o.kinds_of_work, o.kinds_not_done, o.communities, o.area)
        is distinct from row(n.kinds_of_work, n.kinds_not_done, n.communities, n.area))
    join partnership p on p.group_id = n.id;
    return null;
  end $$;
`;

export class JudgeFit1795777000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(MARKS);
    await db.query(OF_GROUPS);
    await db.query(
      `insert into finding_mark (health_body_id, group_id) select distinct health_body_id, group_id from contract_fit`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
