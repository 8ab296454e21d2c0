import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened in a partnership is read by day, newest first: also what both do together. */
export class OrderWhatHappened1795779001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(INDEXES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const INDEXES = `
  create index decision_process_of_partnership_by_day on decision_process (health_body_id, group_id, in_force_on, id)
    where in_force_on is not null;
  create index material_version_of_partnership_by_day on material_version (health_body_id, group_id, made_on, id);
  create index name_consent_of_partnership_by_day on name_consent (health_body_id, group_id, given_on, id);
  create index name_consent_of_partnership_ended on name_consent (health_body_id, group_id, ended_on, id)
    where ended_on is not null;
  create index name_use_of_partnership_by_day on name_use (health_body_id, group_id, since_on, id);
  create index introduction_of_partnership_by_day on introduction (health_body_id, group_id, asked_on, id);
  create index introduction_of_partnership_answered on introduction (health_body_id, group_id, answered_on, id)
    where answered_on is not null;
  create index challenge_step_of_partnership_by_day on challenge_step (health_body_id, group_id, done_on);
  create index strategy_link_of_partnership_by_day on strategy_link (health_body_id, group_id, linked_on, id);
`;
