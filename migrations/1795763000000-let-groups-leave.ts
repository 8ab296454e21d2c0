import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A group that leaves Accord: what it starts, what each side is told, and that what is shared can go back to the payers.
 * Another migration holds the leaving itself.
 */
export class LetGroupsLeave1795763000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(LEAVING);
    await db.query(OWNED_ROWS_MOVE);
    await db.query(TOLD);
    await db.query(MAIL);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const LEAVING = `
  -- One row each time a group begins to leave. It can be stopped by any of its leads up to and with its last day.
  create table group_leaving (
    group_id       uuid not null references organisation (id),
    id             uuid not null,
    started_on     date not null,
    started_by     uuid not null,
    last_day_on    date not null,
    -- what goes on outside Accord, as the lead who started it saw it
    live_contracts integer not null check (live_contracts >= 0),
    payments_due   integer not null check (payments_due >= 0),
    pence_due      bigint not null check (pence_due >= 0),
    reminded_on    date,
    outcome        text check (outcome in ('stopped', 'left')),
    over_on        date,
    stopped_by     uuid,
    version        integer not null default 1,
    primary key (group_id, id),
    constraint group_leaving_waits check (last_day_on >= started_on + 14),
    check ((outcome is null) = (over_on is null)),
    check ((outcome is not distinct from 'stopped') = (stopped_by is not null))
  );
  create unique index group_leaving_open on group_leaving (group_id) where outcome is null;
  call wall_in('group_leaving', null, 'group_id');
  grant select on group_leaving to accord_group;
  grant insert (group_id, id, started_on, started_by, last_day_on, live_contracts, payments_due, pence_due)
    on group_leaving to accord_group;
  grant update (outcome, over_on, stopped_by, version) on group_leaving to accord_group;
  -- To stop it is all that the group does with it by hand.
  create policy group_stops on group_leaving as restrictive for update to accord_group
    using (outcome is null) with check (outcome = 'stopped');

  -- What a payer knows of it: the last day to come, or the one after which the group was gone.
  alter table partnership
    add column leaves_on date,
    add column left_on   date;
`;

const OWNED_ROWS_MOVE = `
  -- What a group wrote stays its own when the partnership moves to another row of it.
  create function owner_moves_along() returns trigger language plpgsql as $$
  begin
    if new.owner_id = old.group_id then new.owner_id := new.group_id; end if;
    return new;
  end $$;
  create trigger engagement_owner_moves before update of group_id on engagement for each row
    when (old.group_id <> new.group_id) execute function owner_moves_along();
  create trigger note_owner_moves before update of group_id on note for each row
    when (old.group_id <> new.group_id) execute function owner_moves_along();
`;

const TOLD = `
  -- Who keeps a partnership for the health body: its leads there today who can sign in as managers, or else every manager.
  create function mail_keepers_of_partnership(body uuid, of_group uuid) returns table (account_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    with leads as (
      select distinct p.account_id from contract c, mail_lead_of_payer(body, of_group, c.id) p
      where c.health_body_id = body and c.group_id = of_group)
    select l.account_id from leads l
    union
    select m.account_id from membership m where m.organisation_id = body and m.role = 'partnership_manager'
      and m.ended_at is null and m.vouched and not exists (select 1 from leads)
  $$;

  -- Everybody of the group hears of it, each in an email of their own, and nobody can choose not to.
  create function mail_of_leaving(of_group uuid, figures jsonb) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into mail (kind, account_id, organisation_id, path, detail, expires_at)
    select 'leaving', p.account_id, of_group, '/o/' || of_group || '/record/leave', figures, now() + interval '14 days'
    from mail_people_of_group(of_group) p
  $$;

  -- The health bodies' own record says that it happened, never which account did it: a group's accounts are its own.
  create function group_leaving_told() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if new.outcome = 'left' then return null; end if;
    update partnership p set leaves_on = case when new.outcome is null then new.last_day_on end, version = p.version + 1
      where p.group_id = new.group_id;
    insert into audit_event (organisation_id, actor_kind, action, subject_id)
    select p.health_body_id, 'system',
      case when new.outcome is null then 'partnership.leaving-announced' else 'partnership.leaving-stopped' end, p.id
    from partnership p where p.group_id = new.group_id;
    perform mail_of_leaving(new.group_id, jsonb_build_object('stopped', new.outcome is not null));
    if new.outcome is null then
      perform mail_notify((
        select array_agg(row('something_waits', k.account_id, p.health_body_id,
          '/o/' || p.health_body_id || '/partnerships/' || p.id)::mail_notice)
        from partnership p, mail_keepers_of_partnership(p.health_body_id, p.group_id) k
        where p.group_id = new.group_id));
    end if;
    return null;
  end $$;
  create trigger group_leaving_started after insert on group_leaving for each row
    when (new.outcome is null) execute function group_leaving_told();
  create trigger group_leaving_moved after update of outcome on group_leaving for each row
    when (old.outcome is distinct from new.outcome) execute function group_leaving_told();
`;

const MAIL = `
  alter table mail drop constraint mail_kind_check,
    add constraint mail_kind_check check (kind in ('sign_in_link', 'password_link', 'first_link', 'invitation',
      'leaving', 'payment_late', 'lead_changed', 'something_waits', 'digest'));
`;
