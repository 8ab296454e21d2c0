import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which account each line of a run was submitted with, so that other details since then show before anything is sent. */
export class KeepAccountsOfRunLines1795730404000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table payment_run_line_account (
        health_body_id uuid not null,
        run_id         uuid not null,
        line_id        uuid not null,
        bank_detail_id uuid not null,
        fingerprint    bytea not null check (length(fingerprint) = 32),
        primary key (health_body_id, line_id),
        foreign key (health_body_id, run_id) references payment_run (health_body_id, id),
        foreign key (health_body_id, line_id) references payment_run_line (health_body_id, id) on delete cascade,
        foreign key (health_body_id, bank_detail_id) references bank_detail (health_body_id, id)
      );
      create index payment_run_line_account_of_run on payment_run_line_account (health_body_id, run_id);
      create index payment_run_line_account_of_detail on payment_run_line_account (health_body_id, bank_detail_id);
      call wall_in('payment_run_line_account', 'health_body_id', null);
      grant select, insert, delete on payment_run_line_account to accord_health;

      -- Written while the run is handed over, and never after. A run of another tenant is not seen here: its wall answers.
      create function payment_run_line_account_kept() returns trigger language plpgsql as $$
      begin
        if exists (select 1 from payment_run r where r.health_body_id = coalesce(new.health_body_id, old.health_body_id)
            and r.id = coalesce(new.run_id, old.run_id) and r.state <> 'draft') then
          raise exception 'what a run was submitted with is kept'
            using errcode = 'check_violation', constraint = 'payment_run_line_account_kept';
        end if;
        return coalesce(new, old);
      end $$;
      create trigger payment_run_line_account_kept before insert or delete on payment_run_line_account
        for each row execute function payment_run_line_account_kept();
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
