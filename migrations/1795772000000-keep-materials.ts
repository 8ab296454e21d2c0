import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a partnership publishes or works with, in versions that never change, and the edits that a side proposes. */
export class KeepMaterials1795772000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(MATERIALS);
    await db.query(VERSIONS);
    await db.query(PROPOSALS);
    await db.query(COMMENTS);
    await db.query(WHO_WRITES_WHAT);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const MATERIALS = `
  create table material (
    health_body_id     uuid not null,
    group_id           uuid not null,
    id                 uuid not null,
    contract_id        uuid,
    title              text not null check (length(title) between 1 and 200),
    -- how the people of each side who worked on it are credited, as they wish; null is "not named"
    health_credit      text check (length(health_credit) between 1 and 500),
    group_credit       text check (length(group_credit) between 1 and 500),
    started_by         text not null check (started_by in ('health', 'group')),
    started_on         date not null,
    started_account_id uuid,
    -- the number of the newest version, 0 without any: kept by the versions themselves
    latest             integer not null default 0 check (latest >= 0),
    version            integer not null default 1,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate
  );
  create index material_by_day on material (health_body_id, started_on, id);
  create index material_of_group_by_day on material (group_id, started_on, id);
  create index material_of_contract on material (health_body_id, contract_id, started_on, id);
  create index material_of_group_contract on material (group_id, contract_id, started_on, id);
  call wall_in('material', 'health_body_id', 'group_id');
`;

const VERSIONS = `
  create table material_version (
    health_body_id  uuid not null,
    group_id        uuid not null,
    material_id     uuid not null,
    id              uuid not null,
    -- of the material, from 1
    number          integer not null check (number > 0),
    words           text check (length(words) between 1 and 50000),
    document_id     uuid,
    made_by         text not null check (made_by in ('health', 'group')),
    made_on         date not null,
    account_id      uuid,
    -- of the words of the version before, how many in a hundred are gone; of its own, how many are new
    removed_percent smallint check (removed_percent between 0 and 100),
    added_percent   smallint check (added_percent between 0 and 100),
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    unique (group_id, id, health_body_id, material_id),
    unique (health_body_id, material_id, number),
    unique (health_body_id, document_id),
    foreign key (group_id, material_id, health_body_id) references material (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, document_id, health_body_id) references document (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    constraint material_version_is_one_thing check (num_nonnulls(words, document_id) = 1),
    check ((removed_percent is null) = (added_percent is null)),
    check (removed_percent is null or words is not null)
  );
  create index material_version_of_group on material_version (group_id, material_id, number);
  call wall_in('material_version', 'health_body_id', 'group_id');

  create function material_version_begins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if nullif(current_setting('app.tenant', true), '')::uuid not in (new.health_body_id, new.group_id) then
      return new; -- for the walls to refuse
    end if;
    update material m set latest = m.latest + 1, version = m.version + 1
      where m.health_body_id = new.health_body_id and m.group_id = new.group_id and m.id = new.material_id
      returning m.latest into new.number;
    return new;
  end $$;
  create trigger material_version_begins before insert on material_version
    for each row execute function material_version_begins();
`;

const PROPOSALS = `
  create table material_proposal (
    health_body_id uuid not null,
    group_id       uuid not null,
    material_id    uuid not null,
    id             uuid not null,
    -- what it changes
    from_id        uuid not null,
    words          text not null check (length(words) between 1 and 50000),
    why            text check (length(why) between 1 and 2000),
    proposed_by    text not null check (proposed_by in ('health', 'group')),
    proposed_on    date not null,
    account_id     uuid,
    state          text not null default 'open' check (state in ('open', 'accepted', 'declined', 'withdrawn')),
    closed_on      date,
    decline_reason text check (length(decline_reason) between 1 and 2000),
    -- the version that accepting it made
    made_id        uuid,
    version        integer not null default 1,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (group_id, material_id, health_body_id) references material (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, from_id, health_body_id, material_id)
      references material_version (group_id, id, health_body_id, material_id) on update cascade deferrable initially immediate,
    foreign key (group_id, made_id, health_body_id, material_id)
      references material_version (group_id, id, health_body_id, material_id) on update cascade deferrable initially immediate,
    check ((state = 'open') = (closed_on is null)),
    check ((state = 'accepted') = (made_id is not null)),
    constraint material_proposal_says_why check ((state = 'declined') = (decline_reason is not null))
  );
  create index material_proposal_of_material on material_proposal (health_body_id, material_id, id);
  create index material_proposal_of_group on material_proposal (group_id, material_id, id);
  call wall_in('material_proposal', 'health_body_id', 'group_id');
`;

const COMMENTS = `
  create table material_comment (
    health_body_id uuid not null,
    group_id       uuid not null,
    material_id    uuid not null,
    version_id     uuid not null,
    id             uuid not null,
    side           text not null check (side in ('health', 'group')),
    words          text not null check (length(words) between 1 and 2000),
    said_on        date not null,
    account_id     uuid,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (group_id, version_id, health_body_id, material_id)
      references material_version (group_id, id, health_body_id, material_id) on update cascade deferrable initially immediate
  );
  create index material_comment_of_material on material_comment (health_body_id, material_id, id);
  create index material_comment_of_group on material_comment (group_id, material_id, id);
  call wall_in('material_comment', 'health_body_id', 'group_id');
`;

const OWN_DOCUMENT = (side: string) => `(document_id is null or exists (select 1 from document d
  where d.health_body_id = material_version.health_body_id and d.group_id = material_version.group_id
    and d.id = material_version.document_id and d.side = '${side}'))`;

const ofSide = (side: 'health' | 'group') => `
  create policy ${side}_starts on material as restrictive for insert to accord_${side} with check (started_by = '${side}');
  create policy ${side}_makes on material_version as restrictive for insert to accord_${side}
    with check (made_by = '${side}' and ${OWN_DOCUMENT(side)});
  create policy ${side}_proposes on material_proposal as restrictive for insert to accord_${side}
    with check (proposed_by = '${side}' and state = 'open');
  -- A side takes back its own, and answers the other's.
  create policy ${side}_answers on material_proposal as restrictive for update to accord_${side} using (state = 'open')
    with check (case when state = 'withdrawn' then proposed_by = '${side}' else proposed_by <> '${side}' end);
  create policy ${side}_comments on material_comment as restrictive for insert to accord_${side}
    with check (side = '${side}');
  grant insert (${side}_credit) on material to accord_${side};
  grant update (${side}_credit) on material to accord_${side};
`;

const WHO_WRITES_WHAT = `
  grant select on material, material_version, material_proposal, material_comment to accord_health, accord_group;
  grant insert (health_body_id, group_id, id, contract_id, title, started_by, started_on, started_account_id)
    on material to accord_health, accord_group;
  grant update (version) on material to accord_health, accord_group;
  -- What is in a version is never changed, by either side.
  grant insert (health_body_id, group_id, material_id, id, words, document_id, made_by, made_on, account_id,
    removed_percent, added_percent) on material_version to accord_health, accord_group;
  grant insert (health_body_id, group_id, material_id, id, from_id, words, why, proposed_by, proposed_on, account_id)
    on material_proposal to accord_health, accord_group;
  grant update (state, closed_on, decline_reason, made_id, version) on material_proposal to accord_health, accord_group;
  grant insert (health_body_id, group_id, material_id, version_id, id, side, words, said_on, account_id)
    on material_comment to accord_health, accord_group;
  ${ofSide('health')}
  ${ofSide('group')}
`;
