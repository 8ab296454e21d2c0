import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What every later table stands on: the wall that each side and tenant is kept behind, the audit record and its chain.
 * `wall_in` is used by every migration that makes a tenant table.
 */
export class CreateFoundations1795305600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create extension if not exists btree_gist;
      revoke create on schema public from public;
      grant select on migration to accord_app;
      grant usage on schema public to accord_app, accord_health, accord_group;
      alter default privileges revoke execute on functions from public;
    `);
    await db.query(WALL);
    await db.query(AUDIT);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const WALL = `
  -- Row-level security for a tenant table: a restrictive policy a side (one equality, so that an index on the tenant
  -- column serves it) and a permissive one a verb; which verbs a side may use at all is its GRANT. A column left null
  -- keeps that side out. The owner is a subject of forced row-level security too, hence its own policy.
  create procedure wall_in(tenant_table regclass, health_column name, group_column name)
  language plpgsql as $$
  declare
    side record;
    tenant constant text := 'nullif(current_setting(''app.tenant'', true), '''')::uuid';
  begin
    execute format('alter table %s enable row level security', tenant_table);
    execute format('alter table %s force row level security', tenant_table);
    execute format('create policy owner_all on %s to accord_owner using (true) with check (true)', tenant_table);
    for side in
      select * from (values ('health', health_column), ('group', group_column)) as s(name, tenant_column)
      where tenant_column is not null
    loop
      execute format('create policy %I on %s as restrictive to %I using (%I = %s) with check (%I = %s)',
        side.name || '_wall', tenant_table, 'accord_' || side.name, side.tenant_column, tenant,
        side.tenant_column, tenant);
      execute format('create policy %I on %s for select to %I using (true)',
        side.name || '_reads', tenant_table, 'accord_' || side.name);
      execute format('create policy %I on %s for insert to %I with check (true)',
        side.name || '_adds', tenant_table, 'accord_' || side.name);
      execute format('create policy %I on %s for update to %I using (true) with check (true)',
        side.name || '_changes', tenant_table, 'accord_' || side.name);
      execute format('create policy %I on %s for delete to %I using (true)',
        side.name || '_removes', tenant_table, 'accord_' || side.name);
    end loop;
  end $$;

  -- For tables that belong to no tenant and that no side may touch: only definer functions reach them.
  create procedure lock_away(any_table regclass)
  language plpgsql as $$
  begin
    execute format('alter table %s enable row level security', any_table);
    execute format('alter table %s force row level security', any_table);
    execute format('create policy owner_all on %s to accord_owner using (true) with check (true)', any_table);
  end $$;
`;

const AUDIT = `
  -- Who changed or read what, as ids only: no names, no addresses. Written in the transaction of the change itself.
  create table audit_event (
    organisation_id uuid not null,
    id              bigint generated always as identity,
    happened_at     timestamptz not null default clock_timestamp(),
    actor_kind      text not null check (actor_kind in ('account', 'token', 'operator', 'system')),
    actor_id        uuid,
    action          text not null check (action ~ '^[a-z-]+\\.[a-z-]+$'),
    subject_id      uuid not null,
    detail          jsonb not null default '{}',
    request_id      uuid,
    primary key (organisation_id, id),
    check ((actor_id is null) = (actor_kind in ('operator', 'system')))
  );
  create index audit_event_by_subject on audit_event (organisation_id, subject_id, id);
  call wall_in('audit_event', 'organisation_id', 'organisation_id');
  grant select, insert on audit_event to accord_health, accord_group;

  create table audit_unsealed (
    organisation_id uuid not null,
    event_id        bigint not null,
    noted_at        timestamptz not null default clock_timestamp(),
    primary key (organisation_id, event_id)
  );
  call lock_away('audit_unsealed');

  -- The chain of one organisation: each link is SHA-256 of the link before and the event.
  create table audit_seal (
    organisation_id uuid not null,
    position        bigint not null check (position > 0),
    event_id        bigint not null,
    hash            bytea not null check (length(hash) = 32),
    primary key (organisation_id, position),
    unique (organisation_id, event_id),
    foreign key (organisation_id, event_id) references audit_event (organisation_id, id)
  );
  call wall_in('audit_seal', 'organisation_id', 'organisation_id');
  grant select on audit_seal to accord_health, accord_group;

  create function audit_note_unsealed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into audit_unsealed (organisation_id, event_id) select organisation_id, id from added;
    return null;
  end $$;
  create trigger audit_event_added after insert on audit_event
    referencing new table as added for each statement execute function audit_note_unsealed();

  create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
  end $$;
  create trigger audit_event_kept before update or delete or truncate on audit_event
    for each statement execute function refuse_change();
  create trigger audit_seal_kept before update or delete or truncate on audit_seal
    for each statement execute function refuse_change();

  -- What is hashed for one event. verify-audit builds the same text again outside the database.
  create function audit_event_text(e audit_event) returns text
  language sql stable set search_path = public, pg_temp as $$
    select concat_ws(e'\\n', e.organisation_id, e.id,
      to_char(e.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      e.actor_kind, coalesce(e.actor_id::text, '-'), e.action, e.subject_id, e.detail::text,
      coalesce(e.request_id::text, '-'))
  $$;

  create function audit_organisations_to_seal() returns table (organisation_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select distinct u.organisation_id from audit_unsealed u
  $$;

  create function audit_organisations() returns table (organisation_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select distinct e.organisation_id from audit_event e
  $$;

  -- Seals the committed, unsealed events of one organisation, oldest first; returns how many. One sealer at a time.
  create function audit_seal_events(for_organisation uuid, at_most integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    event audit_event;
    last_position bigint;
    last_hash bytea;
    sealed integer := 0;
  begin
    if not pg_try_advisory_xact_lock(hashtextextended('audit:' || for_organisation, 0)) then return 0; end if;
    select s.position, s.hash into last_position, last_hash from audit_seal s
      where s.organisation_id = for_organisation order by s.position desc limit 1;
    last_position := coalesce(last_position, 0);
    last_hash := coalesce(last_hash, '\\x'::bytea);
    for event in
      select e.* from audit_unsealed u
        join audit_event e on e.organisation_id = u.organisation_id and e.id = u.event_id
        where u.organisation_id = for_organisation order by u.event_id limit at_most
    loop
      last_position := last_position + 1;
      last_hash := sha256(last_hash || convert_to(audit_event_text(event), 'UTF8'));
      insert into audit_seal values (for_organisation, last_position, event.id, last_hash);
      delete from audit_unsealed u where u.organisation_id = for_organisation and u.event_id = event.id;
      sealed := sealed + 1;
    end loop;
    return sealed;
  end $$;

  create function audit_oldest_unsealed_seconds() returns double precision
  language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(extract(epoch from clock_timestamp() - min(noted_at)), 0) from audit_unsealed
  $$;

  grant execute on function audit_organisations_to_seal(), audit_organisations(),
    audit_seal_events(uuid, integer), audit_oldest_unsealed_seconds() to accord_app;
  grant execute on function audit_event_text(audit_event) to accord_health, accord_group;
`;
