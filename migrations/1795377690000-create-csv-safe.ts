import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What keeps a text in a CSV file from being run as a formula by a spreadsheet. */
export class CreateCsvSafe1795377690000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Plain SQL without settings of its own, so that the planner writes it into the query that uses it.
    await db.query(`
      create function csv_safe(cell text) returns text language sql immutable parallel safe as $$
        select case when left(cell, 1) in ('=', '+', '-', '@', e'\\t', e'\\r') then '''' || cell else cell end
      $$;
      grant execute on function csv_safe(text) to accord_health, accord_group;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
