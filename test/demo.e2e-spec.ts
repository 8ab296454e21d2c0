import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ImportService, loadDemo, signInsOfDemo } from '../src/exchange';
import { ReportService } from '../src/findings';
import type { Report } from '../src/findings';
import { Clock, operatorFor } from '../src/platform';
import { calendarDate } from '../src/shared/calendar-date';
import { startApp } from './support/start-app';
import type { TestApp } from './support/start-app';

jest.setTimeout(60_000);

const RULES = [
  'ally_leaving',
  'ally_left',
  'deviation_without_reason',
  'no_deputy',
  'repeat_late',
  'short_contract',
  'single_ally',
];

async function reportOf(test: TestApp, asOf = test.app.get(Clock).today()): Promise<Report> {
  const bodies = await test.database.server<{ id: string }>('select id from operator_health_bodies()');
  const actors = bodies.map(({ id }) => operatorFor(id));
  return test.app.get(ReportService, { strict: false }).report(actors, asOf);
}

const OVERDUE = ['WM-0115', 'WM-0155', 'WM-0145', 'WM-0110'];

const rulesOf = (report: Report) => [...new Set(report.findings.map(({ rule }) => rule))].sort();
const groupsOf = (report: Report, rule: string) =>
  new Set(report.findings.filter((finding) => finding.rule === rule).map(({ group }) => group));

describe('the demo portfolio', () => {
  let test: TestApp;
  let dataDir: string;
  let report: Report;

  beforeAll(async () => {
    test = await startApp();
    dataDir = await mkdtemp(join(tmpdir(), 'accord-demo-test-'));
    if (!(await loadDemo(test.app, dataDir))) throw new Error('The demo was not loaded into an empty database.');
    report = await reportOf(test);
  });
  afterAll(async () => {
    await test.close();
    await rm(dataDir, { recursive: true });
  });

  it('is loaded once', async () => {
    const file = join(dataDir, 'demo-sign-ins.json');
    const before = await readFile(file, 'utf8');
    await expect(loadDemo(test.app, dataDir)).resolves.toBe(false);
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('has two health bodies, twenty partnerships and a group that works with both', async () => {
    const partnerships = await test.db.rows<{ body: string; name: string }>(
      `select h.name as body, g.name from partnership p
       join organisation h on h.id = p.health_body_id join organisation g on g.id = p.group_id`,
    );
    const groupsOfBody = (body: string) => partnerships.filter((row) => row.body === body).map(({ name }) => name);
    const westmere = groupsOfBody('Westmere Integrated Care Board');
    const northvale = groupsOfBody('Northvale Integrated Care Board');
    expect([westmere.length, northvale.length]).toEqual([14, 6]);
    expect(northvale.filter((name) => westmere.includes(name))).toEqual(['Umber Bridge']);
  });

  it('shows each rule somewhere, and none everywhere', () => {
    expect(rulesOf(report)).toEqual(RULES);
    for (const rule of RULES) expect(groupsOf(report, rule).size).toBeLessThan(7);
  });

  it('finds that one relationship rests on one person, and names who leaves', () => {
    expect([...groupsOf(report, 'single_ally')]).toEqual(['The Teal Kettle']);
    expect([...groupsOf(report, 'ally_left')]).toEqual(['Brackenfold Families']);
    expect([...groupsOf(report, 'ally_leaving')].sort()).toEqual(['Copperwick Youth Room', 'Fernholt Silver Thread']);
  });

  it('has payments overdue by days, by weeks and by more than a month, and one received in part', () => {
    const late = report.latePayments.map(({ contractReference, severity }) => [contractReference, severity]);
    expect(late).toEqual([
      ['WM-0115', 'critical'],
      ['WM-0155', 'serious'],
      ['WM-0145', 'serious'],
      ['WM-0110', 'attention'],
    ]);
    expect(report.latePayments.filter(({ receivedPence }) => receivedPence > 0)).toHaveLength(1);
  });

  it('has a payment that is about to be late', () => {
    expect(report.atRisk.map(({ contractReference }) => contractReference)).toContain('WM-0135');
    expect(report.atRisk.length).toBeLessThan(4);
  });

  it('shows how two groups work and decide together with their health body, and what waits for them', async () => {
    const states = await test.db.rows('select state, count(*)::int as n from decision group by state order by state');
    expect(states).toEqual([
      { state: 'agreed', n: 1 },
      { state: 'open', n: 2 },
      { state: 'without_agreement', n: 1 },
    ]);
    const found = await test.db.rows(
      `select f.rule, c.reference, f.severity from finding f join contract c on c.id = f.contract_id
       where f.rule in ('commencement_unconfirmed', 'decision_answer_overdue', 'decided_without_agreement',
         'no_decision_process', 'not_anchored') and c.reference like 'WM-%'
       order by f.rule, c.reference`,
    );
    expect(found).toEqual([
      { rule: 'commencement_unconfirmed', reference: 'WM-0115', severity: null },
      { rule: 'decided_without_agreement', reference: 'WM-0115', severity: 'serious' },
      { rule: 'decision_answer_overdue', reference: 'WM-0165', severity: null },
      { rule: 'no_decision_process', reference: 'WM-0125', severity: 'attention' },
      { rule: 'not_anchored', reference: 'WM-0125', severity: 'attention' },
    ]);
  });

  it('shows a name that is used as the group agreed to, and one of which the yes has lapsed', async () => {
    const uses = await test.db.rows(
      `select c.reference, k.ended_how, f.severity from name_use u join material m on m.id = u.material_id
       join contract c on c.id = m.contract_id join name_consent k on k.version_id = u.version_id
       left join finding f on f.subject_key = u.id::text and f.rule = 'name_used_without_consent'
       order by c.reference`,
    );
    expect(uses).toEqual([
      { reference: 'WM-0115', ended_how: 'lapsed', severity: 'serious' },
      { reference: 'WM-0165', ended_how: null, severity: null },
    ]);
  });

  it('shows small contracts at each step of being agreed, and one that leaves a gap in what the group lives on', async () => {
    const drafts = await test.db.rows(
      `select c.reference, c.state, count(distinct k.side) filter (where k.withdrawn_at is null)::int as sides,
         count(distinct r.check_name)::int as without, count(distinct o.number)::int as overrides
       from contract c
       left join contract_confirmation k on k.contract_id = c.id left join contract_readiness_gap r on r.contract_id = c.id
       left join contract_fit_override o on o.contract_id = c.id
       where c.reference between 'WM-0190' and 'WM-0199' group by 1, 2 order by 1`,
    );
    expect(drafts).toEqual([
      { reference: 'WM-0190', state: 'draft', sides: 0, without: 0, overrides: 0 },
      { reference: 'WM-0191', state: 'agreed', sides: 2, without: 1, overrides: 1 },
      { reference: 'WM-0192', state: 'draft', sides: 1, without: 0, overrides: 0 },
      { reference: 'WM-0193', state: 'draft', sides: 1, without: 0, overrides: 0 },
      { reference: 'WM-0194', state: 'draft', sides: 0, without: 0, overrides: 0 },
    ]);
    const [marlpit] = await test.db.rows<{ contract: string; body: string }>(
      `select id as contract, health_body_id as body from contract where reference = 'WM-0194'`,
    );
    const manager = await test.as('partnership_manager', marlpit?.body ?? '');
    const impact = await manager.get(`/api/v1/contracts/${marlpit?.contract ?? ''}/funding-impact`).expect(200);
    expect(impact.body).toMatchObject({ impact: { reserves: { enough: false } } });
  });

  it('shows who talks less than both wanted, what was gone on without, and what is told in private', async () => {
    const found = await test.db.rows(
      `select f.rule, g.name from finding f join organisation g on g.id = f.group_id
       where f.rule in ('going_quiet', 'agreed_with_gap', 'challenge_unanswered') order by 1, 2`,
    );
    expect(found).toEqual([
      { rule: 'agreed_with_gap', name: 'Umber Bridge' },
      { rule: 'challenge_unanswered', name: 'Marlpit Circle' },
      { rule: 'going_quiet', name: 'The Teal Kettle' },
    ]);
    const matters = await test.db.rows(
      `select a.email, m.kind, r.side from private_matter m join account a on a.id = m.to_account_id
       join private_reply r on r.matter_id = m.id`,
    );
    expect(matters).toEqual([{ email: 'lesley.marsh@westmere.example', kind: 'relationship', side: 'health' }]);
  });

  it('shows what a group talked about with its mentor, and of whom it is to be asked whether one is still needed', async () => {
    const talks = await test.db.rows('select count(*)::int as n from engagement where mentoring');
    expect(talks).toEqual([{ n: 3 }]);
    const mentors = await test.db.rows(
      `select g.name, m.other_party is not null as other, m.to_on is null as present from mentoring_period m
       join organisation g on g.id = m.group_id order by g.name, m.number`,
    );
    expect(mentors).toEqual([
      { name: 'Marlpit Circle', other: true, present: true },
      { name: 'Umber Bridge', other: true, present: false },
      { name: 'Umber Bridge', other: false, present: true },
    ]);
    const due = await test.db.rows(
      `select g.name from finding f join organisation g on g.id = f.group_id where f.rule = 'mentoring_review_due'`,
    );
    expect(due).toEqual([{ name: 'Marlpit Circle' }]);
  });

  it('keeps sign-ins that only the server’s account can read', async () => {
    const { mode } = await stat(join(dataDir, 'demo-sign-ins.json'));
    expect(mode & 0o777).toBe(0o600);
    await expect(signInsOfDemo(join(dataDir, 'elsewhere'))).resolves.toBeNull();
  });

  it('lets everybody sign in with the password that is printed', async () => {
    const signIns = await signInsOfDemo(dataDir);
    expect(signIns?.people).toHaveLength(9);
    const roles: string[] = [];
    for (const { email } of signIns?.people ?? []) {
      const session = await test
        .anonymous()
        .post('/api/v1/sessions')
        .send({ email, password: signIns?.password })
        .expect(201);
      const { memberships } = session.body as { memberships: { roles: string[] }[] };
      roles.push(...memberships.flatMap((membership) => membership.roles));
    }
    expect(new Set(roles)).toEqual(
      new Set(['partnership_manager', 'finance_officer', 'finance_approver', 'administrator', 'auditor', 'group_lead']),
    );
  });
});

describe('the demo portfolio on other days', () => {
  const load = async <T>(today: string, look: (test: TestApp) => Promise<T>): Promise<T> => {
    const test = await startApp({ ACCORD_TODAY: today });
    try {
      if (!(await loadDemo(test.app, null))) throw new Error('The demo was not loaded into an empty database.');
      return await look(test);
    } finally {
      await test.close();
    }
  };

  it.each(['2025-12-25', '2027-02-28', '2028-05-30'])('is as full on %s', async (today) => {
    const report = await load(today, reportOf);
    expect(rulesOf(report)).toEqual(RULES);
    expect(report.latePayments.map(({ contractReference }) => contractReference)).toEqual(OVERDUE);
    expect(report.atRisk.map(({ contractReference }) => contractReference)).toContain('WM-0135');
  });

  it.each([
    ['2019-01-07', '2020-07-01'],
    ['2028-12-31', '2028-09-30'],
    ['2031-06-05', '2028-09-30'],
  ])('beyond the table of bank holidays, on %s, is dated for %s', async (today, judged) => {
    const report = await load(today, (test) => reportOf(test, calendarDate(judged)));
    expect(rulesOf(report)).toEqual(RULES);
    expect(report.latePayments.map(({ contractReference }) => contractReference)).toEqual(OVERDUE);
  });

  it('makes no sign-ins where none are kept', async () => {
    const accounts = await load('2026-11-22', (test) => test.db.rows('select id from account'));
    expect(accounts).toEqual([]);
  });
});

describe('the example files of the documentation', () => {
  let test: TestApp;
  const file = (name: string) => ({ path: resolve(__dirname, '../docs/demo', name), name });
  const files = { contracts: file('contracts.csv'), payments: file('payments.csv'), contacts: file('contacts.csv') };
  const bringIn = ({ app }: TestApp) =>
    app.get(ImportService, { strict: false }).forOperator({ files, dryRun: false, keepGood: false });

  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.close());

  it('can be imported as they are', async () => {
    const { report } = await bringIn(test);
    expect(report).toMatchObject({ errors: [], warnings: [], created: 51 });
    expect(report.files.map(({ unknownColumns }) => unknownColumns)).toEqual([['Budget holder'], [], []]);
  });

  it('change nothing when they are imported again', async () => {
    expect(await bringIn(test)).toMatchObject({ changed: false, report: { errors: [], created: 0, updated: 0 } });
  });

  it('show what Accord notices', async () => {
    const report = await reportOf(test);
    expect(rulesOf(report)).toEqual(RULES);
    const { latePayments, atRisk } = report;
    expect(latePayments.map((late) => [late.contractReference, late.daysOverdue, late.receivedPence])).toEqual([
      ['WM/26/04', 24, 100_000],
      ['WM/26/01', 23, 0],
    ]);
    expect(atRisk.map(({ contractReference }) => contractReference)).toEqual([
      'WM/26/01',
      'WM/26/03',
      'WM/26/05',
      'WM/26/06',
    ]);
  });

  it('can be imported beside the demo portfolio', async () => {
    const beside = await startApp();
    try {
      await loadDemo(beside.app, null);
      const { report } = await bringIn(beside);
      expect(report).toMatchObject({ errors: [], warnings: [], created: 51 });
    } finally {
      await beside.close();
    }
  });
});
