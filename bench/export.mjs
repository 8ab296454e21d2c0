/** node bench/export.mjs product <address> <token> | bare <database address>: rows a second of one export. */
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { get } from 'node:http';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { idOf } from './data.mjs';

const require = createRequire(import.meta.url);
const [, , which, address, token] = process.argv;
let lines = 0;
const sink = new Writable({
  highWaterMark: 1024 * 1024,
  write(chunk, _encoding, done) {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
    done();
  },
});

const seconds = which === 'bare' ? await bare() : await product();
process.send({ rowsPerSecond: (lines - 1) / seconds, rows: lines - 1 });

async function product() {
  const before = performance.now();
  const answer = await new Promise((done, fail) => {
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': `10.9.${process.pid % 250}.1` };
    get(`${address}/api/v1/exports/instalments`, { headers }, done).on('error', fail);
  });
  if (answer.statusCode !== 200) throw new Error(`The export answered ${answer.statusCode}.`);
  await pipeline(answer, sink);
  return (performance.now() - before) / 1000;
}

/** The same query, past every policy. */
async function bare() {
  const { instalmentsExport } = require('../dist/exchange/exports/instalments-export.sql');
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query(`select set_config('app.tenant', $1, false)`, [idOf('body', 0)]);
  const all = { format: 'csv', state: 'any', dueFrom: false, dueTo: false };
  const query = instalmentsExport('health', 'g.name', all);
  const before = performance.now();
  await pipeline(client.query(copyStreams.to(`copy (${query}) to stdout with (format csv, header true)`)), sink);
  const seconds = (performance.now() - before) / 1000;
  await client.end();
  return seconds;
}
