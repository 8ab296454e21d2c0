import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The periods for which payers publish figures, and who approved a notice before it was published. */
export class AddFigures1795730240000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(PERIODS);
    await db.query(STATEMENTS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const PERIODS = `
  -- Periods are data: commencement has moved before. A notice is to be out before the end of the 30 days that begin with
  -- the last day of its period (Procurement Act 2023, section 69): that last day is day 1.
  create table reporting_period (
    id            uuid primary key default gen_random_uuid(),
    kind          text not null check (kind in ('compliance_notice', 'financial_year')),
    from_on       date not null,
    to_on         date not null check (to_on > from_on),
    publish_by_on date,
    source        text not null check (source <> ''),
    unique (kind, from_on),
    check (publish_by_on is null or publish_by_on = to_on + 29)
  );
  insert into reporting_period (kind, from_on, to_on, publish_by_on, source)
  select 'compliance_notice', p.from_on, p.to_on, p.to_on + 29, p.source from (
    select date '2026-01-01' as from_on, date '2026-03-31' as to_on,
      'Procurement Act 2023, section 69; in force from 1 January 2026 by SI 2025/1316' as source
    union all
    select h::date, (h + interval '6 months' - interval '1 day')::date,
      'Procurement Act 2023, section 69: periods end on 31 March and 30 September'
    from generate_series(timestamp '2026-04-01', timestamp '2035-10-01', interval '6 months') h) p;
  insert into reporting_period (kind, from_on, to_on, source)
  select 'financial_year', y::date, (y + interval '1 year' - interval '1 day')::date,
    'Public Contracts Regulations 2015, regulation 113; the NHS accounting year'
  from generate_series(timestamp '2018-04-01', timestamp '2035-04-01', interval '1 year') y;
  create index reporting_period_by_day on reporting_period (to_on, id);
  call lock_away('reporting_period');
  create policy all_read on reporting_period for select to accord_app, accord_health, accord_group using (true);
  grant select on reporting_period to accord_app, accord_health;
`;

const STATEMENTS = `
  -- The approval that a compliance notice names (Procurement Regulations 2024, regulation 38(2)(e)): by whom, of which
  -- figures, and who entered it. Taken back and entered anew where it was wrong; never changed.
  create table figure_statement (
    health_body_id uuid not null references organisation (id),
    id             uuid not null,
    period_id      uuid not null references reporting_period (id),
    name           text not null check (length(name) between 1 and 200),
    job_title      text not null check (length(job_title) between 1 and 200),
    approved_on    date not null,
    -- the figures as they were when they were approved
    figures        jsonb not null,
    entered_by     uuid,
    recorded_at    timestamptz not null default now(),
    withdrawn_at   timestamptz,
    version        integer not null default 1,
    primary key (health_body_id, id)
  );
  create unique index figure_statement_once on figure_statement (health_body_id, period_id) where withdrawn_at is null;
  create index figure_statement_by_day on figure_statement (health_body_id, approved_on, id);
  call wall_in('figure_statement', 'health_body_id', null);
  grant select, insert, update (withdrawn_at, version) on figure_statement to accord_health;
  create policy health_withdraws_once on figure_statement as restrictive for update to accord_health
    using (withdrawn_at is null) with check (withdrawn_at is not null);
`;
