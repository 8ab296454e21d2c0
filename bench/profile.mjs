import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, startProduct } from './processes.mjs';

const SHOWN = 12;

/** The functions in which the server spends its time under this load, without those of its start. */
export async function profile({ key, product }, databaseUrl) {
  const folder = await mkdtemp(join(tmpdir(), 'accord-profile-'));
  const server = await startProduct(databaseUrl, { node: ['--cpu-prof', '--cpu-prof-dir', folder] });
  const startMs = server.startMs;
  await load({ name: key, origin: server.origin, seconds: 4, ...product });
  await server.stop();
  const [file] = await readdir(folder);
  const lines = file === undefined ? [] : top(JSON.parse(await readFile(join(folder, file), 'utf8')), startMs * 1000);
  await rm(folder, { recursive: true });
  return lines;
}

function top({ nodes, samples, timeDeltas, startTime }, afterMicroseconds) {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const spent = new Map();
  let [now, busy] = [startTime, 0];
  samples.forEach((id, at) => {
    now += timeDeltas[at];
    const { functionName, url, lineNumber } = frames.get(id);
    if (functionName === '(idle)' || now - startTime < afterMicroseconds) return;
    busy += timeDeltas[at];
    const name = `${functionName || '(unnamed)'} ${placeOf(url)}${url === '' ? '' : `:${lineNumber + 1}`}`;
    spent.set(name, (spent.get(name) ?? 0) + timeDeltas[at]);
  });
  const most = [...spent].sort(([, one], [, other]) => other - one).slice(0, SHOWN);
  return most.map(([name, time]) => `${((100 * time) / busy).toFixed(1).padStart(5)} %  ${name}`);
}

/** The package or file within the project; never where the project lies. */
function placeOf(url) {
  return (
    /node_modules\/(?!.*node_modules\/)(.*)$/.exec(url)?.[1] ??
    /\/dist\/(.*)$/.exec(url)?.[1] ??
    url.replace(/^file:.*\//, '')
  );
}
