import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the bank or the ledger says became of payments: statements as they came, entry by entry, and which of our lines
 * each entry settles or sends back.
 */
export class ReconcileStatements1795730230000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(MAPPINGS);
    await db.query(STATEMENTS);
    await db.query(ENTRIES);
    await db.query(BOOKINGS);
    await db.query(GUARDS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const MAPPINGS = `
  -- How to read the CSV of one bank or ledger: the names of its columns, and how it writes days and amounts.
  create table statement_mapping (
    health_body_id   uuid not null references organisation (id),
    id               uuid not null,
    name             text not null check (length(name) between 1 and 100),
    -- the name without capitals and further spaces
    name_key         text not null check (name_key <> ''),
    date_column      text not null check (length(date_column) between 1 and 100),
    date_format      text not null
      check (date_format in ('DD/MM/YYYY', 'DD-MM-YYYY', 'YYYY-MM-DD', 'YYYYMMDD', 'DD MON YYYY')),
    amount_format    text not null check (amount_format in ('pounds', 'pence')),
    amount_style     text not null check (amount_style in ('debit_credit', 'out_is_negative', 'out_is_positive')),
    amount_column    text check (length(amount_column) between 1 and 100),
    debit_column     text check (length(debit_column) between 1 and 100),
    credit_column    text check (length(credit_column) between 1 and 100),
    reference_column text not null check (length(reference_column) between 1 and 100),
    payee_column     text check (length(payee_column) between 1 and 100),
    -- the bank's own number of an entry, by which the same entry is known again
    entry_column     text check (length(entry_column) between 1 and 100),
    version          integer not null default 1,
    created_at       timestamptz not null default now(),
    primary key (health_body_id, id),
    constraint statement_mapping_name_once unique (health_body_id, name_key),
    constraint statement_mapping_amounts check (case amount_style
      when 'debit_credit' then amount_column is null and debit_column is not null and credit_column is not null
      else amount_column is not null and debit_column is null and credit_column is null end)
  );
  call wall_in('statement_mapping', 'health_body_id', null);
  grant select, insert, delete on statement_mapping to accord_health;
  grant update (name, name_key, date_column, date_format, amount_format, amount_style, amount_column, debit_column,
    credit_column, reference_column, payee_column, entry_column, version) on statement_mapping to accord_health;
`;

const STATEMENTS = `
  create table statement_import (
    health_body_id uuid not null references organisation (id),
    id             uuid not null,
    file_id        uuid not null,
    sha256         bytea not null check (length(sha256) = 32),
    kind           text not null check (kind in ('camt_053', 'csv')),
    file_name      text not null,
    -- a file may hold several statements
    statement_count integer not null check (statement_count > 0),
    entry_count    integer not null check (entry_count > 0),
    imported_by    uuid,
    imported_at    timestamptz not null default now(),
    undone_by      uuid,
    undone_at      timestamptz,
    undo_reason    text check (length(undo_reason) between 1 and 1000),
    version        integer not null default 1,
    primary key (health_body_id, id),
    foreign key (health_body_id, file_id) references own_file (organisation_id, id),
    check ((undone_at is null) = (undo_reason is null))
  );
  -- The same file twice is one, unless the first was taken back.
  create unique index statement_import_once on statement_import (health_body_id, sha256) where undone_at is null;
  create index statement_import_newest on statement_import (health_body_id, imported_at, id);
  call wall_in('statement_import', 'health_body_id', null);
  grant select, insert (health_body_id, id, file_id, sha256, kind, file_name, statement_count, entry_count, imported_by)
    on statement_import to accord_health;
  grant update (undone_by, undone_at, undo_reason, version) on statement_import to accord_health;
  create trigger statement_import_kept before delete or truncate on statement_import
    for each statement execute function refuse_change();
`;

const ENTRIES = `
  create table statement_entry (
    health_body_id uuid not null,
    statement_id   uuid not null,
    id             uuid not null,
    -- in the file, from 1
    position       integer not null check (position > 0),
    booked_on      date not null,
    -- in hundredths of its currency
    amount_pence   bigint not null check (amount_pence between 1 and 9007199254740991),
    currency       text not null check (currency ~ '^[A-Z]{3}$'),
    -- debit: out of our account
    direction      text not null check (direction in ('debit', 'credit')),
    reversal       boolean not null default false,
    return_code    text check (return_code <> ''),
    end_to_end_id  text check (end_to_end_id <> ''),
    reference      text check (reference <> ''),
    counterparty   text check (counterparty <> ''),
    -- of the entry as the bank numbers it, with its day and amount; null where the bank gives it no number
    seen_key       bytea,
    outcome        text not null check (outcome in
                     ('matched', 'confirmed', 'returned', 'suggested', 'part', 'duplicate', 'unknown', 'ignored', 'undone')),
    cause          text not null check (cause ~ '^[a-z_]+$'),
    -- the whole of this run, in one entry
    run_id         uuid,
    -- the day on which the money was in the group's account
    received_on    date,
    reason         text check (length(reason) between 1 and 1000),
    decided_by     uuid,
    decided_at     timestamptz,
    version        integer not null default 1,
    primary key (health_body_id, id),
    unique (health_body_id, statement_id, position),
    foreign key (health_body_id, statement_id) references statement_import (health_body_id, id),
    foreign key (health_body_id, run_id) references payment_run (health_body_id, id),
    constraint statement_entry_pounds check (currency = 'GBP' or outcome not in ('matched', 'confirmed', 'returned')),
    constraint statement_entry_day check (outcome not in ('matched', 'confirmed') or received_on is not null),
    check (outcome not in ('ignored', 'undone') or reason is not null)
  );
  -- One entry of the bank counts once, in however many statements it stands.
  create unique index statement_entry_once on statement_entry (health_body_id, seen_key)
    where outcome not in ('duplicate', 'undone');
  create index statement_entry_by_outcome on statement_entry (health_body_id, statement_id, outcome, position);
  call wall_in('statement_entry', 'health_body_id', null);
  grant select, insert on statement_entry to accord_health;
  grant update (outcome, cause, run_id, received_on, reason, decided_by, decided_at, version)
    on statement_entry to accord_health;
  create trigger statement_entry_kept before delete or truncate on statement_entry
    for each statement execute function refuse_change();

  -- Which lines a person may choose from, the likeliest first.
  create table statement_candidate (
    health_body_id uuid not null,
    entry_id       uuid not null,
    line_id        uuid not null,
    rank           integer not null check (rank > 0),
    primary key (health_body_id, entry_id, rank),
    unique (health_body_id, entry_id, line_id),
    foreign key (health_body_id, entry_id) references statement_entry (health_body_id, id),
    foreign key (health_body_id, line_id) references payment_run_line (health_body_id, id)
  );
  create index statement_candidate_of_line on statement_candidate (health_body_id, line_id);
  call wall_in('statement_candidate', 'health_body_id', null);
  grant select, insert on statement_candidate to accord_health;
`;

const BOOKINGS = `
  -- What an entry did to a line: a receipt of the line's payment, or that it came back.
  create table statement_booking (
    health_body_id uuid not null,
    entry_id       uuid not null,
    line_id        uuid not null,
    id             uuid not null,
    kind           text not null check (kind in ('receipt', 'return')),
    amount_pence   bigint not null check (amount_pence > 0),
    receipt_id     uuid,
    -- of the receipt when it was undone; of the receipt that a return took back
    reversal_id    uuid,
    undone_at      timestamptz,
    primary key (health_body_id, id),
    foreign key (health_body_id, entry_id) references statement_entry (health_body_id, id),
    foreign key (health_body_id, line_id) references payment_run_line (health_body_id, id),
    foreign key (health_body_id, receipt_id) references receipt (health_body_id, id),
    foreign key (health_body_id, reversal_id) references receipt (health_body_id, id),
    check ((kind = 'receipt') = (receipt_id is not null)),
    check (kind <> 'receipt' or (undone_at is null) = (reversal_id is null))
  );
  create unique index statement_booking_once on statement_booking (health_body_id, entry_id, line_id)
    where undone_at is null;
  create unique index statement_booking_returned_once on statement_booking (health_body_id, line_id)
    where kind = 'return' and undone_at is null;
  create unique index statement_booking_receipt_once on statement_booking (health_body_id, receipt_id);
  create index statement_booking_of_line on statement_booking (health_body_id, line_id);
  call wall_in('statement_booking', 'health_body_id', null);
  grant select, insert, update (undone_at, reversal_id) on statement_booking to accord_health;
  create trigger statement_booking_kept before delete or truncate on statement_booking
    for each statement execute function refuse_change();
`;

const GUARDS = `
  -- What is booked of an entry is its amount, to the penny; what is not booked has no receipt. Judged at the end of the
  -- transaction, once for each entry.
  create function statement_entry_adds_up() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    of_entry constant uuid := case tg_table_name when 'statement_entry' then to_jsonb(new) ->> 'id'
      else to_jsonb(new) ->> 'entry_id' end;
  begin
    if exists (
        select 1 from statement_entry e
        left join lateral (select coalesce(sum(b.amount_pence) filter (where b.kind = 'receipt'), 0) as received,
            coalesce(sum(b.amount_pence) filter (where b.kind = 'return'), 0) as returned
          from statement_booking b
          where b.health_body_id = e.health_body_id and b.entry_id = e.id and b.undone_at is null) s on true
        where e.health_body_id = new.health_body_id and e.id = of_entry and (
          s.received <> case when e.outcome in ('matched', 'confirmed') then e.amount_pence else 0 end
          or s.returned <> case when e.outcome = 'returned' then e.amount_pence else 0 end)) then
      raise exception 'what is booked of an entry is its amount'
        using errcode = 'check_violation', constraint = 'statement_entry_adds_up';
    end if;
    return null;
  end $$;
  create constraint trigger statement_entry_adds_up after insert or update of outcome on statement_entry
    deferrable initially deferred for each row execute function statement_entry_adds_up();
  create constraint trigger statement_booking_adds_up after insert or update on statement_booking
    deferrable initially deferred for each row execute function statement_entry_adds_up();

  -- Of no line more is received than was sent.
  create function statement_booking_within_line() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if exists (
        select 1 from (select distinct a.health_body_id, a.line_id from added a) t
        join payment_run_line l on l.health_body_id = t.health_body_id and l.id = t.line_id
        where l.amount_pence < (select sum(b.amount_pence) from statement_booking b
          where b.health_body_id = t.health_body_id and b.line_id = t.line_id and b.kind = 'receipt'
            and b.undone_at is null)) then
      raise exception 'of a line more is received than was sent'
        using errcode = 'check_violation', constraint = 'statement_booking_within_line';
    end if;
    return null;
  end $$;
  create trigger statement_booking_within_line after insert on statement_booking
    referencing new table as added for each statement execute function statement_booking_within_line();
`;
