import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How both work together stands in what happened, by day, and is found by the words in it. */
export class FindCommencements1795775001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(INDEXES);
    await db.query(BY_WORDS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

/** When each side can be reached, and what is due. */
const WORDS = `(to_tsvector('pg_catalog.simple'::regconfig, health_availability || ' ' || group_availability)
  || jsonb_to_tsvector('pg_catalog.simple'::regconfig, jsonb_path_query_array(deadlines, '$[*].what'), '["string"]'))`;
const TENANT = `nullif(current_setting('app.tenant', true), '')::uuid`;

const INDEXES = `
  create index commencement_by_words on commencement using gin (health_body_id, (${WORDS}));
  create index commencement_of_partnership_by_day on commencement (health_body_id, group_id, proposed_on);
  create index commencement_of_partnership_agreed on commencement (health_body_id, group_id, agreed_on)
    where agreed_on is not null;
`;

/** Of more than so many, the reader has to say more: which of them come is then left open. */
const MOST_SORTED = 2000;

const BY_WORDS = `
  -- Both sides read all of it. Answers the contract, and of each only what its newest version says: see find_in_log.
  create function find_commencements(of_side text, words tsquery, most integer) returns table (id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_custom_plan as $$
  begin
    if of_side = 'health' then
      return query select f.contract_id from (select k.health_body_id, k.contract_id, k.number, k.proposed_on
          from commencement k where k.health_body_id = ${TENANT} and ${WORDS} @@ words limit ${String(MOST_SORTED)}) f
        where not exists (select 1 from commencement n where n.health_body_id = f.health_body_id
          and n.contract_id = f.contract_id and n.number > f.number)
        order by f.proposed_on desc, f.contract_id desc limit most;
    else
      return query select k.contract_id from commencement k where k.group_id = ${TENANT} and ${WORDS} @@ words
        and not exists (select 1 from commencement n where n.group_id = k.group_id
          and n.contract_id = k.contract_id and n.number > k.number)
        order by k.proposed_on desc, k.contract_id desc limit most;
    end if;
  end $$;
  grant execute on function find_commencements(text, tsquery, integer) to accord_app;
`;
