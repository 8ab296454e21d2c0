import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Both sides read below what a contract is light where both read already: with their partnership. */
export class KeepLightLimitWithPartnerships1795770001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(LIMIT);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const LIMIT = `
  drop function light_agreement_below(uuid, integer);

  -- As the health body has set it, in pence a year; null is the standard. No side writes it: it follows the setting.
  alter table partnership add column light_below_pence integer;
  update partnership p set light_below_pence = s.value
    from (select distinct on (s.health_body_id) s.health_body_id, s.value from health_body_setting s
      where s.name = 'lightAgreementBelowPence' order by s.health_body_id, s.position desc) s
    where s.health_body_id = p.health_body_id;

  create function light_limit_begins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    new.light_below_pence := (select s.value from health_body_setting s
      where s.health_body_id = new.health_body_id and s.name = 'lightAgreementBelowPence'
      order by s.position desc limit 1);
    return new;
  end $$;
  create trigger light_limit_begins before insert on partnership for each row execute function light_limit_begins();

  create function light_limit_set() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update partnership p set light_below_pence = new.value
      where p.health_body_id = new.health_body_id and p.light_below_pence is distinct from new.value;
    return null;
  end $$;
  create trigger light_limit_set after insert on health_body_setting for each row
    when (new.name = 'lightAgreementBelowPence') execute function light_limit_set();
`;
