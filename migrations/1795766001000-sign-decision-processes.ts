import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a decision process is proposed with all its parts, and signed, declined or taken back. */
export class SignDecisionProcesses1795766001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(MOVES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const MOVES = `
  -- Proposes for the tenant's side and signs for it. The parts are written here only, so no version changes afterwards.
  -- Answers proposed; or, and then nothing was done: gone, over (the contract is), open (another proposal is).
  create function decision_process_propose(of_contract uuid, new_id uuid, today date, by_account uuid, terms jsonb)
  returns text language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    tenant constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    c contract;
    own_side text;
  begin
    select * into c from contract_to_change(of_contract);
    if c.id is null then return 'gone'; end if;
    if c.state not in ('draft', 'agreed', 'suspended') then return 'over'; end if;
    if exists (select 1 from decision_process p where p.health_body_id = c.health_body_id and p.contract_id = c.id
        and p.state = 'open') then
      return 'open';
    end if;
    own_side := case when tenant = c.health_body_id then 'health' else 'group' end;
    insert into decision_process (health_body_id, group_id, contract_id, id, number, proposed_by, proposed_on,
        proposed_account_id, days_to_answer, day_kind, from_on, words)
      select c.health_body_id, c.group_id, c.id, new_id, 1 + (select count(*) from decision_process p
          where p.health_body_id = c.health_body_id and p.contract_id = c.id),
        own_side, today, by_account, (terms ->> 'daysToAnswer')::smallint, terms ->> 'dayKind',
        (terms ->> 'fromOn')::date, terms ->> 'words';
    insert into decision_process_kind (health_body_id, group_id, process_id, kind, decides, without_answer, words)
      select c.health_body_id, c.group_id, new_id, k.kind, k.decides, k."withoutAnswer", k.words
      from jsonb_to_recordset(terms -> 'kinds') k (kind text, decides text, "withoutAnswer" text, words text);
    insert into decision_process_party (health_body_id, group_id, process_id, id, position, side, part, role, contact_id,
        words)
      select c.health_body_id, c.group_id, new_id, (e.p ->> 'id')::uuid, e.n, e.p ->> 'side', e.p ->> 'part',
        e.p ->> 'role', (e.p ->> 'contactId')::uuid, e.p ->> 'words'
      from jsonb_array_elements(terms -> 'parties') with ordinality e (p, n);
    if exists (select 1 from decision_process_party y
        join contact k on k.health_body_id = y.health_body_id and k.id = y.contact_id
        where y.health_body_id = c.health_body_id and y.process_id = new_id and k.side <> y.side) then
      raise exception 'a contact speaks for its own side'
        using errcode = 'check_violation', constraint = 'party_of_own_side';
    end if;
    if (select count(distinct y.side) from decision_process_party y where y.health_body_id = c.health_body_id
        and y.process_id = new_id and y.part = 'decides') < 2
      or not exists (select 1 from decision_process_kind k where k.health_body_id = c.health_body_id
        and k.process_id = new_id) then
      raise exception 'a process says what it is for, and who decides on each side'
        using errcode = 'check_violation', constraint = 'decision_process_whole';
    end if;
    insert into decision_process_signature (health_body_id, group_id, process_id, side, signed_on, account_id)
      values (c.health_body_id, c.group_id, new_id, own_side, today, by_account);
    return 'proposed';
  end $$;

  -- The other side's answer, or the proposer taking it back; outside: what a group that has not joined said, and how.
  -- Answers the state that it comes to; or, and then nothing was done: gone, own (whoever answers proposed it), joined.
  create function decision_process_answer(wanted uuid, today date, by_account uuid, answer text, why text, outside jsonb)
  returns text language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    tenant constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    p decision_process;
    c contract;
    own_side text;
  begin
    select * into p from decision_process d where d.id = wanted and tenant in (d.health_body_id, d.group_id);
    if p.id is null then return 'gone'; end if;
    select * into c from contract_to_change(p.contract_id);
    select * into p from decision_process d where d.health_body_id = c.health_body_id and d.id = wanted for update;
    if p.state <> 'open' then return 'gone'; end if;
    own_side := case when outside is not null then 'group' when tenant = p.health_body_id then 'health' else 'group' end;
    if outside is not null and (tenant <> p.health_body_id
        or exists (select 1 from organisation o where o.id = p.group_id and o.joined_at is not null)) then
      return 'joined';
    end if;
    if (own_side = p.proposed_by) <> (answer = 'withdrawn') then return 'own'; end if;
    if answer = 'signed' then
      insert into decision_process_signature (health_body_id, group_id, process_id, side, signed_on, account_id, told_how,
          evidence)
        values (p.health_body_id, p.group_id, p.id, own_side, coalesce((outside ->> 'confirmedOn')::date, today),
          by_account, outside ->> 'how', outside ->> 'evidence');
    end if;
    update decision_process d set state = answer, closed_on = today, decline_reason = why, version = d.version + 1,
      in_force_on = case when answer = 'signed' then greatest(d.from_on, today) end
      where d.health_body_id = p.health_body_id and d.id = p.id;
    return answer;
  end $$;
  grant execute on function decision_process_propose(uuid, uuid, date, uuid, jsonb),
    decision_process_answer(uuid, date, uuid, text, text, jsonb) to accord_app;

  -- Signed is what both have signed, whoever writes it.
  create function decision_process_signed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if (select count(*) from decision_process_signature s
        where s.health_body_id = new.health_body_id and s.process_id = new.id) < 2 then
      raise exception 'a decision process holds once both sides have signed it'
        using errcode = 'check_violation', constraint = 'decision_process_signed_by_both';
    end if;
    return null;
  end $$;
  create constraint trigger decision_process_signed after insert or update on decision_process
    deferrable initially deferred for each row when (new.state = 'signed') execute function decision_process_signed();

  -- A contract that is over leaves nothing to sign.
  create function decision_process_lapses() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update decision_process p set state = 'lapsed', closed_on = (now() at time zone 'Europe/London')::date,
      version = p.version + 1
    where p.health_body_id = new.health_body_id and p.contract_id = new.id and p.state = 'open';
    return null;
  end $$;
  create trigger decision_process_lapses after update of state on contract for each row
    when (old.state is distinct from new.state and new.state in ('withdrawn', 'terminated'))
    execute function decision_process_lapses();
`;
