import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform';
import type { BodyRegister } from './body-register';
import { insertMany } from './bulk';
import { CAUSE } from './import-log';
import type { KnownBody } from './import-scope';
import type { StageParts } from './payments-stage';
import { PeopleChanges } from './people-changes';
import { writePeople } from './people-writer';
import type { ContactRow, GoodRow, OpenedTable } from './reading';
import { recallFormer } from './recall-former';
import type { NamedInRow } from './recall-former';
import { goodRows, refuseUnfound } from './stage-rows';

const ROWS_AT_ONCE = 2_000;
const LATER = '{n} contacts are dated after the day of this import; they were taken and do not count yet.';

/** An engagement to write, and the hash by which the same one is known again. */
interface Logged {
  id: string;
  hash: Buffer;
  values: unknown[];
}

/** Brings in the contact log, batch by batch: it may be long, and no row needs another. */
export class ContactsStage {
  /** Hashes of the rows of this file, to tell a repeated row from one that was brought in before. */
  private readonly seen = new Set<string>();
  private readonly waiting = new Map<KnownBody, GoodRow<ContactRow>[]>();

  constructor(
    private readonly tx: Tx,
    private readonly table: OpenedTable<ContactRow>,
    private readonly parts: StageParts,
  ) {}

  async run(): Promise<void> {
    for await (const batch of this.table.batches(this.parts.onBytes)) {
      const good = goodRows('contacts', batch, this.parts.log);
      await this.parts.finder.prepare(good.map(({ data }) => data));
      for (const body of this.sort(good)) await this.writeFull(body, ROWS_AT_ONCE);
    }
    for (const body of [...this.waiting.keys()]) await this.writeFull(body, 1);
  }

  /** Few large statements instead of many small ones, where a file mixes the contacts of many health bodies. */
  private async writeFull(body: KnownBody, least: number): Promise<void> {
    const rows = this.waiting.get(body) ?? [];
    if (rows.length < least) return;
    this.waiting.set(body, []);
    await this.write(body, rows);
  }

  /** Returns the health bodies that the rows are about. */
  private sort(rows: readonly GoodRow<ContactRow>[]): Set<KnownBody> {
    const bodies = new Set<KnownBody>();
    for (const row of rows) {
      for (const warning of row.warnings ?? []) this.parts.log.warn(warning);
      const found = this.parts.finder.find(row.data);
      if (found.kind !== 'found') {
        refuseUnfound('contacts', this.table.facts.file, row, found, this.parts.log);
        continue;
      }
      const own = this.waiting.get(found.body) ?? [];
      this.waiting.set(found.body, own);
      own.push(row);
      bodies.add(found.body);
    }
    return bodies;
  }

  private async write(body: KnownBody, rows: readonly GoodRow<ContactRow>[]): Promise<void> {
    const register = await this.parts.scope.enter(body);
    const people = new PeopleChanges(register, this.parts.log);
    await recallFormer(this.tx, register, namedIn(register, rows));
    const logged = rows.flatMap((row) => this.log(body, register, people, row) ?? []);
    await writePeople(this.tx, this.parts.audit, register, people);
    const added = await insertMany(
      this.tx,
      'engagement',
      { health_body_id: body.id, owner_id: body.id },
      [
        ['group_id', 'uuid'],
        ['contract_id', 'uuid'],
        ['id', 'uuid'],
        ['happened_on', 'date'],
        ['channel', 'text'],
        ['started_by', 'text'],
        ['two_way', 'boolean'],
        ['health_contact_id', 'uuid'],
        ['group_contact_id', 'uuid'],
        ['purpose', 'text'],
        ['outcome', 'text'],
        ['identity_hash', 'bytea'],
      ],
      logged.map(({ values }) => values),
      'on conflict (health_body_id, identity_hash) where identity_hash is not null do nothing returning id',
    );
    await this.parts.audit.recordMany(
      this.tx,
      'engagement.logged',
      added.map(({ id }) => id),
      CAUSE,
    );
    this.parts.log.count('created', added.length);
    this.parts.log.count('unchanged', logged.length - added.length);
  }

  private log(
    body: KnownBody,
    register: BodyRegister,
    people: PeopleChanges,
    { row, data }: GoodRow<ContactRow>,
  ): Logged | null {
    const contract = register.contracts.get(data.reference.toLowerCase());
    if (contract === undefined) throw new Error(`The finder said that ${body.id} has this contract.`);
    const { groupId, id: contractId } = contract;
    const { happenedOn, channel, startedBy, healthEmail, groupEmail, twoWay, purpose, outcome } = data;
    const someone = { name: null, email: healthEmail, lastDayOn: null };
    const { contactId } = people.healthPerson(groupId, someone, row, this.table.facts.file);
    const groupContactId = groupEmail === null ? null : people.groupContact(groupId, null, groupEmail, '');
    const hash = hashOf([contractId, happenedOn, channel, contactId, groupContactId, purpose]);
    if (this.isRepeated(hash)) return null;
    if (happenedOn > this.parts.asOf) this.parts.log.tally(LATER);
    const id = uuid();
    const values = [
      groupId,
      contractId,
      id,
      happenedOn,
      channel,
      startedBy,
      twoWay,
      contactId,
      groupContactId,
      purpose,
      outcome,
      hash,
    ];
    return { id, hash, values };
  }

  private isRepeated(hash: Buffer): boolean {
    const key = hash.toString('latin1', 0, 16);
    if (!this.seen.has(key)) {
      this.seen.add(key);
      return false;
    }
    this.parts.log.count('skipped');
    this.parts.log.tally(`${this.table.facts.file}: {n} rows repeat an earlier row and were skipped.`);
    return true;
  }
}

/** Whom rows of the contact log name: by address only. */
function namedIn({ contracts }: BodyRegister, rows: readonly GoodRow<ContactRow>[]): NamedInRow[] {
  return rows.flatMap(({ data: { reference, healthEmail, groupEmail } }) => {
    const contract = contracts.get(reference.toLowerCase());
    if (contract === undefined) return [];
    return [{ groupId: contract.groupId, healthEmails: [healthEmail], groupLead: { name: null, email: groupEmail } }];
  });
}

/** A contact is the same by contract, date, channel, both people and purpose. */
function hashOf(parts: readonly (string | null)[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
