import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files, in pieces of at most 1 MB: documents that both sides of a partnership see, and files of one organisation. The
 * pieces come first and the row of the whole last, in one transaction, so that no reader ever finds a part.
 */
export class CreateFiles1795730100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(DOCUMENTS);
    await db.query(OWN_FILES);
    await db.query(WHOLE);
    await db.query(REMOVING);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const DOCUMENTS = `
  create table document (
    health_body_id uuid not null,
    group_id       uuid not null,
    id             uuid not null,
    -- who put it there, and may take it away again
    side           text not null check (side in ('health', 'group')),
    sha256         bytea not null check (length(sha256) = 32),
    size_bytes     bigint not null check (size_bytes > 0),
    -- by what is in it, whatever it was called
    media_type     text not null check (media_type in
                     ('application/pdf', 'image/png', 'image/jpeg', 'image/heic', 'image/heif', 'image/webp')),
    file_name      text not null check (file_name ~ '^[^[:cntrl:]/\\\\]{1,120}$'),
    added_on       date not null,
    added_at       timestamptz not null default now(),
    removed_at     timestamptz,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate
  );
  call wall_in('document', 'health_body_id', 'group_id');
  create policy health_adds_own on document as restrictive for insert to accord_health with check (side = 'health');
  create policy group_adds_own on document as restrictive for insert to accord_group with check (side = 'group');
  create policy health_removes_own on document as restrictive for update to accord_health
    using (side = 'health') with check (side = 'health');
  create policy group_removes_own on document as restrictive for update to accord_group
    using (side = 'group') with check (side = 'group');
  grant select on document to accord_health, accord_group;
  grant insert (health_body_id, group_id, id, side, sha256, size_bytes, media_type, file_name, added_on)
    on document to accord_health, accord_group;
  grant update (removed_at) on document to accord_health, accord_group;

  create table document_chunk (
    health_body_id uuid not null,
    group_id       uuid not null,
    document_id    uuid not null,
    position       integer not null check (position >= 0),
    bytes          bytea not null check (length(bytes) between 1 and 1048576),
    primary key (health_body_id, document_id, position),
    foreign key (group_id, document_id, health_body_id) references document (group_id, id, health_body_id)
      on update cascade deferrable initially deferred
  );
  -- Photographs and PDF are packed already.
  alter table document_chunk alter column bytes set storage external;
  call wall_in('document_chunk', 'health_body_id', 'group_id');
  grant select, insert on document_chunk to accord_health, accord_group;
`;

const OWN_FILES = `
  -- Of one organisation: what it sent to its bank, and what came back.
  create table own_file (
    organisation_id uuid not null references organisation (id),
    id              uuid not null,
    -- what it is to its organisation
    purpose         text not null check (purpose ~ '^[a-z_]+$'),
    sha256          bytea not null check (length(sha256) = 32),
    size_bytes      bigint not null check (size_bytes > 0),
    media_type      text not null check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
    file_name       text not null check (file_name ~ '^[^[:cntrl:]/\\\\]{1,120}$'),
    added_at        timestamptz not null default now(),
    primary key (organisation_id, id)
  );
  -- The same file brought in twice is found by this.
  create index own_file_by_contents on own_file (organisation_id, purpose, sha256);
  call wall_in('own_file', 'organisation_id', null);
  grant select on own_file to accord_health;
  grant insert (organisation_id, id, purpose, sha256, size_bytes, media_type, file_name) on own_file to accord_health;

  create table own_file_chunk (
    organisation_id uuid not null,
    file_id         uuid not null,
    position        integer not null check (position >= 0),
    bytes           bytea not null check (length(bytes) between 1 and 1048576),
    primary key (organisation_id, file_id, position),
    foreign key (organisation_id, file_id) references own_file (organisation_id, id) deferrable initially deferred
  );
  call wall_in('own_file_chunk', 'organisation_id', null);
  grant select, insert on own_file_chunk to accord_health;
`;

const WHOLE = `
  -- Every piece is there, and together they are as long as the whole says. What they are, the reader sees by the hash.
  create function document_is_whole() returns trigger language plpgsql as $$
  begin
    if not (select count(*) > 0 and max(k.position) = count(*) - 1 and sum(length(k.bytes)) = new.size_bytes
        from document_chunk k where k.health_body_id = new.health_body_id and k.document_id = new.id) then
      raise exception 'a piece of the file is missing' using errcode = 'check_violation', constraint = 'document_is_whole';
    end if;
    return null;
  end $$;
  create trigger document_is_whole after insert on document for each row execute function document_is_whole();

  create function own_file_is_whole() returns trigger language plpgsql as $$
  begin
    if not (select count(*) > 0 and max(k.position) = count(*) - 1 and sum(length(k.bytes)) = new.size_bytes
        from own_file_chunk k where k.organisation_id = new.organisation_id and k.file_id = new.id) then
      raise exception 'a piece of the file is missing' using errcode = 'check_violation', constraint = 'own_file_is_whole';
    end if;
    return null;
  end $$;
  create trigger own_file_is_whole after insert on own_file for each row execute function own_file_is_whole();

  -- A whole gets no further piece.
  create function document_chunk_in_time() returns trigger language plpgsql as $$
  begin
    if exists (select 1 from document d where d.health_body_id = new.health_body_id and d.id = new.document_id) then
      raise exception 'the file is whole' using errcode = 'check_violation', constraint = 'document_is_whole';
    end if;
    return null;
  end $$;
  create trigger document_chunk_in_time after insert on document_chunk
    for each row execute function document_chunk_in_time();

  create function own_file_chunk_in_time() returns trigger language plpgsql as $$
  begin
    if exists (select 1 from own_file f where f.organisation_id = new.organisation_id and f.id = new.file_id) then
      raise exception 'the file is whole' using errcode = 'check_violation', constraint = 'own_file_is_whole';
    end if;
    return null;
  end $$;
  create trigger own_file_chunk_in_time after insert on own_file_chunk
    for each row execute function own_file_chunk_in_time();
`;

const REMOVING = `
  -- What is removed is gone; that there was a file, and its hash, stays on the record.
  create function document_removed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    delete from document_chunk k where k.health_body_id = new.health_body_id and k.document_id = new.id;
    return null;
  end $$;
  create trigger document_removed after update on document for each row
    when (old.removed_at is null and new.removed_at is not null) execute function document_removed();

  create function document_stays_removed() returns trigger language plpgsql as $$
  begin
    raise exception 'a file that was removed is gone' using errcode = 'check_violation', constraint = 'document_stays_removed';
  end $$;
  create trigger document_stays_removed before update on document for each row
    when (old.removed_at is not null and new.removed_at is distinct from old.removed_at)
    execute function document_stays_removed();
`;
