-- Who signs in, what they wrote for their own side and did, and what their health bodies have set, of the portfolio of
-- data.sql. Run when everything is judged, so that nobody is told of the findings of a portfolio that never began.

create function pg_temp.id(kind integer, number bigint) returns uuid language sql immutable as $$
  select ('0198' || lpad(to_hex(kind), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid
$$;
create temporary table written as select array['membership', 'note', 'private_person', 'private_matter', 'private_reply',
  'health_body_holiday', 'health_body_setting', 'audit_event', 'absence', 'engagement', 'person'] as tables;
create procedure pg_temp.triggers(how text) language plpgsql as $$
declare
  one text;
begin
  foreach one in array (select tables from written) loop
    execute format('alter table %I %s trigger user', one, how);
  end loop;
end $$;
call pg_temp.triggers('disable');

-- Twenty of each health body: ten managers, three of finance and three who approve, two administrators, two auditors.
-- A lead and a member of every tenth group.
create temporary table reader as
  select pg_temp.id(1, b) as organisation, 'health_body' as kind, b * 100 + at as number,
    'reader' || at || '@body' || b || '.example' as email,
    case when at < 10 then 'partnership_manager' when at < 13 then 'finance_officer' when at < 16 then 'finance_approver'
      when at < 18 then 'administrator' else 'auditor' end as role
  from generate_series(0, 199) b, generate_series(0, 19) at
  union all
  select pg_temp.id(2, g), 'group', 100000000 + g * 2 + at, 'reader' || at || '@group' || g || '.example',
    (array['group_lead', 'group_member'])[at + 1]
  from generate_series(0, current_setting('bench.groups')::bigint - 1, 10) g, generate_series(0, 1) at;
insert into account (id, email) select pg_temp.id(13, number), email from reader;
insert into membership (organisation_id, organisation_kind, id, account_id, role)
  select organisation, kind, pg_temp.id(14, number), pg_temp.id(13, number), role from reader;
-- Nobody is written to while something is measured.
insert into mail_preference (account_id, payment_late, lead_changed, something_waits, digest_day)
  select pg_temp.id(13, number), false, false, false, null from reader;

-- What became of 200 emails of each health body, and of two of each group where somebody signs in.
insert into mail (id, kind, account_id, organisation_id, path, created_at, expires_at, next_at, attempts, outcome,
    settled_at)
  select gen_random_uuid(), 'something_waits', pg_temp.id(13, r.number), organisation, '/o/' || organisation,
    timestamptz '2026-11-20' - at * interval '1 day', timestamptz '2026-12-20', timestamptz '2026-11-20', 1, 'sent',
    timestamptz '2026-11-20'
  from reader r, generate_series(0, 9) at where kind = 'health_body' or at < 2;

-- A note of each partnership, and of the group in every tenth; something told in private by every fiftieth; and people
-- of the groups.
insert into note (health_body_id, group_id, id, owner_id, subject_kind, subject_id, body, author_id, created_at)
  select health_body_id, group_id, ('0198003c' || substr(id::text, 9))::uuid, health_body_id, 'partnership', id,
    'They would rather be rung up than written to, and not in the week before Pride.', pg_temp.id(13, 0), '2026-10-01'
  from partnership;
create temporary table told_privately as
  select health_body_id, group_id, id, row_number() over (order by health_body_id, group_id) - 1 as n from partnership;
insert into note (health_body_id, group_id, id, owner_id, subject_kind, subject_id, body, author_id, created_at)
  select health_body_id, group_id, pg_temp.id(61, n), group_id, 'partnership', id, 'Ask about the room again in March.',
    pg_temp.id(13, 100000000), '2026-10-02'
  from told_privately where n % 10 = 0;
insert into private_person (health_body_id, position, id, name, what_they_do, email)
  select pg_temp.id(1, b), 1, pg_temp.id(62, b), 'Person 1', 'Director of people', 'private@body' || b || '.example'
  from generate_series(0, 199) b;
insert into private_matter (health_body_id, group_id, id, to_account_id, kind, words, sent_on, sent_account_id, replies)
  select health_body_id, group_id, pg_temp.id(63, n), pg_temp.id(13, 19), 'relationship', 'Could we talk, the two of us?',
    '2026-10-12', pg_temp.id(13, 100000000), 1
  from told_privately where n % 50 = 0;
insert into private_reply (health_body_id, group_id, matter_id, number, side, words, written_on, account_id)
  select health_body_id, group_id, pg_temp.id(63, n), 1, 'health', 'On Thursday?', '2026-10-13', pg_temp.id(13, 19)
  from told_privately where n % 50 = 0;
insert into engagement (health_body_id, group_id, id, happened_on, channel, started_by, two_way, health_contact_id, purpose,
    owner_id)
  select t.health_body_id, t.group_id, pg_temp.id(10, 1000000000 + n), '2026-11-12', 'phone', 'group', true, k.id,
    'About the room', t.group_id
  from told_privately t join contact k using (health_body_id, group_id) where k.side = 'health' and n % 10 = 0;
insert into person (organisation_id, id, name, email)
  select pg_temp.id(2, g), pg_temp.id(73, g * 4 + at), 'Helper ' || at, 'helper' || at || '@group' || g || '.example'
  from generate_series(0, current_setting('bench.groups')::bigint - 1, 10) g, generate_series(0, 2) at;
insert into absence (health_body_id, group_id, id, side, contact_id, from_on, to_on)
  select health_body_id, group_id, pg_temp.id(64, row_number() over (order by health_body_id, id)), side, id, '2026-12-21',
    '2027-01-04'
  from contact where side = 'health' and ('x' || right(id::text, 8))::bit(32)::bigint % 40 = 0;

-- What groups say of themselves; what health bodies have set, and how they look and talk.
insert into capacity_statement (group_id, id, state, waiting_weeks, stated_on)
  select id, pg_temp.id(65, n), (array['open', 'limited', 'paused'])[1 + n % 3], n % 12, '2026-11-02'
  from (select id, row_number() over (order by id) - 1 as n from organisation where kind = 'group' and joined_at is not null) g;
insert into group_means (group_id, reserves_pence, monthly_cost_pence, shared, stated_on)
  select id, 400000, 250000, n % 2 = 0, '2026-11-02'
  from (select id, row_number() over (order by id) - 1 as n from organisation where kind = 'group' and joined_at is not null) g
  where n % 4 = 0;
insert into health_body_setting (health_body_id, position, id, name, value)
  select pg_temp.id(1, b), 1 + at, pg_temp.id(12, 1000 * at + b), 'staleLeadDays', 180
  from generate_series(0, 199) b, generate_series(1, 5) at;
insert into health_body_appearance (health_body_id, position, id, header_name, header_colour, contact_line)
  select pg_temp.id(1, b), 1, pg_temp.id(66, b), 'Body ' || b, '#1d4f91', 'Partnerships: 01632 960000'
  from generate_series(0, 199) b;
insert into health_body_words (health_body_id, position, id, words)
  select pg_temp.id(1, b), 1, pg_temp.id(67, b),
    (select jsonb_agg(jsonb_build_object('term', 'Word ' || w, 'meaning', 'What it means here.')) from generate_series(1, 20) w)
  from generate_series(0, 199) b;
insert into health_body_holiday (health_body_id, id, holiday_on, source)
  select pg_temp.id(1, b), pg_temp.id(68, b * 10 + at), date '2028-07-03' + at, 'Proclamation'
  from generate_series(0, 199) b, generate_series(0, 2) at;
insert into health_body_bank_rate (health_body_id, id, half_year_from, rate_bp, source)
  select pg_temp.id(1, b), pg_temp.id(69, b), '2028-01-01', 350, 'Bank of England' from generate_series(0, 199) b;

-- Imports, contracts that somebody has begun to set up, and invitations of those who have not joined.
insert into import_run (health_body_id, id, as_of, finished_at, report)
  select pg_temp.id(1, b), pg_temp.id(70, b * 10 + at), date '2026-11-01' + at, timestamptz '2026-11-01' + at * interval '1 day',
    '{"files":[],"errors":[],"warnings":[],"created":40,"updated":2,"unchanged":8,"skipped":0}'
  from generate_series(0, 199) b, generate_series(0, 4) at;
insert into import_rows_to_mend (health_body_id, import_id, file, chunk, content)
  select health_body_id, id, 'contracts', 1, convert_to(E'reference,problem\r\nX-1,No such day\r\n', 'UTF8') from import_run;
insert into contract_sketch (health_body_id, group_id, id, answers)
  select health_body_id, group_id, pg_temp.id(71, n), jsonb_build_object('title', 'Winter drop-ins', 'reference',
    'BEGUN-' || n, 'instrument', 'contract_for_services', 'value', '12,000.00', 'vatTreatment', 'outside_scope', 'startsOn',
    '2027-01-01', 'endsOn', '2027-12-31', 'timing', 'in_advance', 'rhythm', 'monthly', 'invoiceNeeded', 'no')
  from told_privately where n % 100 = 0;
insert into invitation (health_body_id, group_id, id, contact_id, token_hash, told_on, expires_at)
  select k.health_body_id, k.group_id, pg_temp.id(72, row_number() over (order by k.id)), k.id,
    sha256(convert_to(k.id::text, 'UTF8')), '2026-11-20', '2036-11-20'
  from contact k join organisation o on o.id = k.group_id and o.joined_at is null where k.side = 'group';

-- What was done with each contract by its health body, and by the groups where somebody signs in: without its seals,
-- which a server that starts would make.
insert into audit_event (organisation_id, happened_at, actor_kind, actor_id, action, subject_id, detail)
  select health_body_id, timestamptz '2026-11-20' - at * interval '9 days', 'account',
    (select m.account_id from membership m where m.organisation_id = health_body_id and m.id = pg_temp.id(14,
      ('x' || right(health_body_id::text, 8))::bit(32)::bigint * 100)), (array['contract.change', 'contract.agree'])[at],
    id, '{"valuePence": 1200000}'
  from contract, generate_series(1, 2) at;
insert into audit_event (organisation_id, happened_at, actor_kind, actor_id, action, subject_id)
  select c.group_id, timestamptz '2026-11-20', 'account', m.account_id, 'contract.agree', c.id
  from contract c join membership m on m.organisation_id = c.group_id and m.role = 'group_lead';

-- One finding in ten has been seen to by its health body.
insert into finding_response (health_body_id, group_id, finding_id, side, acknowledged_at, acknowledged_by)
  select health_body_id, group_id, id, 'health', '2026-11-21', pg_temp.id(13, 0)
  from finding where severity is not null and ('x' || right(id::text, 8))::bit(32)::bigint % 10 = 0;

set constraints all immediate;
call pg_temp.triggers('enable');
