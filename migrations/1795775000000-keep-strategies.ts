import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Strategies of a health body with their priorities, and what is done with groups that serves them. */
export class KeepStrategies1795775000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(STRATEGIES);
    await db.query(LINKS);
    await db.query(KEEPING_UP);
    await db.query(FILES);
    await db.query(MARKS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const TENANT = `nullif(current_setting('app.tenant', true), '')::uuid`;

const STRATEGIES = `
  create table strategy_document (
    health_body_id uuid not null references organisation (id),
    id             uuid not null,
    title          text not null check (length(title) between 1 and 200),
    from_on        date not null,
    -- null while no end is set
    to_on          date check (to_on >= from_on),
    web_address    text check (length(web_address) <= 500 and web_address ~ '^https?://[^[:space:]/]+'),
    file_id        uuid,
    -- whether others may read the document itself
    published      boolean not null,
    version        integer not null default 1,
    primary key (health_body_id, id),
    foreign key (health_body_id, file_id) references own_file (organisation_id, id)
  );
  create index strategy_document_by_day on strategy_document (health_body_id, from_on, id);
  call wall_in('strategy_document', 'health_body_id', null);

  create table strategy_priority (
    health_body_id uuid not null,
    document_id    uuid not null,
    id             uuid not null,
    -- of the document, from 1
    position       integer not null check (position > 0),
    title          text not null check (length(title) between 1 and 200),
    version        integer not null default 1,
    primary key (health_body_id, id),
    unique (health_body_id, document_id, position),
    foreign key (health_body_id, document_id) references strategy_document (health_body_id, id)
  );
  call wall_in('strategy_priority', 'health_body_id', null);

  grant select, delete on strategy_document, strategy_priority to accord_health;
  grant insert (health_body_id, id, title, from_on, to_on, web_address, published) on strategy_document to accord_health;
  grant update (title, from_on, to_on, web_address, file_id, published, version) on strategy_document to accord_health;
  grant insert (health_body_id, document_id, id, position, title) on strategy_priority to accord_health;
  grant update (title, version) on strategy_priority to accord_health;
`;

const LINKS = `
  -- How a contract, or a decision of it, serves a priority: said by the health side, read by both.
  create table strategy_link (
    health_body_id    uuid not null,
    group_id          uuid not null,
    contract_id       uuid not null,
    -- null where the contract as a whole is meant
    decision_id       uuid,
    id                uuid not null,
    priority_id       uuid not null,
    how               text not null check (length(how) between 1 and 500),
    linked_on         date not null,
    linked_account_id uuid,
    -- what the strategy says of itself, for the group, which reads no more of it: kept by triggers
    document_id       uuid not null,
    priority_title    text not null,
    document_title    text not null,
    from_on           date not null,
    to_on             date,
    published         boolean not null,
    web_address       text,
    has_file          boolean not null,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, decision_id, health_body_id) references decision (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (health_body_id, priority_id) references strategy_priority (health_body_id, id),
    check (published or (web_address is null and not has_file))
  );
  create unique index strategy_link_of_contract_once on strategy_link (health_body_id, contract_id, priority_id)
    where decision_id is null;
  create unique index strategy_link_of_decision_once on strategy_link (health_body_id, decision_id, priority_id)
    where decision_id is not null;
  create index strategy_link_by_day on strategy_link (health_body_id, linked_on, id);
  create index strategy_link_of_group_by_day on strategy_link (group_id, linked_on, id);
  create index strategy_link_of_contract on strategy_link (health_body_id, contract_id, linked_on, id);
  create index strategy_link_of_group_contract on strategy_link (group_id, contract_id, linked_on, id);
  create index strategy_link_of_decision on strategy_link (health_body_id, decision_id, linked_on, id)
    where decision_id is not null;
  create index strategy_link_of_group_decision on strategy_link (group_id, decision_id, linked_on, id)
    where decision_id is not null;
  create index strategy_link_of_priority on strategy_link (health_body_id, priority_id);
  create index strategy_link_of_document on strategy_link (health_body_id, document_id);
  create index strategy_link_of_group_document on strategy_link (group_id, document_id);
  call wall_in('strategy_link', 'health_body_id', 'group_id');
  grant select on strategy_link to accord_health, accord_group;
  grant insert (health_body_id, group_id, contract_id, decision_id, id, priority_id, how, linked_on, linked_account_id),
    delete on strategy_link to accord_health;
`;

const KEEPING_UP = `
  create function strategy_link_begins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if ${TENANT} <> new.health_body_id then return new; end if; -- for the walls to refuse
    if new.decision_id is not null and not exists (select 1 from decision d where d.health_body_id = new.health_body_id
        and d.id = new.decision_id and d.contract_id = new.contract_id) then
      raise exception 'the decision is one of the contract'
        using errcode = 'check_violation', constraint = 'strategy_link_of_one_contract';
    end if;
    select d.id, p.title, d.title, d.from_on, d.to_on, d.published,
        case when d.published then d.web_address end, d.published and d.file_id is not null
      into new.document_id, new.priority_title, new.document_title, new.from_on, new.to_on, new.published,
        new.web_address, new.has_file
      from strategy_priority p
      join strategy_document d on d.health_body_id = p.health_body_id and d.id = p.document_id
      where p.health_body_id = new.health_body_id and p.id = new.priority_id;
    return new;
  end $$;
  create trigger strategy_link_begins before insert on strategy_link
    for each row execute function strategy_link_begins();

  create function strategy_links_follow_document() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update strategy_link l set document_title = new.title, from_on = new.from_on, to_on = new.to_on,
      published = new.published, web_address = case when new.published then new.web_address end,
      has_file = new.published and new.file_id is not null
      where l.health_body_id = new.health_body_id and l.document_id = new.id;
    return null;
  end $$;
  create trigger strategy_links_follow after update on strategy_document
    for each row execute function strategy_links_follow_document();

  create function strategy_links_follow_priority() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update strategy_link l set priority_title = new.title
      where l.health_body_id = new.health_body_id and l.priority_id = new.id;
    return null;
  end $$;
  create trigger strategy_links_follow after update on strategy_priority
    for each row execute function strategy_links_follow_priority();
`;

const FILES = `
  -- The file of a strategy: to its health body, and once it is published, to a group whose work is linked to it.
  create function strategy_file(wanted uuid)
  returns table (organisation_id uuid, file_id uuid, file_name text, media_type text, size_bytes bigint, sha256 bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
    select f.organisation_id, f.id, f.file_name, f.media_type, f.size_bytes, f.sha256
    from strategy_document d join own_file f on f.organisation_id = d.health_body_id and f.id = d.file_id
    where d.id = wanted and (d.health_body_id = ${TENANT} or (d.published and exists (
      select 1 from strategy_link l where l.group_id = ${TENANT} and l.document_id = wanted
        and l.health_body_id = d.health_body_id)))
  $$;

  create function strategy_file_piece(wanted uuid, piece integer) returns table (bytes bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
    select k.bytes from strategy_file(wanted) f
    join own_file_chunk k on k.organisation_id = f.organisation_id and k.file_id = f.file_id and k.position = piece
  $$;
  grant execute on function strategy_file(uuid), strategy_file_piece(uuid, integer) to accord_app;
`;

const MARKS = `
  create trigger finding_marks_added after insert on strategy_link
    referencing new table as changed for each statement execute function finding_marks_changed();
  create trigger finding_marks_removed after delete on strategy_link
    referencing old table as changed for each statement execute function finding_marks_changed();

  -- With the first priority there is something to be anchored in, and with the last one gone there is not.
  create function finding_marks_strategy() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into finding_mark (health_body_id, group_id) select p.health_body_id, p.group_id from partnership p
      where p.health_body_id in (select n.health_body_id from changed n);
    return null;
  end $$;
  create trigger finding_marks_added after insert on strategy_priority
    referencing new table as changed for each statement execute function finding_marks_strategy();
  create trigger finding_marks_removed after delete on strategy_priority
    referencing old table as changed for each statement execute function finding_marks_strategy();
`;
