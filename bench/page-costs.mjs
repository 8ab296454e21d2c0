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
/** How often a connection was taken, and for how long at least one was out: the time that the database takes. */
let reads = 0;
let [out, since, waitedMs] = [0, 0, 0];
const connect = pool.connect;
pool.connect = function counted(...args) {
  reads += 1;
  watch(this);
  return connect.apply(this, args);
};

const watched = new WeakSet();
function watch(one) {
  if (watched.has(one)) return;
  watched.add(one);
  one.on('acquire', () => {
    if (out === 0) since = performance.now();
    out += 1;
  });
  one.on('release', () => {
    out -= 1;
    if (out === 0) waitedMs += performance.now() - since;
  });
}

const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function measured(event, ...args) {
  if (event !== 'request') return emit.call(this, event, ...args);
  const [from, before, asked, waited] = [process.cpuUsage(), performance.now(), reads, waitedMs];
  args[1].once('finish', () => {
    const { user, system } = process.cpuUsage(from);
    const line = {
      cpuMs: (user + system) / 1000,
      wallMs: performance.now() - before,
      databaseMs: waitedMs - waited,
      reads: reads - asked,
    };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  });
  return emit.call(this, event, ...args);
};
