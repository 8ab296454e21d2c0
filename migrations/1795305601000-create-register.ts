import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations of both kinds, the people of each, and the partnerships between them. */
export class CreateRegister1795305601000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ORGANISATIONS);
    await db.query(PEOPLE);
    await db.query(PARTNERSHIPS);
    await db.query(WHO_SEES_AN_ORGANISATION);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const ORGANISATIONS = `
  create table organisation (
    id               uuid primary key,
    kind             text not null check (kind in ('health_body', 'group')),
    name             text not null check (name <> ''),
    name_key         text not null,
    health_body_kind text check (health_body_kind in ('icb', 'trust', 'local_authority', 'practice', 'pcn',
                       'nhs_england', 'department', 'lmc', 'royal_college', 'other')),
    legal_form       text check (legal_form in ('unincorporated', 'unregistered', 'charitable_incorporated_organisation',
                       'charitable_company', 'charitable_trust', 'company_limited_by_guarantee',
                       'community_interest_company', 'registered_society', 'charity', 'other')),
    publication_name text,
    payee_name       text,
    parent_id        uuid references organisation (id),
    listed_by        uuid references organisation (id),
    joined_at        timestamptz,
    left_at          timestamptz,
    version          integer not null default 1,
    created_at       timestamptz not null default now(),
    unique (id, kind),
    check ((kind = 'health_body') = (health_body_kind is not null)),
    check (kind = 'group' or (legal_form is null and listed_by is null and publication_name is null))
  );
  create unique index organisation_health_body_name on organisation (name_key) where kind = 'health_body';

  -- Optional, typed by org-id.guide scheme, and dated. No group needs one.
  create table organisation_identifier (
    organisation_id   uuid not null,
    organisation_kind text not null,
    id                uuid not null,
    scheme            text not null check (scheme in
                        ('GB-CHC', 'GB-COH', 'GB-SC', 'GB-NIC', 'GB-MPR', 'GB-NHS', 'GB-LAE')),
    value             text not null check (value ~ '^[A-Z0-9-]{1,20}$'),
    from_on           date,
    to_on             date,
    primary key (organisation_id, id),
    unique (organisation_id, scheme, value),
    foreign key (organisation_id, organisation_kind) references organisation (id, kind)
  );
  create unique index organisation_identifier_of_health_body on organisation_identifier (scheme, value)
    where organisation_kind = 'health_body';
`;

const PEOPLE = `
  -- Somebody of one organisation, private to it. Nothing joins the records of one human at two organisations.
  create table person (
    organisation_id uuid not null references organisation (id),
    id              uuid not null,
    name            text check (name <> ''),
    email           text check (email = lower(email) and email <> ''),
    job_title       text,
    last_day_on     date,
    version         integer not null default 1,
    created_at      timestamptz not null default now(),
    primary key (organisation_id, id),
    check (name is not null or email is not null)
  );
  create unique index person_email on person (organisation_id, email);
  call wall_in('person', 'organisation_id', 'organisation_id');
  grant select, insert on person to accord_health, accord_group;
  grant update (name, email, job_title, last_day_on, version) on person to accord_health, accord_group;
`;

const PARTNERSHIPS = `
  create table partnership (
    health_body_id   uuid not null,
    group_id         uuid not null,
    id               uuid not null,
    health_body_kind text not null generated always as ('health_body') stored,
    group_kind       text not null generated always as ('group') stored,
    version          integer not null default 1,
    created_at       timestamptz not null default now(),
    primary key (health_body_id, group_id),
    unique (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (health_body_id, health_body_kind) references organisation (id, kind),
    foreign key (group_id, group_kind) references organisation (id, kind)
  );
  create index partnership_by_group on partnership (group_id, health_body_id);
  call wall_in('partnership', 'health_body_id', 'group_id');
  grant select, insert on partnership to accord_health;
  grant update (version) on partnership to accord_health;
  grant select on partnership to accord_group;

  -- What the health body alone knows about a group: its supplier number in the body's ledger.
  create table partnership_supplier (
    health_body_id  uuid not null,
    group_id        uuid not null,
    supplier_number text not null check (supplier_number <> ''),
    primary key (health_body_id, group_id),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id) on update cascade
  );
  call wall_in('partnership_supplier', 'health_body_id', null);
  grant select, insert, update on partnership_supplier to accord_health;

  -- Other spellings of a group in one health body's files ("also known as").
  create table partnership_alias (
    health_body_id uuid not null,
    group_id       uuid not null,
    name_key       text not null,
    name           text not null,
    primary key (health_body_id, group_id, name_key),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id) on update cascade
  );
  call wall_in('partnership_alias', 'health_body_id', null);
  grant select, insert on partnership_alias to accord_health;

  -- A person as one partnership sees them. A listed group's people are contacts without a person record of their own.
  create table contact (
    health_body_id         uuid not null,
    group_id               uuid not null,
    id                     uuid not null,
    side                   text not null check (side in ('health', 'group')),
    person_id              uuid,
    person_organisation_id uuid generated always as
                             (case when person_id is null then null
                                   when side = 'health' then health_body_id else group_id end) stored,
    name                   text check (name <> ''),
    name_key               text not null default '',
    email                  text check (email = lower(email) and email <> ''),
    phone                  text,
    preferred_channel      text check (preferred_channel in ('email', 'phone', 'video', 'in_person', 'letter', 'portal')),
    availability           text,
    verified_on            date,
    version                integer not null default 1,
    created_at             timestamptz not null default now(),
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id) on update cascade,
    foreign key (person_organisation_id, person_id) references person (organisation_id, id),
    check (name is not null or email is not null),
    check (side = 'group' or person_id is not null)
  );
  create unique index contact_of_person on contact (health_body_id, group_id, side, person_id)
    where person_id is not null;
  create unique index contact_of_listed_group on contact (health_body_id, group_id, email, name_key)
    nulls not distinct where side = 'group' and person_id is null;
  create index contact_by_person on contact (person_organisation_id, person_id) where person_id is not null;
  call wall_in('contact', 'health_body_id', 'group_id');
  create policy group_own_side on contact as restrictive for insert to accord_group with check (side = 'group');
  create policy group_changes_own_side on contact as restrictive for update to accord_group
    using (side = 'group') with check (side = 'group');
  grant select, insert on contact to accord_health, accord_group;
  grant update (name, name_key, email, phone, preferred_channel, availability, verified_on, version)
    on contact to accord_health, accord_group;
`;

const WHO_SEES_AN_ORGANISATION = `
  -- Readable: itself; a health body by everybody signed in; a group by the bodies that have a partnership with it.
  -- Writable: by itself; a group that has not joined also by the body that listed it.
  call lock_away('organisation');
  call lock_away('organisation_identifier');

  create policy health_reads on organisation for select to accord_health using (
    kind = 'health_body' or exists (select 1 from partnership p
      where p.health_body_id = nullif(current_setting('app.tenant', true), '')::uuid and p.group_id = organisation.id)
    or (kind = 'group' and listed_by = nullif(current_setting('app.tenant', true), '')::uuid and joined_at is null));
  create policy health_lists on organisation for insert to accord_health with check (
    kind = 'group' and listed_by = nullif(current_setting('app.tenant', true), '')::uuid and joined_at is null);
  create policy health_changes on organisation for update to accord_health
    using (id = nullif(current_setting('app.tenant', true), '')::uuid
      or (listed_by = nullif(current_setting('app.tenant', true), '')::uuid and joined_at is null))
    with check (id = nullif(current_setting('app.tenant', true), '')::uuid
      or (listed_by = nullif(current_setting('app.tenant', true), '')::uuid and joined_at is null));
  create policy group_reads on organisation for select to accord_group using (
    kind = 'health_body' or id = nullif(current_setting('app.tenant', true), '')::uuid);
  create policy group_changes on organisation for update to accord_group
    using (id = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (id = nullif(current_setting('app.tenant', true), '')::uuid);
  grant select, insert on organisation to accord_health;
  grant select on organisation to accord_group;
  grant update (name, name_key, legal_form, publication_name, payee_name, version)
    on organisation to accord_health, accord_group;

  -- A body pairs itself with a group that it lists. One that has joined is asked first: knowing its id opens nothing.
  create policy health_pairs_listed on partnership as restrictive for insert to accord_health with check (
    exists (select 1 from organisation o where o.id = partnership.group_id
      and o.listed_by = nullif(current_setting('app.tenant', true), '')::uuid and o.joined_at is null));

  -- Sees what the reader may see of the organisation itself: its policies apply inside the subquery.
  create policy health_reads on organisation_identifier for select to accord_health
    using (exists (select 1 from organisation o where o.id = organisation_identifier.organisation_id));
  create policy group_reads on organisation_identifier for select to accord_group
    using (exists (select 1 from organisation o where o.id = organisation_identifier.organisation_id));
  create policy health_adds on organisation_identifier for insert to accord_health with check (
    exists (select 1 from organisation o where o.id = organisation_identifier.organisation_id
      and (o.id = nullif(current_setting('app.tenant', true), '')::uuid
        or (o.listed_by = nullif(current_setting('app.tenant', true), '')::uuid and o.joined_at is null))));
  create policy group_adds on organisation_identifier for insert to accord_group with check (
    organisation_id = nullif(current_setting('app.tenant', true), '')::uuid);
  grant select, insert on organisation_identifier to accord_health, accord_group;

  -- For the operator's command line, which acts for every health body by name.
  create function operator_health_bodies() returns table (id uuid, name text, name_key text, ods_code text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select o.id, o.name, o.name_key,
      (select i.value from organisation_identifier i where i.organisation_id = o.id and i.scheme = 'GB-NHS' limit 1)
    from organisation o where o.kind = 'health_body' order by o.id
  $$;
  create function operator_add_organisation(new_id uuid, new_kind text, new_name text, new_name_key text)
  returns void language sql security definer set search_path = public, pg_temp as $$
    insert into organisation (id, kind, name, name_key, health_body_kind, joined_at)
    values (new_id, new_kind, new_name, new_name_key,
      case when new_kind = 'health_body' then 'icb' end, now());
    insert into audit_event (organisation_id, actor_kind, action, subject_id)
    values (new_id, 'operator', 'organisation.added', new_id)
  $$;
  create function operator_add_ods_code(health_body uuid, identifier_id uuid, ods_code text)
  returns void language sql security definer set search_path = public, pg_temp as $$
    insert into organisation_identifier (organisation_id, organisation_kind, id, scheme, value)
    values (health_body, 'health_body', identifier_id, 'GB-NHS', ods_code);
    insert into audit_event (organisation_id, actor_kind, action, subject_id)
    values (health_body, 'operator', 'organisation.changed', health_body)
  $$;
  -- Groups by name, to make a sign-in for one that exists. Several groups may share a name.
  create function operator_groups_named(wanted text) returns table (id uuid, joined boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
    select o.id, o.joined_at is not null from organisation o where o.kind = 'group' and o.name_key = wanted
  $$;
  create function operator_is_empty() returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select not exists (select 1 from organisation)
  $$;
  grant execute on function operator_health_bodies(), operator_add_organisation(uuid, text, text, text),
    operator_add_ods_code(uuid, uuid, text), operator_groups_named(text), operator_is_empty() to accord_app;
`;
