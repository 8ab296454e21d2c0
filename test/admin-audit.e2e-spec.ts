import { v7 as uuid } from 'uuid';
import { AuditChecks } from '../src/identity';
import { newSession } from './support/credentials';
import type { Credentials } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let admin: Credentials;
let auditor: Credentials;
let root: string;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  admin = await newSession(test.db, { role: 'administrator', organisationId: p.healthBodies.a });
  auditor = await newSession(test.db, { role: 'auditor', organisationId: p.healthBodies.a });
  root = `/o/${p.healthBodies.a}/admin/audit`;
});
afterAll(() => test.close());

const get = (url: string, headers = admin) => test.app.inject({ method: 'GET', url, headers });
const post = (url: string, payload: object, headers = admin) =>
  test.app.inject({ method: 'POST', url, headers, payload });

/** An event of health body A, written by the owner. */
async function happened(action: string, subject = uuid(), detail: object = {}): Promise<string> {
  await test.db.rows(
    `insert into audit_event (organisation_id, actor_kind, action, subject_id, detail) values ($1, 'system', $2, $3, $4)`,
    [p.healthBodies.a, action, subject, detail],
  );
  return subject;
}

describe('the audit record as a page', () => {
  it('says in sentences who was given what', async () => {
    const email = `${uuid()}@people.example`;
    await post(`/o/${p.healthBodies.a}/admin/people/new`, { email, roles: ['finance_officer'], sure: 'yes' });
    const { body } = await get(`${root}?about=user`, auditor);
    expect(body).toContain('Access given: finance officer');
    expect(body).toContain(email);
    expect(body).not.toContain('user.added');
  });

  it('is narrowed by what it is about, by record, by day and by who', async () => {
    const record = await happened('payment-run.approved');
    const other = await happened('contract.agreed');
    const about = (await get(`${root}?about=payment-run`)).body;
    expect(about).toContain(record);
    expect(about).not.toContain(other);
    expect((await get(`${root}?record=${other}`)).body).not.toContain(record);
    expect((await get(`${root}?from=2099-01-01`)).body).toContain('Nothing like this is on record.');
    expect((await get(`${root}?from=yesterday`)).body).toContain('no day in the calendar');
    const who = (await get(`${root}?who=people.example`)).body;
    expect(who).not.toContain(record);
    expect((await get(`${root}?who=nobody-at-all`)).body).toContain('Nothing like this is on record.');
  });

  it('goes on page by page', async () => {
    const record = uuid();
    for (let n = 0; n < 51; n += 1) await happened('import.finished', record, { n });
    const first = (await get(`${root}?record=${record}`)).body;
    const [, next = ''] = /href="([^"]+)">Earlier entries/.exec(first) ?? [];
    const second = (await get(next.replaceAll('&amp;', '&'))).body;
    expect([first, second].map((page) => page.split('>File imported').length - 1)).toEqual([50, 1]);
  });

  it('shows nothing of another organisation', async () => {
    const { body } = await get(`${root}?record=${p.contracts.aG1Running}`);
    expect(body).toContain('Contract: read aloud');
    const foreign = await newSession(test.db, { role: 'auditor', organisationId: p.healthBodies.b });
    const record = await happened('setting.changed');
    const answer = await get(`/o/${p.healthBodies.b}/admin/audit?record=${record}`, foreign);
    expect(answer.body).toContain('Nothing like this is on record.');
  });
});

describe('the audit record as a file', () => {
  it('has every entry, runs no formula, and is itself on record', async () => {
    const record = uuid();
    for (let n = 0; n < 501; n += 1) await happened('import.finished', record);
    const [token] = await test.db.rows<{ id: string }>(
      `update api_token set label = '=1+1' where organisation_id = $1 returning id`,
      [p.healthBodies.a],
    );
    const { body, headers } = await get(`${root}/file?record=${record}`, auditor);
    expect(headers['content-disposition']).toContain('audit.csv');
    expect(body.trim().split('\r\n')).toHaveLength(502);
    await happened('api-token.created', String(token?.id));
    const tokens = (await get(`${root}/file?about=api-token`, auditor)).body;
    expect(tokens).toContain(`,'=1+1,`);
    expect((await get(`${root}?about=audit-record`)).body).toContain('Audit record taken as a file');
  });

  it('keeps what is about a partnership from an administrator', async () => {
    const record = await happened('contract.agreed', uuid(), { valuePence: 123456 });
    expect((await get(`${root}/file?record=${record}`)).body).not.toContain('123456');
    expect((await get(`${root}/file?record=${record}`, auditor)).body).toContain('123456');
  });
});

describe('whether the record is whole', () => {
  it('is found out when asked, and not twice in a minute', async () => {
    expect((await post(`${root}/check`, {})).headers.location).toBe(`${root}?done=checked`);
    expect((await get(root)).body).toContain('The record is whole');
    expect((await post(`${root}/check`, {})).statusCode).toBe(303);
    const [counted] = await test.db.rows(
      `select count(*)::int as checks from audit_event where organisation_id = $1 and action = 'audit-record.checked'`,
      [p.healthBodies.a],
    );
    expect(counted).toEqual({ checks: 1 });
  });

  it('is found out every day, for every organisation, and says where it was changed', async () => {
    await test.db.rows('alter table audit_event disable trigger user');
    await test.db.rows(
      `update audit_event set detail = '{"changed": true}' where (organisation_id, id) = (
         select organisation_id, event_id from audit_seal where organisation_id = $1 and position = 2)`,
      [p.healthBodies.a],
    );
    await test.app.get(AuditChecks, { strict: false }).checkAll();
    expect((await get(root)).body).toContain('Entry 2 does not follow');
    const foreign = await newSession(test.db, { role: 'auditor', organisationId: p.healthBodies.b });
    expect((await get(`/o/${p.healthBodies.b}/admin/audit`, foreign)).body).toContain('The record is whole');
  });
});
