import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The leaving itself, in one transaction for a group: what is its own goes, each payer keeps what both shared under a
 * listed row of its own, and whoever signed in for nothing else cannot any more. Done twice it does nothing.
 */
export class LeaveAsAGroup1795763001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(OWN_ROWS);
    await db.query(PEOPLE);
    await db.query(BACK_TO_PAYERS);
    await db.query(ACCOUNTS);
    await db.query(LEAVING);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const OWN_ROWS = `
  -- What the group alone reads. Tables of payments and contracts are shared, and not among them.
  create function leaving_forget_own(of_group uuid) returns void
  language sql security definer set search_path = public, pg_temp as $$
    delete from correction c where c.group_id = of_group and case c.subject_kind
      when 'note' then exists (select 1 from note n where n.health_body_id = c.health_body_id and n.id = c.subject_id
        and n.owner_id = of_group)
      else exists (select 1 from engagement e where e.health_body_id = c.health_body_id and e.id = c.subject_id
        and e.owner_id = of_group and e.visibility <> 'shared') end;
    delete from note n where n.group_id = of_group and n.owner_id = of_group;
    delete from engagement e where e.group_id = of_group and e.owner_id = of_group and e.visibility <> 'shared';
    delete from restricted_reader r where r.organisation_id = of_group;
    delete from finding_response r where r.group_id = of_group and r.side = 'group';
    delete from finding f where f.group_id = of_group and f.audience = 'group';
    delete from absence a where a.group_id = of_group and a.side = 'group';
    delete from capacity_statement c where c.group_id = of_group;
    delete from calendar_feed f where f.organisation_id = of_group;
    delete from api_token t where t.organisation_id = of_group;
    delete from idempotency_key k where k.organisation_id = of_group;
    delete from group_recovery r where r.organisation_id = of_group;
    update mail m set outcome = 'dropped', settled_at = now(), asked_address = null
      where m.organisation_id = of_group and m.outcome is null;
  $$;
`;

const PEOPLE = `
  -- A health body keeps those it met: who is named in a contract, a log, a call or a note of its own. Whom nothing names
  -- goes with the person. Keys of former names stay with who stays: a file never brings a former name back.
  create function leaving_let_people_go(of_group uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    known record;
  begin
    for known in
      select k.health_body_id, k.id from contact k
      where k.group_id = of_group and k.side = 'group' and k.person_id is not null
        and not exists (select 1 from note n where n.health_body_id = k.health_body_id and n.subject_id = k.id)
    loop
      begin
        delete from former_contact_key f where f.group_id = of_group and f.health_body_id = known.health_body_id
          and f.contact_id = known.id;
        delete from contact k where k.health_body_id = known.health_body_id and k.id = known.id;
      exception when foreign_key_violation then
        null;
      end;
    end loop;
    -- Of several with one name and address each keeps its own history, under a key of its own.
    update contact k set person_id = null, leaving_on = null, availability = null, version = k.version + 1,
      name_key = case when exists (select 1 from contact o where o.health_body_id = k.health_body_id
          and o.group_id = k.group_id and o.side = 'group' and o.id <> k.id
          and o.email is not distinct from k.email and o.name_key = k.name_key)
        then k.name_key || ' ' || k.id else k.name_key end
      where k.group_id = of_group and k.side = 'group' and k.person_id is not null;
    delete from former_address f where f.organisation_id = of_group;
    delete from person p where p.organisation_id = of_group;
  end $$;
`;

const BACK_TO_PAYERS = `
  -- The partnership with all that both share moves to a row that the health body has listed, as before the group joined:
  -- it keeps the group's name, registered numbers and payee name. No payer learns of another by it, and none of them can
  -- invite anybody into what another shared.
  create function leaving_back_to_payer(shared partnership, last_day date) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    listed uuid := gen_random_uuid();
  begin
    insert into organisation (id, kind, name, name_key, legal_form, payee_name, listed_by)
    select listed, 'group', o.name, o.name_key, o.legal_form, o.payee_name, shared.health_body_id
    from organisation o where o.id = shared.group_id;
    insert into organisation_identifier (organisation_id, organisation_kind, id, scheme, value, from_on, to_on)
    select listed, 'group', gen_random_uuid(), i.scheme, i.value, i.from_on, i.to_on
    from organisation_identifier i where i.organisation_id = shared.group_id;
    -- Rows are reached by several cascades: none is judged before all have arrived.
    set constraints all deferred;
    update partnership p set group_id = listed, leaves_on = null, left_on = last_day, version = p.version + 1
      where p.health_body_id = shared.health_body_id and p.group_id = shared.group_id;
    set constraints all immediate;
    update finding_mark f set group_id = listed
      where f.health_body_id = shared.health_body_id and f.group_id = shared.group_id;
    insert into audit_event (organisation_id, actor_kind, action, subject_id, detail)
    values (shared.health_body_id, 'system', 'partnership.left', shared.id, jsonb_build_object('lastDayOn', last_day));
  end $$;
`;

const ACCOUNTS = `
  -- Whoever has or had a place elsewhere keeps their sign-in and loses this place. Whoever had not is forgotten: the row
  -- stays for what it did on record, without an address, and nobody signs in with it again.
  create function leaving_end_accounts(of_group uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    here uuid[] := array(select distinct m.account_id from membership m where m.organisation_id = of_group);
    only_here uuid[] := array(select a from unnest(here) a where not exists (
      select 1 from membership m where m.account_id = a and m.organisation_id <> of_group));
  begin
    update membership m set ended_at = now(), version = m.version + 1
      where m.organisation_id = of_group and m.ended_at is null;
    perform sessions_end_of_leaver(a) from unnest(here) a;
    update one_time_link l set used_at = now() where l.organisation_id = of_group and l.used_at is null;
    delete from session s where s.account_id = any (only_here);
    delete from one_time_link l where l.account_id = any (only_here);
    delete from sign_in_link l where l.account_id = any (only_here);
    delete from mail_preference p where p.account_id = any (only_here);
    delete from mail_unsubscribe u where u.account_id = any (only_here);
    update mail m set outcome = 'dropped', settled_at = now(), asked_address = null
      where m.account_id = any (only_here) and m.outcome is null;
    update account a set email = a.id || '@left.invalid', password_hash = null, signed_in_by_link_at = null,
      disabled_at = coalesce(a.disabled_at, now()) where a.id = any (only_here);
  end $$;
`;

const LEAVING = `
  -- Answers false when it was stopped, is done, or is not due: whoever asks twice does it once.
  create function group_leave(of_group uuid, wanted uuid, today date) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    leaving group_leaving;
    shared partnership;
  begin
    -- An invitation that is accepted for the group at this moment waits, and finds nobody.
    perform 1 from organisation o where o.id = of_group for update;
    select * into leaving from group_leaving l where l.group_id = of_group and l.id = wanted for update;
    if leaving.id is null or leaving.outcome is not null or leaving.last_day_on >= today then return false; end if;
    perform leaving_forget_own(of_group);
    perform leaving_let_people_go(of_group);
    for shared in select * from partnership p where p.group_id = of_group order by p.health_body_id loop
      perform leaving_back_to_payer(shared, leaving.last_day_on);
    end loop;
    perform leaving_end_accounts(of_group);
    delete from organisation_identifier i where i.organisation_id = of_group;
    update organisation o set name = 'A group that left', name_key = 'a group that left', legal_form = null,
      publication_name = null, payee_name = null, about = null, area = null, website = null, does_not_do = null,
      joined_at = null, left_at = now(), version = o.version + 1 where o.id = of_group;
    update group_leaving l set outcome = 'left', over_on = today, version = l.version + 1
      where l.group_id = of_group and l.id = wanted;
    insert into audit_event (organisation_id, actor_kind, action, subject_id)
    values (of_group, 'system', 'organisation.left', of_group);
    return true;
  end $$;

  create function groups_due_to_leave(today date) returns table (group_id uuid, id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select l.group_id, l.id from group_leaving l where l.outcome is null and l.last_day_on < today
    order by l.last_day_on, l.group_id
  $$;
  -- Once, when there are two days left or fewer.
  create function leaving_remind(today date) returns void
  language sql security definer set search_path = public, pg_temp as $$
    with due as (
      update group_leaving l set reminded_on = today
      where l.outcome is null and l.reminded_on is null and l.last_day_on between today and today + 2
      returning l.group_id)
    select mail_of_leaving(d.group_id, '{"soon": true}') from due d
  $$;
  grant execute on function group_leave(uuid, uuid, date), groups_due_to_leave(date), leaving_remind(date) to accord_app;
`;
