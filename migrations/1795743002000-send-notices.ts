import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who is told of what. The notice is written by a trigger, in the transaction of what caused it and whatever caused it:
 * a finding, a lead, a late payment's case or a payment run. One that says the same as one that waits is not written.
 */
export class SendNotices1795743002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(WHO);
    await db.query(FINDINGS);
    await db.query(LEADS);
    await db.query(WAITING);
    await db.query(DIGEST);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const WHO = `
  create type mail_notice as (kind text, account_id uuid, organisation_id uuid, path text);

  create function mail_notify(notices mail_notice[]) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into mail (kind, account_id, organisation_id, path, expires_at)
    select n.kind, n.account_id, n.organisation_id, min(n.path), now() + interval '7 days' from unnest(notices) n
    group by n.kind, n.account_id, n.organisation_id
    on conflict do nothing
  $$;

  -- Those of a group who can sign in; none while it is only listed.
  create function mail_people_of_group(for_group uuid) returns table (account_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select distinct m.account_id from membership m
    where m.organisation_id = for_group and m.organisation_kind = 'group' and m.ended_at is null and m.vouched
  $$;

  -- The payer's lead of a contract today, where they can sign in as a manager there.
  create function mail_lead_of_payer(body uuid, of_group uuid, of_contract uuid) returns table (account_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select distinct a.id from named_lead l
    join contact k on k.health_body_id = l.health_body_id and k.id = l.contact_id
    left join person n on n.organisation_id = k.person_organisation_id and n.id = k.person_id
    join account a on a.email = coalesce(n.email, k.email)
    join membership m on m.organisation_id = l.health_body_id and m.account_id = a.id
      and m.role = 'partnership_manager' and m.ended_at is null and m.vouched
    where l.health_body_id = body and l.group_id = of_group and l.contract_id = of_contract
      and l.side = 'health' and l.role = 'lead'
      and daterange(l.from_on, l.to_on, '[]') @> (now() at time zone 'Europe/London')::date
  $$;
`;

const FINDINGS = `
  create function mail_of_findings() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_notify((
      select array_agg(n::mail_notice) from (
        select 'payment_late', p.account_id, f.group_id, '/o/' || f.group_id || '/payments'
        from (select distinct t.group_id from changed t where t.rule = 'overdue') f, mail_people_of_group(f.group_id) p
        union
        select 'payment_late', p.account_id, f.health_body_id, '/o/' || f.health_body_id || '/late-payments'
        from (select distinct t.health_body_id, t.group_id, t.contract_id from changed t where t.rule = 'overdue') f,
          mail_lead_of_payer(f.health_body_id, f.group_id, f.contract_id) p
        union
        select 'something_waits', p.account_id, f.group_id, '/o/' || f.group_id
        from (select distinct t.group_id from changed t where t.acts_on = 'group') f, mail_people_of_group(f.group_id) p
      ) n (kind, account_id, organisation_id, path)));
    return null;
  end $$;
  create trigger mail_of_findings after insert on finding referencing new table as changed
    for each statement execute function mail_of_findings();
`;

const LEADS = `
  -- The other side hears of it when somebody follows somebody else, not when a contract gets its first lead.
  create function mail_of_leads() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_notify((
      with successors as (
        select distinct t.health_body_id, t.group_id, t.contract_id, t.side from changed t
        where t.role = 'lead' and exists (select 1 from named_lead b where b.health_body_id = t.health_body_id
          and b.contract_id = t.contract_id and b.side = t.side and b.role = 'lead' and b.id <> t.id
          and b.contact_id <> t.contact_id and coalesce(b.from_on, '-infinity') < t.from_on))
      select array_agg(n::mail_notice) from (
        select 'lead_changed', p.account_id, s.group_id, '/o/' || s.group_id || '/contracts/' || s.contract_id
        from successors s, mail_people_of_group(s.group_id) p where s.side = 'health'
        union all
        select 'lead_changed', p.account_id, s.health_body_id, '/o/' || s.health_body_id || '/contracts/' || s.contract_id
        from successors s, mail_lead_of_payer(s.health_body_id, s.group_id, s.contract_id) p where s.side = 'group'
      ) n (kind, account_id, organisation_id, path)));
    return null;
  end $$;
  create trigger mail_of_leads after insert on named_lead referencing new table as changed
    for each statement execute function mail_of_leads();
`;

const WAITING = `
  -- A group asks about a payment, and is answered.
  create function mail_of_late_cases() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_notify((
      select array_agg(n::mail_notice) from (
        select 'something_waits', p.account_id, c.health_body_id, '/o/' || c.health_body_id || '/late-payments'
        from changed c, mail_lead_of_payer(c.health_body_id, c.group_id, c.contract_id) p where c.opened_by_side = 'group'
      ) n (kind, account_id, organisation_id, path)));
    return null;
  end $$;
  create trigger mail_of_late_cases after insert on late_payment_case referencing new table as changed
    for each statement execute function mail_of_late_cases();

  create function mail_of_late_replies() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_notify((
      select array_agg(n::mail_notice) from (
        select 'something_waits', p.account_id, c.group_id, '/o/' || c.group_id || '/payments'
        from changed c, mail_people_of_group(c.group_id) p
      ) n (kind, account_id, organisation_id, path)));
    return null;
  end $$;
  create trigger mail_of_late_replies after insert on late_case_reply referencing new table as changed
    for each statement execute function mail_of_late_replies();

  -- A payment run waits for a second person: for those who may be one.
  create function mail_of_payment_run() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_notify((
      select array_agg(row('something_waits', m.account_id, new.health_body_id,
        '/o/' || new.health_body_id || '/finance/runs/' || new.id)::mail_notice)
      from membership m
      where m.organisation_id = new.health_body_id and m.role = 'finance_approver' and m.ended_at is null and m.vouched
        and m.account_id is distinct from new.submitted_by and not m.account_id = any (new.touched_by)));
    return null;
  end $$;
  create trigger mail_of_payment_run after update on payment_run for each row
    when (new.state = 'submitted' and old.state <> 'submitted') execute function mail_of_payment_run();
`;

const DIGEST = `
  -- How much is open in each organisation, as its own lists say: what a group is asked, what a manager has to see to.
  create function mail_digests(on_day date) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    written bigint;
  begin
    with place as (
      select distinct m.account_id, m.organisation_id, m.organisation_kind from membership m
      join account a on a.id = m.account_id and a.disabled_at is null
      left join mail_preference p on p.account_id = m.account_id
      where m.ended_at is null and m.vouched and m.role in ('group_lead', 'group_member', 'partnership_manager')
        and case when p.account_id is null then 1 else p.digest_day end = extract(isodow from on_day)
    ), open as (
      select o.organisation_id, o.organisation_kind, case o.organisation_kind
        when 'group' then (select count(*) from finding f where f.group_id = o.organisation_id and f.cleared_on is null
          and f.acts_on = 'group' and not exists (select 1 from finding_response r where r.group_id = f.group_id
            and r.finding_id = f.id and r.health_body_id = f.health_body_id and r.side = 'group'
            and r.snoozed_until >= on_day))
        else (select count(*) from finding f where f.health_body_id = o.organisation_id and f.cleared_on is null
          and f.severity in ('critical', 'serious') and f.rule <> 'overdue'
          and not exists (select 1 from finding_response r where r.group_id = f.group_id
            and r.finding_id = f.id and r.health_body_id = f.health_body_id and r.side = 'health'
            and r.snoozed_until >= on_day)) end as waiting,
        case o.organisation_kind
        when 'group' then (select count(*) from finding f where f.group_id = o.organisation_id
          and f.cleared_on is null and f.rule = 'overdue')
        else (select count(*) from finding f where f.health_body_id = o.organisation_id
          and f.cleared_on is null and f.rule = 'overdue') end as late
      from (select distinct organisation_id, organisation_kind from place) o
    )
    insert into mail (kind, account_id, path, detail, digest_on, expires_at)
    select 'digest', p.account_id, case when count(*) = 1 then '/o/' || min(p.organisation_id::text) else '/' end,
      jsonb_build_object('waiting', sum(o.waiting), 'late', sum(o.late)), on_day, now() + interval '2 days'
    from place p join open o on o.organisation_id = p.organisation_id
    group by p.account_id having sum(o.waiting) + sum(o.late) > 0
    on conflict do nothing;
    get diagnostics written = row_count;
    return written;
  end $$;
  grant execute on function mail_digests(date) to accord_app;
`;
