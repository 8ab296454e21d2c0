-- What both sides of a contract agree, decide, write and ask, of the portfolio of data.sql. What the triggers would
-- write, check and tell is written as they leave it, many rows at a time.

-- Of the tables that the session's table `written` names.
create procedure pg_temp.triggers(how text) language plpgsql as $$
declare
  one text;
begin
  foreach one in array (select tables from written) loop
    execute format('alter table %I %s trigger user', one, how);
  end loop;
end $$;
analyze planned, paired, due;

create temporary table written as select array['organisation', 'partnership', 'contact', 'contract', 'instalment',
  'receipt', 'named_lead', 'health_body_setting', 'contract_confirmation', 'schedule_acknowledgement', 'commencement',
  'decision_process', 'decision', 'decision_position', 'contract_fit', 'contract_fit_override', 'contract_variation',
  'document', 'document_chunk', 'own_file', 'own_file_chunk', 'strategy_priority', 'strategy_link', 'material',
  'material_version', 'material_proposal', 'material_comment', 'name_consent', 'name_use', 'challenge', 'challenge_step',
  'introduction', 'mentoring', 'attached_document'] as tables;
call pg_temp.triggers('disable');

-- Contracts below 5,000 pounds a year are light. One contract in fifty is still a draft, of next year; one in 250 is
-- suspended. The plans of both are made as those of the others.
insert into health_body_setting (health_body_id, position, id, name, value)
  select pg_temp.body(b), 1, pg_temp.id(12, b), 'lightAgreementBelowPence', 500000 from generate_series(0, 199) b;
update partnership set light_below_pence = 500000;
create temporary table further as
  select p.n, p.body, p.grp, kind, case kind when 'draft' then 900000000 else 910000000 end + p.n as number,
    case kind when 'draft' then date '2027-01-01' else date '2026-10-01' end as starts_on
  from planned p, unnest(array['draft', 'suspended']) kind
  where p.n < current_setting('bench.contracts')::bigint / case kind when 'draft' then 50 else 250 end;
insert into contract (health_body_id, group_id, id, reference, reference_key, title, instrument, value_pence, starts_on,
    ends_on, state, state_changes, schedule_version)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(number), 'B-' || number, 'b-' || number,
    'Small work under B-' || number, 'contract_for_services', 240000, starts_on,
    (starts_on + interval '1 year' - interval '1 day')::date, kind, case kind when 'draft' then 1 else 2 end, 1
  from further;
insert into contract_state_change (health_body_id, group_id, contract_id, position, to_state, effective_on, reason,
    reason_code, group_told_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(number), at,
    case kind when 'draft' then 'draft' else (array['agreed', 'suspended'])[at] end,
    date '2026-10-01' + (at - 1) * 40, case at when 2 then 'The group asked for a pause' end,
    case at when 2 then 'group_asked' end, case at when 2 then date '2026-11-10' end
  from further, generate_series(1, 2) at where kind = 'suspended' or at = 1;
insert into schedule (health_body_id, group_id, contract_id, version, net_pence)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(number), 1, 240000 from further;
create temporary table later as
  select f.*, m, number * 12 + m as payment, d.due_on, d.due_on < date '2026-11-22' as paid
  from further f, generate_series(0, 11) m, lateral (select (starts_on + (m || ' months')::interval)::date as due_on) d;
insert into instalment (health_body_id, group_id, contract_id, id, schedule_version, number, period_starts_on,
    period_ends_on, due_on, send_by_on, net_pence, received_pence, settled_on, state, state_before_paid)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(number), pg_temp.instalment(payment), 1, m + 1, due_on,
    (due_on + interval '1 month' - interval '1 day')::date, due_on, due_on - 3, 20000, case when paid then 20000 else 0 end,
    case when paid then due_on end, case when paid then 'paid' else 'planned' end, case when paid then 'planned' end
  from later;
insert into receipt (health_body_id, group_id, contract_id, instalment_id, id, amount_pence, received_on, source)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(number), pg_temp.instalment(payment),
    pg_temp.id(6, payment), 20000, due_on, 'import'
  from later where paid;
insert into named_lead (health_body_id, group_id, contract_id, id, contact_id, side, role, from_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(number), pg_temp.id(9, number * 2 + s),
    pg_temp.contact(body, grp, s), case s when 0 then 'health' else 'group' end, 'lead', date '2026-10-01'
  from further, generate_series(0, 1) s;

-- Groups that the first health body has listed and that have not joined: one for a hundred that have.
create temporary table listed as
  select current_setting('bench.groups')::bigint + k as grp
  from generate_series(0, current_setting('bench.groups')::bigint / 100 - 1) k;
insert into organisation (id, kind, name, name_key, listed_by)
  select pg_temp.grp(grp), 'group', 'Group ' || grp, 'group ' || grp, pg_temp.body(0) from listed;
insert into partnership (health_body_id, group_id, id, light_below_pence)
  select pg_temp.body(0), pg_temp.grp(grp), pg_temp.id(3, grp), 500000 from listed;
insert into contact (health_body_id, group_id, id, side, person_id, name, name_key, email)
  select pg_temp.body(0), pg_temp.grp(grp), pg_temp.contact(0, grp, s), case s when 0 then 'health' else 'group' end,
    case s when 0 then pg_temp.id(7, grp % 5) end, 'Somebody of ' || grp, 'somebody of ' || grp,
    'somebody@group' || grp || '.example'
  from listed, generate_series(0, 1) s;

-- What both said before a contract began, and how they work together and decide from then on.
insert into contract_confirmation (health_body_id, group_id, contract_id, id, side, terms_version, how, confirmed_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.id(37, n * 2 + s),
    case s when 0 then 'health' else 'group' end, 1, 'in_accord', starts_on - 21 + s::integer
  from planned, generate_series(0, 1) s;
insert into schedule_acknowledgement (health_body_id, group_id, contract_id, schedule_version, acknowledged_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), 1, starts_on - 15 from planned where n / 2 % 20 <> 0;
insert into commencement (health_body_id, group_id, contract_id, number, proposed_by, proposed_on, channel,
    contact_every_days, ways, health_availability, group_availability, deadlines, reviews, health_confirmed_on,
    group_confirmed_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), 1, 'health', starts_on - 20, 'email', 60,
    '{time_to_read,large_print}'::text[], 'Monday to Thursday, until four', 'Evenings, and on Saturday mornings',
    jsonb_build_array(jsonb_build_object('what', 'What the first half of the year showed', 'on', starts_on + 190,
      'whose', 'group')), array[starts_on + 180, starts_on + 360], starts_on - 20, starts_on - 12
  from planned
  union all
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(number), 1, 'health', date '2026-11-10', 'phone', 60, '{}',
    'Monday to Thursday, until four', 'Evenings', '[]'::jsonb, array[date '2027-06-01'], date '2026-11-10', null
  from further where kind = 'draft';

insert into decision_process (health_body_id, group_id, contract_id, id, number, proposed_by, proposed_on,
    days_to_answer, day_kind, state, in_force_on, closed_on, version)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.id(20, n), 1, 'health', starts_on - 20, 10,
    'banking', 'signed', starts_on - 12, starts_on - 12, 2
  from planned;
insert into decision_process_kind (health_body_id, group_id, process_id, kind, decides, without_answer)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(20, n), kind, decides, 'wait'
  from planned, (values ('content', 'both'), ('name_use', 'group'), ('money', 'both')) k (kind, decides);
insert into decision_process_party (health_body_id, group_id, process_id, id, position, side, part, role)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(20, n), pg_temp.id(21, n * 2 + s), s + 1,
    case s when 0 then 'health' else 'group' end, 'decides', 'lead'
  from planned, generate_series(0, 1) s;
insert into decision_process_signature (health_body_id, group_id, process_id, side, signed_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(20, n), case s when 0 then 'health' else 'group' end,
    starts_on - 20 + 8 * s::integer
  from planned, generate_series(0, 1) s;

-- One decision of each contract that has begun, taken; one in twenty has another that is open.
create temporary table decided as
  select n, body, grp, d, n * 2 + d as number,
    case d when 0 then starts_on + 20 else date '2026-11-12' end as proposed_on
  from planned, generate_series(0, 1) d
  where starts_on < date '2026-10-15' and (d = 0 or n / 2 % 20 = 0);
insert into decision (health_body_id, group_id, contract_id, id, number, kind, title, what, options, proposed_by,
    proposed_on, answer_by, state, health_stance, group_stance, process_id, closed_on, closed_by, chosen_option, version)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.id(22, number), d + 1, 'content',
    'Cover of leaflet ' || number, 'Which of the pictures goes onto the cover of leaflet ' || number || '.',
    '{"The lake","The town"}', 'health', proposed_on, proposed_on + 20, case d when 0 then 'agreed' else 'open' end,
    'agree', case d when 0 then 'agree' end, case d when 0 then pg_temp.id(20, n) end,
    case d when 0 then proposed_on + 4 end, case d when 0 then 'health' end, case d when 0 then 1 end, 4 - 2 * d
  from decided;
insert into decision_position (health_body_id, group_id, decision_id, number, side, stance, option_number, process_id,
    decided_by_id, given_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(22, number), s + 1, case s when 0 then 'health' else 'group' end,
    'agree', 1, pg_temp.id(20, n), pg_temp.id(21, n * 2 + s), proposed_on + 2 * s::integer
  from decided, generate_series(0, 1) s where d = 0 or s = 0;

-- What some contracts ask for, and variations that nothing came of or that wait.
insert into contract_fit (health_body_id, group_id, contract_id, kinds, communities, area)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), '{peer_support,training}'::text[], '{all_lgbtq}'::text[],
    'Town ' || grp % 50
  from planned where n / 2 % 4 = 0
  union all
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(number), '{peer_support}', '{all_lgbtq}', null
  from further where kind = 'draft';
insert into contract_fit_override (health_body_id, group_id, contract_id, number, gaps, reason, decided_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), 1, '{kind:training}', 'It learns to', starts_on - 30
  from planned where n / 2 % 4 = 0;
insert into contract_variation (health_body_id, group_id, contract_id, id, number, proposed_by, proposed_on, reason,
    effective_on, old_value_pence, old_starts_on, old_ends_on, old_timing, old_rhythm, old_payment_days, new_value_pence,
    new_starts_on, new_ends_on, new_timing, new_rhythm, new_payment_days, state, answered_on, decline_reason)
  select c.health_body_id, c.group_id, c.id, pg_temp.id(38, n), 1, 'group', greatest(p.starts_on, date '2026-06-01'),
    'Twice as many people come.', date '2026-12-01', value_pence, c.starts_on, c.ends_on, timing, rhythm, payment_days,
    value_pence * 2, c.starts_on, c.ends_on, timing, rhythm, payment_days, case when waits then 'open' else 'declined' end,
    case when not waits then greatest(p.starts_on, date '2026-06-01') + 5 end,
    case when not waits then 'There is no more money this year.' end
  from planned p join contract c on c.health_body_id = pg_temp.body(body) and c.id = pg_temp.contract(n),
    lateral (select n = 0 or n / 2 % 100 = 10 as waits) w
  where n / 2 % 10 = 0 and (p.starts_on between '2026-01-01' and '2026-10-01' or n = 0);

-- Files of a few lines: the names and contents are nobody's.
create function pg_temp.file() returns bytea language sql immutable as
  $$ select convert_to(E'%PDF-1.7\n%%EOF\n', 'UTF8') $$;
create temporary table filed as
  select n, body, grp, k, n * 4 + k as number from planned, generate_series(0, 3) k where n / 2 % 40 = 0;
insert into document (health_body_id, group_id, id, side, sha256, size_bytes, media_type, file_name, added_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(30, number), case k when 0 then 'health' else 'group' end, sha256(pg_temp.file()),
    length(pg_temp.file()), 'application/pdf', 'file-' || number || '.pdf', '2026-10-01'
  from filed;
insert into document_chunk (health_body_id, group_id, document_id, position, bytes)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(30, number), 0, pg_temp.file() from filed;
-- The fourth of each is a version of material, and the third goes with an invoice.
insert into attached_document (health_body_id, group_id, document_id, contract_id, engagement_id)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(30, number), case k when 0 then pg_temp.contract(n) end,
    case k when 1 then pg_temp.id(10, n * 6) end
  from filed where k < 2;

-- Leaflets of every second contract, in two versions with a yes to the second; some are used, and some have an edit
-- that waits and a third version that is a file.
create temporary table leaflet as
  select p.*, greatest(p.starts_on + 30, date '2025-03-01') as made_on, n / 2 % 40 = 0 as has_file,
    n / 2 % 8 = 0 as waits, 'Everybody is welcome on the evening ' || n || ', whoever they are and whoever they come with. '
    || repeat('There is tea, a quiet room, and somebody who listens. ', 12) as words
  from planned p where n / 2 % 2 = 0 and starts_on < '2026-10-15';
insert into material (health_body_id, group_id, id, contract_id, title, health_credit, group_credit, started_by,
    started_on, latest, version)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(23, n), pg_temp.contract(n), 'Leaflet ' || n, 'Paid for by us',
    'Written by group ' || grp, 'group', made_on, case when has_file then 3 else 2 end, 3
  from leaflet;
insert into material_version (health_body_id, group_id, material_id, id, number, words, document_id, made_by, made_on,
    removed_percent, added_percent)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(23, n), pg_temp.id(24, n * 4 + v), v,
    case when v < 3 then 'Version ' || v || '. ' || words end, case v when 3 then pg_temp.id(30, n * 4 + 3) end,
    case v when 2 then 'health' else 'group' end, made_on + v, case v when 2 then 2 end, case v when 2 then 2 end
  from leaflet, generate_series(1, 3) v where v < 3 or has_file;
insert into material_proposal (health_body_id, group_id, material_id, id, from_id, words, why, proposed_by, proposed_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(23, n), pg_temp.id(25, n), pg_temp.id(24, n * 4 + 2),
    'Version 3. ' || words || 'And cake.', 'There is cake now.', 'health', made_on + 4
  from leaflet where waits;
insert into material_comment (health_body_id, group_id, material_id, version_id, id, side, words, said_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(23, n), pg_temp.id(24, n * 4 + 2), pg_temp.id(26, n), 'group',
    'The second paragraph is long.', made_on + 3
  from leaflet where waits;
insert into name_consent (health_body_id, group_id, material_id, version_id, id, given_on, ended_on, ended_how)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(23, n), pg_temp.id(24, n * 4 + 2), pg_temp.id(27, n), made_on + 2,
    case when has_file then made_on + 3 end, case when has_file then 'lapsed' end
  from leaflet;
insert into name_use (health_body_id, group_id, material_id, version_id, id, place, since_on, noted_by, noted_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(23, n), pg_temp.id(24, n * 4 + 2), pg_temp.id(28, n),
    'Waiting room ' || n, made_on + 3, 'health', made_on + 3
  from leaflet where n / 2 % 4 = 0;

-- Strategies of each health body, which every contract serves, and some decisions.
insert into own_file (organisation_id, id, purpose, sha256, size_bytes, media_type, file_name)
  select pg_temp.body(b), pg_temp.id(33, b), 'strategy', sha256(pg_temp.file()), length(pg_temp.file()), 'application/pdf',
    'strategy.pdf'
  from generate_series(0, 199) b;
insert into own_file_chunk (organisation_id, file_id, position, bytes)
  select pg_temp.body(b), pg_temp.id(33, b), 0, pg_temp.file() from generate_series(0, 199) b;
insert into strategy_document (health_body_id, id, title, from_on, to_on, web_address, file_id, published)
  select pg_temp.body(b), pg_temp.id(31, b * 10 + d), 'Plan ' || d + 1, date '2025-04-01', date '2030-03-31',
    'https://plans.example/' || b || '/' || d, case d when 0 then pg_temp.id(33, b) end, d < 2
  from generate_series(0, 199) b, generate_series(0, 2) d;
insert into strategy_priority (health_body_id, document_id, id, position, title)
  select pg_temp.body(b), pg_temp.id(31, b * 10 + d), pg_temp.id(32, b * 100 + d * 10 + p), p + 1, 'Priority ' || p + 1
  from generate_series(0, 199) b, generate_series(0, 2) d, generate_series(0, 4) p;
insert into strategy_link (health_body_id, group_id, contract_id, decision_id, id, priority_id, how, linked_on,
    document_id, priority_title, document_title, from_on, to_on, published, web_address, has_file)
  select d.health_body_id, pg_temp.grp(l.grp), pg_temp.contract(l.n), case k when 1 then pg_temp.id(22, l.n * 2) end,
    pg_temp.id(34, l.n * 2 + k), p.id, 'It reaches those whom nobody else reaches.', l.starts_on + 1, d.id, p.title, d.title,
    d.from_on, d.to_on, d.published, case when d.published then d.web_address end, d.published and d.file_id is not null
  from planned l, generate_series(0, 1) k, strategy_priority p, strategy_document d
  where p.health_body_id = pg_temp.body(l.body)
    and p.id = pg_temp.id(32, l.body * 100 + l.n / 2 % 15 / 5 * 10 + l.n / 2 % 5)
    and d.health_body_id = p.health_body_id and d.id = p.document_id
    and (k = 0 or l.starts_on < '2026-10-15' and l.n / 2 % 10 = 0);

-- What one side said is not right: accepted, but for the newest.
create temporary table challenged as
  select n, body, grp, row_number() over (partition by body, grp order by n) as number,
    date '2026-11-19' - (n / 2 * 13 % 300)::integer as raised_on, n / 2 * 13 % 300 < 15 as waits
  from planned where n / 2 % 5 = 0;
insert into challenge (health_body_id, group_id, id, number, about, contract_id, words, wanted, raised_by, raised_on,
    answer_by, state, answered_on, changed, closed_on, version)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(29, n), number, 'contract', pg_temp.contract(n),
    'The minutes leave out half of what was said.', 'Minutes with both halves.', 'group', raised_on, raised_on + 21,
    case when waits then 'raised' else 'accepted' end, case when not waits then raised_on + 5 end,
    case when not waits then true end, case when not waits then raised_on + 7 end, case when waits then 1 else 3 end
  from challenged;
insert into challenge_step (health_body_id, group_id, challenge_id, number, side, move, words, changed, done_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(29, n), k, case k when 1 then 'health' else 'group' end,
    case k when 1 then 'answered' else 'accepted' end, case k when 1 then 'They are complete now.' end,
    case k when 1 then true end, raised_on + 3 + 2 * k
  from challenged, generate_series(1, 2) k where not waits;

-- Who is who, whom groups asked to meet, and whom new ones may ask.
insert into directory_entry (health_body_id, id, kind, name, sort_key, does, place, email, phone, hours, checked_on)
  select pg_temp.body(b), pg_temp.id(35, b * 100 + e), (array['department', 'team', 'place'])[1 + e % 3], 'Team ' || e,
    'team ' || e, 'Looks after matter ' || e, 'Floor ' || e % 7, 'team' || e || '@body' || b || '.example', '01632 960111',
    'Weekdays', '2026-10-01'
  from generate_series(0, 199) b, generate_series(0, 39) e;
insert into introduction (health_body_id, group_id, id, entry_id, entry_name, why, asked_on, answer_by, state,
    answered_on, introduced_to, introduced_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(36, body * 10000000 + grp),
    pg_temp.id(35, body * 100 + grp % 40), 'Team ' || grp % 40, 'We look for a room.', date '2026-11-18' - (grp % 300)::integer,
    date '2026-12-02' - (grp % 300)::integer,
    case when waits then 'open' else 'introduced' end, case when not waits then date '2026-11-19' end,
    case when not waits then 'Person 1' end, case when not waits then date '2026-11-19' end
  from paired, lateral (select grp % 300 < 10 as waits) w where grp % 5 = 0;
insert into mentoring (health_body_id, group_id, contact_id, from_on, review_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contact(body, grp, 0), '2026-10-01', '2027-04-01'
  from paired where grp % 10 = 0;
-- as the trigger keeps it
insert into mentoring_period (health_body_id, group_id, number, contact_id, from_on)
  select health_body_id, group_id, 1, contact_id, from_on from mentoring;

set constraints all immediate;
call pg_temp.triggers('enable');
