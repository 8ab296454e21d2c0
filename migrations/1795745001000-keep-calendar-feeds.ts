import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Secret addresses under which somebody's calendar reads when money is due. */
export class KeepCalendarFeeds1795745001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(FEEDS);
    await db.query(OPENING);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const FEEDS = `
  -- One a person and organisation: a new address ends the one before. The secret itself is nowhere.
  create table calendar_feed (
    organisation_id uuid not null references organisation (id),
    id              uuid not null,
    account_id      uuid not null,
    token_hash      bytea not null unique check (length(token_hash) = 32),
    made_at         timestamptz not null default now(),
    ended_at        timestamptz,
    primary key (organisation_id, id)
  );
  create unique index calendar_feed_of_account on calendar_feed (organisation_id, account_id) where ended_at is null;
  call wall_in('calendar_feed', 'organisation_id', 'organisation_id');
  grant select (organisation_id, id, account_id, made_at, ended_at), insert, update (ended_at)
    on calendar_feed to accord_health, accord_group;
`;

const OPENING = `
  -- Whose calendar it is, before a tenant is known. It works as long as the person has a role there that sees payments.
  create function calendar_feed_open(hash bytea) returns table (
    organisation_id uuid, organisation_kind text, account_id uuid, roles text[])
  language sql stable security definer set search_path = public, pg_temp as $$
    select f.organisation_id, m.organisation_kind, f.account_id, array_agg(m.role)
    from calendar_feed f
    join account a on a.id = f.account_id and a.disabled_at is null
    join membership m on m.organisation_id = f.organisation_id and m.account_id = f.account_id and m.ended_at is null
    where f.token_hash = hash and f.ended_at is null
      and m.role in ('partnership_manager', 'group_lead', 'group_member')
    group by f.organisation_id, m.organisation_kind, f.account_id
  $$;
  revoke all on function calendar_feed_open(bytea) from public;
  grant execute on function calendar_feed_open(bytea) to accord_app;
`;
