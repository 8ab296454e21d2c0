import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What must never happen to a payment run is refused here, whatever the server does. */
export class GuardPaymentRuns1795730201000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(LINES_GUARDED);
    await db.query(MOVES_GUARDED);
    await db.query(EXPORTS_GUARDED);
    await db.query(INSTALMENTS_GUARDED);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

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
