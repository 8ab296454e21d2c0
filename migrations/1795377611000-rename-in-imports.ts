import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A name that changes is replaced in what files brought in too. */
export class RenameInImports1795377611000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(FORMER_NAMES_IN_IMPORTS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const FORMER_NAMES_IN_IMPORTS = `
  -- What files brought in is the health body's own, but a name in it may be of the group's people: when that name
  -- changes, the server puts the present one in its place, for its own organisation and for its partners.
  create function knows_imports_of(body uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select body = nullif(current_setting('app.tenant', true), '')::uuid or exists (select 1 from partnership p
      where p.health_body_id = body and p.group_id = nullif(current_setting('app.tenant', true), '')::uuid)
  $$;
  create function rows_to_mend_files() returns table (health_body_id uuid, import_id uuid, file text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select m.health_body_id, m.import_id, m.file from import_rows_to_mend m
    where m.chunk = 1 and m.health_body_id in (
      select nullif(current_setting('app.tenant', true), '')::uuid
      union select p.health_body_id from partnership p
      where p.group_id = nullif(current_setting('app.tenant', true), '')::uuid)
  $$;
  create function rows_to_mend_content(body uuid, import uuid, of_file text) returns bytea
  language sql stable security definer set search_path = public, pg_temp as $$
    select string_agg(m.content, ''::bytea order by m.chunk) from import_rows_to_mend m
    where m.health_body_id = body and m.import_id = import and m.file = of_file and knows_imports_of(body)
  $$;
  create function rows_to_mend_replace(body uuid, import uuid, of_file text, chunks bytea[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not knows_imports_of(body) then return; end if;
    delete from import_rows_to_mend m where m.health_body_id = body and m.import_id = import and m.file = of_file;
    insert into import_rows_to_mend (health_body_id, import_id, file, chunk, content)
      select body, import, of_file, c.chunk, c.content from unnest(chunks) with ordinality c(content, chunk);
  end $$;
  create function import_reports_naming(words text[]) returns table (health_body_id uuid, id uuid, report jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
    select r.health_body_id, r.id, r.report from import_run r
    where r.health_body_id in (
      select nullif(current_setting('app.tenant', true), '')::uuid
      union select p.health_body_id from partnership p
      where p.group_id = nullif(current_setting('app.tenant', true), '')::uuid)
      and exists (select 1 from unnest(words) word where position(lower(word) in lower(r.report::text)) > 0)
  $$;
  create function import_report_replace(body uuid, import uuid, present jsonb) returns void
  language sql security definer set search_path = public, pg_temp as $$
    update import_run r set report = present
    where r.health_body_id = body and r.id = import and knows_imports_of(body)
  $$;
  grant execute on function rows_to_mend_files(), rows_to_mend_content(uuid, uuid, text),
    rows_to_mend_replace(uuid, uuid, text, bytea[]), import_reports_naming(text[]),
    import_report_replace(uuid, uuid, jsonb) to accord_app;
`;
