import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invoices of groups, the payments that they ask for, their files, and what became of them. */
export class AddInvoices1795730102000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(INVOICES);
    await db.query(PAYMENTS_ASKED_FOR);
    await db.query(RULES);
    await db.query(FILES);
    await db.query(MARKS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const INVOICES = `
  create table invoice (
    health_body_id    uuid not null,
    group_id          uuid not null,
    contract_id       uuid not null,
    id                uuid not null,
    number            text not null check (length(number) between 1 and 60),
    number_key        text not null check (number_key <> ''),
    dated_on          date not null,
    -- the day the health body had it: the clocks of prompt payment run from here
    received_on       date not null,
    net_pence         bigint not null check (net_pence >= 0),
    vat_pence         bigint not null default 0 check (vat_pence >= 0),
    total_pence       bigint not null generated always as (net_pence + vat_pence) stored,
    purchase_order_id uuid,
    state             text not null default 'received' check (state in ('received', 'valid', 'disputed', 'credited')),
    dispute_reason    text check (length(dispute_reason) between 1 and 1000),
    -- the day on which the health body told the group that it disputes it
    group_told_on     date,
    entered_by_side   text not null check (entered_by_side in ('health', 'group')),
    version           integer not null default 1,
    recorded_at       timestamptz not null default now(),
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id, contract_id),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, purchase_order_id, health_body_id, contract_id)
      references purchase_order (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate,
    check (net_pence + vat_pence between 1 and 9007199254740991),
    check (state <> 'disputed' or (dispute_reason is not null and group_told_on is not null)),
    check (group_told_on >= received_on)
  );
  -- The same invoice sent twice is one. A credited one leaves its number free.
  create unique index invoice_number_once on invoice (health_body_id, group_id, number_key) where state <> 'credited';
  create index invoice_by_received on invoice (health_body_id, received_on, id);
  create index invoice_of_group_by_received on invoice (group_id, received_on, id);
  create index invoice_by_state on invoice (health_body_id, state, received_on, id);
  create index invoice_of_group_by_state on invoice (group_id, state, received_on, id);
  create index invoice_of_contract on invoice (health_body_id, contract_id, received_on, id);
  create index invoice_of_group_contract on invoice (group_id, contract_id, received_on, id);
  create index invoice_on_order on invoice (group_id, purchase_order_id) where purchase_order_id is not null;
  call wall_in('invoice', 'health_body_id', 'group_id');
  -- Each side enters its own, and only the health side says whether it is valid.
  create policy health_enters on invoice as restrictive for insert to accord_health
    with check (entered_by_side = 'health' and state = 'received');
  create policy group_enters on invoice as restrictive for insert to accord_group
    with check (entered_by_side = 'group' and state = 'received');
  create policy group_changes_own on invoice as restrictive for update to accord_group
    using (entered_by_side = 'group') with check (entered_by_side = 'group' and state in ('received', 'credited'));
  grant select on invoice to accord_health, accord_group;
  grant insert (health_body_id, group_id, contract_id, id, number, number_key, dated_on, received_on, net_pence,
    vat_pence, purchase_order_id, entered_by_side) on invoice to accord_health, accord_group;
  grant update (number, number_key, dated_on, received_on, net_pence, vat_pence, purchase_order_id, state, version)
    on invoice to accord_health, accord_group;
  grant update (dispute_reason, group_told_on) on invoice to accord_health;
`;

const PAYMENTS_ASKED_FOR = `
  -- Which payments an invoice asks for: these change only before it is checked. One that was credited asks for none.
  create table invoice_instalment (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    invoice_id     uuid not null,
    instalment_id  uuid not null,
    live           boolean not null default true,
    primary key (health_body_id, invoice_id, instalment_id),
    foreign key (group_id, invoice_id, health_body_id, contract_id)
      references invoice (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate,
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate
  );
  create unique index invoice_instalment_once on invoice_instalment (health_body_id, instalment_id) where live;
  create index invoice_instalment_of_group on invoice_instalment (group_id, instalment_id);
  call wall_in('invoice_instalment', 'health_body_id', 'group_id');
  create policy health_links_own on invoice_instalment as restrictive for insert to accord_health with check (exists (
    select 1 from invoice v where v.health_body_id = invoice_instalment.health_body_id
      and v.id = invoice_instalment.invoice_id and v.entered_by_side = 'health' and v.state = 'received'));
  create policy group_links_own on invoice_instalment as restrictive for insert to accord_group with check (exists (
    select 1 from invoice v where v.health_body_id = invoice_instalment.health_body_id
      and v.id = invoice_instalment.invoice_id and v.entered_by_side = 'group' and v.state = 'received'));
  create policy health_unlinks_own on invoice_instalment as restrictive for delete to accord_health using (exists (
    select 1 from invoice v where v.health_body_id = invoice_instalment.health_body_id
      and v.id = invoice_instalment.invoice_id and v.entered_by_side = 'health' and v.state = 'received'));
  create policy group_unlinks_own on invoice_instalment as restrictive for delete to accord_group using (exists (
    select 1 from invoice v where v.health_body_id = invoice_instalment.health_body_id
      and v.id = invoice_instalment.invoice_id and v.entered_by_side = 'group' and v.state = 'received'));
  grant select, delete on invoice_instalment to accord_health, accord_group;
  grant insert (health_body_id, group_id, contract_id, invoice_id, instalment_id)
    on invoice_instalment to accord_health, accord_group;

  -- Every state that an invoice had, for both sides to read. Nobody writes it.
  create table invoice_move (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    invoice_id     uuid not null,
    position       integer not null check (position > 0),
    to_state       text not null check (to_state in ('received', 'valid', 'disputed', 'credited')),
    by_side        text check (by_side in ('health', 'group')),
    reason         text,
    group_told_on  date,
    recorded_at    timestamptz not null default now(),
    primary key (health_body_id, invoice_id, position),
    foreign key (group_id, invoice_id, health_body_id, contract_id)
      references invoice (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate
  );
  call wall_in('invoice_move', 'health_body_id', 'group_id');
  grant select on invoice_move to accord_health, accord_group;
`;

const RULES = `
  -- Money that has left, or has come, rests on the invoice as it is.
  create function invoice_is_frozen(v invoice) returns boolean language sql stable as $$
    select exists (select 1 from invoice_instalment n
      join instalment i on i.health_body_id = n.health_body_id and i.id = n.instalment_id
      where n.health_body_id = v.health_body_id and n.invoice_id = v.id and n.live and i.state in ('exported', 'paid'))
  $$;
  grant execute on function invoice_is_frozen(invoice) to accord_health, accord_group;

  -- Only who entered it corrects it, and what was checked is then checked again; moves go only where they may.
  create function invoice_changes() returns trigger language plpgsql as $$
  declare
    corrected constant boolean := new.state = 'received' and old.state <> 'received' or
      (old.number_key, old.number, old.dated_on, old.received_on, old.net_pence, old.vat_pence, old.purchase_order_id)
      is distinct from
      (new.number_key, new.number, new.dated_on, new.received_on, new.net_pence, new.vat_pence, new.purchase_order_id);
  begin
    if old.state = 'credited' then
      raise exception 'a credited invoice stays as it is' using errcode = 'check_violation', constraint = 'invoice_credited';
    end if;
    if (corrected or new.state in ('disputed', 'credited') and new.state <> old.state) and invoice_is_frozen(old) then
      raise exception 'a payment of this invoice has left' using errcode = 'check_violation', constraint = 'invoice_frozen';
    end if;
    if corrected then
      if current_user in ('accord_health', 'accord_group') and current_user <> 'accord_' || old.entered_by_side then
        raise exception 'an invoice is corrected by who entered it'
          using errcode = 'check_violation', constraint = 'invoice_corrected_by';
      end if;
      new.state := 'received';
    end if;
    if new.state <> 'disputed' then
      new.dispute_reason := null;
      new.group_told_on := null;
    end if;
    return new;
  end $$;
  -- A listed group that joins takes its record along: that is no change of the invoice.
  create trigger invoice_changes before update on invoice for each row
    when (old.group_id = new.group_id) execute function invoice_changes();

  create function invoice_moved() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into invoice_move (health_body_id, group_id, contract_id, invoice_id, position, to_state, by_side, reason,
      group_told_on)
    select new.health_body_id, new.group_id, new.contract_id, new.id, count(*) + 1, new.state,
      nullif(regexp_replace(current_setting('role'), '^accord_|^none$', ''), ''),
      case new.state when 'disputed' then new.dispute_reason end,
      case new.state when 'disputed' then new.group_told_on end
    from invoice_move m where m.health_body_id = new.health_body_id and m.invoice_id = new.id;
    if new.state = 'credited' then
      update invoice_instalment n set live = false where n.health_body_id = new.health_body_id and n.invoice_id = new.id;
    end if;
    return null;
  end $$;
  create trigger invoice_added after insert on invoice for each row execute function invoice_moved();
  create trigger invoice_moved after update on invoice for each row
    when (old.state is distinct from new.state) execute function invoice_moved();

  create function invoice_instalment_kept() returns trigger language plpgsql as $$
  begin
    if exists (select 1 from instalment i where i.health_body_id = old.health_body_id and i.id = old.instalment_id
        and i.state in ('exported', 'paid')) then
      raise exception 'a payment of this invoice has left' using errcode = 'check_violation', constraint = 'invoice_frozen';
    end if;
    return old;
  end $$;
  create trigger invoice_instalment_kept before delete on invoice_instalment
    for each row execute function invoice_instalment_kept();
`;

const FILES = `
  create table invoice_document (
    health_body_id uuid not null,
    group_id       uuid not null,
    contract_id    uuid not null,
    invoice_id     uuid not null,
    document_id    uuid not null,
    primary key (health_body_id, invoice_id, document_id),
    unique (health_body_id, document_id),
    foreign key (group_id, invoice_id, health_body_id, contract_id)
      references invoice (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate,
    foreign key (group_id, document_id, health_body_id) references document (group_id, id, health_body_id)
      on update cascade deferrable initially immediate
  );
  call wall_in('invoice_document', 'health_body_id', 'group_id');
  grant select, insert on invoice_document to accord_health, accord_group;

  -- What a person has looked at and called valid, or what money left on, is still there to be looked at.
  create function document_relied_on() returns trigger language plpgsql as $$
  begin
    if exists (select 1 from invoice_document f
        join invoice v on v.health_body_id = f.health_body_id and v.id = f.invoice_id
        where f.health_body_id = new.health_body_id and f.document_id = new.id
          and (v.state = 'valid' or invoice_is_frozen(v))) then
      raise exception 'an invoice rests on this file' using errcode = 'check_violation', constraint = 'document_relied_on';
    end if;
    return new;
  end $$;
  create trigger document_relied_on before update on document for each row
    when (old.removed_at is null and new.removed_at is not null) execute function document_relied_on();
`;

const MARKS = `
  do $$
  declare
    judged text;
  begin
    foreach judged in array array['invoice', 'invoice_instalment']
    loop
      execute format('create trigger finding_marks_added after insert on %I referencing new table as changed
        for each statement execute function finding_marks_changed()', judged);
      execute format('create trigger finding_marks_changed after update on %I referencing new table as changed
        for each statement execute function finding_marks_changed()', judged);
      execute format('create trigger finding_marks_removed after delete on %I referencing old table as changed
        for each statement execute function finding_marks_changed()', judged);
    end loop;
  end $$;
`;
