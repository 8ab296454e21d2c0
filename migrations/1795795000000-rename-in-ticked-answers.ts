import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A name that changes in a draft leaves what was ticked in it as it was: several ticks are a list, and no text. */
export class RenameInTickedAnswers1795795000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(RENAME);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const RENAME = `
  create or replace function form_drafts_rename(in_organisations uuid[], former text, present text) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    pattern text;
  begin
    if former is null or former is not distinct from present then return; end if;
    if not exists (select 1 from form_draft d where d.organisation_id = any (in_organisations)) then return; end if;
    pattern := case when former ~ '^\\w' then '\\m' else '' end
      || regexp_replace(former, '([\\\\^$.*+?()\\[\\]{}|/-])', '\\\\\\1', 'g')
      || case when former ~ '\\w$' then '\\M' else '' end;
    update form_draft d set saves = d.saves + 1, answers = (
        select jsonb_object_agg(a.key, case jsonb_typeof(a.value) when 'string' then to_jsonb(
          regexp_replace(a.value #>> '{}', pattern, replace(coalesce(present, ''), '\\', '\\\\'), 'gi'))
          else a.value end)
        from jsonb_each(d.answers) a)
      where d.organisation_id = any (in_organisations)
        and exists (select 1 from jsonb_each_text(d.answers) a where a.value ~* pattern);
  end $$;
`;
