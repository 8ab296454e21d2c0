import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a health body has its pages say and look like at the top and at the foot, and each change of it. */
export class KeepAppearances1795760000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(APPEARANCE);
    await db.query(SESSION);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const APPEARANCE = `
  -- Append-only: the newest holds, and null is the standard.
  create table health_body_appearance (
    health_body_id uuid not null references organisation (id),
    position       integer not null check (position > 0),
    id             uuid not null,
    header_name    text check (length(header_name) between 1 and 100 and header_name = btrim(header_name)),
    header_colour  text check (header_colour ~ '^#[0-9a-f]{6}$'),
    contact_line   text check (length(contact_line) between 1 and 200 and contact_line = btrim(contact_line)),
    set_at         timestamptz not null default now(),
    -- the account or token; null for the operator
    set_by         uuid,
    primary key (health_body_id, position)
  );
  call wall_in('health_body_appearance', 'health_body_id', null);
  grant select, insert on health_body_appearance to accord_health;
  create trigger health_body_appearance_kept before update or delete or truncate on health_body_appearance
    for each statement execute function refuse_change();
`;

const SESSION = `
  -- As before, and how the frame of each place looks: every page asks for its session anyway.
  create or replace function session_actor(with_hash bytea, idle interval)
  returns table (account_id uuid, email text, signed_in_at timestamptz, memberships jsonb)
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    found_account uuid;
    started timestamptz;
    seen timestamptz;
  begin
    select s.account_id, s.created_at, s.last_seen_at into found_account, started, seen
      from session s join account a on a.id = s.account_id
      where s.token_hash = with_hash and s.ended_at is null and s.expires_at > now() and s.last_seen_at > now() - idle
        and a.disabled_at is null;
    if found_account is null then return; end if;
    if seen < now() - interval '1 minute' then
      update session s set last_seen_at = now() where s.token_hash = with_hash;
    end if;
    return query select a.id, a.email, started, coalesce((
        select jsonb_agg(jsonb_build_object('organisationId', o.id, 'kind', o.kind, 'name', o.name, 'roles', m.roles,
            'appearance', (select jsonb_build_object('name', x.header_name, 'colour', x.header_colour,
                'contact', x.contact_line)
              from health_body_appearance x where x.health_body_id = o.id order by x.position desc limit 1))
          order by o.name)
        from (select m.organisation_id, jsonb_agg(m.role order by m.role) as roles from membership m
              where m.account_id = found_account and m.ended_at is null and m.vouched group by m.organisation_id) m
        join organisation o on o.id = m.organisation_id), '[]'::jsonb)
      from account a where a.id = found_account;
  end $$;
`;
