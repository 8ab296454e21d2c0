import { call, hold, makeReady, moved, newColleague, propose } from './support/finance';
import type { Colleague, Run } from './support/finance';
import { newToken } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let officer: Colleague;
let run: Run;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  await makeReady(test.db, p);
  officer = await newColleague(test.db, p.healthBodies.a, 'finance_officer');
  run = await propose(test, officer, '2026-11-27');
});
afterAll(() => test.close());

interface Addition {
  instalmentId: string;
  reference: string;
  sendByOn: string;
}
interface Listed {
  items: Addition[];
  next: string | null;
  count?: number;
}
const additions = async (query = '') =>
  (await call(test, officer, `/payment-runs/${run.id}/additions${query}`)).json<Listed>();

it('lists what else a draft could take, the most pressing first and page by page', async () => {
  const all = await additions('?count=true');
  expect(all.items.length).toBeGreaterThan(2);
  expect(all.count).toBe(all.items.length);
  const days = all.items.map(({ sendByOn }) => sendByOn);
  expect(days).toEqual([...days].sort());
  const first = await additions('?limit=2');
  const rest = await additions(`?limit=200&cursor=${first.next ?? ''}`);
  expect([...first.items, ...rest.items]).toEqual(all.items);
  expect((await additions('?search=w-002')).items.every(({ reference }) => reference.startsWith('W-002'))).toBe(true);
  expect((await additions('?search=%25')).items).toEqual([]);
});

it('leaves out what is in a run, on hold or not ready, and adds what is chosen', async () => {
  const { items } = await additions('?search=W-001');
  const [chosen, held] = items;
  if (chosen === undefined || held === undefined) throw new Error('Two payments are needed');
  await hold(test.db, held.instalmentId);
  run = await moved(test, officer, run, 'lines', { instalmentIds: [chosen.instalmentId] });
  const left = (await additions()).items.map(({ instalmentId }) => instalmentId);
  expect(left).not.toContain(chosen.instalmentId);
  expect(left).not.toContain(held.instalmentId);
  await test.db.rows('delete from contract_coding where contract_id = $1', [p.contracts.aG2Future]);
  expect((await additions('?search=W-002')).items).toEqual([]);
});

it('may be added by a token, whose maker then has a hand in the run', async () => {
  const maker = await newColleague(test.db, p.healthBodies.a, 'finance_approver');
  const place = { role: 'finance_officer', organisationId: p.healthBodies.a } as const;
  const headers = await newToken(test.db, place, ['payments:read', 'payments:write']);
  await test.db.rows(`update api_token set made_by = $1 where label = 'For a test'`, [maker.accountId]);
  const [one] = (await additions('?limit=1')).items;
  run = await moved(test, { ...officer, headers }, run, 'lines', { instalmentIds: [one?.instalmentId] });
  expect(run.touchedBy).toEqual([officer.accountId, maker.accountId]);
});

it('lists nothing once the run is no draft', async () => {
  await moved(test, officer, run, 'submission');
  expect(await additions('?count=true')).toEqual({ items: [], next: null, count: 0 });
});

it('lists the runs that are under way, and those that are not', async () => {
  const states = async (underWay: boolean) =>
    (await call(test, officer, `/payment-runs?underWay=${String(underWay)}`))
      .json<{ items: { state: string }[] }>()
      .items.map(({ state }) => state);
  expect(await states(true)).toContain('submitted');
  await test.db.rows(`update payment_run set state = 'cancelled', reason = 'A test' where id = $1`, [run.id]);
  expect(await states(true)).not.toContain('cancelled');
  expect(await states(false)).toContain('cancelled');
});
