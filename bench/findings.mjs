/** node bench/findings.mjs <database address> <owner address>: milliseconds to judge again after 1,000 changes. */
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import pg from 'pg';
import { idOf } from './data.mjs';
import { withServices } from './services.mjs';

const require = createRequire(import.meta.url);
const { EvaluationService } = require('../dist/findings');
const [, , databaseUrl, ownerUrl] = process.argv;
const REPEATS = 3;
/** As many partnerships of the largest health body in any data set, each with five contracts. */
const CHANGES = `
  insert into engagement (health_body_id, group_id, id, happened_on, channel, started_by, two_way, health_contact_id,
    purpose, owner_id)
  select p.health_body_id, p.group_id, gen_random_uuid(), date '2026-11-20' - n, 'phone', 'group', true,
    (select k.id from contact k where k.health_body_id = p.health_body_id and k.group_id = p.group_id and k.side = 'health'),
    'One of a thousand', p.health_body_id
  from (select * from partnership where health_body_id = $1 order by group_id limit 40) p, generate_series(1, 25) n`;

const owner = new pg.Client({ connectionString: ownerUrl });
await owner.connect();
const times = await withServices(databaseUrl, async (services) => {
  const evaluation = services.get(EvaluationService, { strict: false });
  await evaluation.evaluateToday();
  const taken = [];
  for (let at = 0; at <= REPEATS; at += 1) {
    await owner.query(CHANGES, [idOf('body', 0)]);
    const before = performance.now();
    await evaluation.evaluateChanged();
    if (at > 0) taken.push(performance.now() - before);
  }
  return taken;
});
await owner.end();
process.send({ ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)] });
