-- An invented portfolio, made from arithmetic on row numbers alone, so that anyone gets the same. Run by the owner on an
-- empty, migrated database, with the settings bench.groups, bench.contracts and bench.scopes. There are 200 health
-- bodies; half of all contracts are those of the first, so that lists and exports of one tenant are large too. Twelve
-- payments and six conversations to a contract; what was due before 22 November 2026 is paid, but for one in 31. What
-- the files beside it add is made from the same tables, and in the same session.

-- Ids in the order of making, as the application makes them. The first number says of what.
create function pg_temp.id(kind integer, number bigint) returns uuid language sql immutable as $$
  select ('0198' || lpad(to_hex(kind), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid
$$;
create function pg_temp.body(n bigint) returns uuid language sql immutable as 'select pg_temp.id(1, n)';
create function pg_temp.grp(n bigint) returns uuid language sql immutable as 'select pg_temp.id(2, n)';
create function pg_temp.contract(n bigint) returns uuid language sql immutable as 'select pg_temp.id(4, n)';
create function pg_temp.instalment(n bigint) returns uuid language sql immutable as 'select pg_temp.id(5, n)';
-- A partnership's contact of a side: 0 of the health body, 1 of the group.
create function pg_temp.contact(body bigint, grp bigint, side integer) returns uuid language sql immutable as
  'select pg_temp.id(8, (body * 10000000 + grp) * 2 + side)';

create temporary table planned as
  select n, case when n % 2 = 0 then 0 else 1 + (n / 2) % 199 end as body, n % current_setting('bench.groups')::bigint as grp,
    (date '2025-01-01' + (n * 7919 % 24 || ' months')::interval)::date as starts_on
  from generate_series(0, current_setting('bench.contracts')::bigint - 1) n;
create temporary table paired as select distinct body, grp from planned;
create temporary table due as
  select p.body, p.grp, p.n, m, p.n * 12 + m as number, d.due_on,
    d.due_on < date '2026-11-22' and (p.n * 12 + m) % 31 <> 0 as paid
  from planned p, generate_series(0, 11) m,
    lateral (select (p.starts_on + (m || ' months')::interval)::date as due_on) d;

insert into organisation (id, kind, name, name_key, health_body_kind, joined_at)
  select pg_temp.body(n), 'health_body', 'Health body ' || n, 'health body ' || n, 'icb', now()
  from generate_series(0, 199) n;
insert into organisation (id, kind, name, name_key, payee_name, joined_at, about, area, kinds_of_work, kinds_not_done,
    communities, ways)
  select pg_temp.grp(n), 'group', 'Group ' || n, 'group ' || n,
    case when n / 2 % 20 < 19 then 'Group ' || n || ' account' end, now(), 'What group ' || n || ' is for, and for whom.',
    'Town ' || n % 50, array[(array['advocacy', 'outreach', 'wellbeing', 'training'])[1 + n % 4], 'peer_support'],
    '{legal_advice}', array[(array['young', 'older', 'trans', 'rural'])[1 + n % 4], 'all_lgbtq'], '{peer,service}'
  from generate_series(0, current_setting('bench.groups')::bigint - 1) n;
insert into partnership (health_body_id, group_id, id)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(3, body * 10000000 + grp) from paired;

insert into person (organisation_id, id, name, email)
  select pg_temp.body(b), pg_temp.id(7, b * 10 + k), 'Person ' || k, 'person' || k || '@body' || b || '.example'
  from generate_series(0, 199) b, generate_series(0, 4) k;
insert into contact (health_body_id, group_id, id, side, person_id, name, name_key, email)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contact(body, grp, 0), 'health',
    pg_temp.id(7, body * 10 + grp % 5), 'Person ' || grp % 5, 'person ' || grp % 5,
    'person' || grp % 5 || '@body' || body || '.example'
  from paired;
insert into contact (health_body_id, group_id, id, side, name, name_key, email)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contact(body, grp, 1), 'group',
    'Somebody of ' || grp, 'somebody of ' || grp, 'somebody@group' || grp || '.example'
  from paired;

insert into contract (health_body_id, group_id, id, reference, reference_key, title, instrument, value_pence, starts_on,
    ends_on, state, schedule_version)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), 'B-' || n, 'b-' || n, 'Work under B-' || n,
    'contract_for_services', 1200000, starts_on, (starts_on + interval '1 year' - interval '1 day')::date, 'agreed', 1
  from planned;
insert into contract_state_change (health_body_id, group_id, contract_id, position, to_state, effective_on)
  select health_body_id, group_id, id, 1, 'agreed', starts_on from contract;
insert into schedule (health_body_id, group_id, contract_id, version, net_pence)
  select health_body_id, group_id, id, 1, 1200000 from contract;
insert into named_lead (health_body_id, group_id, contract_id, id, contact_id, side, role, from_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.id(9, n * 2 + s),
    pg_temp.contact(body, grp, s), case s when 0 then 'health' else 'group' end, 'lead', starts_on
  from planned, generate_series(0, 1) s;

-- The ledger's trigger comes to the same, but one payment at a time.
alter table receipt disable trigger receipt_added;
insert into instalment (health_body_id, group_id, contract_id, id, schedule_version, number, period_starts_on,
    period_ends_on, due_on, send_by_on, net_pence, received_pence, settled_on, state, state_before_paid)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.instalment(number), 1, m + 1, due_on,
    (due_on + interval '1 month' - interval '1 day')::date, due_on, due_on - 3, 100000,
    case when paid then 100000 else 0 end, case when paid then due_on end, case when paid then 'paid' else 'planned' end,
    case when paid then 'planned' end
  from due;
insert into receipt (health_body_id, group_id, contract_id, instalment_id, id, amount_pence, received_on, reference,
    reference_key, source)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.instalment(number), pg_temp.id(6, number),
    100000, due_on, 'BACS ' || number, 'bacs ' || number, 'import'
  from due where paid;
alter table receipt enable trigger receipt_added;

insert into engagement (health_body_id, group_id, contract_id, id, happened_on, channel, started_by, two_way,
    health_contact_id, group_contact_id, purpose, owner_id)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.id(10, n * 6 + e),
    date '2026-11-22' - ((n * 6 + e) * 31 % 700)::integer, (array['email', 'phone', 'video', 'in_person'])[1 + e % 4],
    case e % 2 when 0 then 'health' else 'group' end, e % 3 <> 0, pg_temp.contact(body, grp, 0),
    pg_temp.contact(body, grp, 1), 'Conversation ' || e || ' about the work and what comes next', pg_temp.body(body)
  from planned, generate_series(0, 5) e;

-- Tokens that are no secret: the word and the number of the health body.
insert into api_token (organisation_id, organisation_kind, id, token_hash, label, role, scopes, expires_at)
  select pg_temp.body(n), 'health_body', pg_temp.id(11, n),
    sha256(convert_to('accord_' || rpad('benchmark', 39, '_') || lpad(n::text, 4, '0'), 'UTF8')), 'For the benchmark',
    'partnership_manager', string_to_array(current_setting('bench.scopes'), ','), now() + interval '10 years'
  from generate_series(0, 199) n;
