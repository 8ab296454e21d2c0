import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What else both sides read can be challenged where it stands: materials, introductions, invoices, and how they work. */
export class ChallengeAnything1795779000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(SUBJECTS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const ABOUT = [
  ...['contract', 'commencement', 'process', 'payment', 'invoice', 'contact', 'decision', 'material'],
  ...['introduction', 'finding', 'profile', 'partnership'],
];
const OF_CONTRACT = `'contract', 'commencement', 'process'`;

const SUBJECTS = `
  alter table challenge
    add column material_id uuid,
    add column introduction_id uuid,
    add column invoice_id uuid,
    add foreign key (group_id, material_id, health_body_id) references material (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    add foreign key (group_id, introduction_id, health_body_id) references introduction (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    add foreign key (group_id, invoice_id, health_body_id, contract_id)
      references invoice (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate,
    add check (invoice_id is null or contract_id is not null),
    drop constraint challenge_about_check,
    drop constraint challenge_about_one,
    add constraint challenge_about_check check (about in (${ABOUT.map((about) => `'${about}'`).join(', ')})),
    -- How both work together and how they decide are challenged as they stand, by their contract.
    add constraint challenge_about_one check (
      (about not in (${OF_CONTRACT}) or contract_id is not null)
      and (about = 'payment') = (instalment_id is not null) and (about = 'invoice') = (invoice_id is not null)
      and (about = 'contact') = (engagement_id is not null) and (about = 'decision') = (decision_id is not null)
      and (about = 'material') = (material_id is not null) and (about = 'introduction') = (introduction_id is not null)
      and (about = 'finding') = (finding_id is not null) and (about = 'profile') = (fact is not null)
      and (about not in ('introduction', 'profile', 'partnership') or contract_id is null));
  grant insert (material_id, introduction_id, invoice_id) on challenge to accord_health, accord_group;
`;
