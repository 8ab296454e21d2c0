import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a bank statement booked is taken out by undoing its entry or by a return, and by nothing else. */
export class KeepReceiptsOfStatements1795793000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A receipt and the booking of it stand and fall together: a reversal that the statement knows nothing of would leave
      -- it saying that the money came. Judged at the end of the transaction, by when the booking names the reversal.
      create function receipt_of_statement_kept() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if exists (
            select 1 from statement_booking b
            where b.health_body_id = new.health_body_id and b.receipt_id = new.reverses_id and not exists (
              select 1 from statement_booking k where k.health_body_id = b.health_body_id and k.line_id = b.line_id
                and k.reversal_id = new.id)) then
          raise exception 'a receipt that a bank statement booked is taken out by undoing its entry'
            using errcode = 'check_violation', constraint = 'receipt_of_statement_kept';
        end if;
        return null;
      end $$;
      create constraint trigger receipt_of_statement_kept after insert on receipt
        deferrable initially deferred for each row when (new.kind = 'reversal')
        execute function receipt_of_statement_kept();

      -- The same from the other side: what is undone of a statement is out of the ledger.
      create function statement_booking_undone() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if not exists (select 1 from receipt r where r.health_body_id = new.health_body_id and r.id = new.reversal_id
            and r.reverses_id = new.receipt_id) then
          raise exception 'what is undone of a statement is reversed in the ledger'
            using errcode = 'check_violation', constraint = 'statement_booking_undone';
        end if;
        return null;
      end $$;
      create constraint trigger statement_booking_undone after update on statement_booking
        for each row when (new.kind = 'receipt' and new.undone_at is not null)
        execute function statement_booking_undone();
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
