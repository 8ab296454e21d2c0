import { v7 as uuid } from 'uuid';
import { call } from './finance';
import type { Colleague } from './finance';
import type { Portfolio } from './portfolio';
import type { TestApp } from './start-app';
import type { TestDatabase } from './test-database';

/** A line of a run that was sent on 17 November 2026, to arrive on the 20th. */
export interface SentLine {
  id: string;
  instalmentId: string;
  runId: string;
  position: number;
  reference: string;
  pence: number;
}

/** Of a list that is as long as the test says. */
export function nth<Item>(items: readonly Item[], at: number): Item {
  const item = items[at];
  if (item === undefined) throw new Error(`There is no item ${String(at)}.`);
  return item;
}

export const PAYEE = 'Harbourlight Collective';

/**
 * A run of health body A that was sent, of new payments of W-001, one for each amount. Their references are those of the
 * run: SENT-2/1, SENT-2/2 … They arrive on 20 November, or on the day that they are due if that is later.
 */
export async function sentRun(
  db: TestDatabase,
  p: Portfolio,
  { number = 2, amounts, dueOn = '2026-11-20' }: { number?: number; amounts: readonly number[]; dueOn?: string },
): Promise<SentLine[]> {
  const [body, group, contract] = [p.healthBodies.a, p.groups.g1, p.contracts.aG1Running];
  const [runId, officer] = [uuid(), uuid()];
  const lines = amounts.map((pence, at) => ({
    id: uuid(),
    instalmentId: uuid(),
    runId,
    position: at + 1,
    reference: `SENT-${String(number)}/${String(at + 1)}`,
    pence,
  }));
  const total = amounts.reduce((sum, pence) => sum + pence, 0);
  const columns = [lines.map((l) => l.id), lines.map((l) => l.instalmentId), lines.map((l) => l.reference), amounts];
  await db.rows(
    `insert into schedule (health_body_id, group_id, contract_id, version, net_pence) values ($1, $2, $3, $4, $5)`,
    [body, group, contract, 100 + number, total],
  );
  await db.rows(
    `insert into instalment (health_body_id, group_id, contract_id, id, schedule_version, number, period_starts_on,
       period_ends_on, due_on, send_by_on, net_pence)
     select $1, $2, $3, u.id, $4, u.at, '2026-11-01', '2026-11-30', $7, '2026-11-17', u.pence
     from unnest($5::uuid[], $6::bigint[]) with ordinality u (id, pence, at)`,
    [body, group, contract, 100 + number, columns[1], amounts, dueOn],
  );
  // What was planned for a small database would look through all rows for each.
  await db.rows('analyze instalment');
  await db.rows('discard plans');
  for (const state of ['approved', 'exported']) {
    await db.rows('update instalment set state = $2 where id = any ($1)', [columns[1], state]);
  }
  await db.rows(
    `insert into payment_run (health_body_id, id, number, state, send_by_on, payment_date, method, line_count, total_pence,
       touched_by, submitted_by, submitted_at, approved_by, approved_at, approved_line_count, approved_total_pence,
       exported_by, exported_at)
     values ($1, $2, $3, 'exported', '2026-11-17', '2026-11-20', 'bacs_18', $4, $5, $6, $7, now(), $8, now(), $4, $5, $7,
       '2026-11-17T10:00:00Z')`,
    [body, runId, number, lines.length, total, [officer], officer, uuid()],
  );
  await db.rows('alter table payment_run_line disable trigger user');
  await db.rows(
    `insert into payment_run_line (health_body_id, group_id, run_id, id, position, instalment_id, contract_id,
       amount_pence, payee_name, reference, due_on, send_by_on)
     select $1, $2, $3, u.id, u.at, u.instalment, $4, u.pence, $5, u.reference, $10, '2026-11-17'
     from unnest($6::uuid[], $7::uuid[], $8::text[], $9::bigint[]) with ordinality
       u (id, instalment, reference, pence, at)`,
    [body, group, runId, contract, PAYEE, ...columns, dueOn],
  );
  await db.rows('alter table payment_run_line enable trigger user');
  return lines;
}

/** Nothing of the runs before is open any more, so that entries find the payments of their own test. */
export async function putAway(db: TestDatabase): Promise<void> {
  await db.rows('alter table payment_run_line disable trigger user');
  await db.rows(`update payment_run_line set live = false where reference like 'SENT-%'`);
  await db.rows('alter table payment_run_line enable trigger user');
}

/** What a bank says of one movement; a debit of 20 November that the bank has numbered, unless given. */
export interface Told {
  pence: number;
  reference?: string;
  payee?: string | null;
  endToEndId?: string;
  number?: string;
  side?: 'DBIT' | 'CRDT';
  currency?: string;
  bookedOn?: string;
  returnCode?: string;
  reversal?: boolean;
  batch?: string;
  status?: 'BOOK' | 'PDNG';
  /** The amounts of transactions in it that are told one by one. */
  parts?: readonly number[];
}

let numbers = 0;

/** As a bank tells that a line was paid. */
export function paid(line: SentLine, rest: Partial<Told> = {}): Told {
  return { pence: line.pence, reference: line.reference, payee: PAYEE.toUpperCase().slice(0, 18), ...rest };
}

/** camt.053.001.08 with one statement of these entries. */
export function camt(entries: readonly Told[], statements: readonly (readonly Told[])[] = [entries]): string {
  const all = statements.map((told, at) => `<Stmt><Id>S${String(at)}</Id>${told.map(entryOf).join('\n')}</Stmt>`);
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">' +
    `<BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr>\n${all.join('')}</BkToCstmrStmt></Document>\n`
  );
}

function entryOf(told: Told): string {
  numbers += 1;
  const { pence, number = `N${String(numbers)}`, side = 'DBIT', currency = 'GBP', bookedOn = '2026-11-20' } = told;
  return (
    `<Ntry><Amt Ccy="${currency}">${decimal(pence)}</Amt><CdtDbtInd>${side}</CdtDbtInd>` +
    (told.reversal === true ? '<RvslInd>true</RvslInd>' : '') +
    `<Sts><Cd>${told.status ?? 'BOOK'}</Cd></Sts><BookgDt><Dt>${bookedOn}</Dt></BookgDt><AcctSvcrRef>${number}</AcctSvcrRef>` +
    `<NtryDtls>${detailsOf(told)}</NtryDtls></Ntry>`
  );
}

function detailsOf(told: Told): string {
  const { batch, parts } = told;
  if (parts !== undefined) {
    return parts.map((pence) => `<TxDtls><Amt Ccy="GBP">${decimal(pence)}</Amt></TxDtls>`).join('');
  }
  return batch === undefined ? transactionOf(told) : `<Btch><PmtInfId>${batch}</PmtInfId></Btch>`;
}

function decimal(pence: number): string {
  return `${String(Math.trunc(pence / 100))}.${String(pence % 100).padStart(2, '0')}`;
}

function transactionOf({ endToEndId, payee, reference, returnCode }: Told): string {
  return (
    `<TxDtls><Refs><EndToEndId>${endToEndId ?? 'NOTPROVIDED'}</EndToEndId></Refs>` +
    (payee == null ? '' : `<RltdPties><Cdtr><Pty><Nm>${payee}</Nm></Pty></Cdtr></RltdPties>`) +
    (reference === undefined ? '' : `<RmtInf><Ustrd>${reference}</Ustrd></RmtInf>`) +
    (returnCode === undefined ? '' : `<RtrInf><Rsn><Cd>${returnCode}</Cd></Rsn></RtrInf>`) +
    '</TxDtls>'
  );
}

export interface Taken {
  id: string;
  entryCount: number;
  waitingCount: number;
  counts: Record<string, number>;
  version: number;
}

/** Sends a file as a form does. */
export async function send(
  test: TestApp,
  who: Colleague,
  content: string | Buffer,
  fields: Record<string, string> = {},
) {
  const boundary = 'accord-test';
  const part = (name: string, rest: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${rest}`;
  const texts = Object.entries(fields).map(([name, value]) => part(name, `\r\n\r\n${value}\r\n`));
  const head = part('file', '; filename="statement.xml"\r\nContent-Type: application/xml\r\n\r\n');
  return test.app.inject({
    method: 'POST',
    url: '/api/v1/reconciliations',
    headers: { ...who.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([
      Buffer.from(texts.join('') + head),
      Buffer.from(content),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  });
}

/** A file that must be taken in. */
export async function taken(test: TestApp, who: Colleague, content: string, fields = {}): Promise<Taken> {
  const answer = await send(test, who, content, fields);
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json<Taken>();
}

export interface Entry {
  id: string;
  position: number;
  outcome: string;
  cause: string;
  receivedOn: string | null;
  line: { id: string; reference: string } | null;
  candidates: { id: string; reference: string }[];
  lineCount: number;
  version: number;
  reason: string | null;
}

/** All entries of a statement. */
export async function entriesOf(test: TestApp, who: Colleague, id: string, filter = ''): Promise<Entry[]> {
  const all: Entry[] = [];
  let cursor = '';
  do {
    const answer = await call(test, who, `/reconciliations/${id}/entries?limit=200${filter}${cursor}`);
    if (answer.statusCode !== 200) throw new Error(answer.body);
    const { items, next } = answer.json<{ items: Entry[]; next: string | null }>();
    all.push(...items);
    cursor = next === null ? '' : `&cursor=${next}`;
  } while (cursor !== '');
  return all;
}

/** Decides an entry as it was read. */
export function decide(
  test: TestApp,
  who: Colleague,
  statementId: string,
  entry: Entry,
  what: string,
  body: object = {},
) {
  return call(test, who, `/reconciliations/${statementId}/entries/${entry.id}/${what}`, body, {
    'if-match': `"${String(entry.version)}"`,
  });
}
