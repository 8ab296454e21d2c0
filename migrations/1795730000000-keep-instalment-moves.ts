import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The life of an instalment: the moves it can make, with a row of history for each whoever makes it, what is frozen once
 * money was sent or received, and holds with the cause that each side gives.
 */
export class KeepInstalmentMoves1795730000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(COLUMNS);
    await db.query(HISTORY);
    await db.query(HOLDS);
    await db.query(GUARDS);
    await db.query(LEDGER);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const COLUMNS = `
  alter table instalment
    -- what it was before the ledger made it paid, or returned from planned; the ledger takes it back to that
    add column state_before_paid text
      check (state_before_paid in ('planned', 'approved', 'exported', 'returned', 'held')),
    add column state_changes integer not null default 0 check (state_changes >= 0),
    -- a file with it in was made once: it is never planned again, only attempted again
    add column was_exported  boolean not null default false;
  update instalment set state_before_paid = 'planned' where state in ('paid', 'returned');
  alter table instalment
    add constraint instalment_before_paid check (case state when 'paid' then state_before_paid is not null
      when 'returned' then coalesce(state_before_paid, 'planned') = 'planned' else state_before_paid is null end),
    -- only the ledger pays: whatever is received in full is paid, and nothing else is
    add constraint instalment_paid_in_full check (state = 'cancelled' or (state = 'paid') = (settled_on is not null));
`;

const HISTORY = `
  -- Each change of state of an instalment, written by the instalment's own trigger. Both sides read it; nobody writes it.
  create table instalment_move (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    instalment_id  uuid not null,
    position       integer not null check (position > 0),
    from_state     text not null,
    to_state       text not null check (to_state <> from_state),
    reason_code    text check (reason_code ~ '^[a-z0-9_]+$'),
    reason         text check (reason <> ''),
    -- the day it is about where that is another than the day it was recorded: that of a return, by the bank
    happened_on    date,
    -- an account; null for a token, a file and the command line
    moved_by       uuid,
    recorded_at    timestamptz not null default now(),
    primary key (health_body_id, instalment_id, position),
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate
  );
  call wall_in('instalment_move', 'health_body_id', 'group_id');
  grant select on instalment_move to accord_health, accord_group;
  create trigger instalment_move_kept before delete or truncate on instalment_move
    for each statement execute function refuse_change();
  create trigger instalment_move_unchanged before update on instalment_move for each row
    when ((to_jsonb(old) - 'group_id') is distinct from (to_jsonb(new) - 'group_id'))
    execute function refuse_change();
`;

const HOLDS = `
  -- While a hold has not ended, its instalment is held, or was when money came in full all the same. Each side says for
  -- itself whose cause it is; where they differ it is disputed, and counts against nobody.
  create table instalment_hold (
    health_body_id  uuid not null,
    group_id        uuid not null,
    contract_id     uuid not null,
    instalment_id   uuid not null,
    id              uuid not null,
    reason_code     text not null check (reason_code in ('papers_missing', 'work_queried', 'invoice_queried',
                      'details_to_check', 'funding_queried', 'group_asked', 'other')),
    reason          text not null check (length(reason) between 1 and 1000),
    held_on         date not null,
    group_told_on   date,
    cause_by_health text not null check (cause_by_health in ('payer', 'group', 'bank')),
    cause_by_group  text check (cause_by_group in ('payer', 'group', 'bank')),
    group_comment   text check (length(group_comment) between 1 and 1000),
    ended           text check (ended in ('released', 'cancelled', 'returned')),
    released_on     date check (released_on >= held_on),
    release_reason  text check (length(release_reason) between 1 and 1000),
    version         integer not null default 1,
    recorded_at     timestamptz not null default now(),
    primary key (health_body_id, id),
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate,
    check ((ended is null) = (released_on is null))
  );
  create unique index instalment_hold_open on instalment_hold (health_body_id, instalment_id) where ended is null;
  create index instalment_hold_of_instalment on instalment_hold (health_body_id, instalment_id, recorded_at);
  call wall_in('instalment_hold', 'health_body_id', 'group_id');
  grant select, insert (health_body_id, group_id, contract_id, instalment_id, id, reason_code, reason, held_on,
    group_told_on, cause_by_health) on instalment_hold to accord_health;
  grant update (group_told_on, cause_by_health, ended, released_on, release_reason, version)
    on instalment_hold to accord_health;
  grant select, update (cause_by_group, group_comment, version) on instalment_hold to accord_group;

  create function instalment_hold_holds() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if exists (select 1 from instalment_hold h where h.health_body_id = new.health_body_id
          and h.instalment_id = new.instalment_id and h.ended is null)
        <> (select 'held' in (i.state, coalesce(i.state_before_paid, i.state)) from instalment i
          where i.health_body_id = new.health_body_id and i.id = new.instalment_id) then
      raise exception 'a hold that has not ended is of an instalment that is held, and the other way round'
        using errcode = 'check_violation', constraint = 'instalment_hold_holds';
    end if;
    return null;
  end $$;
  create constraint trigger instalment_hold_holds after insert or update of ended on instalment_hold
    deferrable initially deferred for each row execute function instalment_hold_holds();
`;

const GUARDS = `
  -- A table of states. What is paid and taken back moves by the ledger alone: see instalment_paid_in_full.
  create function instalment_moves() returns trigger language plpgsql as $$
  begin
    if not (case old.state
        when 'planned' then new.state in ('approved', 'held', 'cancelled', 'paid')
          or (new.state = 'returned' and current_user not in ('accord_health', 'accord_group'))
        when 'approved' then new.state in ('planned', 'exported', 'held', 'cancelled', 'paid')
        when 'exported' then new.state in ('returned', 'paid')
        when 'returned' then new.state in ('planned', 'paid')
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
  create trigger instalment_moves before update on instalment for each row
    when (old.state is distinct from new.state) execute function instalment_moves();

  -- Once it was sent or money came for it, an instalment stays what it was: whoever plans again leaves it alone. One that
  -- was cancelled stays as it was planned, so that old versions of a plan can be read.
  create function instalment_frozen() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if old.was_exported or old.received_pence > 0 or old.state in ('exported', 'paid', 'returned', 'cancelled')
        or exists (select 1 from receipt r where r.health_body_id = old.health_body_id and r.instalment_id = old.id
          and r.kind = 'recovery') then
      raise exception 'an instalment that was sent, received or cancelled keeps its amount, dates and period'
        using errcode = 'check_violation', constraint = 'instalment_frozen';
    end if;
    return new;
  end $$;
  create trigger instalment_frozen before update on instalment for each row
    when ((old.contract_id, old.schedule_version, old.number, old.period_starts_on, old.period_ends_on, old.due_on,
        old.send_by_on, old.net_pence, old.vat_pence)
      is distinct from (new.contract_id, new.schedule_version, new.number, new.period_starts_on, new.period_ends_on,
        new.due_on, new.send_by_on, new.net_pence, new.vat_pence))
    execute function instalment_frozen();

  -- Why: from the settings app.move_reason_code, app.move_reason and app.move_happened_on of the transaction, which
  -- whoever moves sets and clears (see instalment-moves.ts). The ledger's moves say it themselves.
  create function instalment_moved() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into instalment_move (health_body_id, group_id, contract_id, instalment_id, position, from_state, to_state,
      reason_code, reason, happened_on, moved_by)
    select n.health_body_id, n.group_id, n.contract_id, n.id, n.state_changes, o.state, n.state,
      coalesce(nullif(current_setting('app.move_reason_code', true), ''),
        case when n.state = 'paid' then 'received'
          when o.state in ('planned', 'paid') and n.state = 'returned' then 'taken_back'
          when o.state = 'paid' then 'receipt_reversed' end),
      nullif(current_setting('app.move_reason', true), ''),
      nullif(current_setting('app.move_happened_on', true), '')::date,
      nullif(current_setting('app.user', true), '')::uuid
    from former o join changed n on n.health_body_id = o.health_body_id and n.id = o.id
    where n.state <> o.state;

    -- a hold ends with what it held, but not because money came all the same: that may prove a mistake
    if exists (select 1 from former o where 'held' in (o.state, o.state_before_paid)) then
      update instalment_hold h set
        ended = case n.state when 'planned' then 'released' else n.state end,
        released_on = greatest(h.held_on, (now() at time zone 'Europe/London')::date), version = h.version + 1
      from changed n
      where h.health_body_id = n.health_body_id and h.instalment_id = n.id and h.ended is null
        and n.state in ('planned', 'cancelled', 'returned');
    end if;
    return null;
  end $$;
  create trigger instalment_moved after update on instalment
    referencing old table as former new table as changed for each statement execute function instalment_moved();
`;

const LEDGER = `
  -- A receipt that completes the amount pays the instalment. One that no longer adds up to it was really taken back
  -- (returned), or had been entered by mistake and is what it was before. What was planned before follows the ledger in
  -- whatever order its entries come (see ledger.rules.ts); what was approved, sent or held meanwhile stays so, and what
  -- came back from the bank stays returned until it is attempted again. Ledgers of receipts alone, which is what files
  -- bring in by the thousand, need no second look.
  create or replace function receipt_counts() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update instalment i set
      received_pence = i.received_pence + s.pence,
      settled_on = case when i.received_pence + s.pence = i.amount_pence then
        coalesce(
          (select case when bool_and(r.kind = 'receipt') then max(r.received_on) end
            from receipt r where r.health_body_id = i.health_body_id and r.instalment_id = i.id),
          (select l.settled_on from receipt_ledger(i.health_body_id, i.id, i.amount_pence) l)) end,
      state = case
        when i.state = 'cancelled' then i.state
        when i.received_pence + s.pence = i.amount_pence then 'paid'
        when (i.state = 'paid' or 'planned' in (i.state, i.state_before_paid)) and exists (select 1 from receipt r
            where r.health_body_id = i.health_body_id and r.instalment_id = i.id and r.kind <> 'receipt') then
          case when (select l.taken_back from receipt_ledger(i.health_body_id, i.id, i.amount_pence) l)
            then 'returned' else coalesce(i.state_before_paid, 'planned') end
        else i.state end,
      version = i.version + 1
    from (select health_body_id, instalment_id,
            sum(case kind when 'receipt' then amount_pence else -amount_pence end) as pence
          from added group by health_body_id, instalment_id) s
    where i.health_body_id = s.health_body_id and i.id = s.instalment_id;
    return null;
  end $$;
`;
