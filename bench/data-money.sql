-- Orders, coding, invoices, payment runs with their files, remittances and statements, late payments and claims, of the
-- portfolio of data.sql and in its session.

drop table written;
create temporary table written as select array['partnership_supplier', 'contract_coding', 'purchase_order', 'invoice',
  'invoice_move', 'invoice_instalment', 'invoice_document', 'payment_run', 'payment_run_line', 'payment_run_left_out',
  'payment_export', 'instalment', 'own_file', 'own_file_chunk', 'remittance', 'remittance_line', 'statement_import',
  'statement_entry', 'statement_booking', 'statement_candidate', 'late_payment_case', 'late_case_reply', 'interest_claim',
  'recovery_due', 'approval_limit'] as tables;
call pg_temp.triggers('disable');

insert into partnership_supplier (health_body_id, group_id, supplier_number)
  select pg_temp.body(body), pg_temp.grp(grp), 'S-' || grp from paired;
create temporary table yearly as
  select n, body, grp, y, y - extract(year from first)::integer as at
  from planned p,
    lateral (select (starts_on - interval '3 months')::date as first, (starts_on + interval '8 months')::date as last) d,
    generate_series(extract(year from first)::integer, extract(year from last)::integer) y;
insert into contract_coding (health_body_id, group_id, contract_id, financial_year, cost_centre, account_code)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), y, 'C' || 100 + grp % 30, '52100' from yearly;
insert into purchase_order (health_body_id, group_id, contract_id, id, number, number_key, financial_year, value_pence,
    valid_to)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.id(40, n * 2 + at), 'PO-' || n || '-' || y,
    'po-' || n || '-' || y, y, 1200000, make_date(y + 1, 3, 31)
  from yearly;

-- One invoice for every second contract, for one of its payments.
create temporary table invoiced as
  select n, body, grp, number, due_on - 15 as received_on,
    case when n / 2 % 20 = 10 then 'disputed' when due_on > '2026-11-22' or n / 2 % 20 in (0, 2) then 'received'
      else 'valid' end as state, case n / 2 % 20 when 2 then 'health' else 'group' end as side
  from due where m = (n / 4) % 12 and n / 2 % 2 = 0 and due_on < '2026-12-05';
insert into invoice (health_body_id, group_id, contract_id, id, number, number_key, dated_on, received_on, net_pence,
    state, dispute_reason, group_told_on, entered_by_side, version)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.id(41, n), 'INV-' || n, 'inv-' || n,
    received_on - 1, received_on, 100000, state, case state when 'disputed' then 'The month is not the one agreed.' end,
    case state when 'disputed' then received_on + 2 end, side, case state when 'received' then 1 else 2 end
  from invoiced;
insert into invoice_move (health_body_id, group_id, contract_id, invoice_id, position, to_state, by_side)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.id(41, n), k,
    case k when 1 then 'received' else state end, case k when 1 then side else 'health' end
  from invoiced, generate_series(1, 2) k where k = 1 or state <> 'received';
insert into invoice_instalment (health_body_id, group_id, contract_id, invoice_id, instalment_id)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.id(41, n), pg_temp.instalment(number)
  from invoiced;
insert into invoice_document (health_body_id, group_id, contract_id, invoice_id, document_id)
  select pg_temp.body(i.body), pg_temp.grp(i.grp), pg_temp.contract(i.n), pg_temp.id(41, i.n), pg_temp.id(30, f.number)
  from invoiced i join filed f using (n) where f.k = 2;

-- Payment runs of autumn, closed; and of the payments of December a quarter each in a draft, submitted and approved.
create temporary table run_of as
  select d.*, k, case when k < 4 then 'closed' else (array['draft', 'submitted', 'approved'])[k - 3] end as state,
    body * 100 + k as run, row_number() over (partition by body, k order by number) as position
  from due d, lateral (select case due_on when '2026-09-01' then 1 when '2026-10-01' then 2 when '2026-11-01' then 3
    when '2026-12-01' then 4 + (grp / 2 % 4)::integer end as k) x
  where k < 7 and (paid or k > 3 and grp / 2 % 20 < 19);
create temporary table run as
  select body, k, state, run, min(due_on) as due_on, count(*) as lines, dense_rank() over (partition by body order by k) as number
  from run_of group by body, k, state, run;
analyze run_of, run;
create function pg_temp.account(body bigint, at integer) returns uuid language sql immutable as
  'select pg_temp.id(13, body * 100 + at)';
insert into approval_limit (health_body_id, account_id, limit_pence, set_by)
  select pg_temp.body(b), pg_temp.account(b, at), 100000000000, pg_temp.account(b, 16)
  from generate_series(0, 199) b, generate_series(13, 15) at;
insert into payment_run (health_body_id, id, number, state, send_by_on, payment_date, method, line_count, total_pence,
    touched_by, submitted_by, submitted_at, approved_by, approved_at, approved_line_count, approved_total_pence,
    exported_by, exported_at, closed_by, closed_at, version)
  select pg_temp.body(body), pg_temp.id(43, run), number, state, due_on - 3, due_on, 'ap_csv', lines, lines * 100000,
    array[pg_temp.account(body, 10)], case when k <> 4 then pg_temp.account(body, 10) end,
    case when k <> 4 then due_on - 6 + time '10:00' end, case when k not in (4, 5) then pg_temp.account(body, 13) end,
    case when k not in (4, 5) then due_on - 5 + time '10:00' end, case when k not in (4, 5) then lines end,
    case when k not in (4, 5) then lines * 100000 end, case when k < 4 then pg_temp.account(body, 10) end,
    case when k < 4 then due_on - 4 + time '10:00' end, case when k < 4 then pg_temp.account(body, 10) end,
    case when k < 4 then due_on + 3 + time '10:00' end, 3
  from run;
insert into payment_run_line (health_body_id, group_id, run_id, id, position, instalment_id, contract_id, amount_pence,
    payee_name, supplier_number, reference, due_on, send_by_on, cost_centre, account_code)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(43, run), pg_temp.id(44, number), position,
    pg_temp.instalment(number), pg_temp.contract(n), 100000, 'Group ' || grp || ' account', 'S-' || grp,
    'B-' || n || '-' || m + 1, due_on, due_on - 3, 'C' || 100 + grp % 30, '52100'
  from run_of;
insert into payment_run_left_out (health_body_id, group_id, run_id, instalment_id, contract_id, amount_pence, payee_name,
    reference, due_on, send_by_on, reason)
  select pg_temp.body(d.body), pg_temp.grp(grp), pg_temp.id(43, run), pg_temp.instalment(d.number), pg_temp.contract(n),
    100000, 'Group ' || grp, 'B-' || n || '-' || m + 1, d.due_on, d.due_on - 3, 'removed'
  from due d join run r on r.body = d.body and r.due_on = d.due_on and k < 4 where not paid;
update instalment i set state = 'approved', state_changes = 1, version = 2
  from run_of where state_before_paid is null and run_of.k = 6 and i.health_body_id = pg_temp.body(body)
    and i.id = pg_temp.instalment(run_of.number);
insert into instalment_move (health_body_id, group_id, contract_id, instalment_id, position, from_state, to_state)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.instalment(number), 1, 'planned', 'approved'
  from run_of where k = 6;

-- Each closed run has its file, told to each group what it pays, and was found on the statement.
create function pg_temp.sheet(run bigint) returns bytea language sql immutable as
  $$ select convert_to(E'Supplier number,Amount,' || run || E'\r\n', 'UTF8') $$;
insert into own_file (organisation_id, id, purpose, sha256, size_bytes, media_type, file_name)
  select pg_temp.body(body), pg_temp.id(45 + s, run), case s when 0 then 'payment_export' else 'statement' end,
    sha256(pg_temp.sheet(run)), length(pg_temp.sheet(run)), 'text/csv', (array['ap-', 'statement-'])[s + 1] || k || '.csv'
  from run, generate_series(0, 1) s where k < 4;
insert into own_file_chunk (organisation_id, file_id, position, bytes)
  select pg_temp.body(body), pg_temp.id(45 + s, run), 0, pg_temp.sheet(run) from run, generate_series(0, 1) s where k < 4;
insert into payment_export (health_body_id, run_id, id, kind, sequence, file_name, media_type, sha256, size_bytes,
    line_count, total_pence, made_by)
  select pg_temp.body(body), pg_temp.id(43, run), pg_temp.id(45, run), 'ap_csv', number, 'ap-' || k || '.csv', 'text/csv',
    sha256(pg_temp.sheet(run)), length(pg_temp.sheet(run)), lines, lines * 100000, pg_temp.account(body, 10)
  from run where k < 4;
create temporary table told as
  select body, grp, k, run, due_on, count(*) as lines, dense_rank() over (partition by body order by k, grp) as number
  from run_of where k < 4 group by body, grp, k, run, due_on;
insert into remittance (health_body_id, group_id, id, run_id, export_id, number, payment_date, payee_name, payee_line,
    line_count, total_pence)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(47, run * 10000000 + grp), pg_temp.id(43, run),
    pg_temp.id(45, run), number, due_on, 'Group ' || grp, 'GROUP ' || grp, lines, lines * 100000
  from told;
insert into remittance_line (health_body_id, group_id, remittance_id, position, instalment_id, contract_id, amount_pence,
    reference)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(47, run * 10000000 + grp),
    row_number() over (partition by run, grp order by number), pg_temp.instalment(number), pg_temp.contract(n), 100000,
    'B-' || n || '-' || m + 1
  from run_of where k < 4;

insert into statement_mapping (health_body_id, id, name, name_key, date_column, date_format, amount_format, amount_style,
    amount_column, reference_column)
  select pg_temp.body(b), pg_temp.id(48, b), 'Our bank', 'our bank', 'Date', 'DD/MM/YYYY', 'pounds', 'out_is_negative',
    'Amount', 'Reference'
  from generate_series(0, 199) b;
insert into export_template (health_body_id, id, kind, name, name_key, columns, header_line, date_format, amount_format,
    separator, line_ending, quoting)
  select pg_temp.body(b), pg_temp.id(49, b), 'ap_csv', 'Ledger', 'ledger', '[{"header":"AMOUNT","source":"amount"}]', true,
    'DD/MM/YYYY', 'pounds', 'comma', 'crlf', 'needed'
  from generate_series(0, 199) b;
-- Twenty entries more than there are lines: ten that nothing explains, and ten that may be one of two payments.
insert into statement_import (health_body_id, id, file_id, sha256, kind, file_name, statement_count, entry_count,
    imported_at)
  select pg_temp.body(body), pg_temp.id(50, run), pg_temp.id(46, run), sha256(pg_temp.sheet(run)), 'csv',
    'statement-' || k || '.csv', 1, lines + 20, due_on + 3 + time '09:00'
  from run where k < 4;
insert into statement_entry (health_body_id, statement_id, id, position, booked_on, amount_pence, currency, direction,
    reference, counterparty, outcome, cause, run_id, received_on)
  select pg_temp.body(body), pg_temp.id(50, run), pg_temp.id(51, number), 20 + position, due_on, 100000, 'GBP', 'debit',
    'B-' || n || '-' || m + 1, 'GROUP ' || grp, 'matched', 'exact', pg_temp.id(43, run), due_on
  from run_of where k < 4
  union all
  select pg_temp.body(body), pg_temp.id(50, run), pg_temp.id(52, run * 20 + e), e + 1, due_on, 100000 + e, 'GBP', 'debit',
    'PAYMENT ' || e, 'SOMEBODY', case when e < 10 then 'suggested' else 'unknown' end,
    case when e < 10 then 'several_alike' else 'no_line' end, null, null
  from run, generate_series(0, 19) e where k < 4;
insert into statement_booking (health_body_id, entry_id, line_id, id, kind, amount_pence, receipt_id)
  select pg_temp.body(body), pg_temp.id(51, number), pg_temp.id(44, number), pg_temp.id(53, number), 'receipt', 100000,
    pg_temp.id(6, number)
  from run_of where k < 4;
insert into statement_candidate (health_body_id, entry_id, line_id, rank)
  select pg_temp.body(body), pg_temp.id(52, run * 20 + position - 1), pg_temp.id(44, number), 1
  from run_of where k < 4 and position <= 10;

-- A third of what is overdue has been written about, and some is claimed for.
create temporary table late as
  select *, least(due_on + 10, date '2026-11-20') as opened_on, number / 31 % 2 = 0 as answered from due
  where due_on < '2026-11-15' and not paid and number / 31 % 3 = 0;
insert into late_payment_case (health_body_id, group_id, contract_id, instalment_id, id, opened_by_side, opened_on, words,
    owner_contact_id, owned_since, cause_by_health, replied_on, version)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.instalment(number), pg_temp.id(54, number),
    'group', opened_on, 'It has not come.', pg_temp.contact(body, grp, 0), opened_on,
    case when answered then 'payer_process' end, case when answered then opened_on + 1 end,
    case when answered then 2 else 1 end
  from late;
insert into late_case_reply (health_body_id, group_id, case_id, id, words, replied_on)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.id(54, number), pg_temp.id(55, number),
    'It is in the next payment run.', opened_on + 1
  from late where answered;
insert into impact_report (health_body_id, group_id, contract_id, instalment_id, id, reserves_used_pence, service_effect,
    staff_affected, words)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.instalment(number), pg_temp.id(56, number),
    50000, 'reduced', 'under_5', 'We closed on two evenings.'
  from late where answered;
insert into interest_claim (health_body_id, group_id, contract_id, instalment_id, id, claimed_on, to_on, interest_pence,
    fixed_sum_pence)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.instalment(number), pg_temp.id(57, number),
    '2026-11-02', '2026-11-02', 500, 7000
  from late where due_on < '2026-10-01' and number / 31 % 9 = 0;
insert into recovery_due (health_body_id, group_id, contract_id, id, instalment_id, amount_pence, for_from, for_to, reason,
    due_since, state, closed_on, waived_reason)
  select pg_temp.body(body), pg_temp.grp(grp), pg_temp.contract(n), pg_temp.id(58, n), pg_temp.instalment(number), 1000,
    due_on, due_on, 'Paid in advance for days after the last.', due_on, case when n / 2 % 500 = 0 then 'due'
    else 'waived_by_health' end, case when n / 2 % 500 <> 0 then due_on + 5 end,
    case when n / 2 % 500 <> 0 then 'Less than it costs to ask for it.' end
  from due where n / 2 % 100 = 0 and m = 1 and paid;
insert into figure_statement (health_body_id, id, period_id, name, job_title, approved_on, figures)
  select pg_temp.body(b), pg_temp.id(59, b), (select id from reporting_period where kind = 'compliance_notice'
    order by from_on limit 1), 'Person 1', 'Director of finance', '2026-04-20', '{}'
  from generate_series(0, 199) b;

set constraints all immediate;
call pg_temp.triggers('enable');
