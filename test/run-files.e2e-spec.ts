import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { APPROVE, call, makeReady, move, moved, newColleague, propose, readRun } from './support/finance';
import type { Colleague, Run } from './support/finance';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';
import { ACCOUNT, Finance, holdNumber, MASTER_KEY, OTHER_ACCOUNT, TestClock, withoutVaults } from './support/vault';

/** What the group's bank has as the holder of its account. */
const HOLDER = 'Zoë’s Harbour Fund';

let test: TestApp;
let p: Portfolio;
let officer: Colleague;
let approver: Colleague;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio({ ACCORD_MASTER_KEY: MASTER_KEY }));
  await makeReady(test.db, p);
  await test.db.rows('update organisation set payee_name = $2 where id = $1', [p.groups.g1, HOLDER]);
  await fillVault();
  officer = await newColleague(test.db, p.healthBodies.a, 'finance_officer');
  approver = await newColleague(test.db, p.healthBodies.a, 'finance_approver');
});
afterAll(() => test.close());

/** The account of the health body and of one group, at rest for 72 hours. */
async function fillVault(): Promise<void> {
  await withoutVaults(test);
  const clock = new TestClock(test);
  const administrator = await test.as('administrator', p.healthBodies.a);
  await administrator.post('/api/v1/bank-vault').send({ confirmed: true }).expect(201);
  const finance = await Finance.of(test, p.healthBodies.a);
  await holdNumber(test, p.contacts.g1LeadWithA);
  await finance.confirmed(p.groups.g1, p.contacts.g1LeadWithA, { ...ACCOUNT, accountName: HOLDER });
  const own = { ...OTHER_ACCOUNT, accountName: 'Westmere ICB', serviceUserNumber: '123456' };
  await finance.move(finance.approver, await finance.propose(null, own), 'confirmation');
  clock.pass(72);
}

/** The payments that have to be sent by a day, without those of other groups. */
async function approved(sendByOn: string, rest: object): Promise<Run> {
  const run = await propose(test, officer, sendByOn, rest);
  const lines = await test.db.rows<{ id: string }>(
    'select id from payment_run_line where run_id = $1 and group_id <> $2',
    [run.id, p.groups.g1],
  );
  for (const { id } of lines) {
    const { version } = await readRun(test, officer, run.id);
    const answer = await test.app.inject({
      method: 'DELETE',
      url: `/api/v1/payment-runs/${run.id}/lines/${id}`,
      headers: { ...officer.headers, 'if-match': `"${String(version)}"` },
    });
    expect(answer.statusCode).toBeLessThan(300);
  }
  const submitted = await moved(test, officer, await readRun(test, officer, run.id), 'submission');
  return moved(test, approver, submitted, 'approval', APPROVE);
}

async function fileOf(run: Run, wanted: object = {}): Promise<string> {
  const made = await move(test, officer, run, 'exports', wanted);
  if (made.statusCode !== 201) throw new Error(made.body);
  const { id } = made.json<{ id: string }>();
  const file = await call(test, officer, `/payment-runs/${run.id}/exports/${id}/file`);
  expect(file.statusCode).toBe(200);
  return file.body;
}

const pageOf = async (path: string) => {
  const url = `/o/${p.healthBodies.a}${path}`;
  const answer = await test.app.inject({ method: 'GET', url, headers: officer.headers });
  expect(answer.statusCode).toBe(200);
  return answer.body;
};
const remittancesOf = async (run: Run) => {
  const answer = await call(test, officer, `/remittances?runId=${run.id}&sort=paymentDate`);
  return answer.json<{ items: { id: string; totalPence: number; paymentDate: string; payeeLine: string }[] }>().items;
};
const savedTemplate = async (name: string, layout: object) => {
  const answer = await call(test, officer, '/export-templates', {
    name,
    headerLine: true,
    dateFormat: 'YYYYMMDD',
    amountFormat: 'pence',
    separator: 'bar',
    lineEnding: 'lf',
    quoting: 'needed',
    ...layout,
  });
  expect(answer.statusCode).toBe(201);
  return answer.json<{ id: string }>().id;
};

it('sends a run as Standard 18, and says what Bacs could not carry as it was', async () => {
  const run = await approved('2026-11-27', { method: 'bacs_18' });
  const file = await fileOf(run);
  const records = file.split('\r\n').slice(0, -1);
  const width = records[2]?.includes('00106') === true ? 106 : 100;
  const items = records.slice(4, -3);
  expect(items.map(({ length }) => length)).toEqual(items.map(() => width));
  const credits = items.filter((item) => item.slice(15, 17) === '99');
  expect(credits).toHaveLength(run.lineCount);
  expect(credits.reduce((sum, item) => sum + Number(item.slice(35, 46)), 0)).toBe(run.totalPence);
  for (const credit of credits) {
    expect(credit.slice(0, 31)).toBe('0899996637495809910799988837491');
    expect(credit.slice(46, 64)).toBe('WESTMERE ICB      ');
    expect(credit.slice(82, 100)).toBe('ZOE S HARBOUR FUND');
  }
  expect(records.at(-1)?.slice(4, 30)).toBe(String(run.totalPence).padStart(13, '0').repeat(2));
  const mapped = (await call(test, officer, `/payment-runs/${run.id}/mapped-texts?limit=1`)).json<{ next: number }>();
  const first = { position: 1, line: 1, field: 'payeeName', before: HOLDER, after: 'ZOE S HARBOUR FUND' };
  expect(mapped).toEqual({ items: [first], next: credits.length > 1 ? 1 : null });
  const rest = await call(test, officer, `/payment-runs/${run.id}/mapped-texts?after=1`);
  expect(rest.json<{ items: object[] }>().items).toHaveLength(credits.length - 1);
  const shown = await pageOf(`/finance/runs/${run.id}`);
  expect(shown).toContain(`/remittances?run=${run.id}`);
  expect(await pageOf(`/finance/runs/${run.id}/mapped-texts`)).toContain('ZOE S HARBOUR FUND');
  expect(await pageOf(`/remittances?run=${run.id}`)).toContain('Zoë’s Harbour Fund');
});

it('tells the group, day by day, what that run pays it', async () => {
  const [run] = await test.db.rows<Run & { total_pence: string }>('select * from payment_run where method = $1', [
    'bacs_18',
  ]);
  const remittances = await remittancesOf(run as Run);
  expect(remittances.reduce((sum, { totalPence }) => sum + totalPence, 0)).toBe(Number(run?.total_pence));
  const group = await test.as('group_lead', p.groups.g1);
  for (const { id, paymentDate, totalPence } of remittances) {
    const { body } = await group.get(`/api/v1/remittances/${id}`).expect(200);
    expect(body).toMatchObject({ payeeName: HOLDER, payeeLine: 'ZOE S HARBOUR FUND', paymentDate, totalPence });
    expect(JSON.stringify(body)).not.toContain('Harbourlight');
  }
  const events = await test.db.rows('select 1 from audit_event where action = $1 and subject_id = $2', [
    'payment-run.remitted',
    run?.id,
  ]);
  expect(events).toHaveLength(1);
});

it('sends a run as pain.001, which validates', async () => {
  const run = await approved('2026-12-30', { method: 'pain_001' });
  const file = await fileOf(run);
  const schema = readFileSync(join(__dirname, 'oracles/iso20022-pain.001.001.09.xsd'), 'utf8');
  const { errors } = await validateXML({ xml: [{ fileName: 'run.xml', contents: file }], schema: [schema] });
  expect(errors).toEqual([]);
  expect(file.match(/<CdtTrfTxInf>/g)).toHaveLength(run.lineCount);
  expect(file).toContain("<Cdtr><Nm>Zoe's Harbour Fund</Nm></Cdtr>");
  expect(file).toContain('<MmbId>089999</MmbId>');
});

it('sends a run with a column set of its own, and books it as a journal that balances', async () => {
  const templateId = await savedTemplate('Shared ledger', {
    kind: 'ap_csv',
    columns: [
      { header: 'TYPE', fixed: '=GRANT' },
      { header: 'SUPPLIER', source: 'supplierNumber' },
      { header: 'AMT', source: 'amount' },
      { header: 'CC', source: 'costCentre' },
    ],
  });
  const run = await approved('2027-01-29', { method: 'ap_csv', templateId });
  const file = await fileOf(run);
  const [head, ...lines] = file.trimEnd().split('\n');
  expect(head).toBe('TYPE|SUPPLIER|AMT|CC');
  expect(lines).toHaveLength(run.lineCount);
  for (const line of lines) expect(line).toMatch(/^'=GRANT\|[^|]+\|\d+\|[^|]+$/);

  const sent = await readRun(test, officer, run.id);
  const without = await move(test, officer, sent, 'exports', { kind: 'journal_csv' });
  expect(without.json()).toMatchObject({ status: 409, detail: expect.stringContaining('control account') as string });
  const layout = {
    kind: 'journal_csv',
    columns: ['accountCode', 'debit', 'credit'].map((source) => ({ header: source, source })),
    control: { accountCode: '9900' },
  };
  const chosen = await savedTemplate('Journal', layout);
  await savedTemplate('Journal of last year', layout);
  const which = await move(test, officer, sent, 'exports', { kind: 'journal_csv' });
  expect(which.json()).toMatchObject({ status: 409, detail: expect.stringContaining('say which one') as string });
  expect(await pageOf(`/finance/runs/${run.id}/export`)).toContain('Journal of last year');
  const noChoice = await move(test, officer, sent, 'exports', { kind: 'remittance_csv', templateId: chosen });
  expect(noChoice.json()).toMatchObject({ status: 422, errors: [{ pointer: '/templateId' }] });
  const journal = await fileOf(sent, { kind: 'journal_csv', templateId: chosen });
  const entries = journal
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('|').map(Number));
  const sum = (column: number) => entries.reduce((pence, entry) => pence + (entry[column] ?? 0), 0);
  expect([sum(1), sum(2)]).toEqual([run.totalPence, run.totalPence]);
});

it('lets no bank file be submitted whose payees have no bank details, and names the lines', async () => {
  const draft = await propose(test, officer, '2027-03-31', { method: 'pain_001' });
  const others = await test.db.rows('select 1 from payment_run_line where run_id = $1 and group_id <> $2', [
    draft.id,
    p.groups.g1,
  ]);
  expect(others.length).toBeGreaterThan(0);
  const refused = await move(test, officer, draft, 'submission');
  const { status, errors } = refused.json<{ status: number; errors: { detail: string }[] }>();
  expect(status).toBe(422);
  expect(errors).toHaveLength(others.length);
  expect(errors[0]?.detail).toContain('there are no bank details that may be used yet');
  expect((await readRun(test, officer, draft.id)).state).toBe('draft');
  await moved(test, officer, draft, 'cancellation', { reason: 'Paid through the ledger' });
});

it('sends no run with columns that were changed after it was submitted, and says so to whoever approves it', async () => {
  const columns = [
    { header: 'SUPPLIER', source: 'supplierNumber' },
    { header: 'AMT', source: 'amount' },
  ];
  const templateId = await savedTemplate('Second ledger', { kind: 'ap_csv', columns });
  const change = async (version: number) => {
    const answer = await test.app.inject({
      method: 'PATCH',
      url: `/api/v1/export-templates/${templateId}`,
      headers: { ...officer.headers, 'if-match': `"${String(version)}"` },
      payload: { columns: [{ header: 'SUPPLIER', fixed: `S-66${String(version)}` }, columns[1]] },
    });
    expect(answer.statusCode).toBe(200);
  };
  const run = await propose(test, officer, '2027-03-31', { method: 'ap_csv', templateId });
  const submitted = await moved(test, officer, run, 'submission');
  await change(1);
  const approval = await move(test, approver, submitted, 'approval', APPROVE);
  expect(approval.json()).toMatchObject({
    status: 409,
    detail: expect.stringContaining('have the run sent back') as string,
  });
  const shown = await pageOf(`/finance/runs/${run.id}`);
  expect(shown).toContain('The columns changed');
  expect(shown).toContain('SUPPLIER: always “S-661”');

  const back = await moved(test, approver, submitted, 'rejection', { reason: 'Look at the columns' });
  const again = await moved(test, approver, await moved(test, officer, back, 'submission'), 'approval', APPROVE);
  await change(2);
  const refused = await move(test, officer, again, 'exports');
  expect(refused.json()).toMatchObject({ status: 409, detail: expect.stringContaining('was changed after') as string });
  expect((await readRun(test, officer, run.id)).state).toBe('approved');
});
