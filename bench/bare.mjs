/**
 * The yardstick: `node:http` and `pg` with named statements, the product's own SQL and the product's own mapping of rows
 * to JSON, and nothing else: no sign-in, no access table, no validation, no tenancy, no log, past every policy.
 */
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import process from 'node:process';
import { URL } from 'node:url';
import pg from 'pg';
import { makeReads } from './bare-reads.mjs';
import { makeWrites } from './bare-writes.mjs';

const require = createRequire(import.meta.url);
require('../dist/platform/database/data-source');

const [, , databaseUrl, port] = process.argv;
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
pool.on('error', () => undefined);
const routes = { ...(await makeReads(pool)), ...makeWrites(pool) };

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://bench');
  const [, first, rest] = pathname.split('/');
  const route = routes[`${request.method} ${first}`];
  const work = route === undefined ? Promise.resolve({}) : route({ id: rest, searchParams, request });
  work.then(
    (answer) => {
      const body = JSON.stringify(answer);
      response.writeHead(request.method === 'POST' ? 201 : 200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      });
      response.end(body);
    },
    (error) => {
      response.writeHead(500);
      response.end(String(error));
    },
  );
}).listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
