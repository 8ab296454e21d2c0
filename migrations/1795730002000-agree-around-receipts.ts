import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agreeing a contract late moves only the payments of which nothing was sent or received: the others are frozen. */
export class AgreeAroundReceipts1795730002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What was received before its contract was agreed in Accord keeps the day it was due.
      create or replace function contract_agree(wanted uuid, today date, late_due_on date, late_send_by_on date)
      returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        c contract;
      begin
        select * into c from contract_to_change(wanted);
        if c.id is null or c.state <> 'draft' then return false; end if;
        if (select count(distinct k.side) from contract_confirmation k
            where k.health_body_id = c.health_body_id and k.contract_id = c.id
              and k.terms_version = c.terms_version and k.withdrawn_at is null) < 2 then
          return false;
        end if;
        update contract set state = 'agreed', state_changes = c.state_changes + 1, version = c.version + 1
          where health_body_id = c.health_body_id and id = c.id;
        insert into contract_state_change (health_body_id, group_id, contract_id, position, to_state, effective_on)
          values (c.health_body_id, c.group_id, c.id, c.state_changes + 1, 'agreed', today);
        update instalment set due_on = late_due_on, send_by_on = late_send_by_on, version = version + 1
          where health_body_id = c.health_body_id and group_id = c.group_id and contract_id = c.id
            and schedule_version = c.schedule_version and state = 'planned' and due_on < today
            and received_pence = 0 and not was_exported;
        return true;
      end $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
