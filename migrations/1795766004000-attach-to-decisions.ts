import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files go with decisions too. */
export class AttachToDecisions1795766004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table attached_document add column decision_id uuid;
      alter table attached_document
        add foreign key (group_id, decision_id, health_body_id) references decision (group_id, id, health_body_id)
          on update cascade deferrable initially immediate,
        drop constraint attached_document_check,
        add constraint attached_to_one check (num_nonnulls(contract_id, engagement_id, decision_id) = 1);
      create index attached_document_of_decision on attached_document (health_body_id, decision_id, attached_at)
        where decision_id is not null;
      grant insert (decision_id) on attached_document to accord_health, accord_group;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
