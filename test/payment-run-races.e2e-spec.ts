import { APPROVE, call, makeReady, move, newColleague, propose, readRun } from './support/finance';
import type { Colleague, Run } from './support/finance';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';

const PEOPLE = 20;

let test: TestApp;
let p: Portfolio;
let officers: Colleague[];
let approvers: Colleague[];

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
});
beforeEach(async () => {
  await test.db.renew();
  await makeReady(test.db, p);
  const many = (role: 'finance_officer' | 'finance_approver') =>
    Promise.all(Array.from({ length: PEOPLE }, () => newColleague(test.db, p.healthBodies.a, role)));
  officers = await many('finance_officer');
  approvers = await many('finance_approver');
});
afterAll(() => test.close());

type Answer = Awaited<ReturnType<typeof call>>;
const statuses = (answers: readonly Answer[]) =>
  Object.fromEntries(
    [...new Set(answers.map(({ statusCode }) => statusCode))].map((status) => [
      status,
      answers.filter(({ statusCode }) => statusCode === status).length,
    ]),
  );
const details = (answers: readonly Answer[], status: number) =>
  answers
    .filter(({ statusCode }) => statusCode === status)
    .map(({ body }) => (JSON.parse(body) as { detail: string }).detail);
const someone = (people: readonly Colleague[]) => {
  const [one] = people;
  if (one === undefined) throw new Error('Nobody there');
  return one;
};

/** What must hold whatever happened at once. */
async function holds(): Promise<void> {
  const twice = await test.db.rows(
    `select instalment_id from payment_run_line where live group by health_body_id, instalment_id having count(*) > 1`,
  );
  const onePerson = await test.db.rows(
    `select 1 from payment_run where approved_by = submitted_by or approved_by = any (touched_by)`,
  );
  const unlike = await test.db.rows(
    `select r.id from payment_run r left join payment_run_line l on l.run_id = r.id where r.number > 1
     group by r.health_body_id, r.id having (count(l.id), coalesce(sum(l.amount_pence), 0)) <> (r.line_count, r.total_pence)`,
  );
  expect({ twice, onePerson, unlike }).toEqual({ twice: [], onePerson: [], unlike: [] });
}

it('gives 20 officers who propose at once one run, and tells the others which', async () => {
  const answers = await Promise.all(
    officers.map((who) => call(test, who, '/payment-runs', { sendByOn: '2026-11-27' })),
  );
  expect(statuses(answers)).toEqual({ 201: 1, 409: PEOPLE - 1 });
  expect(new Set(details(answers, 409))).toEqual(new Set(['Nothing is left to send by 2026-11-27: 3 in run 2.']));
  await holds();
});

it('lets one of 20 who submit, approve and export at once do each, and tells the others what the run is', async () => {
  const run = await propose(test, someone(officers), '2026-11-27');
  const submits = await Promise.all(officers.map((who) => move(test, who, run, 'submission')));
  expect(statuses(submits)).toEqual({ 201: 1, 409: PEOPLE - 1 });
  expect(new Set(details(submits, 409))).toEqual(new Set(['Only a draft can be submitted: run 2 is submitted.']));

  const submitted = await readRun(test, someone(officers), run.id);
  const approvals = await Promise.all(approvers.map((who) => move(test, who, submitted, 'approval', APPROVE)));
  expect(statuses(approvals)).toEqual({ 201: 1, 409: PEOPLE - 1 });

  const approved = await readRun(test, someone(officers), run.id);
  const exports = await Promise.all(officers.map((who) => move(test, who, approved, 'exports')));
  expect(statuses(exports)).toEqual({ 201: 1, 409: PEOPLE - 1 });
  expect(new Set(details(exports, 409))).toEqual(
    new Set(['Only an approved run can be exported, and only once: run 2 is exported.']),
  );
  await holds();
});

it('ends in no deadlock when officers and approvers do everything at once to the same payments', async () => {
  const wanted = ['2026-11-27', '2026-12-29', '2027-01-28', '2027-02-25'];
  const runs: Run[] = [];
  for (const sendByOn of wanted) runs.push(await propose(test, someone(officers), sendByOn));
  const answers = await Promise.all(
    officers.flatMap((officer, at) => {
      const run = runs[at % runs.length];
      const approver = approvers[at];
      if (run === undefined || approver === undefined) return [];
      return [
        move(test, officer, run, 'submission'),
        move(test, approver, { ...run, version: run.version + 1 }, 'approval', APPROVE),
        move(test, officer, { ...run, version: run.version + 2 }, 'exports'),
        move(test, officer, run, 'cancellation', { reason: 'All at once' }),
        move(test, approver, { ...run, version: run.version + 1 }, 'rejection', { reason: 'All at once' }),
        move(test, officer, run, 'lines', { instalmentIds: [p.instalments.aG1March] }),
        call(test, officer, '/payment-runs', { sendByOn: '2027-02-25' }),
        call(test, officer, '/receipts', {
          instalmentId: p.instalments.aG1Overdue,
          amountPence: 1,
          receivedOn: '2026-11-20',
          anotherAlike: true,
        }),
      ];
    }),
  );
  // 412: somebody was faster. 422: nothing is left outstanding. None is an error of ours, and none waited for another.
  expect(
    answers.filter(({ statusCode }) => ![201, 409, 412, 422].includes(statusCode)).map(({ body }) => body),
  ).toEqual([]);
  expect(details(answers, 409).filter((detail) => detail.startsWith('Somebody else changed this at the same'))).toEqual(
    [],
  );
  await holds();
  const sent = await test.db.rows<{ state: string; run: string }>(
    `select distinct i.state, r.state as run from payment_run_line l join payment_run r on r.id = l.run_id
     join instalment i on i.id = l.instalment_id where l.live and r.number > 1`,
  );
  const fits: Record<string, string[]> = {
    draft: ['planned', 'approved', 'paid'],
    submitted: ['planned', 'approved', 'paid'],
    approved: ['approved', 'paid'],
    exported: ['exported', 'paid'],
  };
  expect(sent.filter(({ state, run }) => fits[run]?.includes(state) !== true)).toEqual([]);
});
