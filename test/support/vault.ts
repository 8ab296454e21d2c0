import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Clock } from '../../src/platform';
import { TODAY } from './start-app';
import type { Agent, TestApp } from './start-app';

export const MASTER_KEY = randomBytes(32).toString('base64');
/** Of the published cases: such a pair can exist. */
export const ACCOUNT = { sortCode: '08-99-99', accountNumber: '66374958', accountName: 'HARBOURLIGHT CIO' };
export const OTHER_ACCOUNT = { sortCode: '10-79-99', accountNumber: '88837491', accountName: 'HARBOURLIGHT CIO' };

/** Moves the clock of a server that judges by a fixed day. */
export class TestClock {
  private hours = 0;

  constructor({ app }: TestApp) {
    const clock = app.get(Clock);
    jest.spyOn(clock, 'now').mockImplementation(() => this.now());
  }

  now(): Date {
    return new Date(Date.parse(`${TODAY}T12:00:00Z`) + this.hours * 3_600_000);
  }

  pass(hours: number): void {
    this.hours += hours;
  }
}

/** Gives a contact a number that was there, and verified, long before today. */
export async function holdNumber({ db }: TestApp, contactId: string): Promise<void> {
  await db.rows(`update contact set phone = '0113 496 0123' where id = $1`, [contactId]);
  await db.rows(`update contact set verified_on = '2026-09-30', phone_since = '2026-09-01' where id = $1`, [contactId]);
}

/** The health bodies of the portfolio begin without a vault, as most do. */
export async function withoutVaults({ db }: TestApp): Promise<void> {
  await db.rows('alter table bank_detail_event disable trigger user');
  await db.rows('alter table bank_detail_call disable trigger user');
  await db.rows('alter table payment_run_line_account disable trigger user');
  for (const table of [
    'payment_run_line_account',
    'bank_detail_event',
    'bank_detail_call',
    'bank_detail',
    'bank_vault',
  ])
    await db.rows(`delete from ${table}`);
  await db.rows('alter table payment_run_line_account enable trigger user');
  await db.rows('alter table bank_detail_event enable trigger user');
  await db.rows('alter table bank_detail_call enable trigger user');
}

/** The rows of the published tables that the published cases need. */
export function publishedTables(): { weights: string; substitutions: string } {
  const file = join(__dirname, '../oracles/vocalink-modulus-rows-of-34-cases.json');
  const { weights, substitutions } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>;
  return { weights: (weights ?? []).join('\n'), substitutions: (substitutions ?? []).join('\n') };
}

export interface Detail {
  id: string;
  version: number;
  state: string;
}

/** The people who change bank details, and what each does. */
export class Finance {
  constructor(
    readonly officer: Agent,
    readonly approver: Agent,
  ) {}

  static async of(test: TestApp, organisationId: string): Promise<Finance> {
    return new Finance(
      await test.as('finance_officer', organisationId),
      await test.as('finance_approver', organisationId),
    );
  }

  async propose(groupId: string | null, account = ACCOUNT): Promise<Detail> {
    const wanted = { ...account, ...(groupId !== null && { groupId }), reasonCode: 'first_details' };
    const { body } = await this.officer.post('/api/v1/bank-details').send(wanted).expect(201);
    return body as Detail;
  }

  async move(who: Agent, { id, version }: Detail, move: string, sent: object = {}, status = 201): Promise<Detail> {
    const answer = await who
      .post(`/api/v1/bank-details/${id}/${move}`)
      .set('If-Match', `"${String(version)}"`)
      .send(sent);
    if (answer.status !== status) throw new Error(`${move} answered ${String(answer.status)}: ${answer.text}`);
    return answer.body as Detail;
  }

  call(detail: Detail, contactId: string, result = 'said_yes'): Promise<Detail> {
    return this.move(this.officer, detail, 'call-backs', { contactId, result });
  }

  /** All the way to the rest. */
  async confirmed(groupId: string, contactId: string, account = ACCOUNT): Promise<Detail> {
    const called = await this.call(await this.propose(groupId, account), contactId);
    return this.move(this.approver, called, 'confirmation');
  }
}
