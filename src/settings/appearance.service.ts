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
import { wrongInAppearance } from './appearance.rules';
import type { Appearance, WantedAppearance } from './appearance.rules';

const COLUMNS = 'x.id, x.header_name, x.header_colour, x.contact_line, x.set_at, x.set_by, x.position';
const NEWEST = `
  select ${COLUMNS} from health_body_appearance x where x.health_body_id = $1 order by x.position desc limit 1`;
const NAMES = ['headerName', 'headerColour', 'contactLine'] as const;

export interface AppearanceChange {
  id: string;
  header_name: string | null;
  header_colour: string | null;
  contact_line: string | null;
  set_at: Date;
  set_by: string | null;
  position: number;
}

export interface AppearanceNow extends Appearance {
  /** 1 before the first change. */
  version: number;
}

/** What the frame of a health body's pages says and looks like, with a history that nobody can rewrite. */
@Injectable()
export class AppearanceOfBody {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
  ) {}

  async now(actor: Actor): Promise<AppearanceNow> {
    const [row] = await this.reads.rows<AppearanceChange>(actor, NEWEST, [actor.organisationId]);
    return nowFrom(row);
  }

  /** Sets what is given; null goes back to the standard. Throws DomainError when text on the colour could not be read. */
  async change(actor: Actor, version: number, wanted: WantedAppearance): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      // Two administrators come one after the other.
      await tx.query('select 1 from organisation where id = $1 for update', [actor.organisationId]);
      const [row] = await tx.query<AppearanceChange>(NEWEST, [actor.organisationId]);
      const { version: current, ...before } = nowFrom(row);
      checkVersion(current, version);
      const after = { ...before, ...given(wanted) };
      const errors = wrongInAppearance(after);
      if (errors.length > 0) throw new DomainError('invalid', errors[0]?.detail ?? 'This cannot be shown.', errors);
      const changed = NAMES.filter((name) => after[name] !== before[name]);
      if (changed.length > 0) await this.keep(tx, current, after, changed);
    });
  }

  private async keep(tx: Tx, position: number, after: Appearance, changed: readonly string[]): Promise<void> {
    const id = uuid();
    const { headerName, headerColour, contactLine } = after;
    await tx.query(
      `insert into health_body_appearance
         (health_body_id, position, id, header_name, header_colour, contact_line, set_by)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [tx.actor.organisationId, position, id, headerName, headerColour, contactLine, tx.actor.id],
    );
    await this.audit.record(tx, {
      action: 'appearance.changed',
      subjectId: id,
      detail: { changed: changed.join(', '), headerColour },
    });
  }

  async history(actor: Actor, query: ListQuery): Promise<Page<AppearanceChange>> {
    const conditions = new Conditions();
    const sort = sortBy('-setAt', { setAt: 'x.position' });
    conditions.add('x.health_body_id = ?', actor.organisationId);
    const total = query.count ? await this.count(actor) : undefined;
    seekPast(query.cursor, sort, 'x.id', conditions);
    const rows = await this.reads.rows<AppearanceChange>(
      actor,
      `select ${COLUMNS} from health_body_appearance x
       ${conditions.where} ${orderBy(sort, 'x.id')} limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [String(row.position), row.id],
      (row) => row,
    );
    return total === undefined ? page : { ...page, count: total };
  }

  private async count(actor: Actor): Promise<number> {
    const [row] = await this.reads.rows<{ total: number }>(
      actor,
      'select count(*)::integer as total from health_body_appearance x where x.health_body_id = $1',
      [actor.organisationId],
    );
    return row?.total ?? 0;
  }
}

function nowFrom(row: AppearanceChange | undefined): AppearanceNow {
  if (row === undefined) return { headerName: null, headerColour: null, contactLine: null, version: 1 };
  const { header_name: headerName, header_colour: headerColour, contact_line: contactLine, position } = row;
  return { headerName, headerColour, contactLine, version: position + 1 };
}

/** What was left out is not there at all. */
function given(wanted: WantedAppearance): WantedAppearance {
  return Object.fromEntries(NAMES.filter((name) => wanted[name] !== undefined).map((name) => [name, wanted[name]]));
}
