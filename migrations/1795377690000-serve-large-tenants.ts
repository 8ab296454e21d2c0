import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What large exports and large lists need: text that is safe in a spreadsheet, and the orders that had no index. */
export class ServeLargeTenants1795377690000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Plain SQL without settings of its own, so that the planner writes it into the query that uses it.
    await db.query(`
      create function csv_safe(cell text) returns text language sql immutable parallel safe as $$
        select case when left(cell, 1) in ('=', '+', '-', '@', e'\\t', e'\\r') then '''' || cell else cell end
      $$;
      grant execute on function csv_safe(text) to accord_health, accord_group;

      create index instalment_by_send_by on instalment (health_body_id, send_by_on, id) where state <> 'cancelled';
      create index instalment_cancelled_by_due on instalment (health_body_id, due_on, id) where state = 'cancelled';
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
