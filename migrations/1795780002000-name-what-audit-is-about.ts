import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an event is about stands before the point of its action. As a column of its own it can be looked up: behind the wall
 * of an organisation an index takes no expression, as its function might tell what it has seen.
 */
export class NameWhatAuditIsAbout1795780002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `alter table audit_event add column about text not null generated always as (split_part(action, '.', 1)) stored`,
    );
    await db.query('create index audit_event_about on audit_event (organisation_id, about, id)');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
