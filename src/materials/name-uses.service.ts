import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  AuditService,
  checkVersion,
  Clock,
  Conditions,
  NOT_FOUND,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
} from '../platform';
import type { Actor, Page, Tx } from '../platform';
import { calendarDate } from '../shared/calendar-date';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { isInUse, nameStateOf } from './consent.rules';
import type { NameConsent } from './consent.rules';
import type { NameUseView } from './material-view.dto';
import type { NameUseListQuery, NoteUseDto } from './materials.dto';
import { accountOf, CONSENTED, CONSENTS, OWN, wrong } from './reading';

const VIEW = (from: string) => `
  select u.id, u.material_id as "materialId", m.title, u.version_id as "versionId", v.number, m.latest,
    h.name as "healthBody", g.name as "group", u.place, u.since_on as "sinceOn", u.until_on as "untilOn",
    u.noted_by as "notedBy", u.version, ${CONSENTS('u.health_body_id', 'u.material_id')} as consents
  from ${from} u
  join material m on m.health_body_id = u.health_body_id and m.id = u.material_id
  join material_version v on v.health_body_id = u.health_body_id and v.id = u.version_id
  join organisation h on h.id = u.health_body_id join organisation g on g.id = u.group_id`;

type Row = Omit<NameUseView, 'consent' | 'inUse'> & { consents: NameConsent[] };

interface OfVersion {
  health_body_id: string;
  group_id: string;
  material_id: string;
  version_id: string;
}

interface LockedUse extends OfVersion {
  place: string;
  since_on: CalendarDate;
  until_on: CalendarDate | null;
  version: number;
}

/** Where a group's name is used, of which version, since when and until when: either side notes it. */
@Injectable()
export class NameUses {
  constructor(
    private readonly reads: ReadsService,
    private readonly tenant: TenantService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  async list(actor: Actor, query: NameUseListQuery): Promise<Page<NameUseView>> {
    const conditions = new Conditions();
    conditions.add(`u.${OWN[actor.side]} = ?`, actor.organisationId);
    conditions.addIf(query.materialId, 'u.material_id = ?');
    const today = this.clock.today();
    if (query.withoutConsent === true) {
      conditions.add('u.since_on <= ?', today);
      conditions.add(`(u.until_on is null or u.until_on > ?) and not ${CONSENTED('u')}`, today);
    }
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, { sinceOn: 'u.since_on' });
    seekPast(query.cursor, sort, 'u.id', conditions);
    const order = orderBy(sort, 'u.id');
    const page = `select u.* from name_use u ${conditions.where} ${order} limit ${conditions.value(query.limit + 1)}`;
    const rows = await this.reads.rows<Row>(actor, `${VIEW(`(${page})`)} ${order}`, conditions.values);
    const found = pageOf(
      rows,
      query,
      sort,
      (row) => [row.sinceOn, row.id],
      (row) => toView(row, today),
    );
    return total === undefined ? found : { ...found, count: total };
  }

  /** Throws DomainError `not-found` when there is no such use, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<NameUseView> {
    const [row] = await this.reads.rows<Row>(
      actor,
      `${VIEW('name_use')} where u.id = $1 and u.${OWN[actor.side]} = $2`,
      [...[id, actor.organisationId]],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return toView(row, this.clock.today());
  }

  /** Answers the use's id. Throws DomainError `not-found`, `invalid` for an end before the beginning. */
  note(actor: Actor, versionId: string, request: NoteUseDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const [of] = await tx.query<OfVersion>(
        `select health_body_id, group_id, material_id, id as version_id from material_version
         where id = $1 and ${OWN[actor.side]} = $2`,
        [versionId, actor.organisationId],
      );
      if (of === undefined) throw new DomainError('not-found', NOT_FOUND);
      return this.add(tx, of, request);
    });
  }

  /** Throws DomainError `not-found`, `stale`, `conflict` for one that has an end, `invalid`. */
  end(actor: Actor, id: string, version: number, untilOn: CalendarDate): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const use = await lockUse(tx, id, version);
      await this.close(tx, id, use, untilOn);
      return id;
    });
  }

  /**
   * From today another version is used there: the entry ends, and a new one begins, whose id this answers. Throws
   * DomainError `not-found`, `stale`, `conflict`, `invalid` for a version of another material.
   */
  move(actor: Actor, id: string, version: number, versionId: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const use = await lockUse(tx, id, version);
      const [found] = await tx.query(
        'select 1 from material_version where health_body_id = $1 and material_id = $2 and id = $3 and id <> $4',
        [use.health_body_id, use.material_id, versionId, use.version_id],
      );
      if (found === undefined) throw wrong('versionId', 'Choose another version of the same material.');
      const today = this.clock.today();
      const from = use.since_on > today ? use.since_on : today;
      await this.close(tx, id, use, from);
      return this.add(tx, { ...use, version_id: versionId }, { place: use.place, sinceOn: from });
    });
  }

  private async add(
    tx: Tx,
    { health_body_id, group_id, material_id, version_id }: OfVersion,
    { place, sinceOn, untilOn }: NoteUseDto,
  ): Promise<string> {
    if (untilOn !== undefined && untilOn < sinceOn) throw wrong('untilOn', 'It cannot end before it began.');
    const id = uuid();
    const { actor } = tx;
    await tx.change(
      `insert into name_use (health_body_id, group_id, material_id, version_id, id, place, since_on, until_on, noted_by,
         noted_on, account_id, ended_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[health_body_id, group_id, material_id, version_id, id, place, sinceOn, untilOn ?? null, actor.side],
        ...[this.clock.today(), accountOf(actor), untilOn === undefined ? null : actor.side],
      ],
    );
    const detail = { materialId: material_id, versionId: version_id };
    await this.audit.record(tx, { action: 'name-use.noted', subjectId: id, detail });
    return id;
  }

  private async close(tx: Tx, id: string, use: LockedUse, untilOn: CalendarDate): Promise<void> {
    if (untilOn < use.since_on) throw wrong('untilOn', 'It cannot end before it began.');
    await tx.change(
      `update name_use set until_on = $3, ended_by = $4, version = version + 1 where health_body_id = $1 and id = $2`,
      [use.health_body_id, id, untilOn, tx.actor.side],
    );
    await this.audit.record(tx, { action: 'name-use.ended', subjectId: id, detail: { untilOn } });
  }

  private async count(actor: Actor, { where, values }: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from name_use u ${where}`,
      values,
    );
    return Number(row?.total ?? 0);
  }
}

async function lockUse(tx: Tx, id: string, version: number): Promise<LockedUse> {
  const [row] = await tx.query<LockedUse>(
    `select health_body_id, group_id, material_id, version_id, place, since_on, until_on, version from name_use
     where id = $1 and ${OWN[tx.actor.side]} = $2 for no key update`,
    [id, tx.actor.organisationId],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  if (row.until_on !== null) throw new DomainError('conflict', 'That it ends is noted already: nothing was changed.');
  checkVersion(row.version, version);
  return row;
}

function toView({ consents, ...use }: Row, today: CalendarDate): NameUseView {
  const untilOn = use.untilOn === null ? null : calendarDate(use.untilOn);
  return {
    ...use,
    inUse: isInUse({ sinceOn: calendarDate(use.sinceOn), untilOn }, today),
    consent: nameStateOf(use.versionId, consents),
  };
}
