import process from 'node:process';
import autocannon from 'autocannon';

const CONNECTIONS = 10;
/** So few of one caller that the limit on requests is never met, though it is counted. */
const OF_ONE_CALLER = 100;
/** Another in each process, so that no run meets the callers of one before. */
const FIRST_CALLER = (process.pid % 4096) * 4096;

process.once('message', async ({ origin, seconds, method = 'GET', paths, headers = [{}], bodies, keyed = false }) => {
  let sent = 0;
  let sample = '';
  const setupRequest = (request) => {
    const at = (sent += 1);
    const caller = FIRST_CALLER + Math.floor(at / OF_ONE_CALLER);
    request.path = paths[at % paths.length];
    request.headers = {
      ...headers[at % headers.length],
      'x-forwarded-for': `10.${(caller >> 16) & 255}.${(caller >> 8) & 255}.${caller & 255}`,
      ...(keyed && { 'idempotency-key': `bench-${process.pid}-${Date.now()}-${at}` }),
    };
    if (bodies) {
      request.headers['content-type'] = 'application/json';
      request.body = bodies[at % bodies.length].replaceAll('{{n}}', `${process.pid}-${Date.now()}-${at}`);
    }
    return request;
  };
  const run = autocannon({
    url: origin,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [{ method, setupRequest }],
  });
  run.on('response', (client, status) => {
    if (status >= 300 && sample === '') sample = String(status);
  });
  const { requests, latency, duration, non2xx, errors } = await run;
  process.send({
    perSecond: requests.total / duration,
    p50: latency.p50,
    p99: latency.p99,
    failed: non2xx + errors,
    sample,
  });
});
