import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Findings with their life, what each side did with them, and the marks by which every writer says, without knowing it,
 * which partnerships are to be judged again.
 */
export class CreateFindings1795377650000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(FINDINGS);
    await db.query(RESPONSES);
    await db.query(WHAT_TO_JUDGE);
    await db.query(MARKS);
    await db.query(SETTLING);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const FINDINGS = `
  -- Something the system noticed, for as long as it holds and after. No side writes it: see findings_settle.
  create table finding (
    health_body_id    uuid not null,
    group_id          uuid not null,
    id                uuid not null,
    rule              text not null check (rule ~ '^[a-z_]+$'),
    -- what of the partnership it is about: an id, or the word partnership
    subject_key       text not null check (subject_key <> ''),
    contract_id       uuid,
    instalment_id     uuid,
    severity          text check (severity in ('critical', 'serious', 'attention')),
    -- ids, dates and figures that do not change from day to day; never a name or an address
    evidence          jsonb not null,
    audience          text not null check (audience in ('health_body', 'group', 'both')),
    acts_on           text not null check (acts_on in ('health_body', 'group')),
    first_seen_on     date not null,
    last_confirmed_on date not null,
    cleared_on        date,
    cleared_why       text check (cleared_why ~ '^[a-z_]+$'),
    version           integer not null default 1,
    worst_first       text collate "C" not null generated always as (
      case severity when 'critical' then '1' when 'serious' then '2' when 'attention' then '3' else '4' end
      || lpad((first_seen_on - date '2000-01-01')::text, 6, '0') || rule) stored,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate,
    -- what waits on a group is never held against it
    check ((severity is null) = (acts_on = 'group')),
    check (instalment_id is null or contract_id is not null),
    check (first_seen_on <= last_confirmed_on),
    check ((cleared_on is null) = (cleared_why is null))
  );
  create unique index finding_open on finding (health_body_id, group_id, rule, subject_key) where cleared_on is null;
  create index finding_by_worst on finding (health_body_id, worst_first, id) where cleared_on is null;
  create index finding_of_group_by_worst on finding (group_id, worst_first, id) where cleared_on is null;
  create index finding_cleared on finding (health_body_id, worst_first, id) where cleared_on is not null;
  create index finding_of_group_cleared on finding (group_id, worst_first, id) where cleared_on is not null;
  create index finding_of_contract on finding (health_body_id, contract_id) where contract_id is not null;
  create index finding_of_group_contract on finding (group_id, contract_id) where contract_id is not null;
  create index finding_of_instalment on finding (group_id, instalment_id) where instalment_id is not null;
  call wall_in('finding', 'health_body_id', 'group_id');
  create policy health_sees on finding as restrictive for select to accord_health
    using (audience in ('health_body', 'both'));
  create policy group_sees on finding as restrictive for select to accord_group using (audience in ('group', 'both'));
  grant select on finding to accord_health, accord_group;
`;

const RESPONSES = `
  -- What one side did with a finding: its own matter, which the other side never sees.
  create table finding_response (
    health_body_id  uuid not null,
    group_id        uuid not null,
    finding_id      uuid not null,
    side            text not null check (side in ('health', 'group')),
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    -- the last day on which it rests
    snoozed_until   date,
    reason          text check (length(reason) between 1 and 1000),
    primary key (health_body_id, finding_id, side),
    foreign key (group_id, finding_id, health_body_id) references finding (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    check ((snoozed_until is null) = (reason is null))
  );
  create index finding_response_of_group on finding_response (group_id, finding_id, health_body_id);
  create index finding_response_snoozed on finding_response (health_body_id, snoozed_until) where snoozed_until is not null;
  create index finding_response_of_group_snoozed on finding_response (group_id, snoozed_until)
    where snoozed_until is not null;
  call wall_in('finding_response', 'health_body_id', 'group_id');
  create policy health_own_side on finding_response as restrictive for all to accord_health
    using (side = 'health') with check (side = 'health');
  create policy group_own_side on finding_response as restrictive for all to accord_group
    using (side = 'group') with check (side = 'group');
  -- Only to what one can see: the walls of the findings stand inside these subqueries.
  create policy health_saw_it on finding_response as restrictive for insert to accord_health with check (exists (
    select 1 from finding f where f.health_body_id = finding_response.health_body_id
      and f.group_id = finding_response.group_id and f.id = finding_response.finding_id));
  create policy group_saw_it on finding_response as restrictive for insert to accord_group with check (exists (
    select 1 from finding f where f.health_body_id = finding_response.health_body_id
      and f.group_id = finding_response.group_id and f.id = finding_response.finding_id));
  grant select, insert, update (acknowledged_at, acknowledged_by, snoozed_until, reason)
    on finding_response to accord_health, accord_group;
`;

const WHAT_TO_JUDGE = `
  -- Added to by the triggers below on every change that a judgement may rest on, and never looked at by a writer, so
  -- that no two writers wait for each other.
  create table finding_mark (
    health_body_id uuid not null,
    group_id       uuid not null,
    id             bigint generated always as identity,
    primary key (health_body_id, id)
  );
  call lock_away('finding_mark');

  -- When a partnership's findings can change by the calendar alone, and what is missing to judge it.
  create table finding_subject (
    health_body_id uuid not null,
    group_id       uuid not null,
    judge_again_on date,
    evidence_gaps  text[] not null,
    primary key (health_body_id, group_id),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate
  );
  create index finding_subject_due on finding_subject (health_body_id, judge_again_on) where judge_again_on is not null;
  create index finding_subject_unjudged on finding_subject (health_body_id, group_id) where evidence_gaps <> '{}';
  call wall_in('finding_subject', 'health_body_id', null);
  grant select on finding_subject to accord_health;

  create table finding_run (
    health_body_id uuid primary key references organisation (id),
    judged_on      date not null,
    finished_at    timestamptz not null default now()
  );
  call lock_away('finding_run');
`;

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

const SETTLING = `
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
  create function findings_held(group_ids uuid[], day date) returns table (id uuid, group_id uuid, rule text,
    subject_key text, contract_id uuid, instalment_id uuid, cancelled boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
    select f.id, f.group_id, f.rule, f.subject_key, f.contract_id, f.instalment_id, i.state = 'cancelled'
    from finding f
    left join instalment i on i.health_body_id = f.health_body_id and i.id = f.instalment_id
    where f.health_body_id = nullif(current_setting('app.tenant', true), '')::uuid
      and f.group_id = any (group_ids) and f.cleared_on is null
  $$;

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

  create function findings_finish(day date) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into finding_run as r (health_body_id, judged_on)
    values (nullif(current_setting('app.tenant', true), '')::uuid, day)
    on conflict (health_body_id) do update set judged_on = excluded.judged_on, finished_at = now()
      where r.judged_on < excluded.judged_on
  $$;

  grant execute on function findings_last_judged_on(), findings_to_judge(date, boolean), findings_take(date, boolean),
    findings_held(uuid[], date), findings_settle(uuid[], jsonb, date), findings_finish(date) to accord_app;
`;
