import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Before a decision is called agreed, the process in force on that day was followed: whoever writes it. */
export class GuardDecisions1795766003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(LACKS);
    await db.query(GUARDS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const LACKS = `
  -- What is missing before a decision may be called agreed on a day: nothing (null), no_process, or whose word. A side's
  -- word counts when it was given under the process in force on that day, by one who decides there, after asking whom it
  -- says to ask. What the process does not name needs both.
  create function decision_lacks(d decision, on_day date, chosen integer) returns text language plpgsql stable as $$
  declare
    in_force constant uuid := decision_process_on(d.health_body_id, d.contract_id, on_day);
    who text := 'both';
    unanswered text := 'wait';
    own_side text;
    latest decision_position;
    agreed integer := 0;
  begin
    if in_force is null then return 'no_process'; end if;
    select k.decides, k.without_answer into who, unanswered from decision_process_kind k
      where k.health_body_id = d.health_body_id and k.process_id = in_force and k.kind = d.kind;
    who := coalesce(who, 'both');
    unanswered := coalesce(unanswered, 'wait');
    foreach own_side in array array['health', 'group'] loop
      select * into latest from decision_position n where n.health_body_id = d.health_body_id
        and n.decision_id = d.id and n.side = own_side order by n.number desc limit 1;
      if latest.decision_id is null then
        if on_day > d.answer_by and (case when who in ('both', own_side) then unanswered = 'goes_on'
            else d.kind not in ('content', 'name_use', 'money') end) then
          continue;
        end if;
        return own_side;
      end if;
      if latest.stance = 'do_not_agree' or latest.process_id is distinct from in_force
        or (not latest.consulted and exists (select 1 from decision_process_party y
          where y.health_body_id = d.health_body_id and y.process_id = in_force and y.side = own_side
            and y.part = 'consulted')) then
        return own_side;
      end if;
      if who in ('both', own_side) then
        if latest.stance = 'abstain' or (cardinality(d.options) > 0 and latest.option_number is distinct from chosen) then
          return own_side;
        end if;
        agreed := agreed + 1;
      end if;
    end loop;
    return case when agreed = 0 then 'both' end;
  end $$;
  grant execute on function decision_lacks(decision, date, integer) to accord_app, accord_health, accord_group;
`;

const GUARDS = `
  create function decision_begins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    p decision_process;
  begin
    if nullif(current_setting('app.tenant', true), '')::uuid not in (new.health_body_id, new.group_id) then
      return new; -- for the walls to refuse
    end if;
    if (select c.state from contract c where c.health_body_id = new.health_body_id and c.id = new.contract_id)
      not in ('draft', 'agreed', 'suspended') then
      raise exception 'nothing is decided under a contract that is over'
        using errcode = 'check_violation', constraint = 'decision_of_live_contract';
    end if;
    new.number := 1 + (select count(*) from decision d
      where d.health_body_id = new.health_body_id and d.contract_id = new.contract_id);
    select * into p from decision_process q where q.health_body_id = new.health_body_id
      and q.id = decision_process_on(new.health_body_id, new.contract_id, new.proposed_on);
    if new.answer_by < new.proposed_on + p.days_to_answer then
      raise exception 'each side has as many days to answer as the process says'
        using errcode = 'check_violation', constraint = 'decision_gives_time';
    end if;
    return new;
  end $$;
  create trigger decision_begins before insert on decision for each row execute function decision_begins();

  -- Agreed is what the process in force on the day allows, whoever writes it; and what is closed stays as it is.
  create function decision_closes() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    lacking text;
  begin
    if tg_op = 'UPDATE' then
      if old.state <> 'open' then
        raise exception 'a decision is closed once'
          using errcode = 'check_violation', constraint = 'decision_closed_once';
      end if;
    end if;
    if new.state = 'agreed' then
      lacking := decision_lacks(new, new.closed_on, new.chosen_option);
      if lacking is not null then
        raise exception 'the process in force was not followed: %', lacking
          using errcode = 'check_violation', constraint = 'decision_follows_process';
      end if;
      new.process_id := decision_process_on(new.health_body_id, new.contract_id, new.closed_on);
    end if;
    return new;
  end $$;
  create trigger decision_closes before update of state on decision for each row execute function decision_closes();
  create trigger decision_made_closed before insert on decision for each row when (new.state = 'agreed')
    execute function decision_closes();

  -- A side speaks while the decision is open; who decided is somebody of its own whom the process in force names.
  create function decision_position_begins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    d decision;
  begin
    if nullif(current_setting('app.tenant', true), '')::uuid not in (new.health_body_id, new.group_id) then
      return new; -- for the walls to refuse
    end if;
    select * into d from decision e where e.health_body_id = new.health_body_id and e.group_id = new.group_id
      and e.id = new.decision_id for no key update;
    if d.state <> 'open' or new.given_on < d.proposed_on then
      raise exception 'a position is given while the decision is open'
        using errcode = 'check_violation', constraint = 'position_of_open_decision';
    end if;
    new.number := 1 + (select count(*) from decision_position n
      where n.health_body_id = new.health_body_id and n.decision_id = new.decision_id);
    new.process_id := decision_process_on(d.health_body_id, d.contract_id, new.given_on);
    if new.process_id is not null and not exists (select 1 from decision_process_party y
        where y.health_body_id = new.health_body_id and y.process_id = new.process_id and y.id = new.decided_by_id
          and y.side = new.side and y.part = 'decides') then
      raise exception 'who decided is one whom the process names'
        using errcode = 'check_violation', constraint = 'position_by_decider';
    end if;
    if new.option_number > cardinality(d.options) then
      raise exception 'there is no such option'
        using errcode = 'check_violation', constraint = 'position_of_an_option';
    end if;
    return new;
  end $$;
  create trigger decision_position_begins before insert on decision_position
    for each row execute function decision_position_begins();

  create function decision_position_stands() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update decision d set version = d.version + 1,
      health_stance = case when new.side = 'health' then new.stance else d.health_stance end,
      group_stance = case when new.side = 'group' then new.stance else d.group_stance end
      where d.health_body_id = new.health_body_id and d.id = new.decision_id;
    return null;
  end $$;
  create trigger decision_position_stands after insert on decision_position
    for each row execute function decision_position_stands();
`;
