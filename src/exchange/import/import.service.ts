import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { BankHolidays } from '../../contracts';
import { AuditService, Clock, JobsService, TenantService } from '../../platform';
import type { Actor, Tx } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import { ContactsStage } from './contacts-stage';
import { ContractsStage } from './contracts-stage';
import { ImportLog } from './import-log';
import type { ImportRequest, ImportResult } from './import-request';
import { ImportScope } from './import-scope';
import { PaymentsStage } from './payments-stage';
import type { StageParts } from './payments-stage';
import { openContacts, openContracts, openPayments } from './reading';
import type { ContactRow, ContractRow, ImportFileKind, OpenedTable, PaymentRow } from './reading';
import { keepRowsToMend } from './rows-to-mend';
import { ReferenceFinder } from './reference-finder';

/** From so many new rows on, the planner is told at once. */
const MANY_ROWS = 1_000;

/** Ends the transaction without keeping anything, and carries out what was found. */
class NothingKept extends Error {
  constructor(readonly result: ImportResult) {
    super('Nothing was kept.');
  }
}

interface Tables {
  contracts: OpenedTable<ContractRow> | null;
  payments: OpenedTable<PaymentRow> | null;
  contacts: OpenedTable<ContactRow> | null;
}

/** Brings in the three spreadsheets: one database transaction, all or nothing unless asked otherwise. */
@Injectable()
export class ImportService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly holidays: BankHolidays,
    private readonly jobs: JobsService,
    private readonly clock: Clock,
  ) {}

  /** For every health body that the files name. Throws DomainError when another import is running. */
  forOperator(request: ImportRequest): Promise<ImportResult> {
    return this.run(request, (work) =>
      this.tenant.operatorTransaction(async (tx) => work(tx, await ImportScope.forOperator(tx))),
    );
  }

  /** For the actor's own health body. Throws DomainError when another import for it is running. */
  forTenant(actor: Actor, request: ImportRequest): Promise<ImportResult> {
    return this.run(
      request,
      (work) => this.tenant.transaction(actor, async (tx) => work(tx, await ImportScope.forTenant(tx))),
      actor.organisationId,
    );
  }

  private async run(
    request: ImportRequest,
    open: (work: (tx: Tx, scope: ImportScope) => Promise<ImportResult>) => Promise<ImportResult>,
    healthBodyId?: string,
  ): Promise<ImportResult> {
    const tables = await openTables(request.files);
    const calendar = await this.holidays.calendar(healthBodyId);
    const log = new ImportLog(request.keepGood);
    const asOf = request.asOf ?? this.clock.today();
    const onBytes = progressOf(tables, request.onProgress);
    try {
      const done = await open(async (tx, scope) => {
        const finder = new ReferenceFinder(scope);
        const { audit } = this;
        await stages(tx, tables, { scope, finder, log, audit, calendar, asOf, keepCells: request.keepGood, onBytes });
        const result = resultOf(tables, log);
        const kept = !request.dryRun && (log.errors.length === 0 || request.keepGood);
        if (!kept || (log.changes === 0 && log.errors.length === 0)) throw new NothingKept(result);
        const importId = await this.finish(tx, scope, asOf, result);
        return { ...result, changed: log.changes > 0, importId };
      });
      if (done.report.created >= MANY_ROWS) await this.tenant.refreshStatistics();
      return done;
    } catch (error) {
      if (!(error instanceof NothingKept)) throw error;
      return error.result;
    }
  }

  /** Says in each health body's own record that something was brought in. */
  private async finish(tx: Tx, scope: ImportScope, asOf: CalendarDate, result: ImportResult): Promise<string | null> {
    const { report } = result;
    const { created, updated, unchanged, skipped } = report;
    let importId: string | null = null;
    for (const body of await scope.onRecord()) {
      await scope.enter({ id: body.id, name: body.name, odsCode: null });
      const id = uuid();
      await tx.query('insert into import_run (health_body_id, id, as_of, report) values ($1, $2, $3, $4)', [
        body.id,
        id,
        asOf,
        { created, updated, unchanged, skipped, refused: report.errors.length },
      ]);
      await this.audit.record(tx, { action: 'import.finished', subjectId: id, detail: { created, updated } });
      await this.jobs.sendWith(tx, 'seal-audit-now', { organisationId: body.id });
      importId = id;
      // The command line writes them to a file: they may be about several health bodies.
      if (tx.actor.kind !== 'operator') await keepRowsToMend(tx, id, result);
    }
    return importId;
  }
}

async function openTables({ contracts, payments, contacts }: ImportRequest['files']): Promise<Tables> {
  if (contracts === undefined && payments === undefined && contacts === undefined) {
    throw new DomainError('invalid', 'Give at least one of the three files: contracts, payments, contacts.');
  }
  return {
    contracts: contracts === undefined ? null : await openContracts(contracts.path, contracts.name),
    payments: payments === undefined ? null : await openPayments(payments.path, payments.name),
    contacts: contacts === undefined ? null : await openContacts(contacts.path, contacts.name),
  };
}

async function stages(tx: Tx, { contracts, payments, contacts }: Tables, parts: StageParts): Promise<void> {
  for (const table of [contracts, payments, contacts]) {
    if (table !== null) parts.log.errors.push(...table.stopped);
  }
  if (contracts !== null) await new ContractsStage(tx, contracts, parts).run();
  if (payments !== null) await new PaymentsStage(tx, payments, parts).run();
  if (contacts !== null) await new ContactsStage(tx, contacts, parts).run();
  for (const table of [contracts, payments, contacts]) {
    if (table !== null) parts.log.errors.push(...table.tail());
  }
}

function progressOf(
  { contracts, payments, contacts }: Tables,
  tell: ImportRequest['onProgress'],
): (read: number) => void {
  const sizes = [contracts, payments, contacts].map((table) => table?.bytes ?? 0);
  const all = sizes.reduce((sum, bytes) => sum + bytes, 0);
  let before = 0;
  let last = 0;
  return (read) => {
    if (read < last) before += last;
    last = read;
    tell?.(Math.min(before + read, all), all);
  };
}

function resultOf({ contracts, payments, contacts }: Tables, log: ImportLog): ImportResult {
  const headers: ImportResult['headers'] = {};
  for (const [kind, table] of Object.entries({ contracts, payments, contacts })) {
    if (table === null) continue;
    log.files.push(table.facts);
    headers[kind as ImportFileKind] = { header: table.header, separator: table.facts.separator };
  }
  return { report: log.report(), changed: false, importId: null, toMend: log.toMend, headers };
}
