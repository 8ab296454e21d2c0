import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Thousands of new entries, each judged once.
 *
 * After a first small statement of each health body, their ids look as unique as those of entries, and thousands of new
 * entries would be looked for by the body alone. The planner is told that a body has many.
 */
export class PlanStatementLookups1795730231000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const table of ['statement_entry', 'statement_booking', 'statement_candidate']) {
      await db.query(`alter table ${table} alter column health_body_id set (n_distinct = 20)`);
    }
    await db.query(JUDGED_ONCE);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const JUDGED_ONCE = `
  -- Each new entry is judged at the end of the transaction; that a new booking is of an entry that is booked, at once and
  -- for all of them together.
  drop trigger statement_entry_adds_up on statement_entry;
  create constraint trigger statement_entry_adds_up after insert on statement_entry
    deferrable initially deferred for each row when (new.outcome in ('matched', 'confirmed', 'returned'))
    execute function statement_entry_adds_up();
  create constraint trigger statement_entry_still_adds_up after update of outcome on statement_entry
    deferrable initially deferred for each row execute function statement_entry_adds_up();
  drop trigger statement_booking_adds_up on statement_booking;
  create constraint trigger statement_booking_adds_up after update on statement_booking
    deferrable initially deferred for each row execute function statement_entry_adds_up();

  create function statement_booking_of_booked() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if exists (select 1 from added a
        join statement_entry e on e.health_body_id = a.health_body_id and e.id = a.entry_id
        where e.outcome not in ('matched', 'confirmed', 'returned')) then
      raise exception 'what is booked of an entry is its amount'
        using errcode = 'check_violation', constraint = 'statement_entry_adds_up';
    end if;
    return null;
  end $$;
  create trigger statement_booking_of_booked after insert on statement_booking
    referencing new table as added for each statement execute function statement_booking_of_booked();
`;
