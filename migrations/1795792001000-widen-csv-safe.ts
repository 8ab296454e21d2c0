import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A formula may also begin with a wide sign, or behind what does not show. */
export class WidenCsvSafe1795792001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Plain SQL without settings of its own, so that the planner writes it into the query that uses it. Nearly every text
    // begins with a letter or a figure, and is told by that alone.
    await db.query(`
      create or replace function csv_safe(cell text) returns text language sql immutable parallel safe as $$
        select case
          when ascii(cell) between 65 and 126 or ascii(cell) between 48 and 57 then cell
          when cell ~ '^([\\t\\r\\n]|[\\s\\u200b-\\u200d\\u2060\\ufeff]*[-=+@\\uff1d\\uff0b\\uff0d\\uff20])' then '''' || cell
          else cell end
      $$`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
