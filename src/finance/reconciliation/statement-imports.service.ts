import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { BankHolidays } from '../../contracts';
import { OwnFiles, TenantService } from '../../platform';
import type { Actor, Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { Bookings } from './bookings.service';
import type { CameBack, Settled } from './bookings.service';
import type { EntryFacts } from './entry';
import { newEntry, seenAlready, seenKey, writeEntries } from './entry-writer';
import type { JudgedEntry } from './entry-writer';
import { mappingOf } from './mapping-record';
import { Matching } from './matching.rules';
import type { Judgement } from './matching.rules';
import { lockSent, readSent } from './our-lines';
import { OurLines } from './our-lines.rules';
import { StatementAudit } from './statement-audit.service';
import { openStatement } from './statement-file';
import type { StatementFile } from './statement-file';
import { STATEMENT_LIMIT } from './statement-upload';
import type { UploadedStatement } from './statement-upload';

/** The very file was taken in before. */
export class SameFileError extends DomainError {
  constructor(
    readonly statementId: string,
    day: string,
  ) {
    const detail = `This very file was taken in on ${day} already, as /api/v1/reconciliations/${statementId}: nothing was changed.`;
    super('conflict', detail, [{ pointer: '/file', detail }]);
    this.name = 'SameFileError';
  }
}

/** All of a file that waits for the others to be known. */
interface Held {
  position: number;
  facts: EntryFacts;
}

/** Taking in what the bank or the ledger says, in one transaction: all of a file, or nothing of it. */
@Injectable()
export class StatementImports {
  constructor(
    private readonly tenant: TenantService,
    private readonly bankHolidays: BankHolidays,
    private readonly files: OwnFiles,
    private readonly bookings: Bookings,
    private readonly audit: StatementAudit,
  ) {}

  /**
   * Reads a statement, books what names a payment exactly, and keeps the rest for a person; answers its id. Throws
   * DomainError: `conflict` for a file that was taken in before, with where it is; `invalid` for one that cannot be read.
   * With an Idempotency-Key the bytes of the file, and how it is read, are what the request is known again by.
   */
  async take(actor: Actor, upload: UploadedStatement): Promise<string> {
    const calendar = await this.bankHolidays.calendarFor(actor);
    return this.tenant.once(knownBy(actor, upload), async (tx) => {
      await takeTurn(tx);
      await assertNew(tx, upload.sha256);
      const mapping = upload.mappingId === null ? null : await mappingOf(tx, upload.mappingId);
      const file = await openStatement(upload.bytes, mapping);
      await lockSent(tx);
      await planAnew(tx);
      const matching = new Matching(new OurLines(await readSent(tx, calendar)), this.audit.today());
      const entries = await judgeAll(tx, file, matching);
      const id = await this.keep(tx, upload, file, entries.length);
      await writeEntries(tx, id, entries);
      await planAnew(tx);
      await this.bookings.settle(tx, settledBy(entries), `reconciliation:${id}`);
      await this.bookings.sendBack(tx, sentBackBy(entries), `reconciliation:${id}`);
      await this.bookings.closeDone(tx);
      await this.audit.taken(tx, id, entries);
      return id;
    });
  }

  private async keep(tx: Tx, upload: UploadedStatement, file: StatementFile, entryCount: number): Promise<string> {
    if (entryCount === 0) {
      const detail = 'No payment is in this file: nothing was taken in.';
      throw new DomainError('invalid', detail, [{ pointer: '/file', detail }]);
    }
    const kept = await this.files.write(tx, upload.bytes.read(), {
      purpose: 'statement',
      mediaType: file.kind === 'csv' ? 'text/csv' : 'application/xml',
      fileName: upload.name,
      limitBytes: STATEMENT_LIMIT,
    });
    const id = uuid();
    await tx.change(
      `insert into statement_import (health_body_id, id, file_id, sha256, kind, file_name, statement_count, entry_count,
         imported_by)
       select $1, $2, f.id, f.sha256, $4, f.file_name, $5, $6, $7 from own_file f
       where f.organisation_id = $1 and f.id = $3`,
      [tx.actor.organisationId, id, kept.id, file.kind, file.counted.statements, entryCount, tx.actor.id],
    );
    return id;
  }
}

function knownBy(actor: Actor, { sha256, mappingId }: UploadedStatement): Actor {
  const { attempt } = actor;
  if (attempt === undefined) return actor;
  const bodyHash = createHash('sha256')
    .update(sha256)
    .update(mappingId ?? '')
    .digest();
  return { ...actor, attempt: { ...attempt, bodyHash } };
}

/** Two files at once might hold the same entry: one after the other. */
export async function takeTurn(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `reconciliation:${tx.actor.organisationId}`,
  ]);
}

/**
 * The checks of foreign keys keep the plan that was right when they first ran, perhaps on tables of a few rows: for
 * thousands of new ones it would look through all of them at each.
 */
async function planAnew(tx: Tx): Promise<void> {
  await tx.query('discard plans');
}

async function assertNew(tx: Tx, sha256: Buffer): Promise<void> {
  const [earlier] = await tx.query<{ id: string; day: string }>(
    `select id, to_char(imported_at at time zone 'Europe/London', 'FMDD FMMonth YYYY') as day from statement_import
     where health_body_id = $1 and sha256 = $2 and undone_at is null`,
    [tx.actor.organisationId, sha256],
  );
  if (earlier !== undefined) throw new SameFileError(earlier.id, earlier.day);
}

/** In two rounds: what names a payment exactly comes first, so that nobody is offered what another entry settles. */
async function judgeAll(tx: Tx, file: StatementFile, matching: Matching): Promise<JudgedEntry[]> {
  const judged: JudgedEntry[] = [];
  const held: Held[] = [];
  const inFile = new Set<string>();
  let position = 0;
  for await (const batch of file.entries) {
    const keys = batch.map(seenKey);
    const before = await seenAlready(
      tx,
      keys.flatMap((key) => (key === null ? [] : [key])),
    );
    batch.forEach((facts, at) => {
      position += 1;
      const key = keys[at]?.toString('hex') ?? null;
      const judgement = matching.judge(facts, key !== null && (before.has(key) || inFile.has(key)));
      if (key !== null) inFile.add(key);
      if (judgement === null) held.push({ position, facts });
      else judged.push(newEntry(position, facts, judgement));
    });
  }
  for (const { position: at, facts } of held) judged.push(newEntry(at, facts, matching.suggest(facts)));
  return judged;
}

function settledBy(entries: readonly JudgedEntry[]): Settled[] {
  return entries.flatMap(({ id, judgement }) =>
    judgement.outcome !== 'matched'
      ? []
      : judgement.lines.map((line) => ({ entryId: id, line, pence: line.outstandingPence, on: dayOf(judgement) })),
  );
}

function dayOf({ receivedOn }: Judgement) {
  if (receivedOn === null) throw new RangeError('What settles a payment has a day.');
  return receivedOn;
}

function sentBackBy(entries: readonly JudgedEntry[]): CameBack[] {
  return entries.flatMap(({ id, facts, judgement }) =>
    judgement.outcome !== 'returned'
      ? []
      : judgement.lines.map((line) => ({ entryId: id, line, bookedOn: facts.bookedOn, code: facts.returnCode })),
  );
}
