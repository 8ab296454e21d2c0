import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Findings with their life, what each side did with them, and what is to be judged again, and when. */
export class CreateFindings1795377650000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(FINDINGS);
    await db.query(RESPONSES);
    await db.query(WHAT_TO_JUDGE);
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
