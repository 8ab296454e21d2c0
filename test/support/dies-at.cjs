/**
 * Loaded before the server: kills the whole process, as `kill -9` does, at one point of the transaction that locks a
 * payment run, or that takes its turn with a bank statement. DIES_AT is the number of the statement before which it dies, counted from the lock; or `after-commit`.
 */
const process = require('node:process');
const { Client } = require('pg');

const LOCK =
  /from payment_run r where r\.health_body_id = \$1 and r\.id = \$2 for no key update|^select pg_advisory_xact_lock/;
const at = process.env.DIES_AT;
const send = Client.prototype.query;
const die = () => process.kill(process.pid, 'SIGKILL');

Client.prototype.query = function query(...asked) {
  const [first] = asked;
  const text = typeof first === 'string' ? first : (first?.text ?? '');
  if (LOCK.test(text)) this.sinceLock ??= 0;
  if (this.sinceLock === undefined) return send.apply(this, asked);
  if (String(this.sinceLock) === at) die();
  this.sinceLock += 1;
  if (!/^commit$/i.test(text.trim())) return send.apply(this, asked);
  this.sinceLock = undefined;
  const answered = asked.findIndex((part) => typeof part === 'function');
  if (at !== 'after-commit') return send.apply(this, asked);
  if (answered >= 0) asked[answered] = die;
  const sent = send.apply(this, asked);
  return sent instanceof Promise ? sent.then(die) : sent;
};
