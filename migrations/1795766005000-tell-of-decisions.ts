import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is told that something of a decision, or of how decisions are taken, waits for them or has come out. */
export class TellOfDecisions1795766005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(WHO);
    await db.query(PROCESSES);
    await db.query(DECISIONS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const WHO = `
  -- Those of one side of a contract who are told, but for whoever did it.
  create function mail_people_of_side(to_side text, body uuid, of_group uuid, of_contract uuid, but uuid)
  returns table (account_id uuid, organisation_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select p.account_id, of_group from mail_people_of_group(of_group) p
      where to_side = 'group' and p.account_id is distinct from but
    union all
    select p.account_id, body from mail_lead_of_payer(body, of_group, of_contract) p
      where to_side = 'health' and p.account_id is distinct from but
  $$;
`;

const PROCESSES = `
  create function mail_of_decision_processes() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_notify((
      select array_agg(row('something_waits', t.account_id, t.organisation_id,
        '/o/' || t.organisation_id || '/decision-processes/' || new.id)::mail_notice)
      from mail_people_of_side(case
          when new.state = 'open' or new.state = 'withdrawn' then
            case new.proposed_by when 'health' then 'group' else 'health' end
          else new.proposed_by end, new.health_body_id, new.group_id, new.contract_id, null) t));
    return null;
  end $$;
  create trigger mail_of_proposed_processes after insert on decision_process for each row when (new.state = 'open')
    execute function mail_of_decision_processes();
  create trigger mail_of_answered_processes after update on decision_process for each row
    when (old.state = 'open' and new.state in ('signed', 'declined', 'withdrawn'))
    execute function mail_of_decision_processes();
`;

const DECISIONS = `
  create function mail_of_decisions() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_notify((
      select array_agg(row('something_waits', t.account_id, t.organisation_id,
        '/o/' || t.organisation_id || '/decisions/' || new.id)::mail_notice)
      from unnest(case when new.state = 'open' and new.escalated_on is null
          then array[case new.proposed_by when 'health' then 'group' else 'health' end]
          else array['health', 'group'] end) s (side),
        mail_people_of_side(s.side, new.health_body_id, new.group_id, new.contract_id,
          nullif(current_setting('app.user', true), '')::uuid) t));
    return null;
  end $$;
  create trigger mail_of_proposed_decisions after insert on decision for each row when (new.state = 'open')
    execute function mail_of_decisions();
  create trigger mail_of_moved_decisions after update on decision for each row
    when (old.state <> new.state or (old.escalated_on is null and new.escalated_on is not null))
    execute function mail_of_decisions();

  create function mail_of_decision_positions() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_notify((
      select array_agg(row('something_waits', t.account_id, t.organisation_id,
        '/o/' || t.organisation_id || '/decisions/' || new.decision_id)::mail_notice)
      from decision d, mail_people_of_side(case new.side when 'health' then 'group' else 'health' end,
        d.health_body_id, d.group_id, d.contract_id, null) t
      where d.health_body_id = new.health_body_id and d.id = new.decision_id));
    return null;
  end $$;
  create trigger mail_of_decision_positions after insert on decision_position for each row
    execute function mail_of_decision_positions();
`;
