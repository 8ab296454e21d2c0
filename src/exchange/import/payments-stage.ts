import { v7 as uuid } from 'uuid';
import type { BankingCalendar } from '../../contracts';
import { placePayments } from '../../payments';
import type { IncomingPayment } from '../../payments';
import type { AuditService, Tx } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { insertMany } from './bulk';
import { CAUSE } from './import-log';
import type { ImportLog } from './import-log';
import type { ImportScope, KnownBody } from './import-scope';
import type { GoodRow, ImportProblem, OpenedTable, PaymentRow } from './reading';
import { goodRows, refuseUnfound } from './stage-rows';
import { readPlans, readReceipts } from './payments-reader';
import type { ContractPlan } from './payments-reader';
import type { ReferenceFinder } from './reference-finder';

/** One payment of the file, as little of it as is needed once its cells are judged. */
interface Payment {
  row: number;
  /** Kept only where rows to mend are asked for. */
  cells: readonly string[];
  /** As they stand in the file, for when the payment cannot be placed. */
  written: Record<'Amount' | 'Due date', string>;
  referenceKey: string;
  dueOn: CalendarDate | null;
  amountPence: number;
  receivedOn: CalendarDate;
  estimated: boolean;
  reference: string | null;
}

export interface StageParts {
  scope: ImportScope;
  finder: ReferenceFinder;
  log: ImportLog;
  audit: AuditService;
  calendar: BankingCalendar;
  asOf: CalendarDate;
  keepCells: boolean;
  onBytes: (read: number) => void;
}

const LATER = '{n} payments are dated after the day of this import; they were taken and do not count yet.';
const ESTIMATED =
  '{n} payments say when they were sent: the second banking day after was taken as received, and is marked estimated.';

/** Brings in the receipts ledger: places each payment on an instalment, contract by contract. */
export class PaymentsStage {
  private readonly byBody = new Map<KnownBody, Payment[]>();

  constructor(
    private readonly tx: Tx,
    private readonly table: OpenedTable<PaymentRow>,
    private readonly parts: StageParts,
  ) {}

  async run(): Promise<void> {
    for await (const batch of this.table.batches(this.parts.onBytes)) {
      const good = goodRows('payments', batch, this.parts.log);
      await this.parts.finder.prepare(good.map(({ data }) => data));
      for (const row of good) this.sort(row);
    }
    for (const [body, payments] of this.byBody) await this.place(body, payments);
  }

  private sort(row: GoodRow<PaymentRow>): void {
    const { finder, log } = this.parts;
    for (const warning of row.warnings ?? []) log.warn(warning);
    const found = finder.find(row.data);
    if (found.kind !== 'found') {
      refuseUnfound('payments', this.table.facts.file, row, found, log);
      return;
    }
    const payment = this.paymentOf(row);
    if (payment !== null) this.listOf(found.body).push(payment);
  }

  private listOf(body: KnownBody): Payment[] {
    const list = this.byBody.get(body) ?? [];
    this.byBody.set(body, list);
    return list;
  }

  private paymentOf(row: GoodRow<PaymentRow>): Payment | null {
    const { reference, dueOn, amountPence, receivedOn, sentOn, paymentReference } = row.data;
    const received = receivedOn ?? this.estimate(row, sentOn);
    if (received === null) return null;
    return {
      row: row.row,
      cells: this.parts.keepCells ? row.cells : [],
      written: { Amount: this.table.cell(row.cells, 'Amount'), 'Due date': this.table.cell(row.cells, 'Due date') },
      referenceKey: reference.toLowerCase(),
      dueOn,
      amountPence,
      receivedOn: received,
      estimated: receivedOn === null,
      reference: paymentReference,
    };
  }

  /** Bacs: submitted on one banking day, received on the second after it. */
  private estimate(row: GoodRow<PaymentRow>, sentOn: CalendarDate | null): CalendarDate | null {
    if (sentOn === null) return null;
    try {
      return this.parts.calendar.plus(sentOn, 2);
    } catch (error) {
      this.refuse(row, 'Date sent', this.table.cell(row.cells, 'Date sent'), (error as Error).message);
      return null;
    }
  }

  private async place(body: KnownBody, payments: Payment[]): Promise<void> {
    const register = await this.parts.scope.enter(body);
    const byContract = new Map<string, Payment[]>();
    for (const payment of payments) {
      const contractId = register.contracts.get(payment.referenceKey)?.id ?? '';
      const sofar = byContract.get(contractId);
      if (sofar === undefined) byContract.set(contractId, [payment]);
      else sofar.push(payment);
    }
    const contractIds = [...byContract.keys()];
    const instalments = await readPlans(this.tx, body, contractIds);
    const known = await readReceipts(this.tx, body, contractIds);
    const receipts: unknown[][] = [];
    for (const [contractId, own] of byContract) {
      const fresh = this.withoutKnown(own, known.get(contractId) ?? new Map());
      const plan = instalments.get(contractId) ?? { groupId: '', instalments: [] };
      receipts.push(...this.placeOnContract(contractId, plan, fresh));
    }
    await insertMany(
      this.tx,
      'receipt',
      { health_body_id: body.id },
      [
        ['group_id', 'uuid'],
        ['contract_id', 'uuid'],
        ['instalment_id', 'uuid'],
        ['id', 'uuid'],
        ['amount_pence', 'bigint'],
        ['received_on', 'date'],
        ['estimated', 'boolean'],
        ['reference', 'text'],
        ['reference_key', 'text'],
        ['source', 'text'],
      ],
      receipts,
    );
    const ids = receipts.map((receipt) => receipt[3] as string);
    await this.parts.audit.recordMany(this.tx, 'receipt.recorded', ids, CAUSE);
    this.parts.log.count('created', receipts.length);
  }

  /** The same contract, amount, date and reference is the same payment, whether in the file or brought in before. */
  private withoutKnown(payments: readonly Payment[], known: ReadonlyMap<string, unknown>): Payment[] {
    const { log } = this.parts;
    const earlier = new Map<string, Payment>();
    return payments.filter((payment) => {
      const key = identityOf(payment);
      const twin = earlier.get(key);
      if (twin !== undefined) {
        this.repeated(payment, twin);
        return false;
      }
      earlier.set(key, payment);
      if (known.has(key)) log.count('unchanged');
      return !known.has(key);
    });
  }

  /** Nothing is paid twice by a repeated row, and nothing is lost when two payments only look the same. */
  private repeated(payment: Payment, twin: Payment): void {
    const { log } = this.parts;
    if (payment.dueOn === twin.dueOn) {
      log.count('skipped');
      log.tally(`${this.table.facts.file}: {n} rows repeat an earlier row and were skipped.`);
      return;
    }
    const problem = `row ${String(twin.row)} has the same contract, amount, date and reference for another due date; give each payment its own Payment reference`;
    this.refuse(payment, 'Payment reference', payment.reference ?? '', problem);
  }

  private placeOnContract(contractId: string, plan: ContractPlan, payments: readonly Payment[]): unknown[][] {
    const { log, asOf } = this.parts;
    const incoming: IncomingPayment<Payment>[] = payments.map((payment) => ({ key: payment, ...payment }));
    const { placements, errors } = placePayments(plan.instalments, incoming);
    for (const { key, column, problem } of errors) {
      this.refuse(key, column, key.written[column], problem);
    }
    return placements.map(({ key, instalmentId }) => {
      if (key.estimated) log.tally(ESTIMATED);
      if (key.receivedOn > asOf) log.tally(LATER);
      return [
        plan.groupId,
        contractId,
        instalmentId,
        uuid(),
        key.amountPence,
        key.receivedOn,
        key.estimated,
        key.reference,
        key.reference?.toLowerCase() ?? '',
        'import',
      ];
    });
  }

  private refuse(row: { row: number; cells: readonly string[] }, column: string, value: string, problem: string): void {
    const refusal: ImportProblem = {
      file: this.table.facts.file,
      row: row.row,
      column,
      value: value.slice(0, 100),
      problem,
    };
    this.parts.log.refuse('payments', row, [refusal]);
  }
}

function identityOf({ amountPence, receivedOn, reference }: Payment): string {
  return `${String(amountPence)} ${receivedOn} ${reference?.toLowerCase() ?? ''}`;
}
