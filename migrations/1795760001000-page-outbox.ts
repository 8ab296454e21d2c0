import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All that was sent or waits about one organisation, page by page; invitations too, which go to no account. */
export class PageOutbox1795760001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(OUTBOX);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const OUTBOX = `
  drop function mail_of_organisation(uuid);
  create index mail_of_organisation_newest on mail (organisation_id, created_at, id);
  drop index mail_of_organisation;
  -- Newest first, from the one after "past" on; null begins. Whom a group has as contact is not for those who keep users.
  create function mail_of_organisation(organisation uuid, past uuid, most integer)
  returns table (id uuid, kind text, address text, created_at timestamptz, outcome text, settled_at timestamptz,
    attempts integer, failure text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select m.id, m.kind, a.email, m.created_at, m.outcome, m.settled_at, m.attempts, m.failure
    from mail m left join account a on a.id = m.account_id
    where m.organisation_id = organisation and (a.id is not null or m.invitation_id is not null)
      and (past is null or (m.created_at, m.id) < (select p.created_at, p.id from mail p
        where p.organisation_id = organisation and p.id = past))
    order by m.created_at desc, m.id desc limit most
  $$;
  grant execute on function mail_of_organisation(uuid, uuid, integer) to accord_app;
`;
