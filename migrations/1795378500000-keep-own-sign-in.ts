import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a signed-in person may do with their own sign-in: see where it is used, end that, and change the password. */
export class KeepOwnSignIn1795378500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function account_sessions(for_account uuid, current_hash bytea, idle interval)
      returns table (created_at timestamptz, last_seen_at timestamptz, current boolean)
      language sql stable security definer set search_path = public, pg_temp as $$
        select s.created_at, s.last_seen_at, s.token_hash = current_hash from session s
        where s.account_id = for_account and s.ended_at is null and s.expires_at > now()
          and s.last_seen_at > now() - idle
        order by s.last_seen_at desc
      $$;

      -- In the record of every organisation that the person acts for, by the membership's id.
      create function account_note(for_account uuid, what text) returns void
      language sql security definer set search_path = public, pg_temp as $$
        insert into audit_event (organisation_id, actor_kind, actor_id, action, subject_id)
          select m.organisation_id, 'account', for_account, what, m.id from membership m
          where m.account_id = for_account and m.ended_at is null
      $$;

      create function session_end_others(for_account uuid, current_hash bytea) returns bigint
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        ended bigint;
      begin
        update session s set ended_at = now()
          where s.account_id = for_account and s.token_hash <> current_hash and s.ended_at is null;
        get diagnostics ended = row_count;
        if ended > 0 then perform account_note(for_account, 'user.other-sessions-ended'); end if;
        return ended;
      end $$;

      -- The session in which it is changed goes on; all others, and every link to set a password, end.
      create function account_change_password(for_account uuid, current_hash bytea, new_password_hash text) returns void
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        update account a set password_hash = new_password_hash where a.id = for_account;
        update one_time_link l set used_at = now() where l.account_id = for_account and l.used_at is null;
        update session s set ended_at = now()
          where s.account_id = for_account and s.token_hash <> current_hash and s.ended_at is null;
        perform account_note(for_account, 'user.password-set');
      end $$;

      grant execute on function account_sessions(uuid, bytea, interval), session_end_others(uuid, bytea),
        account_change_password(uuid, bytea, text) to accord_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
