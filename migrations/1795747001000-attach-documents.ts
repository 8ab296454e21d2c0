import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the files that both sides see are about: a contract, a payment, or an entry of the contact log. */
export class AttachDocuments1795747001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ATTACHED);
    await db.query(STAYS_SHARED);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const OWN_DOCUMENT = (side: string) => `exists (select 1 from document d
  where d.health_body_id = attached_document.health_body_id and d.group_id = attached_document.group_id
    and d.id = attached_document.document_id and d.side = '${side}')`;

const ATTACHED = `
  create table attached_document (
    health_body_id uuid not null,
    group_id       uuid not null,
    document_id    uuid not null,
    -- of a payment, the contract that it is paid under
    contract_id    uuid,
    instalment_id  uuid,
    engagement_id  uuid,
    -- to the millisecond, as the cursor of a next page says it
    attached_at    timestamptz(3) not null default now(),
    primary key (health_body_id, document_id),
    unique (group_id, document_id, health_body_id),
    foreign key (group_id, document_id, health_body_id) references document (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate,
    foreign key (group_id, engagement_id, health_body_id) references engagement (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    check ((engagement_id is null) = (contract_id is not null)),
    check (instalment_id is null or contract_id is not null)
  );
  create index attached_document_by_time on attached_document (health_body_id, attached_at, document_id);
  create index attached_document_of_group_by_time on attached_document (group_id, attached_at, document_id);
  create index attached_document_of_contract on attached_document (health_body_id, contract_id, attached_at)
    where contract_id is not null;
  create index attached_document_of_engagement on attached_document (health_body_id, engagement_id, attached_at)
    where engagement_id is not null;
  call wall_in('attached_document', 'health_body_id', 'group_id');
  grant select on attached_document to accord_health, accord_group;
  grant insert (health_body_id, group_id, document_id, contract_id, instalment_id, engagement_id)
    on attached_document to accord_health, accord_group;
  create policy health_attaches_own on attached_document as restrictive for insert to accord_health
    with check (${OWN_DOCUMENT('health')});
  create policy group_attaches_own on attached_document as restrictive for insert to accord_group
    with check (${OWN_DOCUMENT('group')});
`;

const STAYS_SHARED = `
  -- Both sides see every file, so what a file is about is for both sides, and stays so.
  create function attached_to_shared() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if exists (select 1 from engagement e where e.health_body_id = new.health_body_id and e.id = new.engagement_id
        and e.visibility <> 'shared') then
      raise exception 'files are for both sides' using errcode = 'check_violation', constraint = 'attached_to_shared';
    end if;
    return null;
  end $$;
  create trigger attached_to_shared after insert on attached_document for each row
    when (new.engagement_id is not null) execute function attached_to_shared();

  create function engagement_stays_shared() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if exists (select 1 from attached_document f where f.health_body_id = new.health_body_id
        and f.engagement_id = new.id) then
      raise exception 'files are for both sides' using errcode = 'check_violation', constraint = 'attached_to_shared';
    end if;
    return null;
  end $$;
  create trigger engagement_stays_shared after update of visibility on engagement for each row
    when (old.visibility = 'shared' and new.visibility <> 'shared') execute function engagement_stays_shared();
`;
