import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  AuditService,
  checkVersion,
  Conditions,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
} from '../platform';
import type { Actor, ListQuery, Page, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { SETTING_NAMES, settingsWith, wrongIn } from './settings.rules';
import type { BodySettings, SettingName, WantedSettings } from './settings.rules';

/** The newest of each name holds. */
const NEWEST = `
  select distinct on (s.name) s.name, s.value from health_body_setting s
  where s.health_body_id = $1 order by s.name, s.position desc`;
const CURRENT = `
  select coalesce((select max(s.position) from health_body_setting s where s.health_body_id = $1), 0) as changes,
    (select coalesce(json_object_agg(n.name, n.value), '{}') from (${NEWEST}) n) as set`;

interface CurrentRow {
  changes: number;
  set: WantedSettings;
}

/** What a health body's settings are, and how often they were changed before. */
export interface SettingsNow {
  settings: BodySettings;
  /** Those that it has set itself. */
  own: SettingName[];
  /** 1 before the first change. */
  version: number;
}

export interface SettingChange {
  id: string;
  name: SettingName;
  /** Null went back to the standard. */
  value: number | null;
  set_at: Date;
  set_by: string | null;
  position: number;
}

/** From when things are noticed, as each health body has set it, with a history that nobody can rewrite. */
@Injectable()
export class SettingsOfBody {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
  ) {}

  /** For other modules, in a transaction of the health body whose settings they are. */
  async of(tx: Tx): Promise<BodySettings> {
    const [row] = await tx.query<CurrentRow>(CURRENT, [tx.actor.organisationId]);
    return settingsWith(row?.set ?? {});
  }

  async now(actor: Actor): Promise<SettingsNow> {
    const [row] = await this.reads.rows<CurrentRow>(actor, CURRENT, [actor.organisationId]);
    return nowFrom(row);
  }

  /** Sets what is given; null goes back to the standard. Throws DomainError when they do not hold together. */
  async change(actor: Actor, version: number, wanted: WantedSettings): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      // Two administrators come one after the other.
      await tx.query('select 1 from organisation where id = $1 for update', [actor.organisationId]);
      const [row] = await tx.query<CurrentRow>(CURRENT, [actor.organisationId]);
      const before = nowFrom(row);
      checkVersion(before.version, version);
      const errors = wrongIn(settingsWith({ ...row?.set, ...wanted }));
      if (errors.length > 0) {
        throw new DomainError('invalid', errors[0]?.detail ?? 'These settings do not go together.', errors);
      }
      const changes = SETTING_NAMES.filter((name) => isChange(name, wanted, before));
      for (const [index, name] of changes.entries()) {
        const position = before.version + index;
        await this.set(tx, { name, value: wanted[name] ?? null, position });
      }
    });
  }

  private async set(
    tx: Tx,
    { name, value, position }: Pick<SettingChange, 'name' | 'value' | 'position'>,
  ): Promise<void> {
    const id = uuid();
    await tx.query(
      `insert into health_body_setting (health_body_id, position, id, name, value, set_by) values ($1, $2, $3, $4, $5, $6)`,
      [tx.actor.organisationId, position, id, name, value, tx.actor.id],
    );
    await this.audit.record(tx, { action: 'setting.changed', subjectId: id, detail: { name, value } });
  }

  async history(actor: Actor, query: ListQuery): Promise<Page<SettingChange>> {
    const conditions = new Conditions();
    const sort = sortBy('-setAt', { setAt: 's.position' });
    conditions.add('s.health_body_id = ?', actor.organisationId);
    const [all] = query.count
      ? await this.reads.rows<{ total: number }>(
          actor,
          `select count(*)::integer as total from health_body_setting s ${conditions.where}`,
          [actor.organisationId],
        )
      : [];
    seekPast(query.cursor, sort, 's.id', conditions);
    const rows = await this.reads.rows<SettingChange>(
      actor,
      `select s.id, s.name, s.value, s.set_at, s.set_by, s.position from health_body_setting s
       ${conditions.where} ${orderBy(sort, 's.id')} limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [String(row.position), row.id],
      (row) => row,
    );
    return all === undefined ? page : { ...page, count: all.total };
  }
}

function nowFrom(row: CurrentRow | undefined): SettingsNow {
  const set = row?.set ?? {};
  const own = SETTING_NAMES.filter((name) => typeof set[name] === 'number');
  return { settings: settingsWith(set), own, version: (row?.changes ?? 0) + 1 };
}

/** Whether it becomes another value than it has, or is set where the standard held. */
function isChange(name: SettingName, wanted: WantedSettings, before: SettingsNow): boolean {
  const value = wanted[name];
  if (value === undefined) return false;
  return value === null ? before.own.includes(name) : value !== before.settings[name] || !before.own.includes(name);
}
