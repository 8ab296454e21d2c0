import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { PeopleContributions } from '../../people';
import type { NameChange, NameChangeContribution } from '../../people';
import type { Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { renameInCsv, renameInJson, renamerOf } from './former-names.rules';
import { chunksOf } from './rows-to-mend';

interface FileToMend {
  health_body_id: string;
  import_id: string;
  file: string;
}

const IMPORT_IS_RUNNING =
  'A file is being imported just now and may name this person. Change the name when that has ended; nothing was changed.';

/**
 * What imports keep (reports, and rows to mend) names people as files did. A former name goes from there with the change
 * itself, for one's own organisation and for the partners who know the person.
 */
@Injectable()
export class FormerNamesInImports implements NameChangeContribution, OnModuleInit {
  constructor(private readonly contributions: PeopleContributions) {}

  onModuleInit(): void {
    this.contributions.addNameChange(this);
  }

  /** Throws DomainError conflict while an import runs: it read the former name, and would write it after this. */
  async rewrite(tx: Tx, change: NameChange): Promise<void> {
    await keepImportsOut(tx);
    const rename = renamerOf(change);
    await rewriteReports(tx, change, rename);
    const files = await tx.asServer<FileToMend>('select * from rows_to_mend_files()');
    for (const file of files) await rewriteFile(tx, file, rename);
  }
}

/** Of each health body that knows the person, until this transaction ends. */
async function keepImportsOut(tx: Tx): Promise<void> {
  const locked = await tx.query<{ got: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('import:' || b.id, 0)) as got
     from (select distinct health_body_id as id from partnership) b`,
  );
  if (locked.some(({ got }) => !got)) throw new DomainError('conflict', IMPORT_IS_RUNNING);
}

async function rewriteReports(tx: Tx, change: NameChange, rename: (text: string) => string): Promise<void> {
  const words = [change.formerName, change.formerEmail].filter((word) => word !== null);
  const reports = await tx.asServer<{ health_body_id: string; id: string; report: unknown }>(
    'select * from import_reports_naming($1)',
    [words],
  );
  for (const { health_body_id, id, report } of reports) {
    const renamed = JSON.stringify(renameInJson(report, rename));
    await tx.asServer('select import_report_replace($1, $2, $3)', [health_body_id, id, renamed]);
  }
}

async function rewriteFile(tx: Tx, { health_body_id, import_id, file }: FileToMend, rename: (text: string) => string) {
  const which = [health_body_id, import_id, file];
  const [found] = await tx.asServer<{ content: Buffer | null }>(
    'select rows_to_mend_content($1, $2, $3) as content',
    which,
  );
  const csv = (found?.content ?? Buffer.alloc(0)).toString('utf8');
  const renamed = renameInCsv(csv, rename);
  if (renamed === csv) return;
  await tx.asServer('select rows_to_mend_replace($1, $2, $3, $4)', [...which, chunksOf(Buffer.from(renamed))]);
}
