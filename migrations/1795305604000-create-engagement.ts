import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The contact log, with what each side keeps to itself and what only named people may open. */
export class CreateEngagement1795305604000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Who may open a restricted record of their organisation.
      create table restricted_reader (
        organisation_id uuid not null references organisation (id),
        subject_id      uuid not null,
        account_id      uuid not null,
        primary key (organisation_id, subject_id, account_id)
      );
      call wall_in('restricted_reader', 'organisation_id', 'organisation_id');
      grant select, insert, delete on restricted_reader to accord_health, accord_group;

      create table engagement (
        health_body_id    uuid not null,
        group_id          uuid not null,
        contract_id       uuid,
        id                uuid not null,
        happened_on       date not null,
        channel           text not null check (channel in ('email', 'phone', 'video', 'in_person', 'letter', 'portal')),
        started_by        text not null check (started_by in ('health', 'group')),
        two_way           boolean not null,
        health_contact_id uuid not null,
        group_contact_id  uuid,
        purpose           text,
        outcome           text,
        visibility        text not null default 'shared' check (visibility in ('shared', 'own_side', 'restricted')),
        owner_id          uuid not null,
        -- SHA-256 of what makes an imported contact the same one; null for those logged by hand
        identity_hash     bytea,
        version           integer not null default 1,
        created_at        timestamptz not null default now(),
        primary key (health_body_id, id),
        unique (group_id, id, health_body_id),
        foreign key (health_body_id, group_id) references partnership (health_body_id, group_id) on update cascade,
        foreign key (group_id, contract_id, health_body_id) references contract (group_id, id, health_body_id)
          on update cascade,
        foreign key (group_id, health_contact_id, health_body_id) references contact (group_id, id, health_body_id)
          on update cascade,
        foreign key (group_id, group_contact_id, health_body_id) references contact (group_id, id, health_body_id)
          on update cascade,
        check (owner_id in (health_body_id, group_id))
      );
      create unique index engagement_imported_once on engagement (health_body_id, identity_hash)
        where identity_hash is not null;
      create index engagement_by_day on engagement (health_body_id, happened_on, id);
      create index engagement_of_group_by_day on engagement (group_id, happened_on, id);
      create index engagement_of_partnership on engagement (health_body_id, group_id, happened_on, id);
      call wall_in('engagement', 'health_body_id', 'group_id');
      grant select, insert on engagement to accord_health, accord_group;
      grant update (happened_on, channel, started_by, two_way, purpose, outcome, visibility, version)
        on engagement to accord_health, accord_group;

      create policy health_sees on engagement as restrictive for all to accord_health
        using (visibility = 'shared' or (owner_id = nullif(current_setting('app.tenant', true), '')::uuid
          and (visibility = 'own_side' or exists (select 1 from restricted_reader r where r.subject_id = engagement.id
            and r.account_id = nullif(current_setting('app.user', true), '')::uuid))))
        with check (owner_id = nullif(current_setting('app.tenant', true), '')::uuid);
      create policy group_sees on engagement as restrictive for all to accord_group
        using (visibility = 'shared' or (owner_id = nullif(current_setting('app.tenant', true), '')::uuid
          and (visibility = 'own_side' or exists (select 1 from restricted_reader r where r.subject_id = engagement.id
            and r.account_id = nullif(current_setting('app.user', true), '')::uuid))))
        with check (owner_id = nullif(current_setting('app.tenant', true), '')::uuid);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
