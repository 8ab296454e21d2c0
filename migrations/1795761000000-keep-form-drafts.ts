import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody has begun to write into a long form, kept for them alone until it is sent. */
export class KeepFormDrafts1795761000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(DRAFTS);
    await db.query(ENDS);
    await db.query(ENDED_SESSIONS);
    await db.query(FORMER_NAMES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const DRAFTS = `
  -- No record of anybody's: it is not searched, exported or audited, and nobody but its author ever sees it.
  create table form_draft (
    organisation_id uuid not null references organisation (id),
    account_id      uuid not null,
    form            text not null check (form ~ '^[a-z-]{1,40}$'),
    -- what the form is about: a payment, a partnership; the organisation itself where it is about nothing else
    subject_id      uuid not null,
    -- the answers as they were typed, by the name of the question: texts, and only of questions that are named in code
    answers         jsonb not null check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 40000),
    -- how often it was kept: a second window that opened before is told whose words it replaces
    saves           integer not null default 1 check (saves > 0),
    begun_at        timestamptz not null default now(),
    kept_at         timestamptz not null default now(),
    primary key (organisation_id, account_id, form, subject_id)
  );
  call wall_in('form_draft', 'organisation_id', 'organisation_id');
  create policy only_its_author on form_draft as restrictive to accord_health, accord_group
    using (account_id = nullif(current_setting('app.user', true), '')::uuid)
    with check (account_id = nullif(current_setting('app.user', true), '')::uuid);
  grant select, delete, insert (organisation_id, account_id, form, subject_id, answers),
    update (answers, saves, kept_at) on form_draft to accord_health, accord_group;
`;

const ENDS = `
  create function form_draft_purge() returns void
  language sql security definer set search_path = public, pg_temp as $$
    delete from form_draft where kept_at < now() - interval '30 days'
  $$;
  grant execute on function form_draft_purge() to accord_app;

  -- Whoever has left an organisation, or may not sign in any more, leaves no drafts behind.
  create function form_drafts_end_with_place() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    delete from form_draft d where d.organisation_id = new.organisation_id and d.account_id = new.account_id
      and not exists (select 1 from membership m where m.organisation_id = new.organisation_id
        and m.account_id = new.account_id and m.ended_at is null);
    return null;
  end $$;
  create trigger form_drafts_end after update of ended_at on membership
    for each row when (new.ended_at is not null) execute function form_drafts_end_with_place();

  create function form_drafts_end_with_account() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    delete from form_draft d where d.account_id = new.id;
    return null;
  end $$;
  create trigger form_drafts_end after update of disabled_at on account
    for each row when (new.disabled_at is not null) execute function form_drafts_end_with_account();
`;

const ENDED_SESSIONS = `
  -- A form sent from a session that ran out by itself is not lost: it is kept for whoever's session that was, and shown
  -- to nobody. A session that was ended, by signing out or otherwise, keeps nothing.
  create function form_draft_of_ended_session(
    with_hash bytea, idle interval, of_organisation uuid, of_form text, of_subject uuid, given jsonb) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    author uuid;
  begin
    select s.account_id into author
      from session s join account a on a.id = s.account_id and a.disabled_at is null
      where s.token_hash = with_hash and s.ended_at is null and s.last_seen_at > now() - interval '24 hours'
        and (s.expires_at <= now() or s.last_seen_at <= now() - idle)
        and exists (select 1 from membership m where m.account_id = s.account_id
          and m.organisation_id = of_organisation and m.ended_at is null and m.vouched);
    if author is null then return false; end if;
    if (select count(*) from form_draft d where d.organisation_id = of_organisation and d.account_id = author) >= 50
    then return false; end if;
    insert into form_draft (organisation_id, account_id, form, subject_id, answers)
      values (of_organisation, author, of_form, of_subject, given)
      on conflict (organisation_id, account_id, form, subject_id)
        do update set answers = excluded.answers, saves = form_draft.saves + 1, kept_at = now();
    return true;
  end $$;
  grant execute on function form_draft_of_ended_session(bytea, interval, uuid, text, uuid, jsonb) to accord_app;
`;

const FORMER_NAMES = `
  -- A name or an address that has changed is changed in drafts too, of all organisations that knew the person.
  create function form_drafts_rename(in_organisations uuid[], former text, present text) returns void
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
        select jsonb_object_agg(a.key,
          regexp_replace(a.value, pattern, replace(coalesce(present, ''), '\\', '\\\\'), 'gi'))
        from jsonb_each_text(d.answers) a)
      where d.organisation_id = any (in_organisations)
        and exists (select 1 from jsonb_each_text(d.answers) a where a.value ~* pattern);
  end $$;

  create function form_drafts_follow_person() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform form_drafts_rename(array[new.organisation_id], old.name, new.name);
    perform form_drafts_rename(array[new.organisation_id], old.email, new.email);
    return null;
  end $$;
  create trigger form_drafts_follow after update of name, email on person for each row
    when (old.name is distinct from new.name or old.email is distinct from new.email)
    execute function form_drafts_follow_person();

  create function form_drafts_follow_contact() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform form_drafts_rename(array[new.health_body_id, new.group_id], old.name, new.name);
    perform form_drafts_rename(array[new.health_body_id, new.group_id], old.email, new.email);
    return null;
  end $$;
  create trigger form_drafts_follow after update of name, email on contact for each row
    when (old.name is distinct from new.name or old.email is distinct from new.email)
    execute function form_drafts_follow_contact();
`;
