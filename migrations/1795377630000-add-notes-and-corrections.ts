import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who wrote an entry of the contact log, private notes, and what either said before it was corrected. */
export class AddNotesAndCorrections1795377630000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(AUTHORS);
    await db.query(NOTES);
    await db.query(CORRECTIONS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const AUTHORS = `
  -- The account or token that wrote it; null for what was brought in from a file.
  alter table engagement add column author_id uuid;
  grant update (contract_id, health_contact_id, group_contact_id) on engagement to accord_health, accord_group;

  -- Only people of the organisation itself may be named to open what it restricts.
  create policy reader_is_one_of_us on restricted_reader as restrictive for insert to accord_health, accord_group
    with check (exists (select 1 from membership m where m.organisation_id = restricted_reader.organisation_id
      and m.account_id = restricted_reader.account_id and m.ended_at is null));
`;

const NOTES = `
  -- What a side keeps to itself about a record of a partnership.
  create table note (
    health_body_id uuid not null,
    group_id       uuid not null,
    id             uuid not null,
    owner_id       uuid not null,
    subject_kind   text not null check (subject_kind in ('partnership', 'contract', 'contact', 'instalment', 'engagement')),
    subject_id     uuid not null,
    visibility     text not null default 'own_side' check (visibility in ('own_side', 'restricted')),
    body           text not null check (length(body) between 1 and 10000),
    author_id      uuid not null,
    version        integer not null default 1,
    -- to the millisecond, as the cursor of a next page says it
    created_at     timestamptz(3) not null default now(),
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate,
    check (owner_id in (health_body_id, group_id))
  );
  create index note_by_time on note (health_body_id, owner_id, created_at, id);
  create index note_of_group_by_time on note (group_id, owner_id, created_at, id);
  create index note_of_subject on note (health_body_id, subject_id);
  create index note_of_group_of_subject on note (group_id, subject_id);
  call wall_in('note', 'health_body_id', 'group_id');
  grant select, insert, update (body, version) on note to accord_health, accord_group;
  create policy health_keeps on note as restrictive for all to accord_health
    using (owner_id = nullif(current_setting('app.tenant', true), '')::uuid
      and (visibility = 'own_side' or exists (select 1 from restricted_reader r where r.subject_id = note.id
        and r.account_id = nullif(current_setting('app.user', true), '')::uuid)))
    with check (owner_id = nullif(current_setting('app.tenant', true), '')::uuid);
  create policy group_keeps on note as restrictive for all to accord_group
    using (owner_id = nullif(current_setting('app.tenant', true), '')::uuid
      and (visibility = 'own_side' or exists (select 1 from restricted_reader r where r.subject_id = note.id
        and r.account_id = nullif(current_setting('app.user', true), '')::uuid)))
    with check (owner_id = nullif(current_setting('app.tenant', true), '')::uuid);
`;

const CORRECTIONS = `
  -- What a field said before its record was corrected. Those who see the record see it, and nobody else.
  create table correction (
    health_body_id uuid not null,
    group_id       uuid not null,
    id             uuid not null,
    subject_kind   text not null check (subject_kind in ('engagement', 'note')),
    subject_id     uuid not null,
    field          text not null check (field ~ '^[a-zA-Z]+$'),
    was            text,
    corrected_by   uuid not null,
    corrected_at   timestamptz not null default now(),
    primary key (health_body_id, id),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate
  );
  create index correction_of_subject on correction (health_body_id, subject_id, id);
  create index correction_of_group_of_subject on correction (group_id, subject_id, id);
  call wall_in('correction', 'health_body_id', 'group_id');
  grant select, insert on correction to accord_health, accord_group;
  -- The policies of the record itself apply inside the subqueries.
  create policy seen_with_its_record on correction as restrictive for select to accord_health, accord_group using (
    case subject_kind
      when 'engagement' then exists (select 1 from engagement e where e.health_body_id = correction.health_body_id
        and e.group_id = correction.group_id and e.id = correction.subject_id)
      else exists (select 1 from note n where n.health_body_id = correction.health_body_id
        and n.group_id = correction.group_id and n.id = correction.subject_id) end);
  create policy made_by_its_owner on correction as restrictive for insert to accord_health, accord_group with check (
    case subject_kind
      when 'engagement' then exists (select 1 from engagement e where e.health_body_id = correction.health_body_id
        and e.group_id = correction.group_id and e.id = correction.subject_id
        and e.owner_id = nullif(current_setting('app.tenant', true), '')::uuid)
      else exists (select 1 from note n where n.health_body_id = correction.health_body_id
        and n.group_id = correction.group_id and n.id = correction.subject_id
        and n.owner_id = nullif(current_setting('app.tenant', true), '')::uuid) end);
`;
