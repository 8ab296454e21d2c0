import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words that a health body explains to its partners in its own way, and each change of them. */
export class KeepOwnWords1795774002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Append-only: the newest holds, whole.
      create table health_body_words (
        health_body_id uuid not null references organisation (id),
        position       integer not null check (position > 0),
        id             uuid not null,
        -- each with its term and its meaning
        words          jsonb not null check (jsonb_typeof(words) = 'array' and jsonb_array_length(words) <= 60),
        set_at         timestamptz not null default now(),
        set_by         uuid,
        primary key (health_body_id, position)
      );
      call wall_in('health_body_words', 'health_body_id', null);
      grant select, insert on health_body_words to accord_health;
      create trigger health_body_words_kept before update or delete or truncate on health_body_words
        for each statement execute function refuse_change();

      -- For the groups that work with a health body, and no other.
      create function words_of_partners(of_group uuid) returns table (words jsonb)
      language sql stable security definer set search_path = public, pg_temp as $$
        select (select w.words from health_body_words w where w.health_body_id = p.health_body_id
          order by w.position desc limit 1)
        from partnership p where p.group_id = of_group order by p.health_body_id
      $$;
      revoke all on function words_of_partners(uuid) from public;
      grant execute on function words_of_partners(uuid) to accord_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
