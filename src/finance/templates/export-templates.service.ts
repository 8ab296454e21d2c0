import { Injectable } from '@nestjs/common';
import { Conditions, limitOf, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../../platform';
import type { Actor, Page, Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { USUAL_AP_TEMPLATE } from '../formats/export-template.rules';
import type { ExportTemplate, TemplateKind } from '../formats/export-template.rules';
import { TEMPLATE_COLUMNS, templateOf } from './export-template-record';
import type { ExportTemplateRow } from './export-template-record';
import type { ExportTemplateListQuery } from './export-templates.dto';

const SORTS = { name: 't.name_key' };
const OF_BODY = 'select t.* from export_template t where t.health_body_id = $1 and t.removed_at is null';

/** The column sets that a health body has saved. */
@Injectable()
export class ExportTemplates {
  constructor(private readonly reads: ReadsService) {}

  async list(actor: Actor, query: ExportTemplateListQuery): Promise<Page<ExportTemplateRow>> {
    const conditions = new Conditions();
    conditions.add('t.health_body_id = ?', actor.organisationId);
    conditions.add('t.removed_at is null');
    conditions.addIf(query.kind, 't.kind = ?');
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy('name', SORTS);
    seekPast(query.cursor, sort, 't.id', conditions);
    const rows = await this.reads.rows<ExportTemplateRow>(
      actor,
      `select ${TEMPLATE_COLUMNS} from export_template t ${conditions.where} ${orderBy(sort, 't.id')} ${limitOf(query)}`,
      conditions.values,
    );
    const keyOf = (row: ExportTemplateRow): [string, string] => [row.name_key, row.id];
    const page = pageOf(rows, query, sort, keyOf, (row) => row);
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError when the health body has no such column set. */
  async one(actor: Actor, id: string): Promise<ExportTemplateRow> {
    const [row] = await this.reads.rows<ExportTemplateRow>(
      actor,
      `select ${TEMPLATE_COLUMNS} from (${OF_BODY}) t where t.id = $2`,
      [actor.organisationId, id],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** Also one that was taken away since: what a run is, or was, sent with. */
  async ofRun(actor: Actor, id: string): Promise<ExportTemplateRow & { removed_at: Date | null }> {
    const [row] = await this.reads.rows<ExportTemplateRow & { removed_at: Date | null }>(
      actor,
      `select ${TEMPLATE_COLUMNS}, t.removed_at from export_template t where t.health_body_id = $1 and t.id = $2`,
      [actor.organisationId, id],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /**
   * What a file of a kind is written with: the column set that was chosen; without a choice the usual payables file, or
   * the one journal that is saved. Throws DomainError `conflict` that says what to choose or save.
   */
  async forFile(tx: Tx, kind: TemplateKind, id: string | null): Promise<ExportTemplate> {
    if (id === null && kind === 'ap_csv') return USUAL_AP_TEMPLATE;
    const rows = await tx.query<ExportTemplateRow>(
      `select ${TEMPLATE_COLUMNS} from (${OF_BODY}) t where t.kind = $2 and t.id = coalesce($3, t.id) order by t.id limit 2`,
      [tx.actor.organisationId, kind, id],
    );
    const [only, another] = rows;
    if (only !== undefined && another === undefined) return templateOf(only);
    throw new DomainError('conflict', id === null ? whichJournal(rows.length) : GONE);
  }

  private async count(actor: Actor, conditions: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from export_template t ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}

const GONE =
  'The column set that was chosen for this file is not there, or is for another kind of file: choose another.';

function whichJournal(saved: number): string {
  return saved === 0
    ? 'A journal needs to know your control account: save a column set for journals first.'
    : 'You have several column sets for journals: say which one this file is made with.';
}
