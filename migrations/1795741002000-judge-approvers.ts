import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may approve how much, and whether they are there, is a matter of all partnerships that their health body pays. */
export class JudgeApprovers1795741002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(LIMITS);
    await db.query(PEOPLE);
    await db.query(RUNS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const LIMITS = `
  create trigger finding_marks_added after insert on approval_limit
    referencing new table as changed for each statement execute function finding_marks_body();
  create trigger finding_marks_changed after update on approval_limit
    referencing new table as changed for each statement execute function finding_marks_body();
  create trigger finding_marks_removed after delete on approval_limit
    referencing old table as changed for each statement execute function finding_marks_body();
`;

const PEOPLE = `
  -- The health bodies at which one of these accounts may approve. Without a limit it makes no difference.
  create function finding_marks_approvers(accounts uuid[]) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into finding_mark (health_body_id, group_id)
    select p.health_body_id, p.group_id from partnership p
    where p.health_body_id in (select l.health_body_id from approval_limit l where l.account_id = any (accounts))
  $$;
  revoke execute on function finding_marks_approvers(uuid[]) from public;

  create function finding_marks_membership() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if exists (select 1 from changed n where n.role = 'finance_approver') then
      perform finding_marks_approvers(array(select n.account_id from changed n where n.role = 'finance_approver'));
    end if;
    return null;
  end $$;
  create trigger finding_marks_added after insert on membership
    referencing new table as changed for each statement execute function finding_marks_membership();
  create trigger finding_marks_changed after update on membership
    referencing new table as changed for each statement execute function finding_marks_membership();

  create function finding_marks_account() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform finding_marks_approvers(array[new.id]);
    return null;
  end $$;
  create trigger finding_marks_changed after update on account for each row
    when ((old.email, old.disabled_at) is distinct from (new.email, new.disabled_at))
    execute function finding_marks_account();

  -- An absence or a last day is that of an approver when the person has the address of the sign-in.
  create function finding_marks_away() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform finding_marks_approvers(array(
      select a.id from changed n
      join contact k on k.health_body_id = n.health_body_id and k.id = n.contact_id and k.side = 'health'
      join person s on s.organisation_id = k.person_organisation_id and s.id = k.person_id
      join account a on a.email = s.email));
    return null;
  end $$;
  create trigger finding_marks_away_added after insert on absence
    referencing new table as changed for each statement execute function finding_marks_away();
  create trigger finding_marks_away_changed after update on absence
    referencing new table as changed for each statement execute function finding_marks_away();
  create trigger finding_marks_away_removed after delete on absence
    referencing old table as changed for each statement execute function finding_marks_away();

  create function finding_marks_leaving() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform finding_marks_approvers(array(select a.id from account a where a.email in (old.email, new.email)));
    return null;
  end $$;
  create trigger finding_marks_leaving after update on person for each row
    when ((old.email, old.last_day_on) is distinct from (new.email, new.last_day_on))
    execute function finding_marks_leaving();
  create function finding_marks_known() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform finding_marks_approvers(array(
      select a.id from changed n join account a on a.email = n.email where n.last_day_on is not null));
    return null;
  end $$;
  create trigger finding_marks_known after insert on person
    referencing new table as changed for each statement execute function finding_marks_known();
`;

const RUNS = `
  -- What was approved needs nobody any more, and needs somebody again once it is sent back. Its payments may stay as they are.
  create function finding_marks_run() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into finding_mark (health_body_id, group_id) select distinct l.health_body_id, l.group_id
      from payment_run_line l where l.health_body_id = new.health_body_id and l.run_id = new.id;
    return null;
  end $$;
  create trigger finding_marks_run after update on payment_run for each row
    when (old.state <> new.state and 'approved' in (old.state, new.state)) execute function finding_marks_run();
  insert into finding_mark (health_body_id, group_id) select health_body_id, group_id from partnership;
`;
