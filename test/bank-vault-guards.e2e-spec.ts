import { BankAccounts } from '../src/finance';
import { TenantService } from '../src/platform';
import type { Actor } from '../src/platform';
import { APPROVE, call, makeReady, move, moved, newColleague, propose } from './support/finance';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { BareConnection } from './support/sides';
import type { TestApp } from './support/start-app';
import { ACCOUNT, Finance, holdNumber, MASTER_KEY, OTHER_ACCOUNT, TestClock, withoutVaults } from './support/vault';
import type { Detail } from './support/vault';

let test: TestApp;
let p: Portfolio;
let clock: TestClock;
let finance: Finance;
let bare: BareConnection;
let ofG1: Detail;
let ofG2: Detail;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio({ ACCORD_MASTER_KEY: MASTER_KEY }));
});
beforeEach(async () => {
  await test.db.renew();
  await withoutVaults(test);
  clock = new TestClock(test);
  const { a } = p.healthBodies;
  await (await test.as('administrator', a)).post('/api/v1/bank-vault').send({ confirmed: true }).expect(201);
  finance = await Finance.of(test, a);
  await holdNumber(test, p.contacts.g1LeadWithA);
  await holdNumber(test, p.contacts.g2PersonWithA);
  ofG1 = await finance.confirmed(p.groups.g1, p.contacts.g1LeadWithA);
  ofG2 = await finance.confirmed(p.groups.g2, p.contacts.g2PersonWithA, OTHER_ACCOUNT);
  const own = { ...OTHER_ACCOUNT, serviceUserNumber: '123456', reasonCode: 'first_details' };
  const { body } = await finance.officer.post('/api/v1/bank-details').send(own).expect(201);
  await finance.move(finance.approver, body as Detail, 'confirmation');
  clock.pass(72);
  bare = await BareConnection.to(test.db.appUrl);
});
afterEach(() => bare.close());
afterAll(() => test.close());

const accounts = () => {
  const organisationId = p.healthBodies.a;
  const actor: Actor = { kind: 'system', id: null, side: 'health', organisationId, roles: [], requestId: null };
  return test.app
    .get(TenantService)
    .transaction(actor, (tx) =>
      test.app.get(BankAccounts, { strict: false }).of(tx, organisationId, Object.values(p.groups)),
    );
};
/** As somebody with the database in their hands, and without the key. */
const tamper = async (sql: string, values: unknown[] = []) => {
  await test.db.rows('alter table bank_detail disable trigger user');
  await test.db.rows(sql, values);
  await test.db.rows('alter table bank_detail enable trigger user');
};
const NOT_OPEN = 'does not open';

describe('what is sealed', () => {
  it('opens for the payees that it was put in for', async () => {
    expect((await accounts()).get(p.groups.g2)?.accountNumber).toBe(OTHER_ACCOUNT.accountNumber);
    expect((await accounts()).get(p.groups.g1)?.accountNumber).toBe(ACCOUNT.accountNumber);
  });

  it('does not open when it is copied to another payee', async () => {
    await tamper(
      `update bank_detail d set sealed_account = o.sealed_account, sealed_name = o.sealed_name, fingerprint = o.fingerprint
       from bank_detail o where d.id = $1 and o.id = $2`,
      [ofG1.id, ofG2.id],
    );
    await expect(accounts()).rejects.toThrow(NOT_OPEN);
  });

  it('does not open when its row is made another payee’s', async () => {
    await tamper('delete from bank_detail_event where bank_detail_id = any($1)', [[ofG1.id]]).catch(() => undefined);
    await tamper('alter table bank_detail_event disable trigger user');
    await tamper('alter table bank_detail_call disable trigger user');
    await tamper('delete from bank_detail_event');
    await tamper('delete from bank_detail_call');
    await tamper('delete from bank_detail where id = $1', [ofG1.id]);
    await tamper('update bank_detail set group_id = $2 where id = $1', [ofG2.id, p.groups.g1]);
    await expect(accounts()).rejects.toThrow(NOT_OPEN);
  });

  it.each([
    ['the columns are swapped', 'sealed_account = sealed_name, sealed_name = sealed_account'],
    ['its end is cut off', 'sealed_account = substr(sealed_account, 1, length(sealed_account) - 1)'],
    ['one bit is turned over', 'sealed_account = set_bit(sealed_account, 150, 1 - get_bit(sealed_account, 150))'],
  ])('does not open when %s', async (_, change) => {
    await tamper(`update bank_detail set ${change} where id = $1`, [ofG1.id]);
    await expect(accounts()).rejects.toThrow(NOT_OPEN);
    const { body } = await finance.officer
      .post(`/api/v1/bank-details/${ofG1.id}/looks`)
      .send({ why: 'compare' })
      .expect(409);
    expect(JSON.stringify(body)).not.toContain('66374958');
  });

  it('goes on opening when a listed group joins, and its rows move to the group that exists', async () => {
    await test.db.rows('update partnership set group_id = $2 where health_body_id = $1 and group_id = $3', [
      p.healthBodies.a,
      p.groups.g3,
      p.groups.g2,
    ]);
    expect((await accounts()).get(p.groups.g3)?.accountNumber).toBe(OTHER_ACCOUNT.accountNumber);
  });
});

describe('the database itself', () => {
  it('refuses one person for two, and less rest than 72 hours', async () => {
    const change = await finance.call(await finance.propose(p.groups.g1, OTHER_ACCOUNT), p.contacts.g1LeadWithA);
    const [row] = await test.db.rows<{ proposed_by: string }>('select proposed_by from bank_detail where id = $1', [
      change.id,
    ]);
    const confirm = (who: string, hours: number) =>
      bare.refusal(
        { side: 'health', tenant: p.healthBodies.a, user: who },
        `update bank_detail set state = 'confirmed', confirmed_by = $2, confirmed_at = now(),
           effective_at = now() + make_interval(secs => $3) where id = $1`,
        [change.id, who, hours * 3600],
      );
    const other = p.accounts.managerOfA;
    expect(await confirm(row?.proposed_by ?? '', 72)).toMatchObject({ constraint: 'bank_detail_two_people' });
    expect(await confirm(other, 71.99)).toMatchObject({ constraint: 'bank_detail_rest' });
    expect(await confirm(other, 72)).toBeNull();
  });

  it('lets nobody confirm in another’s name, skip the call, rewrite a proposal, or call an unverified number', async () => {
    const change = await finance.propose(p.groups.g1, OTHER_ACCOUNT);
    const health = { side: 'health' as const, tenant: p.healthBodies.a, user: p.accounts.managerOfA };
    const refused = (sql: string, values: unknown[] = []) => bare.refusal(health, sql, [change.id, ...values]);
    const confirmed = `update bank_detail set state = 'confirmed', confirmed_by = $2, confirmed_at = now(),
      effective_at = now() + interval '73 hours' where id = $1`;
    expect(await refused(confirmed, [p.accounts.leadOfG1])).toMatchObject({ constraint: 'bank_detail_own_name' });
    expect(await refused(confirmed, [health.user])).toMatchObject({ constraint: 'bank_detail_called' });
    expect(
      await refused(`update bank_detail set state = 'called_back', called_by = $2, called_at = now() where id = $1`, [
        health.user,
      ]),
    ).toMatchObject({ constraint: 'bank_detail_was_called' });
    expect(await refused(`update bank_detail set state = 'in_force', in_force_at = now() where id = $1`)).toMatchObject(
      {
        constraint: 'bank_detail_move',
      },
    );
    expect(await refused(`update bank_detail set account_ends = '0000' where id = $1`)).toMatchObject({
      code: '42501',
    });
    expect(
      await refused(
        `insert into bank_detail_call (health_body_id, group_id, bank_detail_id, id, contact_id, called_by, called_at, result)
         values ($2, $3, $1, gen_random_uuid(), $4, $5, now(), 'said_yes')`,
        [health.tenant, p.groups.g1, p.contacts.aLeadWithG1, health.user],
      ),
    ).toMatchObject({ constraint: 'bank_detail_call_number_held' });
  });

  it('shows a group its own details without what is sealed, and lets it do nothing but stop them', async () => {
    const group = { side: 'group' as const, tenant: p.groups.g1 };
    expect(await bare.touched(group, 'select account_ends from bank_detail')).toBe(1);
    for (const column of ['sealed_account', 'sealed_name', 'fingerprint', 'proposed_by', 'confirmed_by'])
      expect([column, await bare.touched(group, `select ${column} from bank_detail`)]).toEqual([column, 'refused']);
    expect(await bare.touched(group, 'select 1 from bank_vault')).toBe('refused');
    expect(await bare.touched(group, 'select account_id from bank_detail_event')).toBe('refused');
    expect(await bare.touched(group, 'delete from bank_detail')).toBe('refused');
    const stop = `update bank_detail set state = 'stopped', closed_at = now()`;
    expect(await bare.touched(group, stop)).toBe(1);
    expect(await bare.touched(group, `update bank_detail set state = 'cancelled', closed_at = now()`)).toBe('refused');
    expect(await bare.touched({ side: 'group', tenant: p.groups.g3 }, 'select id from bank_detail')).toBe(0);
    expect(await bare.touched({ side: 'health', tenant: p.healthBodies.b }, 'select id from bank_detail')).toBe(0);
    expect(await bare.touched({ side: 'health', tenant: p.healthBodies.a }, stop)).toBe('refused');
  });
});

describe('a run that is sent as a bank file', () => {
  it('carries the accounts that it was submitted with, and is held up by any other', async () => {
    const { a } = p.healthBodies;
    await makeReady(test.db, p);
    await test.db.rows('update organisation set payee_name = $2 where id = $1', [p.groups.g1, ACCOUNT.accountName]);
    const officer = await newColleague(test.db, a, 'finance_officer');
    const approver = await newColleague(test.db, a, 'finance_approver');
    const draft = await propose(test, officer, '2026-11-27', { method: 'bacs_18' });
    const approved = await moved(test, approver, await moved(test, officer, draft, 'submission'), 'approval', APPROVE);

    await finance.confirmed(p.groups.g1, p.contacts.g1LeadWithA, OTHER_ACCOUNT);
    clock.pass(72);
    const refused = await move(test, officer, approved, 'exports');
    expect(refused.statusCode).toBe(409);
    expect(refused.json<{ detail: string }>().detail).toContain('would be paid to another account');
    expect(refused.body).not.toContain(OTHER_ACCOUNT.accountNumber);

    const back = await moved(test, approver, approved, 'rejection', { reason: 'Look at the change' });
    const again = await moved(test, approver, await moved(test, officer, back, 'submission'), 'approval', APPROVE);
    const made = await move(test, officer, again, 'exports');
    expect(made.body).toContain('"kind":"bacs_18"');
    const { id } = made.json<{ id: string }>();
    const file = await call(test, officer, `/payment-runs/${again.id}/exports/${id}/file`);
    expect(file.body).toContain(`107999${OTHER_ACCOUNT.accountNumber}`);
    expect(file.body).not.toContain(ACCOUNT.accountNumber);
  });
});
