import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which run is about to send an instalment: whoever moves it asks, and says so. It looks with the eyes of its caller. */
export class NameRunOfInstalment1795730003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Not plain SQL: the tables of runs are made later.
    await db.query(`
      create function instalment_run(body uuid, instalment uuid) returns integer language plpgsql stable as $$
      begin
        return (select r.number from payment_run_line l
          join payment_run r on r.health_body_id = l.health_body_id and r.id = l.run_id
          where l.health_body_id = body and l.instalment_id = instalment and l.live
            and r.state in ('draft', 'submitted', 'approved'));
      end $$;
      grant execute on function instalment_run(uuid, uuid) to accord_health;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
