import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A remittance adds up with all its lines, not only with those that a statement adds. */
export class CountRemittanceLines1795730222000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create or replace function remittance_lines_add_up() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if exists (
            select 1 from (select distinct a.health_body_id, a.remittance_id from added a) t
            join remittance r on r.health_body_id = t.health_body_id and r.id = t.remittance_id
            cross join lateral (select count(*) as lines, sum(l.amount_pence) as pence from remittance_line l
              where l.health_body_id = r.health_body_id and l.remittance_id = r.id) s
            where (r.line_count::bigint, r.total_pence::numeric) is distinct from (s.lines, s.pence)) then
          raise exception 'the lines of a remittance add up to it'
            using errcode = 'check_violation', constraint = 'remittance_adds_up';
        end if;
        return null;
      end $$`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
