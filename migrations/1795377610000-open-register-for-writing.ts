import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the register needs to be written by people: profiles, ends of identifiers, how often two parties talk, departures,
 * absences, and the former addresses by which somebody is still found, kept as keyed hashes only.
 */
export class OpenRegisterForWriting1795377610000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ORGANISATIONS);
    await db.query(PARTNERSHIPS);
    await db.query(DEPARTURES);
    await db.query(ABSENCES);
    await db.query(FORMER_ADDRESSES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const ORGANISATIONS = `
  alter table organisation
    add column about       text check (length(about) between 1 and 2000),
    add column area        text check (length(area) between 1 and 300),
    add column website     text check (length(website) <= 300 and website ~ '^https?://'),
    add column does_not_do text check (length(does_not_do) between 1 and 2000);
  grant update (about, area, website, does_not_do) on organisation to accord_health, accord_group;

  -- The name for open data is the group's own choice: nobody who lists it makes it.
  revoke update (publication_name) on organisation from accord_health;
  create policy health_lists_unpublished on organisation as restrictive for insert to accord_health
    with check (publication_name is null);

  alter table organisation_identifier add constraint organisation_identifier_in_order check (to_on >= from_on);
  create policy health_ends on organisation_identifier for update to accord_health using (
    exists (select 1 from organisation o where o.id = organisation_identifier.organisation_id
      and (o.id = nullif(current_setting('app.tenant', true), '')::uuid
        or (o.listed_by = nullif(current_setting('app.tenant', true), '')::uuid and o.joined_at is null))));
  create policy group_ends on organisation_identifier for update to accord_group using (
    organisation_id = nullif(current_setting('app.tenant', true), '')::uuid);
  grant update (to_on) on organisation_identifier to accord_health, accord_group;
`;

const PARTNERSHIPS = `
  -- How often the two agreed to be in touch, in days.
  alter table partnership add column contact_every_days smallint check (contact_every_days between 1 and 366);
  grant update (contact_every_days) on partnership to accord_health;
  grant delete on partnership_supplier to accord_health;

  -- A file with the name a group had still means that group: each partner keeps it as "also known as".
  create function group_was_called(for_group uuid, former_name text, former_key text) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into partnership_alias (health_body_id, group_id, name_key, name)
    select p.health_body_id, p.group_id, former_key, former_name
    from organisation o join partnership p on p.group_id = o.id
    where o.id = for_group and o.kind = 'group' and (o.id = nullif(current_setting('app.tenant', true), '')::uuid
      or (o.listed_by = nullif(current_setting('app.tenant', true), '')::uuid and o.joined_at is null))
    on conflict do nothing
  $$;
  grant execute on function group_was_called(uuid, text, text) to accord_app;
`;

const DEPARTURES = `
  -- A last day is the side's own until the other side was told. Why somebody leaves is never recorded.
  alter table person
    add column departure_told_on date,
    add column sort_key text not null generated always as (lower(coalesce(name, email))) stored,
    add check (departure_told_on is null or last_day_on is not null);
  create index person_by_name on person (organisation_id, sort_key, id);
  grant update (departure_told_on) on person to accord_health, accord_group;

  alter table contact add column leaving_on date, add check (leaving_on is null or person_id is not null);
  create index contact_by_name on contact (health_body_id, name_key, id);
  create index contact_of_group_by_name on contact (group_id, name_key, id);
  grant update (leaving_on) on contact to accord_health, accord_group;

  -- Who has a person record of the group is the group's to name and to change.
  create policy health_adds_listed on contact as restrictive for insert to accord_health
    with check (side = 'health' or person_id is null);
  create policy health_changes_own_or_listed on contact as restrictive for update to accord_health
    using (side = 'health' or person_id is null) with check (side = 'health' or person_id is null);

  -- Another last day has been told to nobody yet, whoever writes it.
  create function departure_moved() returns trigger language plpgsql as $$
  begin
    new.departure_told_on := null;
    update contact set leaving_on = null, version = version + 1
      where person_organisation_id = new.organisation_id and person_id = new.id and leaving_on is not null;
    return new;
  end $$;
  create trigger person_departure_moved before update of last_day_on on person
    for each row when (old.last_day_on is distinct from new.last_day_on and old.departure_told_on is not null)
    execute function departure_moved();
`;

const ABSENCES = `
  -- Days on which somebody cannot be reached, and who stands in; never why. One absence, a row for each partnership.
  create table absence (
    health_body_id      uuid not null,
    group_id            uuid not null,
    id                  uuid not null,
    side                text not null check (side in ('health', 'group')),
    contact_id          uuid not null,
    from_on             date not null,
    to_on               date not null check (to_on >= from_on),
    stand_in_contact_id uuid check (stand_in_contact_id <> contact_id),
    created_at          timestamptz not null default now(),
    primary key (health_body_id, group_id, id),
    foreign key (group_id, contact_id, health_body_id) references contact (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, stand_in_contact_id, health_body_id) references contact (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    constraint absence_once_at_a_time exclude using gist
      (health_body_id with =, contact_id with =, daterange(from_on, to_on, '[]') with &&)
  );
  create index absence_by_end on absence (health_body_id, to_on, id);
  create index absence_of_group_by_end on absence (group_id, to_on, id);
  create index absence_of_contact on absence (group_id, contact_id);
  call wall_in('absence', 'health_body_id', 'group_id');
  create policy health_own_side on absence as restrictive for insert to accord_health with check (side = 'health');
  create policy health_removes_own_side on absence as restrictive for delete to accord_health using (side = 'health');
  create policy group_own_side on absence as restrictive for insert to accord_group with check (side = 'group');
  create policy group_removes_own_side on absence as restrictive for delete to accord_group using (side = 'group');
  grant select, insert, delete on absence to accord_health, accord_group;
`;

const FORMER_ADDRESSES = `
  -- Random, made once in each database and read by no side: a hash under it tells nothing outside this database.
  create table server_secret (
    name   text primary key,
    secret bytea not null check (length(secret) >= 32)
  );
  call lock_away('server_secret');
  insert into server_secret values
    ('former-address', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

  create function former_key_hash(of_tenant uuid, key text) returns bytea
  language sql stable security definer set search_path = public, pg_temp as $$
    select sha256(s.secret || uuid_send(of_tenant) || convert_to(lower(key), 'UTF8'))
    from server_secret s where s.name = 'former-address'
  $$;
  -- Of the tenant that is set: the same address hashes otherwise for every organisation.
  create function former_address_hash(address text) returns bytea
  language sql stable security definer set search_path = public, pg_temp as $$
    select former_key_hash(nullif(current_setting('app.tenant', true), '')::uuid, address)
  $$;

  -- Addresses that people had: a file that still names one finds its person. Never shown, to nobody.
  create table former_address (
    organisation_id uuid not null,
    address_hash    bytea not null check (length(address_hash) = 32),
    person_id       uuid not null,
    primary key (organisation_id, address_hash),
    foreign key (organisation_id, person_id) references person (organisation_id, id)
  );
  create index former_address_of_person on former_address (organisation_id, person_id);
  call lock_away('former_address');

  -- Of two people who had one address after another, a file means the later. A present address is nobody's former one.
  create function former_address_keep(for_person uuid, former text, present text) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    tenant constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
  begin
    if former is not null then
      insert into former_address (organisation_id, address_hash, person_id)
      values (tenant, former_address_hash(former), for_person)
      on conflict (organisation_id, address_hash) do update set person_id = excluded.person_id;
    end if;
    if present is not null then
      delete from former_address where organisation_id = tenant and address_hash = former_address_hash(present);
    end if;
  end $$;
  -- Nothing is hashed for an organisation where no address ever changed: an import asks for many.
  create function people_of_former_addresses(addresses text[]) returns table (address text, person_id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
  declare
    tenant constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
  begin
    if not exists (select 1 from former_address f where f.organisation_id = tenant) then return; end if;
    return query select a.asked, f.person_id from unnest(addresses) a(asked)
      join former_address f on f.organisation_id = tenant and f.address_hash = former_address_hash(a.asked);
  end $$;

  -- The same for a group's people as a partnership knows them: what a health body's files called them before.
  create table former_contact_key (
    health_body_id uuid not null,
    group_id       uuid not null,
    key_hash       bytea not null check (length(key_hash) = 32),
    contact_id     uuid not null,
    primary key (health_body_id, group_id, key_hash),
    foreign key (group_id, contact_id, health_body_id) references contact (group_id, id, health_body_id)
      on update cascade deferrable initially immediate
  );
  create index former_contact_key_of_contact on former_contact_key (group_id, contact_id);
  call lock_away('former_contact_key');

  create function former_contact_keep(contacts uuid[], keys text[]) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into former_contact_key (health_body_id, group_id, key_hash, contact_id)
    select c.health_body_id, c.group_id, former_key_hash(c.health_body_id, k.key), c.id
    from contact c cross join (select distinct key from unnest(keys) key) k
    where c.id = any (contacts) and c.side = 'group'
      and (c.health_body_id = nullif(current_setting('app.tenant', true), '')::uuid
        or c.group_id = nullif(current_setting('app.tenant', true), '')::uuid)
    on conflict (health_body_id, group_id, key_hash) do update set contact_id = excluded.contact_id
  $$;
  create function contacts_of_former_keys(groups uuid[], keys text[])
  returns table (group_id uuid, key text, contact_id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
  declare
    tenant constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
  begin
    if not exists (select 1 from former_contact_key f where f.health_body_id = tenant) then return; end if;
    return query select w.of_group, w.asked, f.contact_id from unnest(groups, keys) w(of_group, asked)
      join former_contact_key f on f.health_body_id = tenant and f.group_id = w.of_group
        and f.key_hash = former_key_hash(tenant, w.asked);
  end $$;
  grant execute on function former_address_hash(text), former_address_keep(uuid, text, text),
    people_of_former_addresses(text[]), former_contact_keep(uuid[], text[]),
    contacts_of_former_keys(uuid[], text[]) to accord_app;
`;
