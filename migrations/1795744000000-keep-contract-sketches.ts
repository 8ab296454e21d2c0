import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A contract that somebody of the health body has begun to set up, kept between the pages of questions. */
export class KeepContractSketches1795744000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(SKETCHES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const SKETCHES = `
  create table contract_sketch (
    health_body_id uuid not null,
    group_id       uuid not null,
    id             uuid not null,
    -- the answers so far as they were given, by the name of the question
    answers        jsonb not null default '{}' check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 40000),
    -- the draft that was made of it: once
    contract_id    uuid,
    created_at     timestamptz not null default now(),
    primary key (health_body_id, id),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate,
    foreign key (health_body_id, contract_id) references contract (health_body_id, id)
  );
  create index contract_sketch_open on contract_sketch (health_body_id, created_at) where contract_id is null;
  create index contract_sketch_of_group on contract_sketch (health_body_id, group_id);
  call wall_in('contract_sketch', 'health_body_id', null);
  grant select, delete on contract_sketch to accord_health;
  grant insert (health_body_id, group_id, id, answers) on contract_sketch to accord_health;
  grant update (answers, contract_id) on contract_sketch to accord_health;
`;
