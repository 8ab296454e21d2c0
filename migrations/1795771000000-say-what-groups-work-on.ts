import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a group's work is and whom it is for, in lists: of the work, never of a person. */
export class SayWhatGroupsWorkOn1795771000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(LISTS);
    await db.query(LEAVING);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const LISTS = `
  -- Empty is "not said", which is no answer. What is said to be done is not said not to be done.
  alter table organisation
    add column kinds_of_work  text[] not null default '{}',
    add column kinds_not_done text[] not null default '{}',
    add column communities    text[] not null default '{}',
    add column ways           text[] not null default '{}',
    add constraint organisation_work_of_groups check (kind = 'group'
      or (kinds_of_work = '{}' and kinds_not_done = '{}' and communities = '{}' and ways = '{}')),
    add constraint organisation_done_or_not check (not kinds_of_work && kinds_not_done),
    add constraint organisation_work_in_lists check (
      kinds_of_work || kinds_not_done <@ array['sexual_health', 'talking_therapies', 'substance_recovery', 'wellbeing',
        'social_prescribing', 'advocacy', 'peer_support', 'outreach', 'research', 'advice_on_strategy', 'training',
        'accreditation', 'housing_and_social_care', 'joint_delivery', 'crisis_support', 'legal_advice']
      and communities <@ array['all_lgbtq', 'lesbian', 'gay', 'bi', 'trans', 'non_binary', 'intersex', 'ace_aro', 'women',
        'young', 'older', 'people_of_colour', 'disabled', 'faith', 'migrants', 'families', 'rural']
      and ways <@ array['lived_experience', 'peer', 'service', 'campaign']);
  grant update (kinds_of_work, kinds_not_done, communities, ways) on organisation to accord_health, accord_group;
`;

const LEAVING = `
  -- A group that leaves takes with it what it said of itself.
  create function organisation_work_goes() returns trigger language plpgsql as $$
  begin
    new.kinds_of_work := '{}';
    new.kinds_not_done := '{}';
    new.communities := '{}';
    new.ways := '{}';
    return new;
  end $$;
  create trigger organisation_work_goes before update of left_at on organisation
    for each row when (new.left_at is not null and old.left_at is distinct from new.left_at)
    execute function organisation_work_goes();
`;
