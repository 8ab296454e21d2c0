import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { SIZES, TODAY } from './data.mjs';

const data = (file) => readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8');
/** The portfolio, and what its sides agreed and paid: everything that findings are made of. */
const JUDGED = ['data.sql', 'data-together.sql', 'data-money.sql'].map(data).join('\n');
/** Who signs in, and what they keep. */
const AFTER = data('data-people.sql');
const require = createRequire(import.meta.url);
export const PROJECT = join(dirname(fileURLToPath(import.meta.url)), '..');
const { dataFolderPath, startEmbeddedServer } = require('../dist/platform/database/embedded');
const { migrate, SCOPES } = require('../dist/platform');

/** A PostgreSQL of the benchmark's own, as safe against power loss as the product's. */
export class BenchDatabase {
  #server;

  static async start() {
    const dataDir = join(dataFolderPath({ dataDir: process.env.ACCORD_DATA_DIR, projectDir: PROJECT }), 'bench');
    const bench = new BenchDatabase();
    bench.#server = await startEmbeddedServer({ dataDir, projectDir: PROJECT });
    return bench;
  }

  async stop() {
    await this.#server.stop();
  }

  appUrl = (name) => named(this.#server.appUrl, name);
  ownerUrl = (name) => named(this.#server.ownerUrl, name);
  /** Past every wall and policy: for yardsticks. */
  adminUrl = (name) => named(this.#server.adminUrl, name);

  async version() {
    const [{ server_version: version }] = await this.#ask('postgres', 'show server_version');
    return version;
  }

  /** A copy of the data of this size, which is made when it is first asked for. `empty` is only migrated. */
  async copy(size, say) {
    const template = await this.#template(size, say);
    const name = `run_${size.toLowerCase()}`;
    await this.#ask('postgres', `drop database if exists ${name} with (force)`);
    await this.#ask('postgres', `create database ${name} template ${template} owner accord_owner`);
    return name;
  }

  async drop(name) {
    await this.#ask('postgres', `drop database if exists ${name} with (force)`);
  }

  async #template(size, say) {
    const name = `kept_${size.toLowerCase()}_${fingerprint()}`;
    const kept = await this.#ask('postgres', 'select datname from pg_database where datname ~ $1', [
      `^kept_${size.toLowerCase()}_`,
    ]);
    if (kept.some(({ datname }) => datname === name)) return name;
    for (const { datname } of kept) await this.drop(datname);
    say(`Making the data ${size} …`);
    const making = `making_${size.toLowerCase()}`;
    await this.drop(making);
    await this.#ask('postgres', `create database ${making} owner accord_owner`);
    await migrate(this.ownerUrl(making));
    if (size !== 'empty') await this.#fill(making, SIZES[size]);
    await this.#ask('postgres', `alter database ${making} rename to ${name}`);
    return name;
  }

  async #fill(name, size) {
    await this.#write(name, size, JUDGED);
    // Before anything is judged, so that it is judged from what the planner knows of all of it.
    await this.#ask(name, 'vacuum (analyze)');
    await evaluate(this.appUrl(name));
    await this.#write(name, size, AFTER);
    await this.#ask(name, 'vacuum (analyze)');
  }

  async #write(name, { groups, contracts }, sql) {
    const owner = new pg.Client({ connectionString: this.ownerUrl(name) });
    // What stops the making is told by the statement itself, not by the connection that goes with the server.
    owner.on('error', () => undefined);
    await owner.connect();
    const settings = { 'bench.groups': groups, 'bench.contracts': contracts, 'bench.scopes': SCOPES.join(',') };
    for (const [key, value] of Object.entries(settings)) {
      await owner.query('select set_config($1, $2, false)', [key, String(value)]);
    }
    await owner.query(sql);
    await owner.end();
  }

  async #ask(database, sql, values = []) {
    const client = new pg.Client({ connectionString: this.adminUrl(database) });
    await client.connect();
    try {
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end();
    }
  }
}

/** The product's own findings of the data, so that no server that starts on a copy has them to make. */
async function evaluate(databaseUrl) {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, DATABASE_URL: databaseUrl, ACCORD_TODAY: TODAY, ACCORD_DEMO: 'false' };
  await promisify(execFile)(process.execPath, [join(PROJECT, 'dist/cli.js'), 'evaluate'], { cwd: PROJECT, env });
}

/** Changes whenever the data would. */
function fingerprint() {
  const migrations = join(PROJECT, 'dist/migrations');
  const hash = createHash('sha256').update(JUDGED).update(AFTER);
  for (const file of readdirSync(migrations)
    .filter((name) => name.endsWith('.js'))
    .sort()) {
    hash.update(readFileSync(join(migrations, file)));
  }
  return hash.digest('hex').slice(0, 12);
}

function named(address, name) {
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.toString();
}
