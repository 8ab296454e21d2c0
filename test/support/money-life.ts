import { addDays, calendarDate } from '../../src/shared/calendar-date';
import { APPROVE, call, codeContracts, makeReady, newColleague } from './finance';
import type { Colleague } from './finance';
import { sessionOf } from './credentials';
import { makePortfolio } from './portfolio';
import type { Portfolio } from './portfolio';
import { startApp, TODAY } from './start-app';
import type { Agent, TestApp } from './start-app';
import { camt, paid, taken } from './statements';
import { agreedContract } from './varied';
import { comesTo, owedBy } from './money-owed';

export const MONEY_STEPS = [
  ...['vary by health', 'vary by group', 'suspend', 'resume', 'terminate', 'hold', 'release', 'approve'],
  ...['propose', 'submit', 'approve run', 'export', 'cancel run', 'send back', 'take line out'],
  ...['return', 'undo return', 'attempt', 'receive', 'reverse', 'recover', 'statement', 'statement of return'],
] as const;
export type MoneyStep = (typeof MONEY_STEPS)[number];

/** Contracts of £9,000 or about that, which differ in what is planned of them. */
export const MONEY_CONTRACTS = [
  {},
  { vatTreatment: 'standard', valuePence: 9_000_01 },
  { timing: 'in_arrears', deviationReason: 'The group asked for it.' },
  { rhythm: 'quarterly', deviationReason: 'The group asked for it.', endsOn: '2027-03-14' },
] as const;

export type MoneyContract = (typeof MONEY_CONTRACTS)[number];

/** What came of a step; nothing where there was nothing that it could be tried on. */
export type Outcome = 'done' | 'refused' | 'nothing';

/** What a step is about: the n-th of whatever there is, how much of it, and how many days from today. */
export interface Choice {
  pick: number;
  percent: number;
  days: number;
}

interface Versioned {
  id: string;
  version: number;
}
interface Payment extends Versioned {
  state: string;
  outstanding: number;
}

/** One contract after the other, and all that its two sides and finance do about its money, over the API. */
export class MoneyLife {
  private contract = '';
  /** What is owed in all, in pence, once the contract has ended early. */
  private owed: number | null = null;

  private constructor(
    readonly test: TestApp,
    readonly p: Portfolio,
    private readonly agents: { manager: Agent; groupLead: Agent },
    private readonly who: { manager: Colleague; lead: Colleague; officer: Colleague; approver: Colleague },
  ) {}

  static async begin(): Promise<MoneyLife> {
    const test = await startApp();
    const p = await makePortfolio(test.db);
    await makeReady(test.db, p);
    const { a } = p.healthBodies;
    const agents = {
      manager: await test.as('partnership_manager', a),
      groupLead: await test.as('group_lead', p.groups.g1),
    };
    const somebody = async (accountId: string) => ({
      accountId,
      email: '',
      headers: await sessionOf(test.db, accountId),
    });
    return new MoneyLife(test, p, agents, {
      manager: await somebody(p.accounts.managerOfA),
      lead: await somebody(p.accounts.leadOfG1),
      officer: await newColleague(test.db, a, 'finance_officer'),
      approver: await newColleague(test.db, a, 'finance_approver', 1_000_000_000_000),
    });
  }

  /** A new contract, agreed by both sides; whatever ran before lets go of its payments. */
  async newContract(terms: MoneyContract): Promise<void> {
    for (const run of await this.runs(['draft', 'submitted', 'approved']))
      await this.moveRun(run, 'cancellation', 'Over.');
    this.contract = await agreedContract(this.agents, this.p.partnerships.aG1, terms);
    this.owed = null;
  }

  /** A refusal is an answer too, an error of ours never. */
  async perform(step: MoneyStep, choice: Choice): Promise<Outcome> {
    const status = await this.steps[step](choice);
    if (status >= 500) throw new Error(`${step} answered ${String(status)}`);
    if (status === 0) return 'nothing';
    return status < 300 ? 'done' : 'refused';
  }

  /**
   * Of a contract that ended early: what is to be paid in all, less what is due back, beside what is owed by days. Whatever
   * comes after the end, the two are one.
   */
  async ended(): Promise<{ owed: number | null; comesTo: number | null }> {
    return { owed: this.owed, comesTo: this.owed === null ? null : await comesTo(this.test.db, this.contract) };
  }

  private readonly steps: Record<MoneyStep, (choice: Choice) => Promise<number>> = {
    'vary by health': (choice) => this.vary(this.who.manager, this.who.lead, choice),
    'vary by group': (choice) => this.vary(this.who.lead, this.who.manager, choice),
    suspend: ({ days }) => this.moveContract('suspension', days),
    resume: ({ days }) => this.moveContract('resumption', days),
    terminate: (choice) => this.terminate(choice),
    hold: (choice) => this.act(choice, ['planned', 'approved'], 'hold', HOLD),
    release: (choice) => this.act(choice, ['held'], 'hold/release', { reason: 'Answered.' }),
    approve: (choice) => this.act(choice, ['planned'], 'approval', {}),
    propose: ({ days }) => this.propose(days),
    submit: () => this.oneRun('draft', (run) => this.moveRun(run, 'submission')),
    'approve run': () => this.oneRun('submitted', (run) => this.moveRun(run, 'approval', APPROVE, this.who.approver)),
    export: () => this.oneRun('approved', (run) => this.moveRun(run, 'exports')),
    'cancel run': ({ pick }) =>
      this.oneRun(BEFORE[pick % 3] ?? 'draft', (run) => this.moveRun(run, 'cancellation', 'No.')),
    'send back': ({ pick }) =>
      this.oneRun(BEFORE[1 + (pick % 2)] ?? 'draft', (run) => this.moveRun(run, 'rejection', 'No.', this.who.approver)),
    'take line out': (choice) => this.takeOut(choice),
    return: (choice) => this.act(choice, ['exported'], 'return', { reasonCode: 'no_account', returnedOn: TODAY }),
    'undo return': (choice) => this.undoReturn(choice),
    attempt: (choice) => this.act(choice, ['returned'], 'new-attempt', { reason: 'A new account.' }),
    receive: (choice) => this.receive(choice),
    reverse: (choice) => this.reverse(choice),
    recover: (choice) => this.recover(choice),
    statement: (choice) => this.statement(choice, {}),
    'statement of return': (choice) => this.statement(choice, { side: 'CRDT', returnCode: 'AC04' }),
  };

  private async ask(who: Colleague, path: string, body: object, version?: number): Promise<number> {
    const match = version === undefined ? {} : { 'if-match': `"${String(version)}"` };
    return (await call(this.test, who, path, body, match)).statusCode;
  }

  private async payments(states: readonly string[]): Promise<Payment[]> {
    return this.test.db.rows<Payment>(
      `select id, version, state, (amount_pence - received_pence)::integer as outstanding from instalment
       where contract_id = $1 and state = any ($2) order by due_on, id`,
      [this.contract, states],
    );
  }

  private async payment({ pick }: Choice, states: readonly string[]): Promise<Payment | undefined> {
    const found = await this.payments(states);
    return found[pick % Math.max(1, found.length)];
  }

  private async act(choice: Choice, states: readonly string[], what: string, body: object): Promise<number> {
    const payment = await this.payment(choice, states);
    if (payment === undefined) return 0;
    return this.ask(this.who.manager, `/instalments/${payment.id}/${what}`, body, payment.version);
  }

  private async undoReturn(choice: Choice): Promise<number> {
    const [returned] = await this.payments(['returned']);
    const states = returned === undefined ? ['planned', 'approved', 'exported'] : ['returned'];
    return this.act(choice, states, 'return/undo', { reason: 'Another one.' });
  }

  private async read<T>(who: Colleague, path: string): Promise<T> {
    return (await call(this.test, who, path)).json<T>();
  }

  private async vary(by: Colleague, other: Colleague, { percent, days, pick }: Choice): Promise<number> {
    const { version, valuePence } = await this.read<{ version: number; valuePence: number }>(
      by,
      `/contracts/${this.contract}`,
    );
    const changes = [
      { valuePence: valuePence + percent * 10_00 },
      { endsOn: addDays(END, days) },
      { valuePence: Math.max(1, valuePence - percent * 10_00) },
      { rhythm: percent === 50 ? 'monthly' : 'quarterly', deviationReason: `As agreed, ${String(percent)}.` },
    ][pick % 4];
    const wanted = { ...changes, effectiveOn: addDays(calendarDate(TODAY), days), reason: 'More.' };
    const answer = await call(this.test, by, `/contracts/${this.contract}/variations`, wanted, {
      'if-match': `"${String(version)}"`,
    });
    if (answer.statusCode !== 201) return answer.statusCode;
    const { id } = answer.json<Versioned>();
    type Seen = Versioned & { preview: { previewKey: string } | null };
    const seen = await this.read<Seen>(other, `/variations/${id}`);
    const accepted = { previewKey: seen.preview?.previewKey ?? 'a'.repeat(22) };
    const status = await this.ask(other, `/variations/${id}/acceptance`, accepted, seen.version);
    if (status !== 200) await this.ask(by, `/variations/${id}/withdrawal`, {}, seen.version);
    return status;
  }

  private async moveContract(what: string, days: number): Promise<number> {
    const { version } = await this.read<Versioned>(this.who.manager, `/contracts/${this.contract}`);
    const why = { reasonCode: 'budget_cut', reason: 'Cut.', groupToldOn: TODAY };
    const said = what === 'resumption' ? {} : { ...why, approvedByContactId: this.p.contacts.aLeadWithG1 };
    const body = { effectiveOn: addDays(calendarDate(TODAY), days), ...said };
    return this.ask(this.who.manager, `/contracts/${this.contract}/${what}`, body, version);
  }

  private async terminate({ days }: Choice): Promise<number> {
    const owed = await owedBy(this.test.db, this.contract, addDays(calendarDate(TODAY), days));
    const status = await this.moveContract('termination', days);
    if (status < 300) this.owed = owed;
    return status;
  }

  private async runs(states: readonly string[]): Promise<Versioned[]> {
    return this.test.db.rows<Versioned>(
      `select id, version from payment_run where health_body_id = $1 and state = any ($2) order by number desc`,
      [this.p.healthBodies.a, states],
    );
  }

  private async oneRun(state: string, work: (run: Versioned) => Promise<number>): Promise<number> {
    const [run] = await this.runs([state]);
    return run === undefined ? 0 : work(run);
  }

  private async moveRun(
    run: Versioned,
    to: string,
    said: string | object = {},
    who = this.who.officer,
  ): Promise<number> {
    await this.test.db.rows('update session set created_at = now()');
    const body = typeof said === 'string' ? { reason: said } : said;
    return this.ask(who, `/payment-runs/${run.id}/${to}`, body, run.version);
  }

  private async propose(days: number): Promise<number> {
    await codeContracts(this.test.db, this.p.healthBodies.a);
    return this.ask(this.who.officer, '/payment-runs', { sendByOn: addDays(calendarDate(TODAY), days) });
  }

  private async takeOut({ pick }: Choice): Promise<number> {
    return this.oneRun('draft', async (run) => {
      const lines = await this.test.db.rows<{ id: string }>('select id from payment_run_line where run_id = $1', [
        run.id,
      ]);
      const answer = await this.test.app.inject({
        method: 'DELETE',
        url: `/api/v1/payment-runs/${run.id}/lines/${lines[pick % Math.max(1, lines.length)]?.id ?? run.id}`,
        headers: { ...this.who.officer.headers, 'if-match': `"${String(run.version)}"` },
      });
      return answer.statusCode;
    });
  }

  private async receive(choice: Choice): Promise<number> {
    const payment = await this.payment(choice, ['planned', 'approved', 'exported', 'held', 'returned']);
    if (payment === undefined) return 0;
    const amountPence = Math.max(1, Math.floor((payment.outstanding * choice.percent) / 100));
    const body = { instalmentId: payment.id, amountPence, receivedOn: TODAY, anotherAlike: true };
    return this.ask(this.who.officer, '/receipts', body);
  }

  private async reverse({ pick }: Choice): Promise<number> {
    const receipts = await this.test.db.rows<{ id: string }>(
      `select id from receipt where contract_id = $1 and kind = 'receipt' order by id`,
      [this.contract],
    );
    const { id } = receipts[pick % Math.max(1, receipts.length)] ?? {};
    if (id === undefined) return 0;
    return this.ask(this.who.officer, `/receipts/${id}/reversal`, { reason: 'A mistake.' });
  }

  private async recover(choice: Choice): Promise<number> {
    const payment = await this.payment(choice, ['paid', 'exported']);
    if (payment === undefined) return 0;
    const body = { amountPence: choice.percent * 100, recoveredOn: TODAY, reason: 'Too much.' };
    return this.ask(this.who.officer, `/instalments/${payment.id}/recoveries`, body);
  }

  private async statement({ pick }: Choice, rest: Parameters<typeof paid>[1]): Promise<number> {
    const lines = await this.test.db.rows<Parameters<typeof paid>[0] & { payee: string; number: number }>(
      `select l.id, l.instalment_id as "instalmentId", l.run_id as "runId", r.number, l.position, l.reference,
         l.amount_pence::integer as pence, l.payee_name as payee
       from payment_run_line l join payment_run r on r.id = l.run_id
       where l.contract_id = $1 and r.state in ('exported', 'closed') order by r.number, l.position`,
      [this.contract],
    );
    const line = lines[pick % Math.max(1, lines.length)];
    if (line === undefined) return 0;
    const named = { payee: line.payee, endToEndId: `RUN-${String(line.number)}-${String(line.position)}` };
    await taken(this.test, this.who.officer, camt([paid(line, { ...named, bookedOn: TODAY, ...rest })]));
    return 201;
  }
}

const HOLD = { reasonCode: 'other', reason: 'A question.', cause: 'payer' };
const BEFORE = ['draft', 'submitted', 'approved'] as const;
const END = calendarDate('2027-03-31');
