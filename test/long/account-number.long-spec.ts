import fs from 'node:fs';
import { v7 as uuid } from 'uuid';
import { ACCESS_TABLE } from '../../src/platform';
import type { AccessEntry, Role } from '../../src/platform';
import { newSession } from '../support/credentials';
import { APPROVE, makeReady, move, moved, newColleague, propose } from '../support/finance';
import { startWithPortfolio } from '../support/portfolio';
import type { Portfolio } from '../support/portfolio';
import type { TestApp } from '../support/start-app';
import { IDS_OF } from '../support/subjects';
import { ACCOUNT, Finance, holdNumber, MASTER_KEY, OTHER_ACCOUNT, TestClock, withoutVaults } from '../support/vault';

/** As somebody might write them down, and as a database shows bytes. */
const PLANTED = [ACCOUNT, OTHER_ACCOUNT].flatMap(({ sortCode, accountNumber, accountName }) => {
  const plain = [accountNumber, sortCode, sortCode.replaceAll('-', '') + accountNumber, accountName];
  return [
    ...plain,
    ...plain.map((text) => Buffer.from(text).toString('hex')),
    Buffer.from(accountNumber).toString('base64'),
  ];
});
const naming = (text: string) => PLANTED.filter((needle) => text.includes(needle));
const GETS = Object.entries(ACCESS_TABLE).filter(([route]) => route.startsWith('GET '));

let test: TestApp;
let p: Portfolio;
let calls = 0;
let written: jest.SpyInstance[];

beforeAll(async () => {
  written = [jest.spyOn(fs, 'write'), jest.spyOn(fs, 'writeSync')];
  ({ test, p } = await startWithPortfolio({ ACCORD_MASTER_KEY: MASTER_KEY, LOG_LEVEL: 'debug' }));
  await withoutVaults(test);
  const clock = new TestClock(test);
  const { a } = p.healthBodies;
  await (await test.as('administrator', a)).post('/api/v1/bank-vault').send({ confirmed: true }).expect(201);
  const finance = await Finance.of(test, a);
  await holdNumber(test, p.contacts.g1LeadWithA);
  const detail = await finance.confirmed(p.groups.g1, p.contacts.g1LeadWithA);
  await finance.officer.post(`/api/v1/bank-details/${detail.id}/looks`).send({ why: 'compare' }).expect(200);
  clock.pass(72);
  await finance.propose(p.groups.g1, OTHER_ACCOUNT);
  // A refusal, and a failure of the server, while the number is in hand.
  const again = { ...OTHER_ACCOUNT, groupId: p.groups.g1, reasonCode: 'correction' };
  await finance.officer.post('/api/v1/bank-details').send(again).expect(409);
  await test.db.rows('alter table modulus_table rename to modulus_table_elsewhere');
  await test.db.rows(`update bank_detail set state = 'cancelled', closed_at = now() where state = 'proposed'`);
  await finance.officer.post('/api/v1/bank-details').send(again).expect(500);
  await test.db.rows('alter table modulus_table_elsewhere rename to modulus_table');
  await finance.propose(p.groups.g1, OTHER_ACCOUNT);
  await exportForLedger(a);
}, 120_000);
afterAll(() => test.close());

/** A file for the ledger and its journal, which go by supplier number. */
async function exportForLedger(healthBodyId: string): Promise<void> {
  await makeReady(test.db, p);
  const officer = await newColleague(test.db, healthBodyId, 'finance_officer');
  const approver = await newColleague(test.db, healthBodyId, 'finance_approver');
  const draft = await propose(test, officer, '2026-11-27');
  const approved = await moved(test, approver, await moved(test, officer, draft, 'submission'), 'approval', APPROVE);
  const made = await move(test, officer, approved, 'exports');
  if (made.statusCode !== 201) throw new Error(made.body);
}

const READERS: readonly (readonly [Role, 'a' | 'g1'])[] = [
  ['finance_officer', 'a'],
  ['finance_approver', 'a'],
  ['partnership_manager', 'a'],
  ['administrator', 'a'],
  ['auditor', 'a'],
  ['group_lead', 'g1'],
];

async function idsFor({ one }: AccessEntry, organisationId: string): Promise<string[]> {
  if (one === undefined) return [uuid()];
  return (await test.db.rows<{ id: string }>(IDS_OF[one], [organisationId])).map(({ id }) => id);
}

/** The addresses of a route, for all the records that an organisation has. */
async function addresses(route: string, entry: AccessEntry, organisationId: string): Promise<string[]> {
  const ids = await idsFor(entry, organisationId);
  const exports = await test.db.rows<{ id: string }>('select id from payment_export');
  const inner = /exports\/:\w+/.test(route) ? exports.map(({ id }) => id) : [uuid()];
  const path = route.replace('GET ', '').replace(':org', organisationId).replace(':file', 'contracts');
  const list = entry.list === undefined ? '' : '?limit=200';
  return ids.flatMap((id) => inner.map((other) => path.replace(':id', id).replace(/:\w+/g, other) + list));
}

/** What each reader gets of a route. */
async function read(route: string, entry: AccessEntry): Promise<string> {
  const texts: string[] = [];
  for (const [role, owner] of READERS.filter(([role]) => typeof entry.who === 'string' || entry.who.includes(role))) {
    const organisationId = { ...p.healthBodies, ...p.groups }[owner];
    const headers = await newSession(test.db, { role, organisationId });
    for (const url of await addresses(route, entry, organisationId)) {
      calls += 1;
      const remoteAddress = `10.8.${String(calls >> 8)}.${String(calls & 255)}`;
      texts.push((await test.app.inject({ method: 'GET', url, headers, remoteAddress })).body);
    }
  }
  return texts.join('\n');
}

describe('an account number in the vault', () => {
  it('is there to be found: a look shows it, and the masked end of it is on the pages', async () => {
    const finance = await Finance.of(test, p.healthBodies.a);
    const { body } = await finance.officer.get('/api/v1/bank-details?open=true').expect(200);
    const [newest] = (body as { items: [{ id: string }] }).items;
    const look = await finance.officer
      .post(`/api/v1/bank-details/${newest.id}/looks`)
      .send({ why: 'audit' })
      .expect(200);
    expect(naming(look.text).length).toBeGreaterThan(0);
    expect(await read('GET /o/:org/where-we-are-paid', { who: ['group_lead'], page: true })).toContain('••••4958');
  });

  it.each(GETS)('is not in what anybody reads at %s', async (route, entry) => {
    expect(naming(await read(route, entry))).toEqual([]);
  });

  it('is in no row of the whole database as anything that can be read', async () => {
    const tables = await test.db.rows<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
         and has_table_privilege(c.oid, 'select') order by 1`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const any = `select 1 from ${name} t where exists (
        select 1 from unnest($1::text[]) needle where position(needle in t::text) > 0) limit 1`;
      if ((await test.db.rows(any, [PLANTED])).length > 0) found.push(name);
    }
    expect(tables.length).toBeGreaterThan(40);
    expect(found).toEqual([]);
  });

  it('is never in the log, also where something fails, and neither is a key', () => {
    const log = written.flatMap(({ mock }) => mock.calls.map(([, text]) => String(text))).join('');
    expect(log).toContain('"route":"/api/v1/bank-details","status":500');
    expect([...naming(log), ...[MASTER_KEY].filter((key) => log.includes(key))]).toEqual([]);
  });
});
