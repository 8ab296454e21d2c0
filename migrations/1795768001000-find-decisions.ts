import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Decisions are found by the words in them, as entries of the contact log are, and stand in what happened, by day. */
export class FindDecisions1795768001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(INDEXES);
    await db.query(BY_WORDS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const WORDS = `to_tsvector('pg_catalog.simple'::regconfig, title || ' ' || what)`;
const TENANT = `nullif(current_setting('app.tenant', true), '')::uuid`;

const INDEXES = `
  create index decision_by_words on decision using gin (health_body_id, (${WORDS}));
  create index decision_of_partnership_by_day on decision (health_body_id, group_id, proposed_on, id);
  create index decision_of_partnership_closed on decision (health_body_id, group_id, closed_on, id)
    where closed_on is not null;
`;

/** Of more than so many, the reader has to say more: which of them come is then left open. */
const MOST_SORTED = 2000;

const BY_WORDS = `
  -- Both sides read all of a decision, so whatever has the words is found. Answers ids alone: see find_in_log.
  create function find_decisions(of_side text, words tsquery, most integer) returns table (id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_custom_plan as $$
  begin
    if of_side = 'health' then
      return query select f.id from (select d.id, d.proposed_on from decision d
          where d.health_body_id = ${TENANT} and ${WORDS} @@ words limit ${String(MOST_SORTED)}) f
        order by f.proposed_on desc, f.id desc limit most;
    else
      return query select d.id from decision d where d.group_id = ${TENANT} and ${WORDS} @@ words
        order by d.proposed_on desc, d.id desc limit most;
    end if;
  end $$;
  grant execute on function find_decisions(text, tsquery, integer) to accord_app;
`;
