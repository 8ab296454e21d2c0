import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform';
import { BankAccounts } from '../bank-accounts';
import { ExportTemplates } from '../templates/export-templates.service';
import { apCsv } from './ap-csv.rules';
import { assertBacsPayer, bacs18, bacsProblem } from './bacs-18.rules';
import { REMITTANCE_TEMPLATE } from './export-template.rules';
import { journalCsv } from './journal-csv.rules';
import { assertPainPayer, pain001, painProblem } from './pain-001.rules';
import type { BankingDays, PayableLine } from './payable';
import { LineProblems } from './run-checks.rules';
import type { ExportKind, LineFacts, MappedText, RunFacts, RunWriter } from './run-facts';

/** What decides how a file of a run is written, besides the run. */
export interface FileChoice {
  kind: ExportKind;
  /** A saved column set; null for the usual payables file, or for the body's one journal. Bank formats have none. */
  templateId: string | null;
  /** Ask for it before the transaction is opened: see BankHolidays. */
  bankingDays: BankingDays;
}

const CSV = 'text/csv; charset=utf-8';
const TYPES: Readonly<Record<ExportKind, { mediaType: string; ending: string }>> = {
  ap_csv: { mediaType: CSV, ending: 'payables.csv' },
  journal_csv: { mediaType: CSV, ending: 'journal.csv' },
  remittance_csv: { mediaType: CSV, ending: 'remittances.csv' },
  bacs_18: { mediaType: 'text/plain; charset=us-ascii', ending: 'bacs.txt' },
  pain_001: { mediaType: 'application/xml; charset=utf-8', ending: 'pain.001.xml' },
};

/** So many accounts are opened at once. */
const A_BATCH = 500;

type Write = RunWriter['write'];

/** What a bank's file asks of the payer and of each payment. */
const CHECKS = {
  bacs_18: { payer: assertBacsPayer, problem: bacsProblem },
  pain_001: { payer: assertPainPayer, problem: painProblem },
} as const;

/** The writers of every kind of file, each with what it needs besides the run's own facts. */
@Injectable()
export class RunFiles {
  constructor(
    private readonly templates: ExportTemplates,
    private readonly accounts: BankAccounts,
  ) {}

  /**
   * Reads and writes through the transaction of the export. Throws DomainError `conflict` when the health body has not
   * what this kind of file needs: a column set, a vault, an account of its own.
   */
  async writer(tx: Tx, run: RunFacts, choice: FileChoice): Promise<RunWriter> {
    const { mediaType, ending } = TYPES[choice.kind];
    const fileName = `run-${String(run.number)}-${String(run.sequence)}-${ending}`;
    return { mediaType, fileName, write: await this.write(tx, run, choice) };
  }

  /**
   * Throws DomainError `invalid` that names each line that no such file can carry; `conflict` when the vault is off, or has
   * no account to pay from.
   */
  async assertPayable(tx: Tx, kind: ExportKind, lines: AsyncIterable<LineFacts>): Promise<void> {
    if (kind !== 'bacs_18' && kind !== 'pain_001') return;
    const { payer, problem } = CHECKS[kind];
    payer(await this.accounts.ownAccount(tx));
    const problems = new LineProblems();
    for await (const line of withAccounts(tx, this.accounts, lines)) {
      const found = problem(line);
      if (found !== null) problems.add(line, found);
    }
    problems.refuse('the run was not submitted');
  }

  /** What the file could not carry as it was. Written once the export itself is there, with it. */
  async keepMapped(tx: Tx, exportId: string, texts: readonly MappedText[]): Promise<void> {
    if (texts.length === 0) return;
    await tx.change(
      `insert into payment_export_text (health_body_id, export_id, position, line_position, field, said, carried)
       select $1, $2, t.position, t.line, t.field, t.said, t.carried
       from unnest($3::integer[], $4::text[], $5::text[], $6::text[])
         with ordinality as t(line, field, said, carried, position)`,
      [
        tx.actor.organisationId,
        exportId,
        texts.map(({ line }) => line),
        texts.map(({ field }) => field),
        texts.map(({ before }) => before),
        texts.map(({ after }) => after),
      ],
    );
  }

  private async write(tx: Tx, run: RunFacts, { kind, templateId, bankingDays }: FileChoice): Promise<Write> {
    switch (kind) {
      case 'remittance_csv':
        return (lines) => apCsv(run, REMITTANCE_TEMPLATE, lines);
      case 'ap_csv': {
        const template = await this.templates.forFile(tx, kind, templateId);
        return (lines) => apCsv(run, template, lines);
      }
      case 'journal_csv': {
        const template = await this.templates.forFile(tx, kind, templateId);
        return (lines) => journalCsv(run, template, lines);
      }
      case 'bacs_18':
      case 'pain_001':
        return this.bankFile(tx, kind, { run, bankingDays });
    }
  }

  private async bankFile(
    tx: Tx,
    kind: 'bacs_18' | 'pain_001',
    facts: { run: RunFacts; bankingDays: BankingDays },
  ): Promise<Write> {
    const { accounts } = this;
    const own = await accounts.ownAccount(tx);
    const format = kind === 'bacs_18' ? bacs18 : pain001;
    return (lines, mapped) => format({ ...facts, own }, withAccounts(tx, accounts, lines), mapped);
  }
}

async function* withAccounts(
  tx: Tx,
  accounts: BankAccounts,
  lines: AsyncIterable<LineFacts>,
): AsyncGenerator<PayableLine> {
  for await (const batch of inBatches(lines)) {
    const groups = [...new Set(batch.map(({ groupId }) => groupId))];
    const known = await accounts.of(tx, tx.actor.organisationId, groups);
    for (const line of batch) yield { ...line, account: known.get(line.groupId) ?? null };
  }
}

async function* inBatches(lines: AsyncIterable<LineFacts>): AsyncGenerator<LineFacts[]> {
  let batch: LineFacts[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < A_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
