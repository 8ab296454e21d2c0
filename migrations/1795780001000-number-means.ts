import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a group says of its means is said in place of what it saw, and of nothing else. Each saying has a number of its own:
 * what was taken away and said anew is not taken for what it was.
 */
export class NumberMeans1795780001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table group_means add column version integer generated always as identity');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
