import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { URL } from 'node:url';
import pg from 'pg';
import { idOf } from './data.mjs';
import { pathOf } from './page-records.mjs';
import { startProduct } from './processes.mjs';
import { median } from './yardsticks.mjs';

const require = createRequire(import.meta.url);
const { ACCESS_TABLE } = require('../dist/platform');
const HOME = 'GET /o/:org';
const ROLES = ['partnership_manager', 'finance_officer', 'finance_approver', 'administrator', 'group_lead'];
const [WARM, COUNTED] = [10, 20];
/** Of the page opened first, so that what all pages share is compiled before any is judged. */
const [FIRST, ENOUGH_MS] = [200, 5000];
/** What the design allows a page; dearer ones are measured again once they have been opened this often. */
const [MOST_CPU_MS, LONG_WARM, LONG_ENOUGH_MS] = [12, 200, 90_000];

/**
 * What each page costs the server, one request at a time, dearest first; pages that did not open are named, with why.
 * A page that several roles of a side see is opened by the first of them, but for the home page, which each has its own
 * of. `named` leaves only pages with one of these texts in "role route".
 */
export async function pageCosts({ appUrl, ownerUrl, named, say }) {
  const folder = await mkdtemp(join(tmpdir(), 'accord-pages-'));
  const file = join(folder, 'costs');
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const server = await startProduct(appUrl, {
    node: ['--import', `${new URL('page-costs.mjs', import.meta.url)}?to=${file}`],
  });
  const [measured, left] = [[], []];
  try {
    const pages = pagesOf(named);
    await owner.query(await readFile(new URL('page-data.sql', import.meta.url), 'utf8'));
    const readers = await readersOf(owner);
    await warmUp(server, readers.partnership_manager);
    for (const [at, { role, route, entry }] of pages.entries()) {
      const { place, cookie } = readers[role];
      const path = await pathOf(owner, { route, entry, role, place });
      const costs = path === null ? { why: 'no record' } : await fairCostsOf({ server, path, cookie, file });
      if (costs.why === undefined) measured.push({ role, route, ...costs });
      else left.push(`${role} ${route} (${costs.why})`);
      say(
        `${at + 1}/${pages.length}  ${costs.why === undefined ? lineOf(measured.at(-1)) : `not opened  ${left.at(-1)}`}`,
      );
    }
  } finally {
    await server.stop();
    await owner.end();
    await rm(folder, { recursive: true });
  }
  return { measured: measured.sort((one, other) => other.cpuMs - one.cpuMs), left };
}

const isGroup = (role) => role.startsWith('group_');

function pagesOf(named) {
  const pages = [];
  for (const [route, entry] of Object.entries(ACCESS_TABLE)) {
    const readers = ROLES.filter((role) => isPageOf(route, entry, role));
    const shown = readers.filter(
      (role, at) => route === HOME || readers.findIndex((other) => isGroup(other) === isGroup(role)) === at,
    );
    pages.push(...shown.map((role) => ({ role, route, entry })));
  }
  return pages.filter(({ role, route }) => named?.some((text) => `${role} ${route}`.includes(text)) ?? true);
}

async function readersOf(owner) {
  const readers = {};
  for (const role of ROLES) {
    const place = isGroup(role) ? idOf('group', 0) : idOf('body', 0);
    readers[role] = { place, cookie: await signedIn(owner, role, place) };
  }
  return readers;
}

async function warmUp(server, { place, cookie }) {
  const before = performance.now();
  for (let round = 0; round < FIRST && performance.now() - before < ENOUGH_MS; round += 1) {
    await opened(`${server.origin}/o/${place}/late-payments`, cookie);
  }
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
    [place, isGroup(role) ? 'group' : 'health_body', membership, account, role],
  );
  await owner.query(
    // As of later, so that the sign-in is a recent one for as long as it takes.
    `insert into session (token_hash, account_id, created_at, expires_at)
     values ($1, $2, now() + interval '7 hours', now() + interval '8 hours')`,
    [createHash('sha256').update(token).digest(), account],
  );
  return `accord=${token}`;
}

let callers = 0;
/** As somebody new each time, so that none meets the limit of one caller. */
async function opened(url, cookie) {
  callers += 1;
  const from = `10.${(callers >> 16) & 255}.${(callers >> 8) & 255}.${callers & 255}`;
  const answer = await globalThis.fetch(url, { headers: { cookie, 'x-forwarded-for': from }, redirect: 'manual' });
  return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
}

/** A page that is opened for the first time in a while is not compiled yet: what is too dear then may not be so later. */
async function fairCostsOf(page) {
  const costs = await costsOf(page);
  if (costs.why !== undefined || costs.cpuMs <= MOST_CPU_MS) return costs;
  return costsOf({ ...page, warm: LONG_WARM, enoughMs: LONG_ENOUGH_MS });
}

/** `why` where the page answers with anything but itself. What is slow is measured often enough in fewer rounds. */
async function costsOf({ server, path, cookie, file, warm = WARM, enoughMs = ENOUGH_MS }) {
  await writeFile(file, '');
  const before = performance.now();
  let answer;
  let rounds = 0;
  while (rounds < warm + COUNTED && (rounds < 4 || performance.now() - before < enoughMs)) {
    answer = await opened(server.origin + path, cookie);
    if (answer.status !== 200) return { why: `answered ${answer.status}` };
    rounds += 1;
  }
  const counted = (await lines(file)).slice(rounds < warm + COUNTED ? Math.floor(rounds / 2) : warm);
  const middle = (key) => median(counted.map((line) => line[key]));
  const [cpuMs, wallMs, databaseMs, reads] = ['cpuMs', 'wallMs', 'databaseMs', 'reads'].map(middle);
  return { cpuMs, wallMs, databaseMs, reads, bytes: answer.bytes };
}

const lines = async (file) =>
  (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A line a page, dearest first. */
export const pageTable = (measured) => measured.map(lineOf).join('\n');

function lineOf({ role, route, cpuMs, wallMs, databaseMs, reads, bytes }) {
  return [
    `${cpuMs.toFixed(1).padStart(6)} ms CPU`,
    `${wallMs.toFixed(0).padStart(6)} ms`,
    `${databaseMs.toFixed(0).padStart(6)} ms database`,
    `${String(reads).padStart(3)} reads`,
    `${String(Math.round(bytes / 1024)).padStart(4)} KB`,
    role,
    route.slice('GET '.length),
  ].join('  ');
}
