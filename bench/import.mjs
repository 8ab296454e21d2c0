/**
 * node bench/import.mjs product <database address> <rows> | copy-out <admin address> <folder> | copy-in <admin address> <folder>
 * The product brings in CSV files; then every row that came of it is copied out, and into the same tables elsewhere.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { finished, pipeline } from 'node:stream/promises';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { withServices } from './services.mjs';

const require = createRequire(import.meta.url);
const { from: copyFrom, to: copyTo } = copyStreams;
const [, , which, address, third] = process.argv;
if (which === 'product') await product(Number(third));
else await copy(which === 'copy-out');

/** Of every hundred rows two contracts, 40 payments and 58 conversations. */
async function product(rows) {
  const folder = await mkdtemp(join(tmpdir(), 'accord-bench-'));
  const contracts = rows / 50;
  const files = {
    contracts: await lay(folder, 'contracts', contracts, (n) => ({
      'Health body': `Health body ${n % 10}`,
      Group: `Group ${Math.floor(n / 30)} of ${n % 10}`,
      'Contract reference': `LR-${n}`,
      Title: `Work under LR-${n}`,
      Instrument: 'contract',
      Value: '12000',
      'Start date': '2024-04-01',
      'End date': '2027-03-31',
      'Health lead name': 'Robin Ferrow',
      'Health lead email': `lead${n % 100}@health.example`,
      'Group lead name': 'Max Dunmere',
      'Group lead email': `group${n}@group.example`,
    })),
    payments: await lay(folder, 'payments', (rows * 40) / 100, (n) => ({
      'Contract reference': `LR-${n % contracts}`,
      Amount: '10',
      'Date received': day(n),
      'Payment reference': `BACS ${n}`,
    })),
    contacts: await lay(folder, 'contacts', (rows * 58) / 100, (n) => ({
      'Contract reference': `LR-${n % contracts}`,
      Date: day(n),
      Channel: 'phone',
      'Started by': 'health',
      'Health person email': `lead${n % 100}@health.example`,
      'Group person email': `person${n % 700}@group.example`,
      'Two-way': 'yes',
      Purpose: `Conversation ${n} about the work, what is due and what comes next`,
    })),
  };
  const { ImportService } = require('../dist/exchange');
  const { report, seconds } = await withServices(address, async (services) => {
    const before = performance.now();
    const importer = services.get(ImportService, { strict: false });
    const { report } = await importer.forOperator({ files, dryRun: false, keepGood: false });
    return { report, seconds: (performance.now() - before) / 1000 };
  });
  await rm(folder, { recursive: true });
  if (report.errors.length > 0) throw new Error(`A row was refused: ${JSON.stringify(report.errors[0])}`);
  process.send({ seconds });
}

async function lay(folder, name, rows, row) {
  const path = join(folder, `${name}.csv`);
  const out = createWriteStream(path);
  for (let n = 0; n < rows; n += 1) {
    if (n === 0) out.write(`${Object.keys(row(n)).join(',')}\n`);
    out.write(
      `${Object.values(row(n))
        .map((cell) => (cell.includes(',') ? `"${cell}"` : cell))
        .join(',')}\n`,
    );
  }
  out.end();
  await finished(out);
  return { path, name: `${name}.csv` };
}

function day(n) {
  return new Date(Date.UTC(2022, 0, 1 + (n % 1_780))).toISOString().slice(0, 10);
}

/** All rows of all tables, in one transaction, in the order that foreign keys need; timed without what goes before. */
async function copy(out) {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  // What the ledger comes to is in the rows already.
  if (!out) await client.query('alter table receipt disable trigger receipt_added');
  const tables = [];
  for (const table of await tablesInOrder(client)) {
    if (out || (await isEmpty(client, table.name))) tables.push(table);
  }
  const before = performance.now();
  await client.query('begin');
  for (const { name, columns } of tables) {
    const file = join(third, name);
    if (out) await pipeline(client.query(copyTo(`copy ${name} (${columns}) to stdout`)), createWriteStream(file));
    else await pipeline(createReadStream(file), client.query(copyFrom(`copy ${name} (${columns}) from stdin`)));
  }
  await client.query('commit');
  const seconds = (performance.now() - before) / 1000;
  await client.end();
  process.send({ seconds });
}

/** What a migration put in is there on both sides. */
async function isEmpty(client, name) {
  const { rows } = await client.query(`select 1 from ${name} limit 1`);
  return rows.length === 0;
}

async function tablesInOrder(client) {
  const { rows } = await client.query(`
    select c.relname as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns,
      array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attgenerated = ''
      and c.relname not in ('migration', 'audit_unsealed', 'finding_mark')
    group by c.oid, c.relname`);
  const ordered = [];
  const pending = new Map(rows.map((row) => [row.name, row]));
  while (pending.size > 0) {
    const next = [...pending.values()].find(({ needs }) => needs.every((name) => !pending.has(name)));
    if (next === undefined) throw new Error(`Tables that need one another: ${[...pending.keys()].join(', ')}`);
    pending.delete(next.name);
    ordered.push(next);
  }
  return ordered;
}
