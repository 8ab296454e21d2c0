import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was brought in from files, and the rows left to be mended. The health body's own. */
export class CreateImportRun1795305606000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table import_run (
        health_body_id uuid not null references organisation (id),
        id             uuid not null,
        as_of          date not null,
        finished_at    timestamptz not null default now(),
        report         jsonb not null,
        primary key (health_body_id, id)
      );
      create index import_run_by_time on import_run (health_body_id, finished_at desc, id);
      call wall_in('import_run', 'health_body_id', null);
      grant select, insert on import_run to accord_health;

      create table import_rows_to_mend (
        health_body_id uuid not null,
        import_id      uuid not null,
        file           text not null check (file in ('contracts', 'payments', 'contacts')),
        chunk          integer not null check (chunk > 0),
        content        bytea not null check (length(content) <= 1048576),
        primary key (health_body_id, import_id, file, chunk),
        foreign key (health_body_id, import_id) references import_run (health_body_id, id)
      );
      call wall_in('import_rows_to_mend', 'health_body_id', null);
      grant select, insert on import_rows_to_mend to accord_health;

      -- After much was brought in: lists are planned well at once, not only when autovacuum has been round.
      create function refresh_statistics() returns void
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        analyze organisation, partnership, person, contact, contract, named_lead, instalment, receipt, engagement;
      end $$;
      grant execute on function refresh_statistics() to accord_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
