import fc from 'fast-check';
import type { PaymentPerformanceView } from '../src/finance/figures/figures-view.dto';
import { naiveFigures } from './independent/payment-figures';
import { PORTFOLIO, writeFigureData } from './support/figure-data';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { pointers } from './support/pointers';
import { TODAY } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;

jest.setTimeout(120_000);
beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
});
afterAll(() => test.close());

const REPORT = '/api/v1/reports/payment-performance';
const figures = async (who: Agent, from: string, to: string) =>
  (await who.get(`${REPORT}?from=${from}&to=${to}`).expect(200)).body as PaymentPerformanceView;

/** How many kinds are hidden: the small ones, and one more where that would be a single one. */
function hiddenOf(kinds: readonly { groups: number }[]): number {
  const small = kinds.filter(({ groups }) => groups < 5).length;
  return small === 1 ? Math.min(2, kinds.length) : small;
}

/** What was told, in the shape of the second calculation. Kinds that are hidden are compared elsewhere. */
function comparable({ agreedDay, paymentCode, notice, yearly }: PaymentPerformanceView) {
  const { of, part, percentByNumber, percentByValue, leftOut } = paymentCode.nonNhs;
  return {
    agreedDay: agreedDay.all,
    byKind: agreedDay.byKind.filter(({ groups }) => groups !== null),
    paymentCode: { of, part, percentByNumber, percentByValue, notMeasurable: paymentCode.notMeasurable, leftOut },
    notice: {
      paid: notice.paid,
      meanDaysToPay: notice.meanDaysToPay,
      bands: notice.paidInDays.map(({ paid, percent }) => ({ paid, percent })),
      notPaid: notice.notPaid,
      notMeasurablePaid: notice.notMeasurablePaid,
    },
    yearly: {
      of: yearly.of,
      part: yearly.part,
      percentByNumber: yearly.percentByNumber,
      percentByValue: yearly.percentByValue,
      interestLiabilityPence: yearly.interestLiabilityPence,
    },
  };
}

const PERIODS = [
  ['2026-04-01', '2026-09-30'],
  ['2026-01-01', '2026-12-31'],
  ['2026-10-01', '2026-10-31'],
] as const;
const TABLES = ['instalment', 'receipt', 'invoice', 'invoice_instalment', 'instalment_hold'];
const made = fc.sample(PORTFOLIO, { numRuns: 6, seed: 38 });

describe('the figures', () => {
  // What is written is history: what the triggers would say of writing it now is not looked at here.
  const triggers = async (what: 'enable' | 'disable') => {
    for (const table of TABLES) await test.db.rows(`alter table ${table} ${what} trigger user`);
  };
  beforeAll(() => triggers('disable'));
  afterAll(() => triggers('enable'));

  it.each(made.map((payments, at) => ({ payments, at })))(
    'are those of a second calculation from the rows themselves (portfolio $at)',
    async ({ payments }) => {
      const { body, rows } = await writeFigureData(test.db, payments, TODAY);
      const auditor = await test.as('auditor', body);
      for (const [from, to] of PERIODS) {
        const told = await figures(auditor, from, to);
        const shown = told.agreedDay.byKind.filter(({ groups }) => groups !== null).map(({ kind }) => kind);
        const { byKind, ...naive } = naiveFigures(rows, from, to, TODAY);
        const wanted = shown.map((kind) => byKind.find((each) => each.kind === kind));
        expect(comparable(told)).toEqual({ ...naive, byKind: wanted });
        expect(shown).toHaveLength(byKind.length - hiddenOf(byKind));
      }
    },
  );
});

describe('the report', () => {
  it('has what fell due and what came, for those who may read it', async () => {
    const officer = await test.as('finance_officer', p.healthBodies.a);
    const told = await figures(officer, '2026-07-01', '2026-12-01');
    expect(told).toMatchObject({ from: '2026-07-01', to: '2026-12-01', judgedOn: TODAY });
    expect(told.agreedDay.all).toMatchObject({ judged: { count: 5 }, onTime: { count: 2 }, notYetDue: { count: 1 } });
    expect(told.agreedDay.byKind).toMatchObject([{ groups: null, figures: null }]);
    expect(told.notice).toMatchObject({ paid: { count: 0 }, meanDaysToPay: null });
    // Nobody has said under which rules these contracts were awarded, and so they are in neither of both.
    expect(told.regimeNotRecorded).toEqual({ count: 3, pence: 300_000 });
    expect(told.statement).toBeNull();
  });

  it('is of the financial year unless a period is asked for, which has both ends in order', async () => {
    const manager = await test.as('partnership_manager', p.healthBodies.a);
    expect((await manager.get(REPORT).expect(200)).body).toMatchObject({ from: '2026-04-01', to: '2027-03-31' });
    expect(pointers(await manager.get(`${REPORT}?from=2026-04-01`).expect(422))).toEqual(['/to']);
    expect(pointers(await manager.get(`${REPORT}?from=2026-04-02&to=2026-04-01`).expect(422))).toEqual(['/to']);
    expect(pointers(await manager.get(`${REPORT}?from=2016-04-01&to=2026-04-01`).expect(422))).toEqual(['/to']);
    await manager.get(`${REPORT}?from=2026-02-30&to=2026-04-01`).expect(400);
  });

  it('is a table too, and so are the payments behind it', async () => {
    await test.db.rows(`update organisation set payee_name = '=cmd()' where id = $1`, [p.groups.g1]);
    const officer = await test.as('finance_officer', p.healthBodies.a);
    const table = await officer.get(`${REPORT}.csv?from=2026-07-01&to=2026-12-01`).expect(200);
    expect(table.headers['content-type']).toContain('text/csv');
    expect(table.text).toContain('Agreed day,All groups,On or before the agreed day,2,2000.00,40,40,');
    const list = await officer.get(`${REPORT}/payments.csv?from=2026-07-01&to=2026-12-01`).expect(200);
    const lines = list.text.trim().split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[1]).toContain("W-001,'=cmd(),1,");
  });
});

describe('the statement of the finance director', () => {
  interface Statement {
    id: string;
    version: number;
    [name: string]: unknown;
  }
  const said = (periodId: string, change: object = {}) => ({
    periodId,
    name: 'Morgan Vale',
    jobTitle: 'Director of Finance',
    approvedOn: '2026-10-20',
    ...change,
  });
  async function periods(who: Agent) {
    const { body } = await who.get('/api/v1/reporting-periods?kind=compliance_notice&limit=200').expect(200);
    const { items } = body as { items: { id: string; fromOn: string; toOn: string; publishByOn: string }[] };
    return (toOn: string) => items.find((each) => each.toOn === toOn) ?? { id: '', fromOn: '', publishByOn: '' };
  }

  it('knows when each notice is to be out', async () => {
    const ending = await periods(await test.as('auditor', p.healthBodies.a));
    expect(ending('2026-03-31')).toMatchObject({ fromOn: '2026-01-01', publishByOn: '2026-04-29' });
    expect(ending('2026-09-30')).toMatchObject({ fromOn: '2026-04-01', publishByOn: '2026-10-29' });
  });

  it('is entered once for a period that is over, keeps its figures, and can be taken back', async () => {
    const approver = await test.as('finance_approver', p.healthBodies.a);
    const ending = await periods(approver);
    const { id } = ending('2026-09-30');
    const enter = (body: object) => approver.post('/api/v1/figure-statements').send(body);
    expect((await enter(said(ending('2027-03-31').id)).expect(409)).text).toContain('not whole yet');
    expect(pointers(await enter(said(id, { approvedOn: '2026-09-30' })).expect(422))).toEqual(['/approvedOn']);
    expect(pointers(await enter(said(p.healthBodies.a)).expect(422))).toEqual(['/periodId']);
    const answers = await Promise.all([enter(said(id)), enter(said(id))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const made = answers.find(({ status }) => status === 201)?.body as Statement;
    expect(made).toMatchObject({ name: 'Morgan Vale', toOn: '2026-09-30', figures: { paid: { count: 0 } } });
    const { statement } = await figures(approver, '2026-04-01', '2026-09-30');
    expect(statement).toMatchObject({ id: made.id, name: 'Morgan Vale', changedSince: false });
    const { text } = await approver.get(`${REPORT}.csv?from=2026-04-01&to=2026-09-30`).expect(200);
    expect(text).toContain(',Approved by,,,,,"Morgan Vale, Director of Finance"\r\n');
    const withdraw = approver.post(`/api/v1/figure-statements/${made.id}/withdrawal`).set('If-Match', '"1"');
    expect((await withdraw.expect(201)).body).toMatchObject({ version: 2 });
    await enter(said(id)).expect(201);
    const manager = await test.as('partnership_manager', p.healthBodies.a);
    await manager.post('/api/v1/figure-statements').send(said(id)).expect(403);
    const events = await test.db.rows<{ action: string; detail: object }>(
      `select action, detail from audit_event where subject_id = $1 order by id`,
      [made.id],
    );
    expect(events.map(({ action }) => action)).toEqual(['figure-statement.entered', 'figure-statement.withdrawn']);
    expect(JSON.stringify(events)).not.toContain('Morgan');
  });
});
