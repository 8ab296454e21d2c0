import { once } from 'node:events';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Stream } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { Client } from 'pg';
import { csvLine } from '../src/finance';
import { operatorFor, StreamService } from '../src/platform';
import { newToken } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { read } from './support/read';
import type { Agent, TestApp } from './support/start-app';

type Line = Record<string, string>;

const PATH = '/api/v1/exports/instalments';

let test: TestApp;
let portfolio: Portfolio;
let manager: Agent;
let streams: StreamService;

jest.setTimeout(30_000);

beforeAll(async () => {
  ({ test, p: portfolio } = await startWithPortfolio());
  manager = await test.as('partnership_manager', portfolio.healthBodies.a);
  streams = test.app.get(StreamService);
  await test.app.listen(0, '127.0.0.1');
});
afterAll(() => test.close());

async function exported(who: Agent, query: Record<string, string> = {}): Promise<Line[]> {
  const { text: file } = await who.get(PATH).query(query).expect(200).expect('Content-Type', 'text/csv; charset=utf-8');
  return parse(file, { columns: true });
}

const pounds = (pence: unknown) => (Number(pence) / 100).toFixed(2);

describe('payments as a file', () => {
  it.each([
    ['all', {}],
    ['of a time', { dueFrom: '2026-07-01', dueTo: '2026-12-31' }],
    ['in a state', { state: 'planned' }],
  ])('has what the list has: %s', async (_what, query) => {
    const { items } = await read(manager, 'instalments', { ...query, limit: 200 });
    const lines = await exported(manager, query);
    expect(items.length).toBeGreaterThan(2);
    expect(lines).toEqual(
      items.map((item) => ({
        'Contract reference': item.contractReference,
        'Health body': item.healthBody,
        Group: item.group,
        'Payment number': String(item.number),
        'Period from': item.periodStartsOn,
        'Period to': item.periodEndsOn,
        Due: item.dueOn,
        'Send by': item.sendByOn,
        Net: pounds(item.netPence),
        VAT: pounds(item.vatPence),
        Amount: pounds(item.amountPence),
        Received: pounds(item.receivedPence),
        'Fully received on': item.settledOn ?? '',
        State: item.state,
        'Payment id': item.id,
      })),
    );
  });

  it('has one JSON object a line, with the names and pence of the API', async () => {
    const { items } = await read(manager, 'instalments', { limit: 200 });
    const answer = await manager.get(PATH).set('Accept', 'application/jsonl').buffer(true).parse(asText).expect(200);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="payments.jsonl"');
    const lines = String(answer.body).trimEnd().split('\n');
    expect(lines).toHaveLength(items.length);
    lines.forEach((line, at) => expect(items[at]).toMatchObject(JSON.parse(line) as object));
  });

  it("has nothing of another tenant's, on either side", async () => {
    const sides = [
      await test.as('finance_officer', portfolio.healthBodies.b),
      await test.as('group_lead', portfolio.groups.g1),
    ];
    for (const who of sides) {
      const { items } = await read(who, 'instalments', { limit: 200 });
      expect((await exported(who)).map((line) => line['Payment id'])).toEqual(items.map(({ id }) => id));
    }
  });

  it('holds no cell that a spreadsheet would run, and each cell whole', async () => {
    const reference = '=HYPERLINK("https://example.org", "a, ""b""")';
    const name = '+Harbour\nlight';
    const { aG1Running } = portfolio.contracts;
    await test.db.rows('update contract set reference = $1 where id = $2', [reference, aG1Running]);
    await test.db.rows('update organisation set name = $1, payee_name = $2 where id = $3', [
      name,
      '@payee',
      portfolio.groups.g1,
    ]);
    const cells = (lines: Line[]) => lines.map((line) => [line['Contract reference'], line.Group]);
    expect(cells(await exported(manager))).toContainEqual([`'${reference}`, `'${name}`]);
    const finance = await test.as('finance_officer', portfolio.healthBodies.a);
    expect(cells(await exported(finance))).toContainEqual([`'${reference}`, "'@payee"]);
    const asJson = await finance.get(`${PATH}?format=json-lines`).buffer(true).parse(asText);
    expect(String(asJson.body)).toContain(`"contractReference" : ${JSON.stringify(reference)}`);
  });

  it('is made safe by the database as by every other file', async () => {
    const texts = [
      '=1',
      '+1',
      '-1',
      '@x',
      '\tx',
      '\rx',
      '\n=1',
      ' =1',
      '＝1',
      '＋1',
      '－1',
      '＠x',
      '\uFEFF=1',
      '\u200B=1',
    ];
    const safe = ['', 'A-1', "It's 5 = five", '(=1)', '0', '9', 'z', 'é=', '~', '"=1"', ' 1', "'=1"];
    const cells = [...texts, ...safe];
    const rows = await test.db.rows<{ made: string }>('select csv_safe(c) as made from unnest($1::text[]) c', [cells]);
    const style = { separator: 'comma', lineEnding: 'lf', quoting: 'needed' } as const;
    const file = [['cell', 'other'], ...cells.map((cell) => [cell, 'x'])].map((line) => csvLine(line, style)).join('');
    const written: Line[] = parse(file, { columns: true });
    expect(rows.map(({ made }) => made)).toEqual(written.map(({ cell }) => cell));
    expect(rows.map(({ made }) => made)).toEqual([...texts.map((text) => `'${text}`), ...safe]);
  });

  it('says what it cannot do before it begins', async () => {
    const answer = await manager.get(`${PATH}?format=xlsx`).expect(400);
    expect(answer.body.errors).toEqual([{ pointer: '/format', detail: 'format must be csv or json-lines.' }]);
  });
});

function asText(response: Stream, done: (error: Error | null, body: string) => void): void {
  const chunks: Buffer[] = [];
  response
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('error', (error: Error) => done(error, ''))
    .on('end', () => done(null, Buffer.concat(chunks).toString()));
}

/** More than all buffers on the way hold, for one contract of health body A. */
const MANY = 100_000;

describe('a file larger than memory should hold', () => {
  let headers: Record<string, string>;
  /** Only a superuser sees what others' connections do. */
  let admin: Client;

  beforeAll(async () => {
    admin = new Client({ connectionString: test.db.adminUrl });
    await admin.connect();
    const { a } = portfolio.healthBodies;
    headers = await newToken(test.db, { role: 'partnership_manager', organisationId: a }, ['payments:read']);
    await test.db.rows(
      `insert into instalment (health_body_id, group_id, contract_id, id, schedule_version, number, period_starts_on,
         period_ends_on, due_on, send_by_on, net_pence)
       select health_body_id, group_id, contract_id, gen_random_uuid(), schedule_version, 1000 + n, period_starts_on,
         period_ends_on, due_on, send_by_on, net_pence
       from instalment, generate_series(1, $2) n where id = $1`,
      [portfolio.instalments.aG1Overdue, MANY],
    );
    await test.db.rows('analyze instalment');
  });
  afterAll(() => admin.end());

  const open = async (): Promise<IncomingMessage> => {
    const { port } = test.app.getHttpServer().address() as AddressInfo;
    const [answer] = (await once(get({ port, path: PATH, headers, agent: false }), 'response')) as [IncomingMessage];
    return answer;
  };
  const COPYING = `select pid from pg_stat_activity where datname = current_database() and query like 'copy (%'
    and state = 'active'`;
  const until = async (done: () => Promise<boolean>) => {
    for (let tries = 0; tries < 100 && !(await done()); tries += 1) await new Promise((go) => setTimeout(go, 50));
    expect(await done()).toBe(true);
  };
  const pids = async () => (await admin.query<{ pid: number }>(COPYING)).rows.map(({ pid }) => pid);
  const copying = async () => (await pids()).length;

  it('arrives whole, and the server never holds more than a little of it', async () => {
    const answer = await open();
    let [bytes, most] = [0, 0];
    const idle = process.memoryUsage.rss();
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      most = Math.max(most, process.memoryUsage.rss());
    }
    expect(answer.complete).toBe(true);
    expect(bytes).toBeGreaterThan(MANY * 100);
    // Kept as rows, a file of 18 MB would take several times as much.
    expect((most - idle) / 1_048_576).toBeLessThan(48);
  });

  it('waits for a slow reader, and stops when the reader goes away, leaving its connection to nobody', async () => {
    const before = test.database.pool.totalCount;
    const answer = await open();
    answer.pause();
    await until(async () => (await copying()) === 1);
    await new Promise((go) => setTimeout(go, 300));
    expect(await copying()).toBe(1);
    answer.destroy();
    await until(async () => (await copying()) === 0);
    expect(test.database.pool.totalCount - test.database.pool.idleCount).toBe(0);
    expect(test.database.pool.totalCount).toBeLessThanOrEqual(before + 1);
  });

  it('does not pretend to be whole when the query breaks off', async () => {
    const answer = await open();
    answer.pause();
    await until(async () => (await copying()) === 1);
    await admin.query('select pg_terminate_backend(pid) from unnest($1::integer[]) pid', [await pids()]);
    await expect(text(answer)).rejects.toThrow('aborted');
    expect(answer.complete).toBe(false);
    await manager.get(`${PATH}?dueTo=2020-01-01`).expect(200);
  });

  it('leaves connections for others: the fourth at once is asked to come back', async () => {
    const three = [await open(), await open(), await open()];
    for (const answer of three) answer.pause();
    expect((await open()).statusCode).toBe(429);
    await read(manager, 'contracts');
    for (const answer of three) answer.destroy();
    await until(async () => (await copying()) === 0);
    await manager.get(`${PATH}?dueTo=2020-01-01`).expect(200);
  });
});

describe('the stream itself', () => {
  const copy = (sql: string, settings = {}) =>
    streams.copy(operatorFor(portfolio.healthBodies.a), sql, { format: 'csv', settings });

  it('fails before the first byte like any query, and after it by breaking off; the pool stays whole', async () => {
    await expect(copy('select * from session')).rejects.toMatchObject({ code: '42501' });
    await expect(copy(`update contract set title = 'x' returning 1`)).rejects.toMatchObject({ code: '25006' });
    const broken = await copy('select 1 / (100000 - n) as part from generate_series(1, 100001) n');
    await expect(text(broken)).rejects.toMatchObject({ code: '22012' });
    const whole = await copy(`select current_setting('app.export_x') as x`, {
      'app.export_x': `'; drop table contract`,
    });
    expect(await text(whole)).toBe(`x\n'; drop table contract\n`);
    await new Promise((go) => setTimeout(go, 100));
    expect(test.database.pool.totalCount - test.database.pool.idleCount).toBe(0);
    const [left] = await test.database.server(
      `select current_setting('app.export_x', true) as x, current_user as role`,
    );
    expect(['', null]).toContain((left as { x: string | null }).x);
    expect(left).toMatchObject({ role: 'accord_app' });
  });
});
