import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happens with a private matter is on the record of its group, and whoever reads it hears that something waits. */
export class TellOfPrivateMatters1795773002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ON_RECORD);
    await db.query(TELLING);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const ON_RECORD = `
  -- On the record of the group, whoever did it: on that of the health body its administrators would learn that there is
  -- something. It is written where the change itself is, so none can be made without it.
  create function record_private_matter() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into audit_event (organisation_id, actor_kind, actor_id, action, subject_id, detail)
      values (new.group_id, 'account', new.sent_account_id, 'private-matter.sent', new.id,
        jsonb_build_object('healthBodyId', new.health_body_id));
    return null;
  end $$;
  create trigger private_matter_recorded after insert on private_matter
    for each row execute function record_private_matter();

  create function record_private_reply() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into audit_event (organisation_id, actor_kind, actor_id, action, subject_id, detail)
      values (new.group_id, 'account', new.account_id,
        case when new.settles then 'private-matter.settled' when new.side = 'group' then 'private-matter.written'
          else 'private-matter.answer-came' end, new.matter_id,
        jsonb_build_object('number', new.number, 'side', new.side));
    return null;
  end $$;
  create trigger private_reply_recorded after insert on private_reply
    for each row execute function record_private_reply();
`;

const TELLING = `
  -- The email leads to a page that everybody has, so that its address tells nothing.
  create function mail_of_private_matters() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_notify(array[row('something_waits', new.to_account_id, new.health_body_id,
      '/o/' || new.health_body_id || '/help')::mail_notice]);
    return null;
  end $$;
  create trigger mail_of_private_matters after insert on private_matter
    for each row execute function mail_of_private_matters();

  create function mail_of_private_replies() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform mail_notify((
      select array_agg(row('something_waits', t.account_id, t.organisation_id, '/o/' || t.organisation_id || '/help')::mail_notice)
      from (
        select m.to_account_id as account_id, m.health_body_id as organisation_id from private_matter m
          where m.health_body_id = new.health_body_id and m.id = new.matter_id and new.side = 'group'
        union all
        select p.account_id, new.group_id from mail_people_of_group(new.group_id) p where new.side = 'health') t));
    return null;
  end $$;
  create trigger mail_of_private_replies after insert on private_reply
    for each row execute function mail_of_private_replies();
`;
