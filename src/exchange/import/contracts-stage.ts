import type { Tx } from '../../platform';
import type { BodyRegister } from './body-register';
import { ContractChanges } from './contract-changes';
import { ContractJudge } from './contract-judge';
import type { GoodContractRow } from './contract-judge';
import { writeContracts } from './contract-writer';
import type { KnownBody } from './import-scope';
import type { StageParts } from './payments-stage';
import type { BadRow, ContractRow, OpenedTable } from './reading';
import { recallFormer } from './recall-former';

/** Brings in the contract register: groups, partnerships, people, contracts with their plans, and leads. */
export class ContractsStage {
  private readonly byBody = new Map<KnownBody, GoodContractRow[]>();

  constructor(
    private readonly tx: Tx,
    private readonly table: OpenedTable<ContractRow>,
    private readonly parts: StageParts,
  ) {}

  async run(): Promise<void> {
    for await (const batch of this.table.batches(this.parts.onBytes)) {
      for (const row of batch) this.sort(row);
    }
    if (this.table.stopped.length > 0 || this.table.tail().length > 0) this.parts.finder.noteUnread();
    for (const [body, rows] of this.byBody) await this.take(body, await this.parts.scope.enter(body), rows);
  }

  private refuseBad(row: BadRow): void {
    this.parts.log.refuse('contracts', row, row.problems);
    this.parts.finder.noteRefused(row.reference, row.healthBody ?? null);
  }

  private sort(row: GoodContractRow | BadRow): void {
    if (!row.ok) {
      this.refuseBad(row);
      return;
    }
    for (const warning of row.warnings ?? []) this.parts.log.warn(warning);
    const body = this.parts.scope.bodyOf(row.data);
    if ('problem' in body) {
      const value = this.table.cell(row.cells, body.column);
      this.refuse(row, [
        { file: this.table.facts.file, row: row.row, column: body.column, value, problem: body.problem },
      ]);
      return;
    }
    const rows = this.byBody.get(body) ?? [];
    this.byBody.set(body, rows);
    rows.push(row);
  }

  private refuse(row: GoodContractRow, problems: BadRow['problems']): void {
    const { reference, healthBody } = row.data;
    this.refuseBad({ ok: false, row: row.row, cells: row.cells, problems, reference, healthBody });
  }

  private async take(body: KnownBody, register: BodyRegister, rows: readonly GoodContractRow[]): Promise<void> {
    const { log, asOf, calendar, audit, scope } = this.parts;
    const { file } = this.table.facts;
    const judge = new ContractJudge(register, calendar, this.table);
    const changes = new ContractChanges(register, asOf, log, file);
    const taken: GoodContractRow['data'][] = [];
    for (const row of rows) {
      const judged = judge.judge(row);
      if (judged === 'repeat') {
        log.count('skipped');
        log.tally(`${file}: {n} rows repeat an earlier row and were skipped.`);
      } else if (Array.isArray(judged)) {
        this.refuse(row, judged);
      } else {
        changes.take(judged);
        taken.push(row.data);
      }
    }
    await recallFormer(this.tx, register, changes.named);
    changes.finish(await scope.settle(body, taken));
    await writeContracts(this.tx, audit, register, changes);
  }
}
