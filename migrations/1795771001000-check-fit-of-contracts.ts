import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a contract asks for, and why the health side went on where the group's own words do not match it. */
export class CheckFitOfContracts1795771001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ASKED);
    await db.query(GONE_ON);
    await db.query(GUARDS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const ASKED = `
  create table contract_fit (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    kinds          text[] not null check (kinds <@ array['sexual_health', 'talking_therapies', 'substance_recovery',
                     'wellbeing', 'social_prescribing', 'advocacy', 'peer_support', 'outreach', 'research',
                     'advice_on_strategy', 'training', 'accreditation', 'housing_and_social_care', 'joint_delivery',
                     'crisis_support', 'legal_advice']),
    communities    text[] not null check (communities <@ array['all_lgbtq', 'lesbian', 'gay', 'bi', 'trans', 'non_binary',
                     'intersex', 'ace_aro', 'women', 'young', 'older', 'people_of_colour', 'disabled', 'faith',
                     'migrants', 'families', 'rural']),
    area           text check (length(area) between 1 and 100),
    version        integer not null default 1,
    primary key (health_body_id, contract_id),
    unique (group_id, contract_id),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate
  );
  call wall_in('contract_fit', 'health_body_id', 'group_id');
  grant select, insert, update (kinds, communities, area, version) on contract_fit to accord_health;
  grant select on contract_fit to accord_group;
`;

const GONE_ON = `
  -- What did not match, and why it was gone on with all the same. Both sides read it; nothing of it is taken back.
  create table contract_fit_override (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    number         smallint not null default 1,
    gaps           text[] not null check (cardinality(gaps) between 1 and 50),
    reason         text not null check (length(reason) between 1 and 1000),
    decided_on     date not null,
    account_id     uuid,
    primary key (health_body_id, contract_id, number),
    unique (group_id, contract_id, number),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate
  );
  call wall_in('contract_fit_override', 'health_body_id', 'group_id');
  grant select, insert (health_body_id, group_id, contract_id, gaps, reason, decided_on, account_id)
    on contract_fit_override to accord_health;
  grant select on contract_fit_override to accord_group;
`;

const GUARDS = `
  -- What was agreed stays what was asked for. Of a listed group that joins, the record comes along: only then does a row's
  -- group change, by cascade.
  create function contract_fit_of_draft() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    held text;
  begin
    select c.state into held from contract c where c.health_body_id = new.health_body_id and c.group_id = new.group_id
      and c.id = new.contract_id for no key update;
    if held is distinct from 'draft' then
      raise exception 'what a contract asks for is said while it is a draft'
        using errcode = 'check_violation', constraint = 'contract_fit_of_draft';
    end if;
    return null;
  end $$;
  create trigger contract_fit_of_draft after insert on contract_fit for each row
    execute function contract_fit_of_draft();
  create trigger contract_fit_changed after update of kinds, communities, area on contract_fit for each row
    execute function contract_fit_of_draft();

  -- One after the other, with the contract held.
  create function contract_fit_override_numbered() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform 1 from contract c where c.health_body_id = new.health_body_id and c.group_id = new.group_id
      and c.id = new.contract_id for no key update;
    new.number := 1 + coalesce((select max(o.number) from contract_fit_override o
      where o.health_body_id = new.health_body_id and o.contract_id = new.contract_id), 0);
    return new;
  end $$;
  create trigger contract_fit_override_numbered before insert on contract_fit_override for each row
    execute function contract_fit_override_numbered();
`;
