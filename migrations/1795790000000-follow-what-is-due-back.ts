import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is due back of a contract that ended early is what was paid beyond what is owed. Where the bank sends such a payment
 * back, or a receipt of it proves to be a mistake, nothing came that could be given back: the payment shrinks to what is
 * owed instead, so that no more than that is sent again.
 */
export class FollowWhatIsDueBack1795790000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(COLUMNS);
    await db.query(RECOVERING);
    await db.query(FOLLOWING);
    await db.query(UNDOING);
    await db.query(MOVES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const COLUMNS = `
  alter table recovery_due
    drop constraint recovery_due_state_check,
    drop constraint recovery_due_check3,
    -- what of it the group never had after all; and of that, what the bank sent back by the move of that number
    add column never_came_pence bigint not null default 0 check (never_came_pence >= 0),
    add column sent_back_pence  bigint,
    add column sent_back_by     integer,
    add constraint recovery_due_state_check check (state in ('due', 'recovered', 'waived_by_health', 'never_came')),
    add constraint recovery_due_settled check (case state
      when 'due' then recovered_pence + never_came_pence < amount_pence
      when 'waived_by_health' then recovered_pence + never_came_pence < amount_pence
      else recovered_pence + never_came_pence = amount_pence end),
    add check ((sent_back_pence is null) = (sent_back_by is null)),
    add check (sent_back_pence between 1 and never_came_pence);
`;

const RECOVERING = `
  create or replace function receipt_recovers() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    due recovery_due;
    pence bigint;
    done boolean;
  begin
    select * into due from recovery_due d
      where d.health_body_id = new.health_body_id and d.instalment_id = new.instalment_id and d.state = 'due' for update;
    if due.id is null then return null; end if;
    pence := least(new.amount_pence, due.amount_pence - due.recovered_pence - due.never_came_pence);
    done := due.recovered_pence + due.never_came_pence + pence = due.amount_pence;
    update recovery_due d set recovered_pence = d.recovered_pence + pence, version = d.version + 1,
      state = case when done then 'recovered' else d.state end,
      receipt_id = case when done then new.id end,
      closed_on = case when done then new.received_on end
      where d.health_body_id = due.health_body_id and d.id = due.id;
    -- where nothing at all is owed it is cancelled instead: see receipt_recovered_whole
    update instalment i set released_pence = i.released_pence + pence
      where i.health_body_id = new.health_body_id and i.id = new.instalment_id and i.amount_pence > pence;
    return null;
  end $$;
`;

const FOLLOWING = `
  -- After instalment_returned_from_run, which comes first by its name.
  create function recovery_due_follows() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    due recovery_due;
    rest bigint;
    -- what of the rest is neither there nor on its way
    gone bigint;
    said constant text := coalesce(current_setting('app.move_reason_code', true), '');
  begin
    select * into due from recovery_due d
      where d.health_body_id = new.health_body_id and d.instalment_id = new.id and d.state = 'due' for update;
    if due.id is null then return null; end if;
    rest := due.amount_pence - due.recovered_pence - due.never_came_pence;
    gone := least(rest, new.amount_pence - new.received_pence);
    if gone <= 0 then return null; end if;
    update recovery_due d set never_came_pence = d.never_came_pence + gone, version = d.version + 1,
      state = case when gone = rest then 'never_came' else d.state end,
      closed_on = case when gone = rest then greatest(d.due_since, (now() at time zone 'Europe/London')::date) end,
      sent_back_pence = case when old.state = 'exported' then gone end,
      sent_back_by = case when old.state = 'exported' then new.state_changes end
      where d.health_body_id = due.health_body_id and d.id = due.id;
    perform set_config('app.move_reason_code', 'termination', true);
    if gone < new.amount_pence then
      update instalment i set released_pence = i.released_pence + gone, version = i.version + 1,
        state = case when i.received_pence = i.amount_pence - gone then 'paid' else i.state end,
        settled_on = case when i.received_pence = i.amount_pence - gone then
          (select l.settled_on from receipt_ledger(i.health_body_id, i.id, i.amount_pence - gone) l) end
        where i.health_body_id = new.health_body_id and i.id = new.id;
    else
      update instalment i set state = 'planned'
        where i.health_body_id = new.health_body_id and i.id = new.id and i.state = 'returned';
      update instalment i set state = 'cancelled', version = i.version + 1
        where i.health_body_id = new.health_body_id and i.id = new.id;
    end if;
    perform set_config('app.move_reason_code', said, true);
    return null;
  end $$;
  create trigger recovery_due_follows after update on instalment for each row
    when ((new.received_pence < old.received_pence or (old.state = 'exported' and new.state = 'returned'))
      and new.state not in ('exported', 'cancelled'))
    execute function recovery_due_follows();
`;

const UNDOING = `
  -- That it came back was a mistake: it is with the bank again with all that it was sent for, and what is not owed of that
  -- is due back again.
  create function recovery_due_again() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    due recovery_due;
  begin
    select * into due from recovery_due d
      where d.health_body_id = new.health_body_id and d.instalment_id = new.id and d.state in ('due', 'never_came')
        and d.sent_back_by = (select max(m.position) from instalment_move m where m.health_body_id = new.health_body_id
          and m.instalment_id = new.id and m.from_state = 'exported' and m.to_state = 'returned') for update;
    if due.id is null then return null; end if;
    update recovery_due d set never_came_pence = d.never_came_pence - d.sent_back_pence, state = 'due', closed_on = null,
      sent_back_pence = null, sent_back_by = null, version = d.version + 1
      where d.health_body_id = due.health_body_id and d.id = due.id;
    update instalment i set released_pence = i.released_pence - due.sent_back_pence
      where i.health_body_id = new.health_body_id and i.id = new.id and i.released_pence >= due.sent_back_pence;
    return null;
  end $$;
  create trigger recovery_due_again after update on instalment for each row
    when (new.state = 'exported' and old.state in ('planned', 'returned', 'cancelled'))
    execute function recovery_due_again();

  drop trigger instalment_return_undone on instalment;
  create trigger instalment_return_undone after update on instalment for each row
    when (new.state = 'exported' and old.state in ('planned', 'returned', 'cancelled'))
    execute function instalment_return_undone();
`;

const MOVES = `
  -- Whether the last thing that happened to an instalment is that the bank sent it back, or besides that it was planned
  -- again since, or cancelled at once because its contract had ended: only that is undone. What the ledger took back moved
  -- from paid.
  create or replace function instalment_return_stands(i instalment) returns boolean language sql stable as $$
    select exists (select 1 from instalment_move m
      where m.health_body_id = i.health_body_id and m.instalment_id = i.id
        and m.from_state = 'exported' and m.to_state = 'returned'
        and m.position = i.state_changes - case i.state when 'returned' then 0 when 'planned' then 1
          when 'cancelled' then 2 end
        and (i.state <> 'cancelled' or exists (select 1 from recovery_due d where d.health_body_id = i.health_body_id
          and d.instalment_id = i.id and d.state = 'never_came' and d.sent_back_by = m.position)))
  $$;

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
        when 'cancelled' then new.state = 'exported' and undoing and instalment_return_stands(old)
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
