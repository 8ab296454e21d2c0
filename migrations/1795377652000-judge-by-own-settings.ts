import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A health body judges by its own thresholds and holidays: a change of these is a matter of all its partnerships. */
export class JudgeByOwnSettings1795377652000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function finding_marks_body() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        insert into finding_mark (health_body_id, group_id)
        select p.health_body_id, p.group_id from partnership p
        where p.health_body_id in (select n.health_body_id from changed n);
        return null;
      end $$;
      create trigger finding_marks_added after insert on health_body_setting
        referencing new table as changed for each statement execute function finding_marks_body();
      create trigger finding_marks_added after insert on health_body_holiday
        referencing new table as changed for each statement execute function finding_marks_body();
      create trigger finding_marks_changed after update on health_body_holiday
        referencing new table as changed for each statement execute function finding_marks_body();

      create function finding_marks_all() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        insert into finding_mark (health_body_id, group_id) select p.health_body_id, p.group_id from partnership p;
        return null;
      end $$;
      create trigger finding_marks_changed after insert or update or delete on bank_holiday
        for each statement execute function finding_marks_all();

      -- Also whether a health body has holidays of its own: most have none, and share one calendar.
      drop function findings_to_judge(date, boolean);
      create function findings_to_judge(day date, also_due boolean)
      returns table (health_body_id uuid, own_holidays boolean)
      language sql stable security definer set search_path = public, pg_temp as $$
        select o.id,
          exists (select 1 from health_body_holiday h where h.health_body_id = o.id and h.removed_at is null)
        from organisation o
        where o.kind = 'health_body' and (
          exists (select 1 from finding_mark m where m.health_body_id = o.id)
          or (also_due and exists (
            select 1 from finding_subject s where s.health_body_id = o.id and s.judge_again_on <= day)))
        order by o.id
      $$;
      grant execute on function findings_to_judge(date, boolean) to accord_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
