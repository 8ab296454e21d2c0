import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is asked of all contracts or payments of a large health body: the state of a contract is written into the query
 * that asks for it where its history has one line, and sums over a period are read from an index alone.
 */
export class ReadContractStatesInPlace1795767000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Plain SQL without a subquery and without settings of its own, which the planner writes into the query.
    await db.query(`
      create function contract_state_by(stored text, starts_on date, ends_on date, day date) returns text
      language sql immutable parallel safe as $$
        select case
          when stored not in ('agreed', 'suspended') then stored
          when day > ends_on then 'ended'
          when stored = 'suspended' then 'suspended'
          when day < starts_on then 'agreed'
          else 'active' end
      $$;
      grant execute on function contract_state_by(text, date, date, date) to accord_health, accord_group;

      create function contract_state_stored(c contract, day date) returns text language sql stable as $$
        select h.to_state from contract_state_change h
        where h.health_body_id = c.health_body_id and h.contract_id = c.id and (h.effective_on <= day or h.position = 1)
        order by h.position > 1 desc, h.effective_on desc, h.position desc limit 1
      $$;
      grant execute on function contract_state_stored(contract, date) to accord_health, accord_group;

      create or replace function contract_state_on(c contract, day date) returns text language sql stable as $$
        select case when c.state_changes = 1 then contract_state_by(c.state, c.starts_on, c.ends_on, day)
          else contract_state_by(contract_state_stored(c, day), c.starts_on, c.ends_on, day) end
      $$;
    `);
    await db.query(`
      -- Contracts of which it has to be asked whether their payments count.
      create index contract_doubtful on contract (health_body_id, id)
        where state_changes <> 1 or state in ('draft', 'withdrawn');

      drop index instalment_by_due;
      create index instalment_by_due on instalment (health_body_id, due_on, id)
        include (group_id, contract_id, settled_on, net_pence, vat_pence, amount_pence) where state <> 'cancelled';
      drop index instalment_by_settled;
      create index instalment_by_settled on instalment (health_body_id, settled_on)
        include (id, group_id, contract_id, amount_pence) where state <> 'cancelled' and settled_on is not null;

      drop index finding_by_worst;
      create index finding_by_worst on finding (health_body_id, worst_first, id)
        include (group_id, acts_on, audience) where cleared_on is null;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
