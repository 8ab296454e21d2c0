import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { URL } from 'node:url';
import pg from 'pg';
import { idOf } from './data.mjs';
import { startProduct } from './processes.mjs';
import { median } from './yardsticks.mjs';

const require = createRequire(import.meta.url);
const { ACCESS_TABLE } = require('../dist/platform');
const ROLES = ['partnership_manager', 'finance_officer', 'finance_approver', 'administrator', 'group_lead'];
const [WARM, COUNTED] = [5, 30];
/** The table behind a kind of record, where it has another name. */
const TABLES = { user: 'membership', 'recovery-due': 'recovery', 'contract-sketch': 'contract_sketch' };

/** What each page costs the server, one request at a time, dearest first; pages without a record in the data are named. */
export async function pageCosts({ appUrl, ownerUrl, say }) {
  const folder = await mkdtemp(join(tmpdir(), 'accord-pages-'));
  const file = join(folder, 'costs');
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const server = await startProduct(appUrl, {
    node: ['--import', `${new URL('page-costs.mjs', import.meta.url)}?to=${file}`],
  });
  const [measured, left] = [[], []];
  try {
    for (const role of ROLES) {
      const place = role.startsWith('group_') ? idOf('group', 0) : idOf('body', 0);
      const cookie = await signedIn(owner, role, place);
      for (const [route, entry] of Object.entries(ACCESS_TABLE)) {
        if (!isPageOf(route, entry, role)) continue;
        const path = await pathOf(owner, { route, entry, role, place });
        const costs = path === null ? null : await costsOf({ server, path, cookie, file });
        if (costs === null) left.push(`${role} ${route}`);
        else measured.push({ role, route, ...costs });
        if (costs !== null && costs.wallMs > 300) say(`${role} ${route} takes ${Math.round(costs.wallMs)} ms`);
      }
    }
  } finally {
    await server.stop();
    await owner.end();
    await rm(folder, { recursive: true });
  }
  return { measured: measured.sort((one, other) => other.cpuMs - one.cpuMs), left };
}

const isPageOf = (route, { page, who }, role) =>
  page === true && route.startsWith('GET /o/:org') && Array.isArray(who) && who.includes(role);

async function signedIn(owner, role, place) {
  const { rows } = await owner.query('select gen_random_uuid() as account, gen_random_uuid() as membership');
  const [{ account, membership }] = rows;
  const token = `bench${account.replaceAll('-', '')}`.padEnd(43, '_');
  await owner.query('insert into account (id, email) values ($1, $2)', [account, `${account}@people.example`]);
  await owner.query(
    `insert into membership (organisation_id, organisation_kind, id, account_id, role) values ($1, $2, $3, $4, $5)`,
    [place, role.startsWith('group_') ? 'group' : 'health_body', membership, account, role],
  );
  await owner.query(
    `insert into session (token_hash, account_id, expires_at) values ($1, $2, now() + interval '8 hours')`,
    [createHash('sha256').update(token).digest(), account],
  );
  return `accord=${token}`;
}

/** Null where the data has no such record. */
async function pathOf(owner, { route, entry, role, place }) {
  const id = entry.one === undefined ? place : await recordOf(owner, entry.one, role, place);
  if (id === null) return null;
  const [, path] = route.split(' ');
  return path.replace(':org', place).replace(':file', 'contracts').replace(':step', 'what').replace(/:\w+/g, id);
}

async function recordOf(owner, kind, role, place) {
  const column = { organisation: 'id', person: 'organisation_id', user: 'organisation_id' }[kind];
  const side = role.startsWith('group_') ? 'group_id' : 'health_body_id';
  const table = TABLES[kind] ?? kind.replaceAll('-', '_');
  const asked = owner.query(`select id from ${table} where ${column ?? side} = $1 order by id limit 1`, [place]);
  return asked.then(({ rows: [row] }) => row?.id ?? null).catch(() => null);
}

let callers = 0;
async function costsOf({ server, path, cookie, file }) {
  await writeFile(file, '');
  let bytes = 0;
  for (let round = 0; round < WARM + COUNTED; round += 1) {
    callers += 1;
    const headers = {
      cookie,
      'x-forwarded-for': `10.${(callers >> 16) & 255}.${(callers >> 8) & 255}.${callers & 255}`,
    };
    const answer = await globalThis.fetch(server.origin + path, { headers, redirect: 'manual' });
    bytes = (await answer.arrayBuffer()).byteLength;
    if (answer.status !== 200) return null;
    // What takes seconds is measured often enough in fewer.
    if (round === WARM && (await lines(file)).at(-1).wallMs > 1000) break;
  }
  const counted = (await lines(file)).slice(WARM);
  const middle = (key) => median(counted.map((line) => line[key]));
  return { cpuMs: middle('cpuMs'), wallMs: middle('wallMs'), reads: middle('reads'), bytes };
}

const lines = async (file) =>
  (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A line a page, dearest first. */
export function pageTable(measured) {
  return measured
    .map(({ role, route, cpuMs, wallMs, reads, bytes }) =>
      [
        `${cpuMs.toFixed(1).padStart(6)} ms CPU`,
        `${wallMs.toFixed(0).padStart(6)} ms`,
        `${String(reads).padStart(3)} reads`,
        `${String(Math.round(bytes / 1024)).padStart(4)} KB`,
        role,
        route.slice('GET '.length),
      ].join('  '),
    )
    .join('\n');
}
