import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How the two sides of a contract take decisions: in versions, none of which changes once it is proposed, and each of
 * which is in force from the day on which both had signed it.
 */
export class CreateDecisionProcesses1795766000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(PROCESSES);
    await db.query(PARTS);
    await db.query(SIGNATURES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const PROCESSES = `
  create table decision_process (
    health_body_id      uuid not null,
    group_id            uuid not null,
    contract_id         uuid not null,
    id                  uuid not null,
    -- of the contract, from 1
    number              integer not null check (number > 0),
    proposed_by         text not null check (proposed_by in ('health', 'group')),
    proposed_on         date not null,
    -- who proposed it; null for a token
    proposed_account_id uuid,
    days_to_answer      smallint not null check (days_to_answer between 1 and 90),
    day_kind            text not null check (day_kind in ('banking', 'calendar')),
    -- the first day on which it is to hold; null: as soon as both have signed
    from_on             date,
    words               text check (length(words) between 1 and 2000),
    state               text not null default 'open' check (state in ('open', 'signed', 'declined', 'withdrawn', 'lapsed')),
    -- the first day on which it holds: the later of from_on and the day of the second signature
    in_force_on         date,
    closed_on           date,
    decline_reason      text check (length(decline_reason) between 1 and 2000),
    version             integer not null default 1,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    unique (health_body_id, contract_id, number),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    check (from_on >= proposed_on),
    check ((state = 'open') = (closed_on is null)),
    check ((state = 'signed') = (in_force_on is not null)),
    check (in_force_on >= closed_on and (from_on is null or in_force_on >= from_on)),
    check ((state = 'declined') = (decline_reason is not null))
  );
  create unique index decision_process_one_open on decision_process (health_body_id, contract_id) where state = 'open';
  create index decision_process_in_force on decision_process (health_body_id, contract_id, in_force_on, number)
    where state = 'signed';
  create index decision_process_by_day on decision_process (health_body_id, proposed_on, id);
  create index decision_process_of_group_by_day on decision_process (group_id, proposed_on, id);
  create index decision_process_of_contract on decision_process (health_body_id, contract_id, proposed_on, id);
  create index decision_process_of_group_contract on decision_process (group_id, contract_id, proposed_on, id);
  call wall_in('decision_process', 'health_body_id', 'group_id');
  grant select on decision_process to accord_health, accord_group;

  -- Which version was in force on a day; null when none was.
  create function decision_process_on(body uuid, of_contract uuid, on_day date) returns uuid
  language sql stable as $$
    select p.id from decision_process p
    where p.health_body_id = body and p.contract_id = of_contract and p.state = 'signed' and p.in_force_on <= on_day
    order by p.in_force_on desc, p.number desc limit 1
  $$;
  grant execute on function decision_process_on(uuid, uuid, date) to accord_app, accord_health, accord_group;

  create trigger finding_marks_added after insert on decision_process
    referencing new table as changed for each statement execute function finding_marks_changed();
  create trigger finding_marks_changed after update on decision_process
    referencing new table as changed for each statement execute function finding_marks_changed();
`;

const OF_PROCESS = `foreign key (group_id, process_id, health_body_id) references decision_process (group_id, id, health_body_id)
      on update cascade deferrable initially immediate`;

const PARTS = `
  -- Which kinds of decision are taken by it, and what becomes of one that a side does not answer. Silence is never
  -- consent to a use of the group's name, to money or to content, and nobody but the group decides on its name alone.
  create table decision_process_kind (
    health_body_id uuid not null,
    group_id       uuid not null,
    process_id     uuid not null,
    kind           text not null
                     check (kind in ('content', 'name_use', 'money', 'scope', 'timing', 'people', 'data', 'other')),
    decides        text not null check (decides in ('both', 'health', 'group')),
    without_answer text not null check (without_answer in ('wait', 'escalate', 'goes_on')),
    words          text check (length(words) between 1 and 300),
    primary key (health_body_id, process_id, kind),
    ${OF_PROCESS},
    constraint silence_is_not_consent check (kind not in ('content', 'name_use', 'money') or without_answer <> 'goes_on'),
    constraint name_is_the_groups check (kind <> 'name_use' or decides <> 'health'),
    check ((kind = 'other') = (words is not null))
  );
  create index decision_process_kind_of_group on decision_process_kind (group_id, process_id);
  call wall_in('decision_process_kind', 'health_body_id', 'group_id');
  grant select on decision_process_kind to accord_health, accord_group;

  create table decision_process_party (
    health_body_id uuid not null,
    group_id       uuid not null,
    process_id     uuid not null,
    id             uuid not null,
    position       smallint not null,
    side           text not null check (side in ('health', 'group')),
    part           text not null check (part in ('decides', 'consulted', 'escalation')),
    -- whoever is lead or deputy of the contract at the time; a contact; or what they are, such as our trustees
    role           text not null check (role in ('lead', 'deputy', 'contact', 'other')),
    contact_id     uuid,
    words          text check (length(words) between 1 and 200),
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    unique (health_body_id, process_id, position),
    ${OF_PROCESS},
    foreign key (group_id, contact_id, health_body_id) references contact (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    check ((role = 'contact') = (contact_id is not null)),
    check ((role = 'other') = (words is not null))
  );
  create index decision_process_party_of_group on decision_process_party (group_id, process_id);
  create index decision_process_party_of_contact on decision_process_party (health_body_id, contact_id)
    where contact_id is not null;
  call wall_in('decision_process_party', 'health_body_id', 'group_id');
  grant select on decision_process_party to accord_health, accord_group;
`;

const SIGNATURES = `
  create table decision_process_signature (
    health_body_id uuid not null,
    group_id       uuid not null,
    process_id     uuid not null,
    side           text not null check (side in ('health', 'group')),
    signed_on      date not null,
    -- who signed; null for a token
    account_id     uuid,
    -- of a group that had not joined: by which way it said so, and what shows it
    told_how       text check (length(told_how) between 1 and 300),
    evidence       text check (length(evidence) between 1 and 1000),
    primary key (health_body_id, process_id, side),
    ${OF_PROCESS},
    check ((told_how is null) = (evidence is null)),
    check (told_how is null or side = 'group')
  );
  create index decision_process_signature_of_group on decision_process_signature (group_id, process_id);
  call wall_in('decision_process_signature', 'health_body_id', 'group_id');
  grant select on decision_process_signature to accord_health, accord_group;
`;
