import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What both sides do together is found by the words in it: materials, challenges, introductions; and strategies. */
export class FindWhatBothDo1795779002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const shared of SHARED) {
      await db.query(shared.index);
      await db.query(shared.lookup);
    }
    await db.query(STRATEGIES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const TENANT = `nullif(current_setting('app.tenant', true), '')::uuid`;
const AS_SERVER = `security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan`;
const wordsOf = (text: string) => `to_tsvector('pg_catalog.simple'::regconfig, ${text})`;

/** Of more than so many, the reader has to say more: which of them come is then left open. */
const MOST_SORTED = 2000;

/** Both sides read all of it, so whatever has the words is found. Answers ids alone: see find_in_log. */
const shared = (table: string, lookup: string, { text, day }: { text: string; day: string }) => {
  const words = wordsOf(text);
  return {
    index: `create index ${table}_by_words on ${table} using gin (health_body_id, (${words}))`,
    lookup: `
      create function ${lookup}(of_side text, sought tsquery, most integer) returns table (id uuid)
      language plpgsql stable ${AS_SERVER} as $$
      begin
        if of_side = 'health' then
          return query select f.id from (select x.id, x.${day} from ${table} x
              where x.health_body_id = ${TENANT} and ${words} @@ sought limit ${String(MOST_SORTED)}) f
            order by f.${day} desc, f.id desc limit most;
        else
          return query select x.id from ${table} x where x.group_id = ${TENANT} and ${words} @@ sought
            order by x.${day} desc, x.id desc limit most;
        end if;
      end $$;
      grant execute on function ${lookup}(text, tsquery, integer) to accord_app;`,
  };
};

const SHARED = [
  shared('material', 'find_materials', { text: 'title', day: 'started_on' }),
  shared('challenge', 'find_challenges', {
    text: `words || ' ' || coalesce(wanted, '') || ' ' || coalesce(fact, '')`,
    day: 'raised_on',
  }),
  shared('introduction', 'find_introductions', { text: `entry_name || ' ' || why`, day: 'asked_on' }),
];

/** A health body has few, and reads its own alone: by the title of a strategy, or of a priority in it. */
const STRATEGIES = `
  create function find_strategies(sought tsquery, most integer) returns table (id uuid)
  language sql stable ${AS_SERVER} as $$
    select d.id from strategy_document d
    where d.health_body_id = ${TENANT} and (${wordsOf('d.title')} @@ sought or exists (
      select 1 from strategy_priority y where y.health_body_id = d.health_body_id and y.document_id = d.id
        and ${wordsOf('y.title')} @@ sought))
    order by d.from_on desc, d.id limit most
  $$;
  grant execute on function find_strategies(tsquery, integer) to accord_app;
`;
