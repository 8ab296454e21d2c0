import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is told that a version, a proposal, a comment or a yes to the use of a name waits for them or has ended. */
export class TellOfMaterials1795772002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(WHO);
    await db.query(WHEN);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const WHO = `
  -- Those of one side; of the health side, whoever leads the contract, or any contract where it is of none.
  create function mail_of_material(to_side text, body uuid, of_group uuid, of_material uuid, page text) returns void
  language sql security definer set search_path = public, pg_temp as $$
    select mail_notify((
      select array_agg(distinct row('something_waits', t.account_id, t.organisation_id,
        '/o/' || t.organisation_id || page)::mail_notice)
      from material m
      join contract c on c.health_body_id = m.health_body_id and c.group_id = m.group_id
        and c.id = coalesce(m.contract_id, c.id)
      cross join mail_people_of_side(to_side, body, of_group, c.id, nullif(current_setting('app.user', true), '')::uuid) t
      where m.health_body_id = body and m.group_id = of_group and m.id = of_material))
  $$;

  create function other_side(side text) returns text language sql immutable as $$
    select case side when 'health' then 'group' else 'health' end
  $$;
`;

const trigger = (table: string, when: string, toSide: string, page: string) => `
  create function mail_of_${table}() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_of_material(${toSide}, new.health_body_id, new.group_id, new.material_id, ${page});
    return null;
  end $$;
  ${when}`;

const on = (table: string, event: 'insert' | 'update', condition = 'true') => `
  create trigger mail_after_${event} after ${event} on ${table} for each row when (${condition})
    execute function mail_of_${table}();`;

const MATERIAL_PAGE = `'/materials/' || new.material_id`;

const WHEN = [
  trigger('material_version', on('material_version', 'insert'), 'other_side(new.made_by)', MATERIAL_PAGE),
  trigger(
    'material_proposal',
    on('material_proposal', 'insert', `new.state = 'open'`) +
      on('material_proposal', 'update', 'old.state <> new.state'),
    `case when new.state in ('open', 'withdrawn') then other_side(new.proposed_by) else new.proposed_by end`,
    `'/material-proposals/' || new.id`,
  ),
  trigger('material_comment', on('material_comment', 'insert'), 'other_side(new.side)', MATERIAL_PAGE),
  // That it lapsed, the mail of the further version says: to the other side, whichever that is.
  trigger(
    'name_consent',
    on('name_consent', 'insert') +
      on('name_consent', 'update', `old.ended_how is null and new.ended_how = 'withdrawn'`),
    `'health'`,
    MATERIAL_PAGE,
  ),
].join('\n');
