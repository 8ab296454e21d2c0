import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is found by words. Behind the walls no index on words may be used, as comparing words is not held to be leakproof:
 * so a function of the server's reads those indexes within the tenant and answers ids alone, and the rows are then read
 * behind the walls by these.
 */
export class FindByWords1795747000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('create extension if not exists pg_trgm');
    await db.query('create extension if not exists btree_gin');
    await db.query(INDEXES);
    await db.query(NAMES);
    await db.query(WRITTEN);
    await db.query(MONEY);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

/** Whole words and their beginnings: in long texts, letters in the middle of words would find too much. */
const wordsOf = (text: string) => `to_tsvector('pg_catalog.simple'::regconfig, ${text})`;
const IN_ENTRY = wordsOf(`coalesce(purpose, '') || ' ' || coalesce(outcome, '')`);
const IN_NOTE = wordsOf('body');

const INDEXES = `
  create index contract_by_words on contract
    using gin (health_body_id, (reference_key || ' ' || lower(title)) gin_trgm_ops);
  create index contact_by_words on contact
    using gin (health_body_id, (name_key || ' ' || coalesce(email, '')) gin_trgm_ops);

  create index engagement_by_words on engagement using gin (health_body_id, (${IN_ENTRY})) where visibility <> 'restricted';
  create index note_by_words on note using gin (health_body_id, (${IN_NOTE})) where visibility <> 'restricted';

  create index receipt_by_reference on receipt (health_body_id, reference_key text_pattern_ops);
  create index invoice_by_number on invoice (health_body_id, number_key text_pattern_ops);
`;

/** Of more than this, the reader has to say more: which of them come is then left open. */
const MOST_SORTED = 2000;

const tenant = `nullif(current_setting('app.tenant', true), '')::uuid`;
const AS_SERVER = `security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan`;

const NAMES = `
  -- Each pattern is a part of the name, the longest first. Restricted records are found by nobody.
  create function find_groups(patterns text[], most integer) returns table (id uuid) language sql stable ${AS_SERVER} as $$
    select p.id from partnership p join organisation g on g.id = p.group_id
    where p.health_body_id = ${tenant} and (g.name_key like all (patterns) or exists (select 1 from partnership_alias a
      where a.health_body_id = p.health_body_id and a.group_id = p.group_id and a.name_key like all (patterns)))
    order by g.name_key, p.id limit most
  $$;

  create function find_people(of_side text, patterns text[], most integer) returns table (id uuid)
  language plpgsql stable ${AS_SERVER} as $$
  begin
    if of_side = 'health' then
      return query select (array_agg(f.id order by f.id))[1] from (select k.id, k.name_key, k.person_id from contact k
          where k.health_body_id = ${tenant} and (k.name_key || ' ' || coalesce(k.email, '')) like patterns[1]
            and (k.name_key || ' ' || coalesce(k.email, '')) like all (patterns) limit ${String(MOST_SORTED)}) f
        group by coalesce(f.person_id, f.id) order by min(f.name_key), coalesce(f.person_id, f.id) limit most;
    else
      return query select (array_agg(k.id order by k.id))[1] from contact k where k.group_id = ${tenant}
          and (k.name_key || ' ' || coalesce(k.email, '')) like all (patterns)
        group by coalesce(k.person_id, k.id) order by min(k.name_key), coalesce(k.person_id, k.id) limit most;
    end if;
  end $$;

  create function find_contracts(of_side text, patterns text[], most integer) returns table (id uuid)
  language plpgsql stable ${AS_SERVER} as $$
  begin
    if of_side = 'health' then
      return query select f.id from (select c.id, c.ends_on from contract c
          where c.health_body_id = ${tenant} and (c.reference_key || ' ' || lower(c.title)) like patterns[1]
            and (c.reference_key || ' ' || lower(c.title)) like all (patterns) limit ${String(MOST_SORTED)}) f
        order by f.ends_on desc, f.id limit most;
    else
      return query select c.id from contract c join organisation h on h.id = c.health_body_id
        where c.group_id = ${tenant} and (c.reference_key || ' ' || lower(c.title) || ' ' || h.name_key) like all (patterns)
        order by c.ends_on desc, c.id limit most;
    end if;
  end $$;
  grant execute on function find_groups(text[], integer), find_people(text, text[], integer),
    find_contracts(text, text[], integer) to accord_app;
`;

const SEEN = `e.visibility <> 'restricted' and (e.visibility = 'shared' or e.owner_id = ${tenant})`;

/** Newest first. What many entries say is found among the newest; what few say is looked up and then put in order. */
const WRITTEN = `
  create function find_in_log(of_side text, words tsquery, most integer) returns table (id uuid)
  language plpgsql stable ${AS_SERVER} as $$
  declare
    found uuid[];
  begin
    if of_side = 'group' then
      return query select e.id from engagement e
        where e.group_id = ${tenant} and ${SEEN} and ${IN_ENTRY} @@ words
        order by e.happened_on desc, e.id desc limit most;
      return;
    end if;
    found := array(select e.id from engagement e where e.health_body_id = ${tenant}
      and e.visibility <> 'restricted' and ${IN_ENTRY} @@ words limit ${String(MOST_SORTED)});
    if cardinality(found) < ${String(MOST_SORTED)} then
      return query select e.id from engagement e where e.health_body_id = ${tenant} and e.id = any (found) and ${SEEN}
        order by e.happened_on desc, e.id desc limit most;
    else
      return query select e.id from engagement e where e.health_body_id = ${tenant} and ${SEEN}
          and ${IN_ENTRY} @@ words
        order by e.happened_on desc, e.id desc limit most;
    end if;
  end $$;

  create function find_in_notes(of_side text, words tsquery, most integer) returns table (id uuid)
  language plpgsql stable ${AS_SERVER} as $$
  begin
    if of_side = 'health' then
      return query select n.id from note n where n.health_body_id = ${tenant} and n.owner_id = ${tenant}
          and n.visibility <> 'restricted' and ${IN_NOTE} @@ words
        order by n.created_at desc, n.id desc limit most;
    else
      return query select n.id from note n where n.group_id = ${tenant} and n.owner_id = ${tenant}
          and n.visibility <> 'restricted' and ${IN_NOTE} @@ words
        order by n.created_at desc, n.id desc limit most;
    end if;
  end $$;
  grant execute on function find_in_log(text, tsquery, integer), find_in_notes(text, tsquery, integer) to accord_app;
`;

const MONEY = `
  -- For those who pay: by the name that is paid and by what a payment or a contract is called, and by nothing else.
  create function find_payees(patterns text[], most integer) returns table (id uuid) language sql stable ${AS_SERVER} as $$
    select p.id from partnership p join organisation g on g.id = p.group_id
    where p.health_body_id = ${tenant} and lower(coalesce(g.payee_name, g.name)) like all (patterns)
    order by lower(coalesce(g.payee_name, g.name)), p.id limit most
  $$;

  create function find_payments(of_side text, beginning text, most integer) returns table (id uuid)
  language plpgsql stable ${AS_SERVER} as $$
  begin
    if of_side = 'health' then
      return query select f.instalment_id from (select r.instalment_id, r.received_on from receipt r
          where r.health_body_id = ${tenant} and r.reference_key like beginning limit ${String(MOST_SORTED)}) f
        group by f.instalment_id order by max(f.received_on) desc, f.instalment_id limit most;
    else
      return query select r.instalment_id from receipt r where r.group_id = ${tenant} and r.reference_key like beginning
        group by r.instalment_id order by max(r.received_on) desc, r.instalment_id limit most;
    end if;
  end $$;

  create function find_invoices(of_side text, beginning text, most integer) returns table (id uuid)
  language plpgsql stable ${AS_SERVER} as $$
  begin
    if of_side = 'health' then
      return query select f.id from (select v.id, v.received_on from invoice v
          where v.health_body_id = ${tenant} and v.number_key like beginning limit ${String(MOST_SORTED)}) f
        order by f.received_on desc, f.id limit most;
    else
      return query select v.id from invoice v where v.group_id = ${tenant} and v.number_key like beginning
        order by v.received_on desc, v.id limit most;
    end if;
  end $$;
  grant execute on function find_payees(text[], integer), find_payments(text, text, integer),
    find_invoices(text, text, integer) to accord_app;
`;
