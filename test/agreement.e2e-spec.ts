import { loadDemo } from '../src/exchange';
import type { Report } from '../src/findings';
import { startApp } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

interface Listed {
  contractReference: string;
  number: number;
  dueOn: string;
  sendByOn: string;
  amountPence: number;
  receivedPence: number;
  outstandingPence: number;
  daysOverdue: number;
  severity: string | null;
  statutoryInterestPence: number | null;
  fixedSumPence: number | null;
}

/** The days around each change of state in the demo, a leap day, and far ends of what it holds. */
const DAYS = [
  '2025-06-30',
  '2026-02-28',
  '2026-10-08',
  '2026-10-09',
  '2026-11-22',
  '2026-11-30',
  '2027-03-01',
  '2028-02-29',
];

describe('the report and the lists of the API', () => {
  let test: TestApp;
  let manager: Agent;

  beforeAll(async () => {
    test = await startApp();
    await loadDemo(test.app, null);
    const [body] = await test.db.rows<{ id: string }>(`select id from organisation where name like 'Westmere%'`);
    manager = await test.as('partnership_manager', body?.id ?? '');
  });
  afterAll(() => test.close());

  const listed = async (query: string): Promise<Listed[]> => {
    const items: Listed[] = [];
    let next: string | null = null;
    do {
      const cursor: string = next === null ? '' : `&cursor=${next}`;
      const { body } = await manager.get(`/api/v1/instalments?limit=3&${query}${cursor}`).expect(200);
      items.push(...(body.items as Listed[]));
      next = body.next as string | null;
    } while (next !== null);
    return items;
  };
  const sorted = (items: unknown[]): string[] => items.map((item) => JSON.stringify(item)).sort();

  it.each(DAYS)('agree to the penny and the day on %s', async (asOf) => {
    const { body } = await manager.get(`/api/v1/report?asOf=${asOf}`).expect(200);
    const report = body as Report;
    const overdue = await listed(`overdue=true&asOf=${asOf}`);
    expect(
      sorted(
        overdue.map((one) => [
          one.contractReference,
          one.number,
          one.dueOn,
          one.amountPence,
          one.receivedPence,
          one.daysOverdue,
          one.severity,
          one.statutoryInterestPence,
          one.fixedSumPence,
        ]),
      ),
    ).toEqual(
      sorted(
        report.latePayments.map((late) => [
          late.contractReference,
          late.instalmentNumber,
          late.instalmentDueOn,
          late.amountPence,
          late.receivedPence,
          late.daysOverdue,
          late.severity,
          late.statutoryInterestPence,
          late.fixedSumPence,
        ]),
      ),
    );
    expect(overdue.reduce((sum, { outstandingPence }) => sum + outstandingPence, 0)).toBe(report.totals.overduePence);
    const atRisk = await listed(`atRisk=true&asOf=${asOf}`);
    expect(sorted(atRisk.map((one) => [one.contractReference, one.number, one.dueOn, one.sendByOn]))).toEqual(
      sorted(
        report.atRisk.map((one) => [one.contractReference, one.instalmentNumber, one.instalmentDueOn, one.sendByOn]),
      ),
    );
  });
});
