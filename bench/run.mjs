/**
 * npm run bench [-- --quick | --large] [-- --only=page,export] [-- --only=pages --pages=figures,GET /o/:org/search]
 * Measures the product against yardsticks in the same run, prints a table and writes bench/results.json. Nothing but
 * ratios may be compared between machines.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, URL } from 'node:url';
import { BenchDatabase } from './database.mjs';
import { SIZES, tokenOf } from './data.mjs';
import { program, residentMegabytes, startBare, startProduct } from './processes.mjs';
import { pageCosts, pageTable } from './pages.mjs';
import { profile } from './profile.mjs';
import { checkSame, compare, measures } from './requests.mjs';
import { FIGURES, isMet, median, table } from './yardsticks.mjs';

const quick = process.argv.includes('--quick');
const size = process.argv.includes('--large') ? 'L' : quick ? 'quick' : 'M';
const effort = quick ? { seconds: 2, repeats: 9 } : { seconds: 4, repeats: 3 };
const listed = (name) =>
  process.argv
    .find((option) => option.startsWith(`--${name}=`))
    ?.slice(name.length + 3)
    .split(',');
const only = listed('only');
const wanted = (...keys) => only === undefined || keys.some((key) => only.includes(key));
const say = (line) => process.stdout.write(`${line}\n`);
const results = {};
const profiles = {};

const bench = await BenchDatabase.start();
try {
  const name = await bench.copy(size, say);
  await alone(name);
  await requests(name);
  await exports(name);
  await pages(name);
  await bench.drop(name);
  await imports();
  await findings();
  await paymentRuns();
  await finish();
} finally {
  await bench.stop();
}

async function alone(name) {
  if (!wanted('start', 'idle')) return;
  say('The server alone …');
  const starts = [];
  let megabytes = null;
  for (let round = 0; round < 3; round += 1) {
    const product = await startProduct(bench.appUrl(name));
    starts.push(product.startMs);
    await wait(2000);
    megabytes = residentMegabytes(product.child) ?? megabytes;
    await product.stop();
  }
  limited('start', median(starts));
  if (megabytes !== null) limited('idle', megabytes);
}

function limited(key, value) {
  results[key] = { yardstick: null, product: value, ratio: value };
}

async function requests(name) {
  const all = measures(size).filter(({ key }) => wanted(key));
  if (all.length === 0) return;
  const bare = await startBare(bench.adminUrl(name));
  const product = await startProduct(bench.appUrl(name));
  const origins = { bare: bare.origin, product: product.origin };
  for (const measure of all) {
    say(`${FIGURES.find(({ key }) => key === measure.key).what} …`);
    await checkSame(measure, origins);
    results[measure.key] = await compare(measure, origins, effort);
  }
  await bare.stop();
  await product.stop();
  for (const measure of all) {
    const figure = FIGURES.find(({ key }) => key === measure.key);
    if (isMet(figure, results[measure.key].ratio, figure.now)) continue;
    profiles[measure.key] = await profile(measure, bench.appUrl(name));
  }
}

async function exports(name) {
  if (!wanted('export', 'export-memory')) return;
  say('Export …');
  const product = await startProduct(bench.appUrl(name));
  await wait(1000);
  const idle = residentMegabytes(product.child);
  const [yardsticks, products] = [[], []];
  let most = idle;
  const watch = setInterval(() => (most = Math.max(most, residentMegabytes(product.child) ?? 0)), 50);
  for (let round = 0; round <= effort.repeats; round += 1) {
    const yardstick = await program('export.mjs', ['bare', bench.adminUrl(name)]);
    const own = await program('export.mjs', ['product', product.origin, tokenOf(0)]);
    if (yardstick.rows !== own.rows) throw new Error(`The export has ${own.rows} rows, not ${yardstick.rows}.`);
    if (round === 0) continue;
    yardsticks.push(yardstick.rowsPerSecond);
    products.push(own.rowsPerSecond);
  }
  clearInterval(watch);
  await product.stop();
  const [yardstick, own] = [median(yardsticks), median(products)];
  results.export = { yardstick, product: own, ratio: own / yardstick };
  if (idle !== null) limited('export-memory', most - idle);
}

/** Only when asked for: it opens each page, or those that are named, which takes minutes. */
async function pages(name) {
  if (!only?.includes('pages')) return;
  say('Pages …');
  const named = listed('pages');
  const { measured, left } = await pageCosts({
    appUrl: bench.appUrl(name),
    ownerUrl: bench.ownerUrl(name),
    named,
    say,
  });
  say(`\nDearest first:\n${pageTable(measured)}`);
  say(`Not opened: ${left.join(', ') || 'none'}`);
  if (named !== undefined) return;
  const text = JSON.stringify({ data: { name: size, ...SIZES[size] }, measured, left }, null, 2);
  await writeFile(fileURLToPath(new URL('pages.json', import.meta.url)), `${text}\n`);
}

async function imports() {
  if (!wanted('import')) return;
  const rows = quick ? 10_000 : 100_000;
  say(`Import of ${rows.toLocaleString('en-GB')} rows …`);
  const folder = await mkdtemp(join(tmpdir(), 'accord-bench-'));
  const from = await bench.copy('empty', say);
  const own = await program('import.mjs', ['product', bench.appUrl(from), String(rows)]);
  await program('import.mjs', ['copy-out', bench.adminUrl(from), folder]);
  const taken = [];
  for (let round = 0; round < 3; round += 1) {
    const into = await bench.copy('empty', say);
    taken.push((await program('import.mjs', ['copy-in', bench.adminUrl(into), folder])).seconds);
  }
  await bench.drop(from);
  await rm(folder, { recursive: true });
  const seconds = median(taken);
  results.import = { yardstick: rows / seconds, product: rows / own.seconds, ratio: seconds / own.seconds };
}

async function findings() {
  if (!wanted('findings')) return;
  say('Findings after 1,000 changes …');
  const ms = {};
  for (const data of ['tenth', 'quick']) {
    const name = await bench.copy(data, say);
    ms[data] = (await program('findings.mjs', [bench.appUrl(name), bench.ownerUrl(name)])).ms;
    await bench.drop(name);
  }
  results.findings = { yardstick: ms.tenth, product: ms.quick, ratio: ms.quick / ms.tenth };
}

async function paymentRuns() {
  if (!wanted('run-export', 'run-memory')) return;
  const lines = quick ? 2_000 : 20_000;
  let [slowest, megabytes] = [0, 0];
  for (const method of ['ap_csv', 'bacs_18', 'pain_001']) {
    say(`A payment run of ${lines.toLocaleString('en-GB')} lines, ${method} …`);
    const name = await bench.copy('quick', say);
    const run = await program('runs.mjs', [bench.appUrl(name), bench.ownerUrl(name), method, String(lines)]);
    if (run.lines < lines) throw new Error(`The run has ${run.lines} lines, not ${lines}.`);
    await bench.drop(name);
    say(
      Object.entries(run.ms)
        .map(([step, taken]) => `${step} ${taken} ms`)
        .join(', '),
    );
    const steps = ['propose', 'submit', 'approve'];
    const files = Object.entries(run.ms).filter(([step]) => !steps.includes(step));
    slowest = Math.max(slowest, ...files.map(([, taken]) => taken));
    megabytes = Math.max(megabytes, run.megabytes);
  }
  limited('run-export', slowest);
  limited('run-memory', megabytes);
}

async function finish() {
  say(`\n${table(results)}`);
  for (const [key, lines] of Object.entries(profiles)) {
    say(`\nWhere the server's time goes: ${FIGURES.find((figure) => figure.key === key).what}\n${lines.join('\n')}`);
  }
  if (only !== undefined) return;
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const facts = {
    date: new Date().toISOString().slice(0, 10),
    data: { name: size, ...SIZES[size] },
    versions: { accord: version, node: process.version, postgresql: await bench.version() },
  };
  const text = JSON.stringify({ ...facts, results, profiles }, null, 2);
  await writeFile(fileURLToPath(new URL('results.json', import.meta.url)), `${text}\n`);
}
