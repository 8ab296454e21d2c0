import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Decisions of a contract, and what each side says to them. */
export class TakeDecisions1795766002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(DECISIONS);
    await db.query(POSITIONS);
    await db.query(WHO_WRITES_WHAT);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const DECISIONS = `
  create table decision (
    health_body_id      uuid not null,
    group_id            uuid not null,
    contract_id         uuid not null,
    id                  uuid not null,
    -- of the contract, from 1
    number              integer not null check (number > 0),
    kind                text not null
                          check (kind in ('content', 'name_use', 'money', 'scope', 'timing', 'people', 'data', 'other')),
    title               text not null check (length(title) between 1 and 200),
    what                text not null check (length(what) between 1 and 4000),
    -- between which ways to choose; without any it is for or against
    options             text[] not null default '{}' check (cardinality(options) in (0, 2, 3, 4, 5, 6)),
    proposed_by         text not null check (proposed_by in ('health', 'group')),
    proposed_on         date not null,
    proposed_account_id uuid,
    answer_by           date not null check (answer_by >= proposed_on),
    -- a decision taken without agreement that is taken up again
    revisits_id         uuid,
    state               text not null default 'open'
                          check (state in ('open', 'agreed', 'without_agreement', 'not_taken', 'withdrawn')),
    -- what each side last said: kept by the positions themselves
    health_stance       text,
    group_stance        text,
    escalated_on        date,
    escalated_by        text check (escalated_by in ('health', 'group')),
    -- of an agreed one: the process that was followed
    process_id          uuid,
    closed_on           date,
    closed_by           text check (closed_by in ('health', 'group')),
    closed_account_id   uuid,
    chosen_option       smallint check (chosen_option between 1 and cardinality(options)),
    outcome_reason      text check (length(outcome_reason) between 1 and 2000),
    version             integer not null default 1,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    unique (health_body_id, contract_id, number),
    foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, process_id, health_body_id) references decision_process (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, revisits_id, health_body_id) references decision (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    check ((state = 'open') = (closed_on is null)),
    check ((state = 'open') = (closed_by is null)),
    check (closed_on >= proposed_on),
    check ((escalated_on is null) = (escalated_by is null)),
    check (state <> 'agreed' or (process_id is not null and (cardinality(options) > 0) = (chosen_option is not null))),
    check (state in ('agreed', 'without_agreement') or chosen_option is null),
    check (state = 'agreed' or process_id is null),
    constraint decision_says_why check (state in ('open', 'agreed', 'withdrawn') or outcome_reason is not null)
  );
  create index decision_by_day on decision (health_body_id, proposed_on, id);
  create index decision_of_group_by_day on decision (group_id, proposed_on, id);
  create index decision_of_contract on decision (health_body_id, contract_id, proposed_on, id);
  create index decision_of_group_contract on decision (group_id, contract_id, proposed_on, id);
  create index decision_open_by_day on decision (health_body_id, proposed_on, id) where state = 'open';
  create index decision_of_group_open_by_day on decision (group_id, proposed_on, id) where state = 'open';
  create index decision_against_of_group on decision (group_id, health_body_id) where state = 'without_agreement';
  create index decision_revisiting on decision (health_body_id, revisits_id) where revisits_id is not null;
  call wall_in('decision', 'health_body_id', 'group_id');

  create trigger finding_marks_added after insert on decision
    referencing new table as changed for each statement execute function finding_marks_changed();
  create trigger finding_marks_changed after update on decision
    referencing new table as changed for each statement execute function finding_marks_changed();
`;

const POSITIONS = `
  -- What a side says, in order; the last one stands. Nothing of it is changed or taken away.
  create table decision_position (
    health_body_id uuid not null,
    group_id       uuid not null,
    decision_id    uuid not null,
    -- of the decision, from 1
    number         integer not null check (number > 0),
    side           text not null check (side in ('health', 'group')),
    stance         text not null check (stance in ('agree', 'agree_with_comment', 'do_not_agree', 'abstain')),
    option_number  smallint check (option_number > 0),
    comment        text check (length(comment) between 1 and 2000),
    -- the process that it was given under, and who of that process decided it; null where none was in force
    process_id     uuid,
    decided_by_id  uuid,
    -- that those were asked whom the process names
    consulted      boolean not null default false,
    given_on       date not null,
    given_at       timestamptz not null default now(),
    account_id     uuid,
    -- of a group that had not joined: by which way it said so, and what shows it
    told_how       text check (length(told_how) between 1 and 300),
    evidence       text check (length(evidence) between 1 and 1000),
    primary key (health_body_id, decision_id, number),
    foreign key (group_id, decision_id, health_body_id) references decision (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, process_id, health_body_id) references decision_process (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    foreign key (group_id, decided_by_id, health_body_id)
      references decision_process_party (group_id, id, health_body_id) on update cascade deferrable initially immediate,
    check ((process_id is null) = (decided_by_id is null)),
    constraint position_says_why check (stance in ('agree', 'abstain') or comment is not null),
    check ((told_how is null) = (evidence is null)),
    check (told_how is null or side = 'group')
  );
  create index decision_position_of_group on decision_position (group_id, decision_id, number);
  call wall_in('decision_position', 'health_body_id', 'group_id');
`;

const WHO_WRITES_WHAT = `
  grant select on decision, decision_position to accord_health, accord_group;
  grant insert (health_body_id, group_id, contract_id, id, kind, title, what, options, proposed_by, proposed_on,
    proposed_account_id, answer_by, revisits_id) on decision to accord_health, accord_group;
  grant update (state, escalated_on, escalated_by, closed_on, closed_by, closed_account_id, chosen_option,
    outcome_reason, version) on decision to accord_health, accord_group;
  create policy health_proposes on decision as restrictive for insert to accord_health
    with check (proposed_by = 'health' and state = 'open');
  create policy group_proposes on decision as restrictive for insert to accord_group
    with check (proposed_by = 'group' and state = 'open');
  -- Each side closes in its own name, and takes back only what it proposed.
  create policy health_closes on decision as restrictive for update to accord_health using (state = 'open')
    with check (case when state = 'open' then escalated_by = 'health' else closed_by = 'health' end
      and (state <> 'withdrawn' or proposed_by = 'health'));
  create policy group_closes on decision as restrictive for update to accord_group using (state = 'open')
    with check (case when state = 'open' then escalated_by = 'group' else closed_by = 'group' end
      and (state <> 'withdrawn' or proposed_by = 'group'));

  grant insert (health_body_id, group_id, decision_id, side, stance, option_number, comment, decided_by_id, consulted,
    given_on, account_id, told_how, evidence) on decision_position to accord_health, accord_group;
  -- Each side speaks for itself; the health side writes down what a group said that has not joined.
  create policy health_speaks on decision_position as restrictive for insert to accord_health
    with check (side = 'health' or (told_how is not null and not exists (select 1 from organisation o
      where o.id = decision_position.group_id and o.joined_at is not null)));
  create policy group_speaks on decision_position as restrictive for insert to accord_group
    with check (side = 'group' and told_how is null);
`;
