import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A run is sent with the columns that it was submitted with. They say which supplier number the ledger reads, so a column
 * set that is changed later is looked at by two people again.
 */
export class KeepColumnsOfRuns1795792000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table payment_run
        add column template_version integer,
        add constraint payment_run_template_version check (template_version is null or template_id is not null);
      alter table payment_run disable trigger user;
      update payment_run r set template_version = t.version from export_template t
        where t.health_body_id = r.health_body_id and t.id = r.template_id and r.state in ('submitted', 'approved');
      alter table payment_run enable trigger user;

      -- Kept by the trigger alone: at submission, until the run is a draft again or sent.
      create function payment_run_keeps_columns() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        now_at integer;
      begin
        if new.state = old.state or new.state not in ('draft', 'submitted', 'approved', 'exported') then return new; end if;
        select t.version into now_at from export_template t
          where t.health_body_id = new.health_body_id and t.id = new.template_id and t.removed_at is null;
        if new.state in ('approved', 'exported') and new.template_version is distinct from now_at then
          perform payment_run_refuse('the columns of the run were changed', 'payment_run_columns');
        end if;
        new.template_version := case when new.state <> 'draft' then now_at end;
        return new;
      end $$;
      create trigger payment_run_keeps_columns before update on payment_run
        for each row execute function payment_run_keeps_columns();
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
