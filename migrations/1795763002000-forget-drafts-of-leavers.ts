import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody of a group that leaves had begun to fill in goes with the rest of the group's own. */
export class ForgetDraftsOfLeavers1795763002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(OWN_ROWS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const OWN_ROWS = `
  create or replace function leaving_forget_own(of_group uuid) returns void
  language sql security definer set search_path = public, pg_temp as $$
    delete from correction c where c.group_id = of_group and case c.subject_kind
      when 'note' then exists (select 1 from note n where n.health_body_id = c.health_body_id and n.id = c.subject_id
        and n.owner_id = of_group)
      else exists (select 1 from engagement e where e.health_body_id = c.health_body_id and e.id = c.subject_id
        and e.owner_id = of_group and e.visibility <> 'shared') end;
    delete from note n where n.group_id = of_group and n.owner_id = of_group;
    delete from engagement e where e.group_id = of_group and e.owner_id = of_group and e.visibility <> 'shared';
    delete from restricted_reader r where r.organisation_id = of_group;
    delete from finding_response r where r.group_id = of_group and r.side = 'group';
    delete from finding f where f.group_id = of_group and f.audience = 'group';
    delete from absence a where a.group_id = of_group and a.side = 'group';
    delete from capacity_statement c where c.group_id = of_group;
    delete from calendar_feed f where f.organisation_id = of_group;
    delete from api_token t where t.organisation_id = of_group;
    delete from form_draft d where d.organisation_id = of_group;
    delete from idempotency_key k where k.organisation_id = of_group;
    delete from group_recovery r where r.organisation_id = of_group;
    update mail m set outcome = 'dropped', settled_at = now(), asked_address = null
      where m.organisation_id = of_group and m.outcome is null;
  $$;
`;
