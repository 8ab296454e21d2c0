import { Injectable } from '@nestjs/common';
import { NOT_FOUND, ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import type { MappedTextQuery, MappedTextRow } from './mapped-texts.dto';

/** What the bank file of a run could not carry as it was. */
@Injectable()
export class MappedTexts {
  constructor(private readonly reads: ReadsService) {}

  /** In the order of the file; a run has one payment file. Throws DomainError when there is no such run. */
  async of(
    actor: Actor,
    runId: string,
    { limit, after }: MappedTextQuery,
  ): Promise<{ items: MappedTextRow[]; next: number | null }> {
    const run = [actor.organisationId, runId];
    const [found] = await this.reads.rows(
      actor,
      'select 1 from payment_run r where r.health_body_id = $1 and r.id = $2',
      run,
    );
    if (found === undefined) throw new DomainError('not-found', NOT_FOUND);
    const rows = await this.reads.rows<MappedTextRow>(
      actor,
      `select t.position, t.line_position, t.field, t.said, t.carried
       from payment_run r
       join payment_export e on e.health_body_id = r.health_body_id and e.run_id = r.id and e.kind = r.method
       join payment_export_text t on t.health_body_id = e.health_body_id and t.export_id = e.id
       where r.health_body_id = $1 and r.id = $2 and t.position > $3 order by t.position limit $4`,
      [...run, after, limit + 1],
    );
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? (items.at(-1)?.position ?? null) : null };
  }
}
