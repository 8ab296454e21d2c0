import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the other side's word makes a proposal the contract's terms: what was neither sent nor received is planned again. */
export class AcceptVariations1795730301000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(PLANNING_AGAIN);
    await db.query(ACCEPTING);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const PLANNING_AGAIN = `
  -- A new version of a contract's plan: the payments named are cancelled, all others that count are kept, the planned ones
  -- are added. Answers the version; null, and nothing is done, where one of them was sent or received meanwhile or it
  -- would not come to what it must. Called with the contract locked.
  create function contract_plan_again(c contract, replaced uuid[], plan jsonb, must_come_to bigint, why text)
  returns integer language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    next_version integer;
    comes_to bigint;
  begin
    perform 1 from instalment i where i.health_body_id = c.health_body_id and i.contract_id = c.id
      order by i.id for update;
    if (select count(*) from instalment i where i.health_body_id = c.health_body_id and i.contract_id = c.id
        and i.id = any (replaced) and i.state in ('planned', 'approved', 'held') and i.received_pence = 0
        and not i.was_exported) <> cardinality(replaced) then
      return null;
    end if;
    select (select coalesce(sum(i.net_pence), 0) from instalment i where i.health_body_id = c.health_body_id
        and i.contract_id = c.id and i.state <> 'cancelled' and i.id <> all (replaced))
      + (select coalesce(sum(p.net_pence), 0) from jsonb_to_recordset(plan) p (net_pence bigint)) into comes_to;
    if comes_to <> must_come_to then return null; end if;

    select 1 + coalesce(max(s.version), 0) into next_version from schedule s
      where s.health_body_id = c.health_body_id and s.contract_id = c.id;
    perform set_config('app.move_reason_code', why, true);
    update instalment i set state = 'cancelled', version = i.version + 1
      where i.health_body_id = c.health_body_id and i.contract_id = c.id and i.id = any (replaced);
    perform set_config('app.move_reason_code', '', true);
    insert into schedule (health_body_id, group_id, contract_id, version, net_pence)
      values (c.health_body_id, c.group_id, c.id, next_version, comes_to);
    insert into schedule_kept (health_body_id, group_id, contract_id, version, instalment_id)
      select i.health_body_id, i.group_id, i.contract_id, next_version, i.id from instalment i
      where i.health_body_id = c.health_body_id and i.contract_id = c.id and i.state <> 'cancelled';
    insert into instalment (health_body_id, group_id, contract_id, schedule_version, id, number, period_starts_on,
      period_ends_on, due_on, send_by_on, net_pence, vat_pence, label)
      select c.health_body_id, c.group_id, c.id, next_version, p.* from jsonb_to_recordset(plan) p (id uuid,
        number integer, period_starts_on date, period_ends_on date, due_on date, send_by_on date, net_pence bigint,
        vat_pence bigint, label text);
    return next_version;
  end $$;
`;

const ACCEPTING = `
  -- The other side's word for an open proposal: from now on its terms are the contract's. plan null: no payment moves.
  -- outside: for a group that has not joined, by which way and with what evidence it said so. Answers accepted; or, and
  -- then nothing was done: gone (there is none, or it is answered), own (whoever asks proposed it), changed (the contract
  -- or its payments are not what the plan was made from).
  create function variation_accept(wanted uuid, today date, by_account uuid, outside jsonb, seen_version integer,
    replaced uuid[], plan jsonb) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    tenant constant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
    asked contract_variation;
    c contract;
    answers text;
    next_version integer;
  begin
    select * into asked from contract_variation v where v.id = wanted and tenant in (v.health_body_id, v.group_id);
    if asked.id is null then return 'gone'; end if;
    select * into c from contract_to_change(asked.contract_id);
    select * into asked from contract_variation v where v.health_body_id = c.health_body_id and v.id = wanted for update;
    if asked.state <> 'open' or c.state not in ('agreed', 'suspended') then return 'gone'; end if;
    answers := case when outside is not null then 'group' when tenant = c.health_body_id then 'health' else 'group' end;
    if answers = asked.proposed_by or (outside is not null and (tenant <> c.health_body_id
        or exists (select 1 from organisation o where o.id = c.group_id and o.joined_at is not null))) then
      return 'own';
    end if;
    if c.version <> seen_version or (c.value_pence, c.starts_on, c.ends_on, c.timing, c.rhythm, c.payment_days,
        c.payment_day, c.deviation_reason, c.advance_basis)
      is distinct from (asked.old_value_pence, asked.old_starts_on, asked.old_ends_on, asked.old_timing,
        asked.old_rhythm, asked.old_payment_days, asked.old_payment_day, asked.old_deviation_reason,
        asked.old_advance_basis) then
      return 'changed';
    end if;
    if plan is not null then
      next_version := contract_plan_again(c, replaced, plan, asked.new_value_pence, 'variation');
      if next_version is null then return 'changed'; end if;
    elsif asked.new_value_pence <> asked.old_value_pence then
      return 'changed';
    end if;
    update contract k set value_pence = asked.new_value_pence, starts_on = asked.new_starts_on,
      ends_on = asked.new_ends_on, timing = asked.new_timing, rhythm = asked.new_rhythm,
      payment_days = asked.new_payment_days, payment_day = asked.new_payment_day,
      deviation_reason = asked.new_deviation_reason, advance_basis = asked.new_advance_basis,
      schedule_version = coalesce(next_version, k.schedule_version), version = k.version + 1
      where k.health_body_id = c.health_body_id and k.id = c.id;
    update contract_variation v set state = 'accepted', answered_account_id = by_account,
      answered_on = coalesce((outside ->> 'confirmedOn')::date, today),
      how = case when outside is null then 'in_accord' else 'outside_accord' end, told_how = outside ->> 'how',
      evidence = outside ->> 'evidence', schedule_version = next_version, version = v.version + 1
      where v.health_body_id = c.health_body_id and v.id = wanted;
    return 'accepted';
  end $$;
  grant execute on function variation_accept(uuid, date, uuid, jsonb, integer, uuid[], jsonb) to accord_app;
`;
