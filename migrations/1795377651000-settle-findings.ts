import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The marks by which every writer says, without knowing it, which partnerships are to be judged again; and the one way in
 * which what was judged becomes a finding.
 */
export class SettleFindings1795377651000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(MARKS);
    await db.query(TAKING);
    await db.query(SETTLING);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const MARKS = `
  create function finding_marks_changed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into finding_mark (health_body_id, group_id) select distinct n.health_body_id, n.group_id from changed n;
    return null;
  end $$;

  -- A history row of a contract comes with a change of the contract itself, and a receipt with one of its instalment.
  do $$
  declare
    judged text;
  begin
    foreach judged in array array['partnership', 'contract', 'contract_confirmation', 'contract_readiness_gap',
      'instalment', 'named_lead', 'contact', 'engagement']
    loop
      execute format('create trigger finding_marks_added after insert on %I referencing new table as changed
        for each statement execute function finding_marks_changed()', judged);
      execute format('create trigger finding_marks_changed after update on %I referencing new table as changed
        for each statement execute function finding_marks_changed()', judged);
    end loop;
  end $$;

  -- A last day or an address is a matter of every partnership that the person is a contact in.
  create function finding_marks_person() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into finding_mark (health_body_id, group_id)
    select distinct c.health_body_id, c.group_id
    from changed n
    join former o on o.organisation_id = n.organisation_id and o.id = n.id
    join contact c on c.person_organisation_id = n.organisation_id and c.person_id = n.id
    where (n.email, n.last_day_on) is distinct from (o.email, o.last_day_on);
    return null;
  end $$;
  create trigger finding_marks_changed after update on person
    referencing old table as former new table as changed for each statement execute function finding_marks_person();

  -- What was brought in before there were findings is judged too.
  insert into finding_mark (health_body_id, group_id) select health_body_id, group_id from partnership;
`;

const TAKING = `
  create function findings_last_judged_on() returns date
  language sql stable security definer set search_path = public, pg_temp as $$
    select max(judged_on) from finding_run
  $$;

  -- The health bodies that have something to judge: marked, or, when asked for, due by the day.
  create function findings_to_judge(day date, also_due boolean) returns table (health_body_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select o.id from organisation o
    where o.kind = 'health_body' and (
      exists (select 1 from finding_mark m where m.health_body_id = o.id)
      or (also_due and exists (
        select 1 from finding_subject s where s.health_body_id = o.id and s.judge_again_on <= day)))
    order by o.id
  $$;

  -- Takes what is to be judged of the tenant, for the rest of the transaction: a second run waits here, and then finds
  -- only what came later.
  create function findings_take(day date, also_due boolean) returns table (group_id uuid)
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    tenant constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
  begin
    perform pg_advisory_xact_lock(hashtextextended('findings:' || tenant, 0));
    if exists (select 1 from finding_run r where r.health_body_id = tenant and r.judged_on > day) then
      raise exception 'already judged on a later day' using errcode = 'object_not_in_prerequisite_state';
    end if;
    return query
      with marked as (delete from finding_mark m where m.health_body_id = tenant returning m.group_id)
      select m.group_id from marked m
      union
      select s.group_id from finding_subject s
      where also_due and s.health_body_id = tenant and s.judge_again_on <= day;
  end $$;

  -- What holds so far of some partnerships, whoever may see it, and what has become of the instalments concerned.
  create function findings_held(group_ids uuid[]) returns table (id uuid, group_id uuid, rule text,
    subject_key text, contract_id uuid, instalment_id uuid, cancelled boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
    select f.id, f.group_id, f.rule, f.subject_key, f.contract_id, f.instalment_id, i.state = 'cancelled'
    from finding f
    left join instalment i on i.health_body_id = f.health_body_id and i.id = f.instalment_id
    where f.health_body_id = nullif(current_setting('app.tenant', true), '')::uuid
      and f.group_id = any (group_ids) and f.cleared_on is null
  $$;

  create function findings_finish(day date) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into finding_run as r (health_body_id, judged_on)
    values (nullif(current_setting('app.tenant', true), '')::uuid, day)
    on conflict (health_body_id) do update set judged_on = excluded.judged_on, finished_at = now()
      where r.judged_on < excluded.judged_on
  $$;

  grant execute on function findings_last_judged_on(), findings_to_judge(date, boolean), findings_take(date, boolean),
    findings_held(uuid[]), findings_finish(date) to accord_app;
`;

const SETTLING = `
  -- What was judged of some partnerships of the tenant becomes what is so: { findings, gone: [{id, why}], partnerships }.
  create function findings_settle(group_ids uuid[], judged jsonb, day date)
  returns table (appeared integer, changed integer, cleared integer)
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    tenant constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
  begin
    insert into finding_subject as s (health_body_id, group_id, judge_again_on, evidence_gaps)
    select tenant, p.group_id, p.judge_again_on, p.evidence_gaps
    from jsonb_to_recordset(judged -> 'partnerships') p (group_id uuid, judge_again_on date, evidence_gaps text[])
    where p.group_id = any (group_ids)
    on conflict on constraint finding_subject_pkey do update
      set judge_again_on = excluded.judge_again_on, evidence_gaps = excluded.evidence_gaps
      where (s.judge_again_on, s.evidence_gaps) is distinct from (excluded.judge_again_on, excluded.evidence_gaps);

    return query
    with found as materialized (
      select j.* from jsonb_to_recordset(judged -> 'findings') j (id uuid, group_id uuid, rule text, subject_key text,
        contract_id uuid, instalment_id uuid, severity text, evidence jsonb, audience text, acts_on text)
      where j.group_id = any (group_ids)
    ),
    held as materialized (
      select f.* from finding f
      where f.health_body_id = tenant and f.group_id = any (group_ids) and f.cleared_on is null
    ),
    compared as materialized (
      select h.id as held_id, n.*,
        (h.severity, h.evidence, h.contract_id, h.audience, h.acts_on)
          is distinct from (n.severity, n.evidence, n.contract_id, n.audience, n.acts_on) as differs,
        array_position(array['critical', 'serious', 'attention'], n.severity)
          < array_position(array['critical', 'serious', 'attention'], h.severity) as worse
      from held h
      join found n on n.group_id = h.group_id and n.rule = h.rule and n.subject_key = h.subject_key
      where h.last_confirmed_on < day or (h.severity, h.evidence, h.contract_id, h.audience, h.acts_on)
        is distinct from (n.severity, n.evidence, n.contract_id, n.audience, n.acts_on)
    ),
    confirmed as (
      update finding f set severity = n.severity, evidence = n.evidence, contract_id = n.contract_id,
        audience = n.audience, acts_on = n.acts_on, last_confirmed_on = greatest(f.last_confirmed_on, day),
        version = f.version + n.differs::integer
      from compared n where f.health_body_id = tenant and f.id = n.held_id
      returning n.differs
    ),
    woken as (
      update finding_response r set snoozed_until = null, reason = null
      from compared n where n.worse and r.health_body_id = tenant and r.finding_id = n.held_id
        and r.snoozed_until is not null
    ),
    added as (
      insert into finding (health_body_id, group_id, id, rule, subject_key, contract_id, instalment_id, severity,
        evidence, audience, acts_on, first_seen_on, last_confirmed_on)
      select tenant, n.group_id, n.id, n.rule, n.subject_key, n.contract_id, n.instalment_id, n.severity, n.evidence,
        n.audience, n.acts_on, day, day
      from found n
      where not exists (select 1 from held h
        where h.group_id = n.group_id and h.rule = n.rule and h.subject_key = n.subject_key)
      returning 1
    ),
    gone as (
      update finding f set cleared_on = day, cleared_why = coalesce(w.why, 'mended'), version = f.version + 1
      from held h
      left join jsonb_to_recordset(judged -> 'gone') w (id uuid, why text) on w.id = h.id
      where f.health_body_id = tenant and f.id = h.id and not exists (select 1 from found n
        where n.group_id = h.group_id and n.rule = h.rule and n.subject_key = h.subject_key)
      returning 1
    )
    select (select count(*) from added)::integer, (select count(*) from confirmed c where c.differs)::integer,
      (select count(*) from gone)::integer;
  end $$;

  grant execute on function findings_settle(uuid[], jsonb, date) to accord_app;
`;
