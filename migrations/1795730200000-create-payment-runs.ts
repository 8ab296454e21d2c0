import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How money leaves: a batch of payments that one person prepares, another approves within their limit, and the system
 * exports once. What must never happen is refused here, whatever the server does.
 */
export class CreatePaymentRuns1795730200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(LIMITS);
    await db.query(RUNS);
    await db.query(LINES);
    await db.query(EXPORTS);
    await db.query(LINES_GUARDED);
    await db.query(MOVES_GUARDED);
    await db.query(EXPORTS_GUARDED);
    await db.query(INSTALMENTS_GUARDED);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const LIMITS = `
  -- The scheme of delegation: up to how much one person may approve at once. Without a row they may approve nothing.
  create table approval_limit (
    health_body_id uuid not null references organisation (id),
    account_id     uuid not null,
    limit_pence    bigint not null check (limit_pence between 1 and 9007199254740991),
    set_at         timestamptz not null default now(),
    set_by         uuid not null,
    version        integer not null default 1,
    primary key (health_body_id, account_id),
    constraint approval_limit_set_by_another check (set_by <> account_id)
  );
  call wall_in('approval_limit', 'health_body_id', null);
  grant select, insert, delete, update (limit_pence, set_at, set_by, version) on approval_limit to accord_health;
`;

const RUNS = `
  create table payment_run (
    health_body_id       uuid not null references organisation (id),
    id                   uuid not null,
    number               integer not null check (number > 0),
    state                text not null default 'draft'
                           check (state in ('draft', 'submitted', 'approved', 'exported', 'closed', 'cancelled')),
    -- it was proposed from what must be sent by this day
    send_by_on           date not null,
    -- the day on which a bank file asks for the money to arrive
    payment_date         date not null,
    method               text not null check (method in ('ap_csv', 'bacs_18', 'pain_001')),
    template_id          uuid,
    -- both kept by the lines' own triggers
    line_count           integer not null default 0 check (line_count >= 0),
    total_pence          bigint not null default 0 check (total_pence between 0 and 9007199254740991),
    -- everybody who had a hand in preparing it, and for a token whoever made the token
    touched_by           uuid[] not null default '{}',
    submitted_by         uuid,
    submitted_at         timestamptz,
    approved_by          uuid,
    approved_at          timestamptz,
    approved_line_count  integer,
    approved_total_pence bigint,
    exported_by          uuid,
    exported_at          timestamptz,
    closed_by            uuid,
    closed_at            timestamptz,
    -- why it was last sent back, cancelled, or closed by hand
    reason               text check (reason <> ''),
    version              integer not null default 1,
    created_at           timestamptz not null default now(),
    primary key (health_body_id, id),
    unique (health_body_id, number),
    constraint payment_run_two_people check (approved_by <> submitted_by and not approved_by = any (touched_by)),
    constraint payment_run_submitted check (state not in ('submitted', 'approved', 'exported', 'closed')
      or (submitted_by is not null and submitted_at is not null and line_count > 0)),
    constraint payment_run_approved check (case
      when state in ('approved', 'exported', 'closed') then approved_by is not null and approved_at is not null
        and approved_line_count is not distinct from line_count and approved_total_pence is not distinct from total_pence
      when state in ('draft', 'submitted') then approved_by is null
      else true end),
    constraint payment_run_exported check ((state in ('exported', 'closed')) = (exported_at is not null)
      and (exported_at is null) = (exported_by is null)),
    constraint payment_run_closed check ((state = 'closed') = (closed_at is not null)),
    constraint payment_run_cancelled check (state <> 'cancelled' or reason is not null)
  );
  create index payment_run_under_way on payment_run (health_body_id, number)
    where state in ('draft', 'submitted', 'approved', 'exported');
  call wall_in('payment_run', 'health_body_id', null);
  grant select, insert (health_body_id, id, number, send_by_on, payment_date, method, template_id, touched_by)
    on payment_run to accord_health;
  grant update (state, payment_date, method, template_id, touched_by, submitted_by, submitted_at, approved_by, approved_at,
    approved_line_count, approved_total_pence, exported_by, exported_at, closed_by, closed_at, reason, version)
    on payment_run to accord_health;

  -- Written by the trigger of the run alone.
  create table payment_run_move (
    health_body_id uuid not null,
    run_id         uuid not null,
    position       integer not null check (position > 0),
    from_state     text not null,
    to_state       text not null,
    reason         text,
    line_count     integer not null,
    total_pence    bigint not null,
    moved_by       uuid,
    recorded_at    timestamptz not null default now(),
    primary key (health_body_id, run_id, position),
    foreign key (health_body_id, run_id) references payment_run (health_body_id, id)
  );
  call wall_in('payment_run_move', 'health_body_id', null);
  grant select on payment_run_move to accord_health;
  create trigger payment_run_move_kept before update or delete or truncate on payment_run_move
    for each statement execute function refuse_change();
`;

const LINES = `
  -- What will be sent, as it was when the line was added: a later change of the payee shows as a difference.
  create table payment_run_line (
    health_body_id  uuid not null,
    group_id        uuid not null,
    run_id          uuid not null,
    id              uuid not null,
    position        integer not null check (position > 0),
    instalment_id   uuid not null,
    contract_id     uuid not null,
    amount_pence    bigint not null check (amount_pence > 0),
    payee_name      text not null check (payee_name <> ''),
    supplier_number text,
    -- of the contract and the instalment: what the remittance and the bank statement say
    reference       text not null check (reference <> ''),
    due_on          date not null,
    send_by_on      date not null,
    cost_centre     text,
    account_code    text,
    analysis_code   text,
    -- false once the run is cancelled or the payment came back
    live            boolean not null default true,
    primary key (health_body_id, id),
    unique (health_body_id, run_id, position),
    unique (health_body_id, run_id, instalment_id),
    foreign key (health_body_id, run_id) references payment_run (health_body_id, id),
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate
  );
  create unique index payment_run_line_live on payment_run_line (health_body_id, instalment_id) where live;
  create index payment_run_line_of_group on payment_run_line (group_id, instalment_id);
  call wall_in('payment_run_line', 'health_body_id', null);
  grant select, delete, insert (health_body_id, group_id, run_id, id, position, instalment_id, contract_id, amount_pence,
    payee_name, supplier_number, reference, due_on, send_by_on, cost_centre, account_code, analysis_code)
    on payment_run_line to accord_health;

  -- What had to be sent by the day too, and why it is not in the run.
  create table payment_run_left_out (
    health_body_id uuid not null,
    group_id       uuid not null,
    run_id         uuid not null,
    instalment_id  uuid not null,
    contract_id    uuid not null,
    amount_pence   bigint not null check (amount_pence >= 0),
    payee_name     text not null,
    reference      text not null,
    due_on         date not null,
    send_by_on     date not null,
    reason         text not null check (reason in
                     ('held', 'returned', 'contract_suspended', 'contract_not_counting', 'not_ready', 'in_run', 'removed')),
    in_run         integer,
    -- which checks of readiness it fails
    missing        text[] not null default '{}',
    primary key (health_body_id, run_id, instalment_id),
    check ((reason = 'in_run') = (in_run is not null)),
    check ((reason = 'not_ready') = (missing <> '{}')),
    foreign key (health_body_id, run_id) references payment_run (health_body_id, id),
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate
  );
  create index payment_run_left_out_in_order on payment_run_left_out (health_body_id, run_id, send_by_on, instalment_id);
  create index payment_run_left_out_of_group on payment_run_left_out (group_id, instalment_id);
  call wall_in('payment_run_left_out', 'health_body_id', null);
  grant select, insert, delete on payment_run_left_out to accord_health;
`;

const EXPORTS = `
  -- A file that was made of a run, once: its bytes are kept and stay the same for ever.
  create table payment_export (
    health_body_id uuid not null,
    run_id         uuid not null,
    id             uuid not null,
    kind           text not null check (kind in ('ap_csv', 'bacs_18', 'pain_001', 'journal_csv', 'remittance_csv')),
    -- without gaps for each body and kind
    sequence       integer not null check (sequence > 0),
    file_name      text not null check (file_name <> ''),
    media_type     text not null,
    sha256         bytea not null check (length(sha256) = 32),
    size_bytes     bigint not null check (size_bytes > 0),
    line_count     integer not null check (line_count > 0),
    total_pence    bigint not null check (total_pence > 0),
    made_by        uuid not null,
    made_at        timestamptz not null default now(),
    primary key (health_body_id, id),
    constraint payment_export_once unique (health_body_id, run_id, kind),
    unique (health_body_id, kind, sequence),
    foreign key (health_body_id, run_id) references payment_run (health_body_id, id)
  );
  call wall_in('payment_export', 'health_body_id', null);
  grant select, insert on payment_export to accord_health;
  create trigger payment_export_kept before update or delete or truncate on payment_export
    for each statement execute function refuse_change();
`;

const LINES_GUARDED = `
  -- Adding and taking out lines: in a draft only, of what may be paid, for what is outstanding. The run's row is locked
  -- first and then the instalments by id, in this order everywhere.
  create function payment_run_lines_added() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    changed record;
    who constant uuid := nullif(current_setting('app.user', true), '')::uuid;
  begin
    for changed in
      select a.health_body_id as body, a.run_id as run, count(*) as lines, sum(a.amount_pence) as pence,
        array_agg(a.instalment_id) as instalments
      from added a group by a.health_body_id, a.run_id order by a.run_id
    loop
      update payment_run r set line_count = r.line_count + changed.lines, total_pence = r.total_pence + changed.pence,
        touched_by = case when who is null or who = any (r.touched_by) then r.touched_by else r.touched_by || who end
        where r.health_body_id = changed.body and r.id = changed.run and r.state = 'draft';
      if not found then
        raise exception 'lines are added to a draft only'
          using errcode = 'check_violation', constraint = 'payment_run_line_of_draft';
      end if;
      perform 1 from instalment i where i.health_body_id = changed.body and i.id = any (changed.instalments)
        order by i.id for no key update;
      if exists (select 1 from added a
          join instalment i on i.health_body_id = a.health_body_id and i.id = a.instalment_id
          where a.health_body_id = changed.body and a.run_id = changed.run
            and (i.state not in ('planned', 'approved') or a.amount_pence <> i.amount_pence - i.received_pence)) then
        raise exception 'a line is for all that is outstanding of a payment that may be sent'
          using errcode = 'check_violation', constraint = 'payment_run_line_payable';
      end if;
    end loop;
    return null;
  end $$;
  create trigger payment_run_line_added after insert on payment_run_line
    referencing new table as added for each statement execute function payment_run_lines_added();

  create function payment_run_lines_taken_out() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    changed record;
    who constant uuid := nullif(current_setting('app.user', true), '')::uuid;
  begin
    for changed in
      select g.health_body_id as body, g.run_id as run, count(*) as lines, sum(g.amount_pence) as pence
      from gone g group by g.health_body_id, g.run_id order by g.run_id
    loop
      update payment_run r set line_count = r.line_count - changed.lines, total_pence = r.total_pence - changed.pence,
        touched_by = case when who is null or who = any (r.touched_by) then r.touched_by else r.touched_by || who end
        where r.health_body_id = changed.body and r.id = changed.run and r.state = 'draft';
      if not found then
        raise exception 'lines are taken out of a draft only'
          using errcode = 'check_violation', constraint = 'payment_run_line_of_draft';
      end if;
    end loop;
    return null;
  end $$;
  create trigger payment_run_line_taken_out after delete on payment_run_line
    referencing old table as gone for each statement execute function payment_run_lines_taken_out();

  -- Nothing but the group, which moves by cascade when a listed one joins, and the end of being live.
  create trigger payment_run_line_unchanged before update on payment_run_line for each row
    when ((to_jsonb(old) - 'group_id' - 'live') is distinct from (to_jsonb(new) - 'group_id' - 'live')
      or (new.live and not old.live))
    execute function refuse_change();
  create trigger payment_run_line_kept before truncate on payment_run_line
    for each statement execute function refuse_change();
`;

const MOVES_GUARDED = `
  create function payment_run_refuse(why text, broken text) returns void language plpgsql as $$
  begin
    raise exception '%', why using errcode = 'check_violation', constraint = broken;
  end $$;

  -- The moves of a run, who makes them, and that its figures are those of its lines at each of them.
  create function payment_run_changes() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    who constant uuid := nullif(current_setting('app.user', true), '')::uuid;
    sums record;
  begin
    if not new.touched_by @> old.touched_by then
      perform payment_run_refuse('who had a hand in a run stays on it', 'payment_run_touched');
    end if;
    if new.state = old.state then
      if old.state <> 'draft' and (to_jsonb(new) - 'version' - 'touched_by') is distinct from
          (to_jsonb(old) - 'version' - 'touched_by') then
        perform payment_run_refuse('only a draft is changed', 'payment_run_of_draft');
      end if;
      return new;
    end if;
    if (old.state, new.state) not in (('draft', 'submitted'), ('submitted', 'draft'), ('submitted', 'approved'),
        ('approved', 'draft'), ('approved', 'exported'), ('exported', 'closed'), ('draft', 'cancelled'),
        ('submitted', 'cancelled'), ('approved', 'cancelled')) then
      perform payment_run_refuse(format('a run does not move from %s to %s', old.state, new.state), 'payment_run_move');
    end if;
    if (new.number, new.send_by_on, new.payment_date, new.method, new.template_id, new.line_count, new.total_pence)
        is distinct from (old.number, old.send_by_on, old.payment_date, old.method, old.template_id, old.line_count,
          old.total_pence) then
      perform payment_run_refuse('a move changes nothing else', 'payment_run_of_draft');
    end if;

    if new.state = 'draft' then
      new.submitted_by := null;
      new.submitted_at := null;
      new.approved_by := null;
      new.approved_at := null;
      new.approved_line_count := null;
      new.approved_total_pence := null;
      if new.reason is null then
        perform payment_run_refuse('sending a run back needs a reason', 'payment_run_reason');
      end if;
    end if;
    if new.state = 'submitted' and (new.submitted_by is distinct from who or not who = any (new.touched_by)) then
      perform payment_run_refuse('whoever submits a run is on it', 'payment_run_by_whom');
    end if;
    if new.state = 'approved' then
      if new.approved_by is distinct from who or not exists (select 1 from membership m
          where m.organisation_id = new.health_body_id and m.account_id = who and m.role = 'finance_approver'
            and m.ended_at is null) then
        perform payment_run_refuse('an approver approves', 'payment_run_by_whom');
      end if;
      if not exists (select 1 from approval_limit l where l.health_body_id = new.health_body_id
          and l.account_id = who and l.limit_pence >= new.total_pence) then
        perform payment_run_refuse('an approver approves within their limit', 'payment_run_within_limit');
      end if;
    end if;
    if new.state = 'exported' and (new.exported_by is distinct from who or not exists (select 1 from payment_export e
        where e.health_body_id = new.health_body_id and e.run_id = new.id and e.kind = new.method)) then
      perform payment_run_refuse('a run is exported with its file', 'payment_run_with_file');
    end if;
    if new.state in ('submitted', 'approved', 'exported') then
      select count(*) as lines, coalesce(sum(l.amount_pence), 0) as pence into sums from payment_run_line l
        where l.health_body_id = new.health_body_id and l.run_id = new.id;
      if (sums.lines, sums.pence) is distinct from (new.line_count::bigint, new.total_pence::numeric) then
        perform payment_run_refuse('the totals of a run are those of its lines', 'payment_run_totals');
      end if;
    end if;
    return new;
  end $$;
  create trigger payment_run_changes before update on payment_run for each row execute function payment_run_changes();

  create function payment_run_moved() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into payment_run_move (health_body_id, run_id, position, from_state, to_state, reason, line_count,
      total_pence, moved_by)
    select new.health_body_id, new.id, count(*) + 1, old.state, new.state,
      case when new.reason is distinct from old.reason or new.state in ('draft', 'cancelled') then new.reason end,
      new.line_count, new.total_pence, nullif(current_setting('app.user', true), '')::uuid
    from payment_run_move m where m.health_body_id = new.health_body_id and m.run_id = new.id;
    if new.state = 'cancelled' then
      update payment_run_line l set live = false
        where l.health_body_id = new.health_body_id and l.run_id = new.id and l.live;
    end if;
    return null;
  end $$;
  create trigger payment_run_moved after update on payment_run for each row
    when (new.state <> old.state) execute function payment_run_moved();

  create trigger payment_run_kept before delete or truncate on payment_run
    for each statement execute function refuse_change();
`;

const EXPORTS_GUARDED = `
  -- The payment file is made of an approved run, with what was approved; the others once it is sent.
  create function payment_export_checked() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    run payment_run;
  begin
    select * into run from payment_run r where r.health_body_id = new.health_body_id and r.id = new.run_id;
    if (case when new.kind in ('ap_csv', 'bacs_18', 'pain_001') then run.state = 'approved' and run.method = new.kind
        else run.state in ('exported', 'closed') end) is not true then
      perform payment_run_refuse('a payment file is made of an approved run, and once', 'payment_export_of_approved');
    end if;
    if (new.line_count, new.total_pence) is distinct from (run.approved_line_count, run.approved_total_pence) then
      perform payment_run_refuse('a file holds what was approved', 'payment_export_totals');
    end if;
    if new.sequence > 1 and not exists (select 1 from payment_export e where e.health_body_id = new.health_body_id
        and e.kind = new.kind and e.sequence = new.sequence - 1) then
      perform payment_run_refuse('the numbers of files have no gaps', 'payment_export_sequence');
    end if;
    return null;
  end $$;
  create trigger payment_export_checked after insert on payment_export for each row
    execute function payment_export_checked();
`;

const INSTALMENTS_GUARDED = `
  -- Both a hold and a new line lock the instalment first, so that one of them sees the other.
  create function instalment_held_outside_runs() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    in_run integer;
  begin
    select r.number into in_run from payment_run_line l
      join payment_run r on r.health_body_id = l.health_body_id and r.id = l.run_id
      where l.health_body_id = new.health_body_id and l.instalment_id = new.id and l.live
        and r.state in ('draft', 'submitted', 'approved');
    if in_run is not null then
      raise exception 'the payment is in payment run %', in_run
        using errcode = 'check_violation', constraint = 'instalment_in_run', detail = in_run::text;
    end if;
    return new;
  end $$;
  create trigger instalment_held_outside_runs before update on instalment for each row
    when (new.state = 'held' and old.state <> 'held') execute function instalment_held_outside_runs();

  -- What came back may be sent again, in another run.
  create function instalment_returned_from_run() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update payment_run_line l set live = false from payment_run r
      where l.health_body_id = new.health_body_id and l.instalment_id = new.id and l.live
        and r.health_body_id = l.health_body_id and r.id = l.run_id and r.state in ('exported', 'closed');
    return null;
  end $$;
  create trigger instalment_returned_from_run after update on instalment for each row
    when (new.state = 'returned' and old.state <> 'returned') execute function instalment_returned_from_run();
`;
