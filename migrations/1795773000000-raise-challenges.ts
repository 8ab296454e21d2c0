import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Either side says that something is not right; the other answers with what changed, and the first accepts it or not. */
export class RaiseChallenges1795773000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(CHALLENGES);
    await db.query(STEPS);
    await db.query(GUARDS);
    await db.query(TELLING);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const SUBJECT = (column: string, table: string) => `
    foreign key (group_id, ${column}, health_body_id) references ${table} (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,`;

const CHALLENGES = `
  create table challenge (
    health_body_id    uuid not null,
    group_id          uuid not null,
    id                uuid not null,
    -- of the partnership, from 1
    number            integer not null check (number > 0),
    about             text not null
                        check (about in ('contract', 'payment', 'contact', 'decision', 'finding', 'profile', 'partnership')),
    -- the contract, or the one that what it is about belongs to
    contract_id       uuid,
    instalment_id     uuid,
    engagement_id     uuid,
    decision_id       uuid,
    finding_id        uuid,
    -- which fact of the group's profile
    fact              text check (length(fact) between 1 and 200),
    words             text not null check (length(words) between 1 and 2000),
    -- what would put it right
    wanted            text check (length(wanted) between 1 and 1000),
    raised_by         text not null check (raised_by in ('health', 'group')),
    raised_on         date not null,
    raised_account_id uuid,
    -- the last day of those that the other side has to answer
    answer_by         date not null,
    -- kept by the steps
    state             text not null default 'raised' check (state in ('raised', 'answered', 'accepted', 'withdrawn')),
    answered_on       date,
    -- of the last answer: whether something was changed
    changed           boolean,
    closed_on         date,
    version           integer not null default 1,
    primary key (health_body_id, id),
    unique (group_id, id, health_body_id),
    unique (health_body_id, group_id, number),
    foreign key (health_body_id, group_id) references partnership (health_body_id, group_id)
      on update cascade deferrable initially immediate,${SUBJECT('contract_id', 'contract')}
    foreign key (group_id, instalment_id, health_body_id, contract_id)
      references instalment (group_id, id, health_body_id, contract_id) on update cascade deferrable initially immediate,${SUBJECT('engagement_id', 'engagement')}${SUBJECT('decision_id', 'decision')}${SUBJECT('finding_id', 'finding')}
    constraint challenge_about_one check (
      (about <> 'contract' or contract_id is not null) and (about = 'payment') = (instalment_id is not null)
      and (about = 'contact') = (engagement_id is not null) and (about = 'decision') = (decision_id is not null)
      and (about = 'finding') = (finding_id is not null) and (about = 'profile') = (fact is not null)
      and (about not in ('profile', 'partnership') or contract_id is null)),
    check (instalment_id is null or contract_id is not null),
    check (answer_by >= raised_on),
    check ((answered_on is null) = (changed is null)),
    check ((state in ('accepted', 'withdrawn')) = (closed_on is not null)),
    check (state not in ('answered', 'accepted') or answered_on is not null)
  );
  create index challenge_by_day on challenge (health_body_id, raised_on, id);
  create index challenge_of_group_by_day on challenge (group_id, raised_on, id);
  create index challenge_of_partnership on challenge (health_body_id, group_id, raised_on, id);
  create index challenge_open_by_day on challenge (health_body_id, raised_on, id) where closed_on is null;
  create index challenge_of_group_open_by_day on challenge (group_id, raised_on, id) where closed_on is null;
  create index challenge_unanswered_of_group on challenge (group_id, health_body_id) where state = 'raised';
  call wall_in('challenge', 'health_body_id', 'group_id');
  grant select on challenge to accord_health, accord_group;
  grant insert (health_body_id, group_id, id, about, contract_id, instalment_id, engagement_id, decision_id, finding_id,
    fact, words, wanted, raised_by, raised_on, raised_account_id, answer_by) on challenge to accord_health, accord_group;
  create policy health_raises on challenge as restrictive for insert to accord_health
    with check (raised_by = 'health' and state = 'raised');
  create policy group_raises on challenge as restrictive for insert to accord_group
    with check (raised_by = 'group' and state = 'raised');

  create trigger finding_marks_added after insert on challenge
    referencing new table as changed for each statement execute function finding_marks_changed();
  create trigger finding_marks_changed after update on challenge
    referencing new table as changed for each statement execute function finding_marks_changed();
`;

const STEPS = `
  -- What became of it, in order: nothing of it is changed or taken away.
  create table challenge_step (
    health_body_id uuid not null,
    group_id       uuid not null,
    challenge_id   uuid not null,
    -- of the challenge, from 1
    number         integer not null check (number > 0),
    side           text not null check (side in ('health', 'group')),
    move           text not null check (move in ('answered', 'accepted', 'taken_up', 'withdrawn')),
    words          text check (length(words) between 1 and 2000),
    -- of an answer: whether something was changed, which its words say; else they say why nothing was
    changed        boolean,
    -- of a challenge that is taken up again: the days begin anew
    answer_by      date,
    done_on        date not null,
    done_at        timestamptz not null default now(),
    account_id     uuid,
    primary key (health_body_id, challenge_id, number),
    foreign key (group_id, challenge_id, health_body_id) references challenge (group_id, id, health_body_id)
      on update cascade deferrable initially immediate,
    check ((move = 'answered') = (changed is not null)),
    check ((move = 'taken_up') = (answer_by is not null)),
    check (answer_by >= done_on),
    constraint challenge_step_says_why check (move in ('accepted', 'withdrawn') or words is not null)
  );
  create index challenge_step_of_group on challenge_step (group_id, challenge_id, number);
  call wall_in('challenge_step', 'health_body_id', 'group_id');
  grant select on challenge_step to accord_health, accord_group;
  grant insert (health_body_id, group_id, challenge_id, side, move, words, changed, answer_by, done_on, account_id)
    on challenge_step to accord_health, accord_group;
  create policy health_steps on challenge_step as restrictive for insert to accord_health with check (side = 'health');
  create policy group_steps on challenge_step as restrictive for insert to accord_group with check (side = 'group');
`;

const TENANT = `nullif(current_setting('app.tenant', true), '')::uuid`;

const GUARDS = `
  create function challenge_begins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if ${TENANT} not in (new.health_body_id, new.group_id) then
      return new; -- for the walls to refuse
    end if;
    -- One after the other, so that each has a number of its own.
    perform 1 from partnership p where p.health_body_id = new.health_body_id and p.group_id = new.group_id for no key update;
    new.number := 1 + (select count(*) from challenge c
      where c.health_body_id = new.health_body_id and c.group_id = new.group_id);
    if new.engagement_id is not null and not exists (select 1 from engagement e
        where e.health_body_id = new.health_body_id and e.id = new.engagement_id and e.visibility = 'shared') then
      raise exception 'what one side keeps to itself is no subject between both'
        using errcode = 'foreign_key_violation', constraint = 'challenge_of_what_both_read';
    end if;
    if new.finding_id is not null and not exists (select 1 from finding f
        where f.health_body_id = new.health_body_id and f.id = new.finding_id and f.audience = 'both') then
      raise exception 'what one side keeps to itself is no subject between both'
        using errcode = 'foreign_key_violation', constraint = 'challenge_of_what_both_read';
    end if;
    return new;
  end $$;
  create trigger challenge_begins before insert on challenge for each row execute function challenge_begins();

  -- Locks one, so that two steps come one after the other; nothing for another tenant's.
  create function challenge_to_change(challenge_id uuid) returns setof challenge
  language sql security definer set search_path = public, pg_temp as $$
    select * from challenge c where c.id = challenge_id and ${TENANT} in (c.health_body_id, c.group_id) for no key update
  $$;
  grant execute on function challenge_to_change(uuid) to accord_app;

  -- How many banking days the other side has to answer, as the health body has set it.
  create function challenge_answer_days(body uuid) returns integer
  language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce((select s.value from health_body_setting s
      where s.health_body_id = body and s.name = 'challengeAnswerDays' order by s.position desc limit 1), 10)::integer
  $$;
  grant execute on function challenge_answer_days(uuid) to accord_app;

  -- Who raised it accepts, takes up again or withdraws; the other side answers, once each time.
  create function challenge_step_begins() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    c challenge;
  begin
    if ${TENANT} not in (new.health_body_id, new.group_id) then
      return new; -- for the walls to refuse
    end if;
    select * into c from challenge k where k.health_body_id = new.health_body_id and k.group_id = new.group_id
      and k.id = new.challenge_id for no key update;
    if not coalesce(case new.move
        when 'answered' then c.state = 'raised' and new.side <> c.raised_by
        when 'withdrawn' then c.state in ('raised', 'answered') and new.side = c.raised_by
        else c.state = 'answered' and new.side = c.raised_by end, false) then
      raise exception 'this is not the next step of a challenge'
        using errcode = 'check_violation', constraint = 'challenge_step_in_order';
    end if;
    new.number := 1 + (select count(*) from challenge_step s
      where s.health_body_id = new.health_body_id and s.challenge_id = new.challenge_id);
    return new;
  end $$;
  create trigger challenge_step_begins before insert on challenge_step
    for each row execute function challenge_step_begins();

  create function challenge_step_stands() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update challenge c set version = c.version + 1,
      state = case new.move when 'taken_up' then 'raised' else new.move end,
      answer_by = coalesce(new.answer_by, c.answer_by),
      answered_on = case new.move when 'answered' then new.done_on else c.answered_on end,
      changed = coalesce(new.changed, c.changed),
      closed_on = case when new.move in ('accepted', 'withdrawn') then new.done_on end
      where c.health_body_id = new.health_body_id and c.id = new.challenge_id;
    return null;
  end $$;
  create trigger challenge_step_stands after insert on challenge_step
    for each row execute function challenge_step_stands();
`;

const TELLING = `
  -- The leads of the payer that are current, of any contract with the group, where they can sign in as managers there.
  create function mail_leads_of_partnership(body uuid, of_group uuid) returns table (account_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select distinct p.account_id from contract c, mail_lead_of_payer(body, of_group, c.id) p
    where c.health_body_id = body and c.group_id = of_group and c.state in ('draft', 'agreed', 'suspended')
  $$;

  create function mail_of_challenge(body uuid, of_group uuid, of_contract uuid, wanted uuid, to_side text) returns void
  language sql security definer set search_path = public, pg_temp as $$
    select mail_notify((
      select array_agg(row('something_waits', t.account_id, t.organisation_id,
        '/o/' || t.organisation_id || '/challenges/' || wanted)::mail_notice)
      from (
        select p.account_id, of_group as organisation_id from mail_people_of_group(of_group) p where to_side = 'group'
        union
        select p.account_id, body from mail_leads_of_partnership(body, of_group) p where to_side = 'health'
        union
        select p.account_id, body from mail_lead_of_payer(body, of_group, of_contract) p where to_side = 'health') t))
  $$;

  create function mail_of_challenges() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_of_challenge(new.health_body_id, new.group_id, new.contract_id, new.id,
      case new.raised_by when 'health' then 'group' else 'health' end);
    return null;
  end $$;
  create trigger mail_of_challenges after insert on challenge for each row execute function mail_of_challenges();

  create function mail_of_challenge_steps() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_of_challenge(new.health_body_id, new.group_id, c.contract_id, c.id,
      case new.side when 'health' then 'group' else 'health' end)
    from challenge c where c.health_body_id = new.health_body_id and c.id = new.challenge_id;
    return null;
  end $$;
  create trigger mail_of_challenge_steps after insert on challenge_step
    for each row execute function mail_of_challenge_steps();
`;
