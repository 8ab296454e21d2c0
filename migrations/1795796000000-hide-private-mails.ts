import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Those who keep users see which emails left, but not that somebody was told something in private. */
export class HidePrivateMails1795796000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(OUTBOX);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const OUTBOX = `
  -- Newest first, from the one after "past" on; null begins. Whom a group has as contact is not for those who keep users;
  -- nor is an email that leads to the help page, which is how a private matter and what is written on it are told.
  create or replace function mail_of_organisation(organisation uuid, past uuid, most integer)
  returns table (id uuid, kind text, address text, created_at timestamptz, outcome text, settled_at timestamptz,
    attempts integer, failure text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select m.id, m.kind, a.email, m.created_at, m.outcome, m.settled_at, m.attempts, m.failure
    from mail m left join account a on a.id = m.account_id
    where m.organisation_id = organisation and (a.id is not null or m.invitation_id is not null)
      and m.path <> '/o/' || organisation || '/help'
      and (past is null or (m.created_at, m.id) < (select p.created_at, p.id from mail p
        where p.organisation_id = organisation and p.id = past))
    order by m.created_at desc, m.id desc limit most
  $$;
`;
