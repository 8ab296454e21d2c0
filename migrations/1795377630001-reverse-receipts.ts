import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Receipts that were entered by mistake: a reversal takes one back as if it had never been there. */
export class ReverseReceipts1795377630001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(REVERSALS);
    await db.query(LEDGER);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const REVERSALS = `
  alter table receipt
    add column reverses_id uuid,
    -- why it was reversed or taken back, and who entered it: an account or a token; null for a file
    add column reason      text check (reason <> ''),
    add column recorded_by uuid,
    drop constraint receipt_kind_check,
    add constraint receipt_kind_check check (kind in ('receipt', 'reversal', 'recovery')),
    add constraint receipt_reverses check ((kind = 'reversal') = (reverses_id is not null)),
    add foreign key (health_body_id, reverses_id) references receipt (health_body_id, id);
  create unique index receipt_reversed_once on receipt (health_body_id, reverses_id) where reverses_id is not null;

  -- The ledger of a tenant by day. A group finds the ledger of one instalment by the index of the health body.
  create index receipt_by_day on receipt (health_body_id, received_on, id);
  create index receipt_of_group_by_day on receipt (group_id, received_on, id);
  drop index receipt_of_group_instalment;

  -- What never counted is taken back whole, on its own day and of its own instalment.
  create function receipt_reversal_matches() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not exists (select 1 from receipt r where r.health_body_id = new.health_body_id and r.id = new.reverses_id
        and r.kind = 'receipt' and r.group_id = new.group_id and r.contract_id = new.contract_id
        and r.instalment_id = new.instalment_id and r.amount_pence = new.amount_pence
        and r.received_on = new.received_on) then
      raise exception 'a reversal has the instalment, amount and day of the receipt that it reverses'
        using errcode = 'check_violation', constraint = 'receipt_reversal_matches';
    end if;
    return new;
  end $$;
  create trigger receipt_reversal_matches before insert on receipt for each row
    when (new.kind = 'reversal') execute function receipt_reversal_matches();
`;

const LEDGER = `
  -- The ledger of one instalment, read by day and so the same in whatever order its entries were made (see
  -- ledger.rules.ts). settled_on: the first day from which what had been received stays at the amount. taken_back: it
  -- had once been received in full, and the last that happened is that money was taken back.
  create function receipt_ledger(of_health_body uuid, of_instalment uuid, amount bigint,
    out settled_on date, out taken_back boolean)
  language sql stable as $$
    with by_day as (
      select r.received_on as day,
        sum(case r.kind when 'receipt' then r.amount_pence when 'reversal' then -r.amount_pence else 0 end) as received,
        sum(case r.kind when 'recovery' then r.amount_pence else 0 end) as recovered
      from receipt r where r.health_body_id = of_health_body and r.instalment_id = of_instalment
      group by r.received_on),
    running as (
      select day, received, recovered, sum(received - recovered) over (order by day) as total from by_day),
    judged as (
      select day, received, recovered, total, bool_and(total >= amount) over (order by day desc) as stays from running)
    select min(day) filter (where stays),
      coalesce(bool_or(total + recovered >= amount) and not bool_or(stays)
        and max(day) filter (where recovered > 0) >= max(day) filter (where received > 0), false)
    from judged
  $$;

  -- A receipt that completes the amount pays the instalment. One that no longer adds up to it has been taken back
  -- (returned), or had been entered by mistake and is planned as before. Ledgers of receipts alone, which is what files
  -- bring in by the thousand, need no second look.
  create or replace function receipt_counts() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update instalment i set
      received_pence = i.received_pence + s.pence,
      settled_on = case when i.received_pence + s.pence = i.amount_pence then
        coalesce(
          (select case when bool_and(r.kind = 'receipt') then max(r.received_on) end
            from receipt r where r.health_body_id = i.health_body_id and r.instalment_id = i.id),
          (select l.settled_on from receipt_ledger(i.health_body_id, i.id, i.amount_pence) l)) end,
      state = case
        when i.state = 'cancelled' then i.state
        when i.received_pence + s.pence = i.amount_pence then 'paid'
        when i.state in ('planned', 'paid', 'returned') and exists (select 1 from receipt r
            where r.health_body_id = i.health_body_id and r.instalment_id = i.id and r.kind <> 'receipt') then
          case when (select l.taken_back from receipt_ledger(i.health_body_id, i.id, i.amount_pence) l)
            then 'returned' else 'planned' end
        else i.state end,
      version = i.version + 1
    from (select health_body_id, instalment_id,
            sum(case kind when 'receipt' then amount_pence else -amount_pence end) as pence
          from added group by health_body_id, instalment_id) s
    where i.health_body_id = s.health_body_id and i.id = s.instalment_id;
    return null;
  end $$;
`;
