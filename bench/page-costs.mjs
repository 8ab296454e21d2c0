/** Loaded into the server before it starts (`--import`): writes what each request cost it, a line each, to a file. */
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import http from 'node:http';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { URL } from 'node:url';

const require = createRequire(import.meta.url);
const file = new URL(import.meta.url).searchParams.get('to');
const pool = require('pg').Pool.prototype;
let reads = 0;
const connect = pool.connect;
pool.connect = function counted(...args) {
  reads += 1;
  return connect.apply(this, args);
};

const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function measured(event, ...args) {
  if (event !== 'request') return emit.call(this, event, ...args);
  const [from, before, asked] = [process.cpuUsage(), performance.now(), reads];
  args[1].once('finish', () => {
    const { user, system } = process.cpuUsage(from);
    const line = { cpuMs: (user + system) / 1000, wallMs: performance.now() - before, reads: reads - asked };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  });
  return emit.call(this, event, ...args);
};
