import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What callers asked to happen only once. Written in the transaction of the change, so it is there if the change is. */
export class CreateIdempotencyKey1795377600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table idempotency_key (
        organisation_id uuid not null references organisation (id),
        -- the account or token that asked
        actor_id        uuid not null,
        -- method and address
        route           text not null,
        key             text not null check (length(key) between 1 and 200),
        body_hash       bytea not null check (length(body_hash) = 32),
        -- what the change made or moved; null where the answer held a secret that is shown once
        resource_id     uuid,
        created_at      timestamptz not null default now(),
        primary key (organisation_id, actor_id, route, key)
      );
      create index idempotency_key_by_age on idempotency_key (created_at);
      call wall_in('idempotency_key', 'organisation_id', 'organisation_id');
      grant select, insert, update (body_hash, resource_id, created_at) on idempotency_key
        to accord_health, accord_group;

      create function idempotency_purge() returns void
      language sql security definer set search_path = public, pg_temp as $$
        delete from idempotency_key where created_at < now() - interval '24 hours'
      $$;
      grant execute on function idempotency_purge() to accord_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
