import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a payment came back can have been a mistake: it is with the bank again, in the run that sent it. */
export class UndoReturns1795741001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(MOVE);
    await db.query(LINE);
    await db.query(UNDO);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const MOVE = `
  -- Whether the last thing that happened to an instalment is that the bank sent it back, or besides that it was planned
  -- again since: only that is undone. What the ledger took back moved from paid.
  create function instalment_return_stands(i instalment) returns boolean language sql stable as $$
    select exists (select 1 from instalment_move m
      where m.health_body_id = i.health_body_id and m.instalment_id = i.id
        and m.from_state = 'exported' and m.to_state = 'returned'
        and m.position = i.state_changes - case i.state when 'returned' then 0 when 'planned' then 1 end)
  $$;
  grant execute on function instalment_return_stands(instalment) to accord_health;

  create or replace function instalment_moves() returns trigger language plpgsql as $$
  declare
    undoing constant boolean :=
      coalesce(current_setting('app.move_reason_code', true), '') = 'return_undone';
  begin
    if not (case old.state
        when 'planned' then new.state in ('approved', 'held', 'cancelled', 'paid')
          or (new.state = 'returned' and current_user not in ('accord_health', 'accord_group'))
          or (new.state = 'exported' and undoing and instalment_return_stands(old))
        when 'approved' then new.state in ('planned', 'exported', 'held', 'cancelled', 'paid')
        when 'exported' then new.state in ('returned', 'paid')
        when 'returned' then new.state in ('planned', 'paid')
          or (new.state = 'exported' and undoing and instalment_return_stands(old))
        when 'held' then new.state in ('planned', 'cancelled', 'paid')
        when 'paid' then new.state in ('returned', old.state_before_paid)
        else false end)
      -- what money came for is not cancelled, and a hold says why
      or (new.state = 'cancelled' and new.received_pence > 0)
      or (new.state = 'held' and old.state <> 'paid' and not exists (select 1 from instalment_hold h
        where h.health_body_id = new.health_body_id and h.instalment_id = new.id and h.ended is null)) then
      raise exception 'an instalment that is % cannot become %', old.state, new.state
        using errcode = 'check_violation', constraint = 'instalment_move';
    end if;
    new.state_before_paid := case new.state
      when 'paid' then case when old.state = 'returned' then coalesce(old.state_before_paid, 'returned') else old.state end
      when 'returned' then case when 'planned' in (old.state, old.state_before_paid) then 'planned' end end;
    new.state_changes := old.state_changes + 1;
    new.was_exported := old.was_exported or new.state = 'exported';
    return new;
  end $$;
`;

const LINE = `
  -- A line that was put aside is live again only with its payment, in a run that was sent.
  drop trigger payment_run_line_unchanged on payment_run_line;
  create trigger payment_run_line_unchanged before update on payment_run_line for each row
    when ((to_jsonb(old) - 'group_id' - 'live') is distinct from (to_jsonb(new) - 'group_id' - 'live'))
    execute function refuse_change();
  create function payment_run_line_revived() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not exists (select 1 from payment_run r
        join instalment i on i.health_body_id = r.health_body_id and i.id = new.instalment_id and i.state = 'exported'
        where r.health_body_id = new.health_body_id and r.id = new.run_id and r.state in ('exported', 'closed')) then
      raise exception 'a line that is put aside stays so'
        using errcode = 'check_violation', constraint = 'payment_run_line_revived';
    end if;
    return new;
  end $$;
  create trigger payment_run_line_revived before update on payment_run_line for each row
    when (new.live and not old.live) execute function payment_run_line_revived();
`;

const UNDO = `
  create function instalment_return_undone() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    line uuid;
  begin
    select l.id into line from payment_run_line l
      join payment_run r on r.health_body_id = l.health_body_id and r.id = l.run_id
      where l.health_body_id = new.health_body_id and l.instalment_id = new.id and not l.live
        and r.state in ('exported', 'closed')
      order by r.exported_at desc, r.number desc limit 1;
    if line is null then return null; end if;
    update payment_run_line l set live = true where l.health_body_id = new.health_body_id and l.id = line;
    -- what statements said of it does not hold any more, neither that it came back nor the receipt that this took out:
    -- their entries wait for somebody to decide them anew
    update statement_entry e set outcome = 'undone', received_on = null, decided_at = now(), version = e.version + 1,
      reason = coalesce(nullif(current_setting('app.move_reason', true), ''), 'It had not come back.'),
      decided_by = nullif(current_setting('app.user', true), '')::uuid
      where e.health_body_id = new.health_body_id and e.id in (
        select b.entry_id from statement_booking b where b.health_body_id = new.health_body_id and b.line_id = line
          and b.undone_at is null and (b.kind = 'return' or exists (select 1 from receipt v
            where v.health_body_id = b.health_body_id and v.reverses_id = b.receipt_id)));
    update statement_booking b set undone_at = now()
      where b.health_body_id = new.health_body_id and b.line_id = line and b.kind = 'return' and b.undone_at is null;
    update statement_booking b set undone_at = now(), reversal_id = v.id from receipt v
      where b.health_body_id = new.health_body_id and b.line_id = line and b.kind = 'receipt' and b.undone_at is null
        and v.health_body_id = b.health_body_id and v.reverses_id = b.receipt_id;
    return null;
  end $$;
  create trigger instalment_return_undone after update on instalment for each row
    when (new.state = 'exported' and old.state in ('planned', 'returned')) execute function instalment_return_undone();

  -- Whether one entry of a statement was about other payments too: of such an entry nothing is undone for one alone.
  create function instalment_returned_with_others(body uuid, instalment uuid) returns boolean language sql stable as $$
    select exists (select 1 from payment_run_line l
      join statement_booking b on b.health_body_id = l.health_body_id and b.line_id = l.id and b.undone_at is null
      join statement_booking o on o.health_body_id = b.health_body_id and o.entry_id = b.entry_id
        and o.undone_at is null and o.line_id <> b.line_id
      where l.health_body_id = body and l.instalment_id = instalment and (b.kind = 'return' or exists (
        select 1 from receipt v where v.health_body_id = b.health_body_id and v.reverses_id = b.receipt_id)))
  $$;
  grant execute on function instalment_returned_with_others(uuid, uuid) to accord_health;
`;
