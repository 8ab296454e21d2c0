import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which contracts are small enough to be agreed on one page, as each health body has set it. */
export class TellLightContracts1795770000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(LIGHT);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const LIGHT = `
  -- Below so many pence a year. One for less than a year counts with its whole value: no more is paid in any year.
  create function contract_is_light(value_pence bigint, starts_on date, ends_on date, below_pence integer) returns boolean
  language sql immutable parallel safe as $$
    select value_pence * 365 < below_pence::bigint * greatest(ends_on - starts_on + 1, 365)
  $$;

  -- What a health body has set, for its groups as well, which are asked for less under a light contract. Nobody else is
  -- told; the standard is the server's own.
  create function light_agreement_below(body uuid, standard integer) returns integer
  language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce((select s.value from health_body_setting s
      where s.health_body_id = body and s.name = 'lightAgreementBelowPence'
        and (body = nullif(current_setting('app.tenant', true), '')::uuid
          or exists (select 1 from partnership p where p.health_body_id = body
            and p.group_id = nullif(current_setting('app.tenant', true), '')::uuid))
      order by s.position desc limit 1), standard)
  $$;
  grant execute on function contract_is_light(bigint, date, date, integer), light_agreement_below(uuid, integer)
    to accord_app, accord_health, accord_group;
`;
