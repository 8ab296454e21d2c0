import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, NOT_FOUND, TenantService } from '../../platform';
import type { Actor, Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { foldName } from '../../shared/text';
import type { ExportTemplate } from '../formats/export-template.rules';
import { TEMPLATE_COLUMNS, templateOf, VALUES_IN_ORDER, valuesOf } from './export-template-record';
import type { ExportTemplateRow } from './export-template-record';
import { controlIn, layoutOf } from './export-templates.dto';
import type { ChangeExportTemplateDto, SaveExportTemplateDto } from './export-templates.dto';
import { checkTemplate } from './template-check.rules';

const LOCK = `select ${TEMPLATE_COLUMNS} from export_template t
  where t.health_body_id = $1 and t.id = $2 and t.removed_at is null for update`;

/** Saving, changing and taking away column sets. What was exported before stays as it is. */
@Injectable()
export class ExportTemplateChanges {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
  ) {}

  /** Answers the id. Throws DomainError `invalid`, or `conflict` for a name that is taken. */
  save(actor: Actor, wanted: SaveExportTemplateDto): Promise<string> {
    const template = layoutOf(wanted);
    checkTemplate(template);
    return this.tenant.once(actor, async (tx) => {
      await this.checkName(tx, wanted.name, null);
      const id = uuid();
      await tx.change(
        `insert into export_template (health_body_id, id, kind, ${VALUES_IN_ORDER})
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
        [actor.organisationId, id, template.kind, ...valuesOf(wanted.name, foldName(wanted.name), template)],
      );
      await this.record(tx, 'export-template.saved', { id, version: 1 }, template);
      return id;
    });
  }

  /** Throws DomainError `not-found`, `stale`, `invalid`, or `conflict` for a name that is taken. */
  change(actor: Actor, id: string, version: number, wanted: ChangeExportTemplateDto): Promise<void> {
    return this.tenant.transaction(actor, async (tx) => {
      const row = await this.locked(tx, id, version);
      const template = changed(templateOf(row), wanted);
      checkTemplate(template);
      const name = wanted.name ?? row.name;
      await this.checkName(tx, name, id);
      await tx.change(
        `update export_template set (${VALUES_IN_ORDER}, version)
           = ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, version + 1) where health_body_id = $1 and id = $2`,
        [actor.organisationId, id, ...valuesOf(name, foldName(name), template)],
      );
      await this.record(tx, 'export-template.changed', { id, version: version + 1 }, template);
    });
  }

  /** Kept for the runs that were sent with it. Throws DomainError `not-found` or `stale`. */
  remove(actor: Actor, id: string, version: number): Promise<void> {
    return this.tenant.transaction(actor, async (tx) => {
      await this.locked(tx, id, version);
      await tx.change(
        'update export_template set removed_at = now(), version = version + 1 where health_body_id = $1 and id = $2',
        [actor.organisationId, id],
      );
      await this.audit.record(tx, { action: 'export-template.removed', subjectId: id });
    });
  }

  private async locked(tx: Tx, id: string, version: number): Promise<ExportTemplateRow> {
    const [row] = await tx.query<ExportTemplateRow>(LOCK, [tx.actor.organisationId, id]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    checkVersion(row.version, version);
    return row;
  }

  private async checkName(tx: Tx, name: string, id: string | null): Promise<void> {
    const [taken] = await tx.query(
      `select 1 from export_template t where t.health_body_id = $1 and t.name_key = $2 and t.removed_at is null
         and t.id is distinct from $3`,
      [tx.actor.organisationId, foldName(name), id],
    );
    if (taken === undefined) return;
    const detail = 'You have a column set of this name already: choose another name.';
    throw new DomainError('conflict', detail, [{ pointer: '/name', detail }]);
  }

  private record(
    tx: Tx,
    action: string,
    { id, version }: { id: string; version: number },
    { kind, columns }: ExportTemplate,
  ): Promise<void> {
    return this.audit.record(tx, { action, subjectId: id, detail: { kind, columns: columns.length, version } });
  }
}

/** What is left out stays as it is. */
function changed(before: ExportTemplate, wanted: ChangeExportTemplateDto): ExportTemplate {
  const { control, ...layout } = before;
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  const after = layoutOf({ ...layout, columns: [...layout.columns], ...given, control: null });
  return { ...after, control: wanted.control === undefined ? control : controlIn(wanted.control) };
}
