import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Late payments as something that somebody deals with, and what a group claims for them. */
export class AddLatePaymentCases1795730500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(CASES);
    await db.query(REPLIES);
    await db.query(WHO_CLOSES);
    await db.query(CLAIMS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const CAUSES = `'payer_process', 'purchase_order_missing', 'budget_not_released', 'approver_absent', 'invoice_missing',
  'bank_details', 'group_paperwork', 'bank_error', 'invoice_disputed', 'other'`;

const CASES = `
  -- Whose cause a code names: the payer's, the group's, a bank's, or that of neither.
  create function late_cause_party(code text) returns text language sql immutable parallel safe as $$
    select case
      when code in ('payer_process', 'purchase_order_missing', 'budget_not_released', 'approver_absent') then 'payer'
      when code in ('invoice_missing', 'bank_details', 'group_paperwork') then 'group'
      when code = 'bank_error' then 'bank'
      when code is not null then 'unclear' end
  $$;
  grant execute on function late_cause_party(text) to accord_health, accord_group;

  create table late_payment_case (
    health_body_id   uuid not null,
    group_id         uuid not null,
    contract_id      uuid not null,
    instalment_id    uuid not null,
    id               uuid not null,
    opened_by_side   text not null check (opened_by_side in ('health', 'group')),
    opened_on        date not null,
    words            text check (length(words) between 1 and 1000),
    -- who deals with it: a contact of the health body
    owner_contact_id uuid,
    owned_since      date,
    cause_by_health  text check (cause_by_health in (${CAUSES})),
    cause_by_group   text check (cause_by_group in (${CAUSES})),
    -- the two name different parties: then it counts against nobody
    disputed         boolean not null generated always as
                       (coalesce(late_cause_party(cause_by_health) <> late_cause_party(cause_by_group), false)) stored,
    -- the day of the first reply, kept by the trigger on replies
    replied_on       date,
    resolution       text check (resolution in ('arrived', 'answered', 'not_owed')),
    resolved_on      date,
    resolved_by      text check (resolved_by in ('health', 'group', 'ledger')),
    version          integer not null default 1,
    recorded_at      timestamptz not null default now(),
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate,
    foreign key (group_id, owner_contact_id, health_body_id) references contact (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    check ((owner_contact_id is null) = (owned_since is null)),
    check ((resolved_on is null) = (resolution is null) and (resolved_on is null) = (resolved_by is null)),
    check (resolved_on >= opened_on and replied_on >= opened_on),
    -- that it is answered is for the group to say, and that nothing is owed for the health body
    check (resolution <> 'answered' or resolved_by = 'group'),
    check (resolution <> 'not_owed' or resolved_by = 'health')
  );
  create unique index late_payment_case_open on late_payment_case (health_body_id, instalment_id)
    where resolved_on is null;
  create index late_payment_case_of_instalment on late_payment_case (group_id, instalment_id);
  create index late_payment_case_by_day on late_payment_case (health_body_id, opened_on, id);
  create index late_payment_case_of_group_by_day on late_payment_case (group_id, opened_on, id);
  create index late_payment_case_open_by_day on late_payment_case (health_body_id, opened_on, id)
    where resolved_on is null;
  create index late_payment_case_of_group_open_by_day on late_payment_case (group_id, opened_on, id)
    where resolved_on is null;
  create index late_payment_case_of_owner on late_payment_case (group_id, owner_contact_id)
    where owner_contact_id is not null;
  call wall_in('late_payment_case', 'health_body_id', 'group_id');
  grant select on late_payment_case to accord_health, accord_group;
  grant insert (health_body_id, group_id, contract_id, instalment_id, id, opened_by_side, opened_on, words,
    owner_contact_id, owned_since, cause_by_health) on late_payment_case to accord_health;
  grant update (owner_contact_id, owned_since, cause_by_health, resolution, resolved_on, resolved_by, version)
    on late_payment_case to accord_health;
  grant insert (health_body_id, group_id, contract_id, instalment_id, id, opened_by_side, opened_on, words,
    cause_by_group) on late_payment_case to accord_group;
  grant update (cause_by_group, resolution, resolved_on, resolved_by, version) on late_payment_case to accord_group;
  create policy health_opens on late_payment_case as restrictive for insert to accord_health
    with check (opened_by_side = 'health');
  create policy group_opens on late_payment_case as restrictive for insert to accord_group
    with check (opened_by_side = 'group');

  -- A listed group that joins takes its record along: only then does a row's group change, by cascade.
  create function late_case_closed() returns trigger language plpgsql as $$
  begin
    if (to_jsonb(old) - array['group_id', 'disputed']) is distinct from (to_jsonb(new) - array['group_id', 'disputed']) then
      raise exception 'a late payment case that is closed stays as it is'
        using errcode = 'check_violation', constraint = 'late_case_closed';
    end if;
    return new;
  end $$;
  create trigger late_case_closed before update on late_payment_case for each row
    when (old.resolved_on is not null) execute function late_case_closed();

  create trigger finding_marks_added after insert on late_payment_case referencing new table as changed
    for each statement execute function finding_marks_changed();
  create trigger finding_marks_changed after update on late_payment_case referencing new table as changed
    for each statement execute function finding_marks_changed();
`;

const REPLIES = `
  -- What the health body answered, one after the other: none replaces the one before.
  create table late_case_reply (
    health_body_id uuid not null,
    group_id       uuid not null,
    case_id        uuid not null,
    id             uuid not null,
    words          text not null check (length(words) between 1 and 1000),
    -- when the money is to come, as far as it can be said
    expected_on    date,
    replied_on     date not null,
    recorded_at    timestamptz not null default now(),
    primary key (health_body_id, id),
    foreign key (group_id, case_id, health_body_id) references late_payment_case (group_id, id, health_body_id)
      on update cascade deferrable initially immediate
  );
  create index late_case_reply_of_case on late_case_reply (health_body_id, case_id, id);
  create index late_case_reply_of_group on late_case_reply (group_id, case_id, id);
  call wall_in('late_case_reply', 'health_body_id', 'group_id');
  grant select, insert on late_case_reply to accord_health;
  grant select on late_case_reply to accord_group;

  create function late_case_replied() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update late_payment_case k set replied_on = coalesce(k.replied_on, new.replied_on), version = k.version + 1
      where k.health_body_id = new.health_body_id and k.id = new.case_id and k.group_id = new.group_id;
    return null;
  end $$;
  create trigger late_case_replied after insert on late_case_reply for each row execute function late_case_replied();
`;

const WHO_CLOSES = `
  -- The payer closes a case only when the money is there or none is owed: it cannot close it by saying so.
  create policy health_closes on late_payment_case as restrictive for update to accord_health with check (
    resolved_by is null or (resolved_by = 'health' and exists (
      select 1 from instalment i where i.health_body_id = late_payment_case.health_body_id
        and i.id = late_payment_case.instalment_id
        and case late_payment_case.resolution when 'not_owed' then i.state = 'cancelled'
          else i.settled_on is not null end)));
  create policy group_closes on late_payment_case as restrictive for update to accord_group
    with check (resolved_by is null or resolved_by = 'group');

  -- A case is over on the day on which the money is there in full, whoever enters it.
  create function late_cases_settled() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update late_payment_case k set resolution = 'arrived', resolved_on = greatest(k.opened_on, k.replied_on, n.settled_on),
      resolved_by = 'ledger', version = k.version + 1
    from changed n
    where n.settled_on is not null and k.health_body_id = n.health_body_id and k.instalment_id = n.id
      and k.resolved_on is null;
    return null;
  end $$;
  create trigger late_cases_settled after update on instalment referencing new table as changed
    for each statement execute function late_cases_settled();
`;

const CLAIMS = `
  -- Statutory interest and the fixed sum that a group asks for: Late Payment of Commercial Debts (Interest) Act 1998.
  create table interest_claim (
    health_body_id  uuid not null,
    group_id        uuid not null,
    contract_id     uuid not null,
    instalment_id   uuid not null,
    id              uuid not null,
    claimed_on      date not null,
    -- interest is worked out up to and including this day
    to_on           date not null check (to_on <= claimed_on),
    interest_pence  bigint not null check (interest_pence >= 0),
    fixed_sum_pence bigint not null check (fixed_sum_pence >= 0),
    amount_pence    bigint not null generated always as (interest_pence + fixed_sum_pence) stored,
    state           text not null default 'claimed' check (state in ('claimed', 'paid', 'withdrawn')),
    paid_on         date check (paid_on >= claimed_on),
    withdrawn_on    date check (withdrawn_on >= claimed_on),
    version         integer not null default 1,
    recorded_at     timestamptz not null default now(),
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate,
    check (interest_pence + fixed_sum_pence > 0),
    check ((state = 'paid') = (paid_on is not null)),
    check ((state = 'withdrawn') = (withdrawn_on is not null))
  );
  -- One claim of a payment waits at a time.
  create unique index interest_claim_waiting on interest_claim (health_body_id, instalment_id) where state = 'claimed';
  create index interest_claim_of_instalment on interest_claim (group_id, instalment_id);
  create index interest_claim_by_day on interest_claim (health_body_id, claimed_on, id);
  create index interest_claim_of_group_by_day on interest_claim (group_id, claimed_on, id);
  create index interest_claim_waiting_by_day on interest_claim (health_body_id, claimed_on, id) where state = 'claimed';
  create index interest_claim_of_group_waiting_by_day on interest_claim (group_id, claimed_on, id)
    where state = 'claimed';
  create index interest_claim_paid on interest_claim (health_body_id, paid_on) where state = 'paid';
  call wall_in('interest_claim', 'health_body_id', 'group_id');
  grant select on interest_claim to accord_health, accord_group;

  -- The group claims, and takes back what it claimed. The payer records that it paid, or that it had said so by mistake:
  -- there is no state in which a payer has waived, lowered or refused a claim.
  grant insert (health_body_id, group_id, contract_id, instalment_id, id, claimed_on, to_on, interest_pence,
    fixed_sum_pence) on interest_claim to accord_group;
  grant update (state, withdrawn_on, version) on interest_claim to accord_group;
  grant update (state, paid_on, version) on interest_claim to accord_health;
  create policy group_withdraws on interest_claim as restrictive for update to accord_group
    using (state = 'claimed') with check (state = 'withdrawn');
  create policy health_pays on interest_claim as restrictive for update to accord_health
    using (state in ('claimed', 'paid')) with check (state in ('claimed', 'paid'));

  -- Section 2 of the Act: contracts for goods and services, never a grant.
  create function interest_claim_allowed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not exists (select 1 from contract c where c.health_body_id = new.health_body_id and c.id = new.contract_id
        and c.instrument = 'contract_for_services') then
      raise exception 'statutory interest is for contracts for services only'
        using errcode = 'check_violation', constraint = 'interest_claim_allowed';
    end if;
    return new;
  end $$;
  create trigger interest_claim_allowed before insert on interest_claim for each row
    execute function interest_claim_allowed();
`;
