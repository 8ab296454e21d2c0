import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import type { RawInvoice, RawPayment } from '../independent/payment-figures';
import type { TestDatabase } from './test-database';

const REGIMES = ['procurement_act', 'pcr_2015', 'below_threshold', null] as const;
const FORMS = ['unincorporated', 'unregistered', 'charity', 'community_interest_company', null] as const;
const CONTRACTS = 24;
const GROUPS = 17;

const PAYMENT = fc.record({
  contract: fc.nat(CONTRACTS - 1),
  due: fc.nat(330),
  settled: fc.option(fc.integer({ min: -12, max: 80 }), { freq: 4 }),
  pence: fc.integer({ min: 1, max: 2_000_000 }),
  /** Days from the agreed day to the receipt of an invoice of its own. */
  invoice: fc.option(fc.integer({ min: -70, max: 25 }), { freq: 3 }),
  /** Asked for by the invoice of the payment before, if that is one of the same contract. */
  joins: fc.boolean(),
  invoiceDisputed: fc.nat(9).map((one) => one === 0),
  dispute: fc.constantFrom('none', 'none', 'case', 'hold', 'agreed'),
});
type Made = typeof PAYMENT extends fc.Arbitrary<infer T> ? T : never;

export const PORTFOLIO: fc.Arbitrary<Made[]> = fc.array(PAYMENT, { minLength: 60, maxLength: 160 });

const FIRST = Date.parse('2026-01-10T00:00:00Z');
const dayAt = (offset: number) => new Date(FIRST + offset * 86_400_000).toISOString().slice(0, 10);

/** A health body with its groups, contracts and payments as made up; answers what was written, row by row. */
export async function writeFigureData(db: TestDatabase, made: readonly Made[], today: string) {
  const body = uuid();
  await db.rows(
    `insert into organisation (id, kind, name, name_key, health_body_kind, joined_at)
     values ($1, 'health_body', $2, $2, 'icb', now())`,
    [body, `body ${body}`],
  );
  const groups = Array.from({ length: GROUPS }, (_, at) => ({ id: uuid(), form: FORMS[at % FORMS.length] ?? null }));
  for (const { id, form } of groups) {
    await db.rows(
      `insert into organisation (id, kind, name, name_key, legal_form, joined_at) values ($1, 'group', $2, $2, $3, now())`,
      [id, `group ${id}`, form],
    );
    await db.rows('insert into partnership (health_body_id, group_id, id) values ($1, $2, $3)', [body, id, uuid()]);
  }
  const contracts = Array.from({ length: CONTRACTS }, (_, at) => ({
    id: uuid(),
    group: groups[at % GROUPS] ?? { id: '', form: null },
    regime: REGIMES[at % REGIMES.length] ?? null,
    instrument: at % 7 === 0 ? 'grant' : 'contract_for_services',
    timing: at % 3 === 0 ? 'in_advance' : 'in_arrears',
  }));
  for (const [at, { id, group, regime, instrument, timing }] of contracts.entries()) {
    await db.rows(
      `insert into contract (health_body_id, group_id, id, reference, reference_key, title, instrument, regime, timing,
         value_pence, starts_on, ends_on, state, schedule_version)
       values ($1, $2, $3, $4, $4, 'Work', $5, $6, $7, 1000, '2026-01-01', '2027-12-31', 'agreed', 1)`,
      [body, group.id, id, `f-${String(at)}`, instrument, regime, timing],
    );
    await db.rows(
      'insert into schedule (health_body_id, group_id, contract_id, version, net_pence) values ($1, $2, $3, 1, 1000)',
      [body, group.id, id],
    );
  }
  const rows: RawPayment[] = [];
  const lastInvoice = new Map<number, RawInvoice>();
  for (const [at, each] of made.entries()) {
    const contract = contracts[each.contract];
    if (contract === undefined) continue;
    rows.push(await writePayment(db, { at, body, each, contract, today, lastInvoice }));
  }
  return { body, rows };
}

interface Contract {
  id: string;
  group: { id: string; form: string | null };
  regime: string | null;
  instrument: string;
  timing: string;
}

interface Place {
  at: number;
  body: string;
  each: Made;
  contract: Contract;
  today: string;
  lastInvoice: Map<number, RawInvoice>;
}

async function writePayment(db: TestDatabase, place: Place): Promise<RawPayment> {
  const { at, body, each, contract, today } = place;
  const id = uuid();
  const [dueOn, periodEndsOn] = [dayAt(each.due), dayAt(each.due + 20)];
  const came = each.settled === null ? null : dayAt(each.due + each.settled);
  const settledOn = came !== null && came <= today ? came : null;
  const key = [body, contract.group.id, contract.id];
  await db.rows(
    `insert into instalment (health_body_id, group_id, contract_id, id, schedule_version, number, period_starts_on,
       period_ends_on, due_on, send_by_on, net_pence, received_pence, settled_on, state,
       state_before_paid)
     values ($1, $2, $3, $4, 1, $5, $6, $7, $8, $8::date - 3, $9, $10, $11, $12, $13)`,
    [
      ...[...key, id, at + 1, dueOn, periodEndsOn, dueOn, each.pence],
      ...[
        settledOn === null ? 0 : each.pence,
        settledOn,
        settledOn === null ? 'planned' : 'paid',
        settledOn === null ? null : 'planned',
      ],
    ],
  );
  if (settledOn !== null) {
    await db.rows(
      `insert into receipt (health_body_id, group_id, contract_id, instalment_id, id, amount_pence, received_on, source)
       values ($1, $2, $3, $4, $5, $6, $7, 'hand')`,
      [...key, id, uuid(), each.pence, settledOn],
    );
  }
  const disputed = await writeDispute(db, key, id, each.dispute);
  const invoice = await writeInvoice(db, key, id, place);
  return {
    legalForm: contract.group.form,
    groupId: contract.group.id,
    regime: contract.regime,
    instrument: contract.instrument,
    timing: contract.timing,
    dueOn,
    periodEndsOn,
    settledOn,
    pence: each.pence,
    disputed,
    invoice,
  };
}

async function writeDispute(db: TestDatabase, key: string[], id: string, dispute: string): Promise<boolean> {
  if (dispute === 'case' || dispute === 'agreed') {
    await db.rows(
      `insert into late_payment_case (health_body_id, group_id, contract_id, instalment_id, id, opened_by_side, opened_on,
         cause_by_health, cause_by_group) values ($1, $2, $3, $4, $5, 'group', '2026-11-01', $6, 'payer_process')`,
      [...key, id, uuid(), dispute === 'case' ? 'group_paperwork' : 'approver_absent'],
    );
  }
  if (dispute === 'hold') {
    await db.rows(
      `insert into instalment_hold (health_body_id, group_id, contract_id, instalment_id, id, reason_code, reason, held_on,
         cause_by_health, cause_by_group, ended, released_on, release_reason)
       values ($1, $2, $3, $4, $5, 'other', 'A question', '2026-10-01', 'group', 'payer', 'released', '2026-10-02', 'Done')`,
      [...key, id, uuid()],
    );
  }
  return dispute === 'case' || dispute === 'hold';
}

async function writeInvoice(db: TestDatabase, key: string[], id: string, place: Place): Promise<RawInvoice | null> {
  const { each, lastInvoice } = place;
  const earlier = each.joins ? lastInvoice.get(each.contract) : undefined;
  if (earlier === undefined && each.invoice === null) return null;
  const invoice = earlier ?? {
    id: uuid(),
    receivedOn: dayAt(each.due + (each.invoice ?? 0)),
    pence: each.pence + 7,
    disputed: each.invoiceDisputed,
  };
  if (earlier === undefined) {
    await db.rows(
      `insert into invoice (health_body_id, group_id, contract_id, id, number, number_key, dated_on, received_on, net_pence,
         state, dispute_reason, group_told_on, entered_by_side)
       values ($1, $2, $3, $4, $5, $5, $6, $6, $7, $8, $9, $10, 'health')`,
      [
        ...[...key, invoice.id, `inv ${invoice.id}`, invoice.receivedOn, invoice.pence],
        ...(invoice.disputed ? ['disputed', 'Not for this work', invoice.receivedOn] : ['valid', null, null]),
      ],
    );
    lastInvoice.set(each.contract, invoice);
  }
  await db.rows(
    `insert into invoice_instalment (health_body_id, group_id, contract_id, invoice_id, instalment_id)
     values ($1, $2, $3, $4, $5)`,
    [...key, invoice.id, id],
  );
  return invoice;
}
