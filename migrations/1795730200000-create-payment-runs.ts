import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How money leaves: a batch of payments that one person prepares, another approves within their limit, and the system
 * exports once.
 */
export class CreatePaymentRuns1795730200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(LIMITS);
    await db.query(RUNS);
    await db.query(LINES);
    await db.query(EXPORTS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const LIMITS = `
  -- The scheme of delegation: up to how much one person may approve at once. Without a row they may approve nothing.
  create table approval_limit (
    health_body_id uuid not null references organisation (id),
    account_id     uuid not null,
    limit_pence    bigint not null check (limit_pence between 1 and 9007199254740991),
    set_at         timestamptz not null default now(),
    set_by         uuid not null,
    version        integer not null default 1,
    primary key (health_body_id, account_id),
    constraint approval_limit_set_by_another check (set_by <> account_id)
  );
  call wall_in('approval_limit', 'health_body_id', null);
  grant select, insert, delete, update (limit_pence, set_at, set_by, version) on approval_limit to accord_health;
`;

const RUNS = `
  create table payment_run (
    health_body_id       uuid not null references organisation (id),
    id                   uuid not null,
    number               integer not null check (number > 0),
    state                text not null default 'draft'
                           check (state in ('draft', 'submitted', 'approved', 'exported', 'closed', 'cancelled')),
    -- it was proposed from what must be sent by this day
    send_by_on           date not null,
    -- the day on which a bank file asks for the money to arrive
    payment_date         date not null,
    method               text not null check (method in ('ap_csv', 'bacs_18', 'pain_001')),
    template_id          uuid,
    -- both kept by the lines' own triggers
    line_count           integer not null default 0 check (line_count >= 0),
    total_pence          bigint not null default 0 check (total_pence between 0 and 9007199254740991),
    -- everybody who had a hand in preparing it, and for a token whoever made the token
    touched_by           uuid[] not null default '{}',
    submitted_by         uuid,
    submitted_at         timestamptz,
    approved_by          uuid,
    approved_at          timestamptz,
    approved_line_count  integer,
    approved_total_pence bigint,
    exported_by          uuid,
    exported_at          timestamptz,
    closed_by            uuid,
    closed_at            timestamptz,
    -- why it was last sent back, cancelled, or closed by hand
    reason               text check (reason <> ''),
    version              integer not null default 1,
    created_at           timestamptz not null default now(),
    primary key (health_body_id, id),
    unique (health_body_id, number),
    constraint payment_run_two_people check (approved_by <> submitted_by and not approved_by = any (touched_by)),
    constraint payment_run_submitted check (state not in ('submitted', 'approved', 'exported', 'closed')
      or (submitted_by is not null and submitted_at is not null and line_count > 0)),
    constraint payment_run_approved check (case
      when state in ('approved', 'exported', 'closed') then approved_by is not null and approved_at is not null
        and approved_line_count is not distinct from line_count and approved_total_pence is not distinct from total_pence
      when state in ('draft', 'submitted') then approved_by is null
      else true end),
    constraint payment_run_exported check ((state in ('exported', 'closed')) = (exported_at is not null)
      and (exported_at is null) = (exported_by is null)),
    constraint payment_run_closed check ((state = 'closed') = (closed_at is not null)),
    constraint payment_run_cancelled check (state <> 'cancelled' or reason is not null)
  );
  create index payment_run_under_way on payment_run (health_body_id, number)
    where state in ('draft', 'submitted', 'approved', 'exported');
  call wall_in('payment_run', 'health_body_id', null);
  grant select, insert (health_body_id, id, number, send_by_on, payment_date, method, template_id, touched_by)
    on payment_run to accord_health;
  grant update (state, payment_date, method, template_id, touched_by, submitted_by, submitted_at, approved_by, approved_at,
    approved_line_count, approved_total_pence, exported_by, exported_at, closed_by, closed_at, reason, version)
    on payment_run to accord_health;

  -- Written by the trigger of the run alone.
  create table payment_run_move (
    health_body_id uuid not null,
    run_id         uuid not null,
    position       integer not null check (position > 0),
    from_state     text not null,
    to_state       text not null,
    reason         text,
    line_count     integer not null,
    total_pence    bigint not null,
    moved_by       uuid,
    recorded_at    timestamptz not null default now(),
    primary key (health_body_id, run_id, position),
    foreign key (health_body_id, run_id) references payment_run (health_body_id, id)
  );
  call wall_in('payment_run_move', 'health_body_id', null);
  grant select on payment_run_move to accord_health;
  create trigger payment_run_move_kept before update or delete or truncate on payment_run_move
    for each statement execute function refuse_change();
`;

const LINES = `
  -- What will be sent, as it was when the line was added: a later change of the payee shows as a difference.
  create table payment_run_line (
    health_body_id  uuid not null,
    group_id        uuid not null,
    run_id          uuid not null,
    id              uuid not null,
    position        integer not null check (position > 0),
    instalment_id   uuid not null,
    contract_id     uuid not null,
    amount_pence    bigint not null check (amount_pence > 0),
    payee_name      text not null check (payee_name <> ''),
    supplier_number text,
    -- of the contract and the instalment: what the remittance and the bank statement say
    reference       text not null check (reference <> ''),
    due_on          date not null,
    send_by_on      date not null,
    cost_centre     text,
    account_code    text,
    analysis_code   text,
    -- false once the run is cancelled or the payment came back
    live            boolean not null default true,
    primary key (health_body_id, id),
    unique (health_body_id, run_id, position),
    unique (health_body_id, run_id, instalment_id),
    foreign key (health_body_id, run_id) references payment_run (health_body_id, id),
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate
  );
  create unique index payment_run_line_live on payment_run_line (health_body_id, instalment_id) where live;
  create index payment_run_line_of_group on payment_run_line (group_id, instalment_id);
  call wall_in('payment_run_line', 'health_body_id', null);
  grant select, delete, insert (health_body_id, group_id, run_id, id, position, instalment_id, contract_id, amount_pence,
    payee_name, supplier_number, reference, due_on, send_by_on, cost_centre, account_code, analysis_code)
    on payment_run_line to accord_health;

  -- What had to be sent by the day too, and why it is not in the run.
  create table payment_run_left_out (
    health_body_id uuid not null,
    group_id       uuid not null,
    run_id         uuid not null,
    instalment_id  uuid not null,
    contract_id    uuid not null,
    amount_pence   bigint not null check (amount_pence >= 0),
    payee_name     text not null,
    reference      text not null,
    due_on         date not null,
    send_by_on     date not null,
    reason         text not null check (reason in
                     ('held', 'returned', 'contract_suspended', 'contract_not_counting', 'not_ready', 'in_run', 'removed')),
    in_run         integer,
    -- which checks of readiness it fails
    missing        text[] not null default '{}',
    primary key (health_body_id, run_id, instalment_id),
    check ((reason = 'in_run') = (in_run is not null)),
    check ((reason = 'not_ready') = (missing <> '{}')),
    foreign key (health_body_id, run_id) references payment_run (health_body_id, id),
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate
  );
  create index payment_run_left_out_in_order on payment_run_left_out (health_body_id, run_id, send_by_on, instalment_id);
  create index payment_run_left_out_of_group on payment_run_left_out (group_id, instalment_id);
  call wall_in('payment_run_left_out', 'health_body_id', null);
  grant select, insert, delete on payment_run_left_out to accord_health;
`;

const EXPORTS = `
  -- A file that was made of a run, once: its bytes are kept and stay the same for ever.
  create table payment_export (
    health_body_id uuid not null,
    run_id         uuid not null,
    id             uuid not null,
    kind           text not null check (kind in ('ap_csv', 'bacs_18', 'pain_001', 'journal_csv', 'remittance_csv')),
    -- without gaps for each body and kind
    sequence       integer not null check (sequence > 0),
    file_name      text not null check (file_name <> ''),
    media_type     text not null,
    sha256         bytea not null check (length(sha256) = 32),
    size_bytes     bigint not null check (size_bytes > 0),
    line_count     integer not null check (line_count > 0),
    total_pence    bigint not null check (total_pence > 0),
    made_by        uuid not null,
    made_at        timestamptz not null default now(),
    primary key (health_body_id, id),
    constraint payment_export_once unique (health_body_id, run_id, kind),
    unique (health_body_id, kind, sequence),
    foreign key (health_body_id, run_id) references payment_run (health_body_id, id)
  );
  call wall_in('payment_export', 'health_body_id', null);
  grant select, insert on payment_export to accord_health;
  create trigger payment_export_kept before update or delete or truncate on payment_export
    for each statement execute function refuse_change();
`;
