import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose cause a hold was decides what its payment counts for: a change of that is judged like one of the payment. */
export class JudgeHolds1795730004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create trigger finding_marks_added after insert on instalment_hold referencing new table as changed
        for each statement execute function finding_marks_changed();
      create trigger finding_marks_changed after update on instalment_hold referencing new table as changed
        for each statement execute function finding_marks_changed();
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
