import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The people of an organisation as its administrators know them, when keys were last used, and checks of the record. */
export class KeepPeopleByPerson1795746000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(PEOPLE);
    await db.query(TOKENS);
    await db.query(AUDIT_CHECKS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const PEOPLE = `
  -- One row a person, with all their roles there: by address, and by the name that the organisation has for it. Of links
  -- only those that the organisation gave itself, so that nobody learns who acts elsewhere.
  create function people_of_organisation(of_organisation uuid, only_account uuid, part text, past text, most integer)
  returns table (account_id uuid, email text, name text, disabled boolean, has_password boolean,
    link_until timestamptz, roles jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
    select a.id, a.email, n.name, a.disabled_at is not null, a.password_hash is not null,
      (select max(l.expires_at) from one_time_link l where l.account_id = a.id
        and l.organisation_id = of_organisation and l.used_at is null and l.expires_at > now()),
      m.roles
    from (select p.account_id, jsonb_agg(jsonb_build_object('id', p.id, 'role', p.role, 'version', p.version,
            'vouched', p.vouched, 'since', p.created_at) order by p.role) as roles
          from membership p where p.organisation_id = of_organisation and p.ended_at is null
            and (only_account is null or p.account_id = only_account)
          group by p.account_id) m
    join account a on a.id = m.account_id
    left join person n on n.organisation_id = of_organisation and n.email = a.email
    where (part is null or position(part in a.email) > 0 or position(part in lower(coalesce(n.name, ''))) > 0)
      and (past is null or a.email > past)
    order by a.email limit most
  $$;
  grant execute on function people_of_organisation(uuid, uuid, text, text, integer) to accord_app;
`;

const TOKENS = `
  -- To the day: enough to see which key nobody needs any more, and no record of what a service does.
  alter table api_token add column last_used_on date;
  grant select (last_used_on) on api_token to accord_health, accord_group;
  create function api_token_used(with_hash bytea, used_on date) returns void
  language sql security definer set search_path = public, pg_temp as $$
    update api_token t set last_used_on = used_on
    where t.token_hash = with_hash and t.last_used_on is distinct from used_on
  $$;
  grant execute on function api_token_used(bytea, date) to accord_app;
`;

const AUDIT_CHECKS = `
  -- What was found each time the chain of the record was followed from its first link.
  create table audit_check (
    organisation_id uuid not null references organisation (id),
    id              uuid not null,
    checked_at      timestamptz not null default now(),
    sealed          bigint not null check (sealed >= 0),
    broken_at       bigint,
    primary key (organisation_id, id)
  );
  create index audit_check_by_time on audit_check (organisation_id, checked_at desc, id);
  call wall_in('audit_check', 'organisation_id', 'organisation_id');
  grant select, insert on audit_check to accord_health, accord_group;
`;
