import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a run is about to send is not planned again meanwhile. */
export class VaryOutsideRuns1795741003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The number of a run that is about to send one of these payments of a contract; null when none is. Whoever asks has
      -- the contract locked, and from now on the payments too: a run takes none of them before the transaction ends.
      create function contract_payments_in_run(wanted uuid, instalments uuid[]) returns integer
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        tenant constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
        body uuid;
      begin
        select c.health_body_id into body from contract c where c.id = wanted and tenant in (c.health_body_id, c.group_id);
        perform 1 from instalment i where i.health_body_id = body and i.contract_id = wanted order by i.id for update;
        return (select min(r.number) from payment_run_line l
          join payment_run r on r.health_body_id = l.health_body_id and r.id = l.run_id
          where l.health_body_id = body and l.contract_id = wanted and l.instalment_id = any (instalments) and l.live
            and r.state in ('draft', 'submitted', 'approved'));
      end $$;
      grant execute on function contract_payments_in_run(uuid, uuid[]) to accord_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
