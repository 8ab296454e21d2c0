import { BankAccounts } from '../src/finance';
import { TenantService } from '../src/platform';
import type { Actor } from '../src/platform';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';
import { ACCOUNT, Finance, holdNumber, MASTER_KEY, OTHER_ACCOUNT, TestClock, withoutVaults } from './support/vault';
import type { Detail } from './support/vault';

let test: TestApp;
let p: Portfolio;
let clock: TestClock;
let finance: Finance;
let lead: Agent;
let contact: string;
let group: string;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio({ ACCORD_MASTER_KEY: MASTER_KEY }));
  await withoutVaults(test);
  clock = new TestClock(test);
  finance = await Finance.of(test, p.healthBodies.a);
  lead = await test.as('group_lead', p.groups.g1);
  [contact, group] = [p.contacts.g1LeadWithA, p.groups.g1];
  await holdNumber(test, contact);
});
afterAll(() => test.close());

const healthBody = (): Actor => ({
  kind: 'system',
  id: null,
  side: 'health',
  organisationId: p.healthBodies.a,
  roles: [],
  requestId: null,
});
const accounts = () =>
  test.app
    .get(TenantService)
    .transaction(healthBody(), (tx) =>
      test.app.get(BankAccounts, { strict: false }).of(tx, p.healthBodies.a, Object.values(p.groups)),
    );
const seen = async (who: Agent, id: string) => (await who.get(`/api/v1/bank-details/${id}`).expect(200)).body as Detail;
const open = async (who: Agent) =>
  ((await who.get('/api/v1/bank-details?open=true').expect(200)).body as { items: [Detail, ...Detail[]] }).items;
const history = async (who: Agent, id: string) =>
  ((await who.get(`/api/v1/bank-details/${id}/history`).expect(200)).body as { items: { what: string; by: unknown }[] })
    .items;
const whole = (account: typeof ACCOUNT) => ({ ...account, sortCode: account.sortCode.replaceAll('-', '') });

describe('the vault', () => {
  it('is off until an administrator turns it on, who means it', async () => {
    const { body } = await finance.officer
      .post('/api/v1/bank-details')
      .send({ ...ACCOUNT, groupId: group, reasonCode: 'first_details' })
      .expect(409);
    expect(body.detail).toContain('an administrator can turn on');
    await expect(accounts()).rejects.toThrow('does not keep bank details');
    const administrator = await test.as('administrator', p.healthBodies.a);
    await administrator.post('/api/v1/bank-vault').send({ confirmed: false }).expect(422);
    await administrator.post('/api/v1/bank-vault').send({ confirmed: true }).expect(201);
    await administrator.post('/api/v1/bank-vault').send({ confirmed: true }).expect(409);
    const { body: status } = await finance.officer.get('/api/v1/bank-vault').expect(200);
    expect(status).toMatchObject({ on: true, held: 0, ready: true, modulusVersion: null });
  });
});

describe('bank details of a payee', () => {
  let first: Detail;

  it('are proposed, masked for everybody, and not used', async () => {
    first = await finance.propose(group);
    expect(first).toMatchObject({
      state: 'proposed',
      sortCode: '••-••-99',
      accountNumber: '••••4958',
      modulus: 'not_checkable',
      payee: 'Harbourlight Collective',
    });
    const ofGroup = await seen(lead, first.id);
    expect(ofGroup).toMatchObject({ accountNumber: '••••4958', proposedBy: null, modulus: null });
    expect(await accounts()).toEqual(new Map());
  });

  it('have one change at a time', async () => {
    const again = { ...OTHER_ACCOUNT, groupId: group, reasonCode: 'correction' };
    const { body } = await finance.officer.post('/api/v1/bank-details').send(again).expect(409);
    expect(body.detail).toContain('under way already');
  });

  it('are not confirmed before somebody was called', async () => {
    await finance.move(finance.approver, first, 'confirmation', {}, 409);
    expect(await seen(lead, first.id)).toMatchObject({ state: 'proposed', confirmedAt: null });
  });

  it('are called back at a number that was verified before, and no other', async () => {
    const { body } = await finance.officer.get(`/api/v1/bank-details/${first.id}/numbers-to-call`).expect(200);
    expect(body.items).toEqual([
      { contactId: contact, name: 'Max Dunmere', phone: '0113 496 0123', verifiedOn: '2026-09-30' },
    ]);
    const stranger = { contactId: p.contacts.aLeadWithG1, result: 'said_yes' };
    await finance.move(finance.officer, first, 'call-backs', stranger, 422);
    first = await finance.call(first, contact, 'not_reached');
    expect(first.state).toBe('proposed');
    first = await finance.call(first, contact);
    expect(first.state).toBe('called_back');
  });

  it('are not confirmed by whoever proposed them or called, though they be approver too', async () => {
    const [{ account_id: account } = { account_id: '' }] = await test.db.rows<{ account_id: string }>(
      `select account_id from bank_detail_event where bank_detail_id = $1 and what = 'proposed'`,
      [first.id],
    );
    await test.db.rows(
      `insert into membership (organisation_id, organisation_kind, id, account_id, role)
       values ($1, 'health_body', gen_random_uuid(), $2, 'finance_approver')`,
      [p.healthBodies.a, account],
    );
    await finance.move(finance.officer, first, 'confirmation', {}, 403);
    expect(await seen(lead, first.id)).toMatchObject({ state: 'called_back', confirmedAt: null });
  });

  it('are confirmed by a second person and rest for 72 hours', async () => {
    first = await finance.move(finance.approver, first, 'confirmation');
    expect(first).toMatchObject({ state: 'resting', effectiveAt: '2026-11-25T12:00:00.000Z' });
    clock.pass(71.999);
    expect(await accounts()).toEqual(new Map());
    expect((await seen(lead, first.id)).state).toBe('resting');
    clock.pass(0.001);
    expect(await accounts()).toEqual(new Map([[group, whole(ACCOUNT)]]));
    expect((await seen(lead, first.id)).state).toBe('in_force');
  });

  it('stay until later ones take effect, and are forgotten then', async () => {
    const next = await finance.confirmed(group, contact, OTHER_ACCOUNT);
    expect(await accounts()).toEqual(new Map([[group, whole(ACCOUNT)]]));
    clock.pass(72);
    expect(await accounts()).toEqual(new Map([[group, whole(OTHER_ACCOUNT)]]));
    expect((await seen(lead, first.id)).state).toBe('superseded');
    // Written down with the next change.
    const third = await finance.propose(group);
    const rows = await test.db.rows('select state, sealed_account, fingerprint from bank_detail where id = $1', [
      first.id,
    ]);
    expect(rows).toEqual([{ state: 'superseded', sealed_account: null, fingerprint: null }]);
    await finance.move(finance.approver, await seen(lead, next.id), 'cancellation', {}, 409);
    expect(await finance.move(finance.officer, third, 'cancellation')).toMatchObject({ state: 'cancelled' });
  });

  it('are seen whole by finance who says why, and the group sees that somebody looked', async () => {
    const [current] = await open(finance.officer);
    const look = () => finance.officer.post(`/api/v1/bank-details/${current.id}/looks`);
    await look().send({}).expect(400);
    expect((await look().send({ why: 'compare' }).expect(200)).body).toEqual(whole(OTHER_ACCOUNT));
    expect((await history(lead, current.id))[0]).toMatchObject({ what: 'looked_at', why: 'compare', by: null });
    expect((await history(finance.officer, current.id))[0]).toMatchObject({ by: expect.any(String) });
    const read = await test.db.rows(`select detail from audit_event where action = 'bank-detail.read'`);
    expect(read).toEqual([{ detail: { why: 'compare' } }]);
  });

  it('are stopped at once when the group says that they are wrong', async () => {
    const change = await finance.confirmed(group, contact);
    const stopped = await finance.move(lead, change, 'objection');
    expect(stopped.state).toBe('stopped');
    clock.pass(72);
    expect(await accounts()).toEqual(new Map([[group, whole(OTHER_ACCOUNT)]]));
    expect((await history(finance.officer, change.id))[0]).toMatchObject({ what: 'stopped', by: null });
    const [current] = await open(lead);
    await finance.move(lead, current, 'objection');
    expect(await accounts()).toEqual(new Map());
  });

  it('do not come back when the group stops those that took over, before anybody wrote that down', async () => {
    await finance.confirmed(group, contact);
    clock.pass(72);
    const second = await finance.confirmed(group, contact, OTHER_ACCOUNT);
    clock.pass(72);
    await finance.move(lead, second, 'objection');
    expect(await accounts()).toEqual(new Map());
  });

  it('are refused when whoever was called says no', async () => {
    const refused = await finance.call(await finance.propose(group), contact, 'said_no');
    expect(refused.state).toBe('refused');
    await finance.move(finance.approver, refused, 'confirmation', {}, 409);
  });
});

describe('a number that was put in lately', () => {
  it('vouches for nothing until it was verified on an earlier day than the change', async () => {
    await test.db.rows(`update contact set phone = '07700 900999' where id = $1`, [contact]);
    const change = await finance.propose(group);
    const numbers = async () =>
      (await finance.officer.get(`/api/v1/bank-details/${change.id}/numbers-to-call`).expect(200)).body as unknown;
    expect(await numbers()).toEqual({ items: [] });
    await finance.move(finance.officer, change, 'call-backs', { contactId: contact, result: 'said_yes' }, 422);
    await test.db.rows(`update contact set verified_on = '2026-11-22' where id = $1`, [contact]);
    expect(await numbers()).toEqual({ items: [] });
    await finance.move(finance.approver, change, 'refusal');
    await test.db.rows(`update contact set verified_on = '2026-11-21' where id = $1`, [contact]);
    await test.db.rows(`update contact set verified_on = '2026-11-20', phone = '0113 496 0123' where id = $1`, [
      contact,
    ]);
    await test.db.rows(`update contact set verified_on = '2026-11-21' where id = $1`, [contact]);
    await heldSince('2026-11-15');
    await finance.move(finance.officer, await finance.confirmed(group, contact), 'cancellation');
  });

  it('vouches for nothing in its first week, though somebody verified it meanwhile', async () => {
    await heldSince('2026-11-16');
    const change = await finance.propose(group);
    const { body } = await finance.officer.get(`/api/v1/bank-details/${change.id}/numbers-to-call`).expect(200);
    expect(body).toEqual({ items: [] });
    const said = { contactId: contact, result: 'said_yes' };
    const refused = finance.move(finance.officer, change, 'call-backs', said);
    await expect(refused).rejects.toThrow('A number that was changed cannot vouch for changed details.');
    await finance.move(finance.officer, change, 'cancellation');
  });
});

const heldSince = (day: string) =>
  test.db.rows('update contact set phone_since = $2 where id = $1', [contact, `${day}T12:00:00Z`]);

describe('the account that a health body pays from', () => {
  it('needs two people and the rest, and gives bank files its service user number', async () => {
    const wanted = { ...OTHER_ACCOUNT, serviceUserNumber: '123456', reasonCode: 'first_details' };
    const { body } = await finance.officer.post('/api/v1/bank-details').send(wanted).expect(201);
    const detail = body as Detail;
    const own = () =>
      test.app
        .get(TenantService)
        .transaction(healthBody(), (tx) => test.app.get(BankAccounts, { strict: false }).ownAccount(tx));
    await finance.move(finance.approver, detail, 'confirmation');
    await expect(own()).rejects.toThrow('not in the vault yet');
    clock.pass(72);
    expect(await own()).toEqual({ ...whole(OTHER_ACCOUNT), serviceUserNumber: '123456' });
    expect((await lead.get(`/api/v1/bank-details/${detail.id}`)).status).toBe(404);
  });
});

describe('turning the vault off', () => {
  it('waits until it is empty, and throws its key away', async () => {
    const administrator = await test.as('administrator', p.healthBodies.a);
    await administrator.post('/api/v1/bank-vault/end').send({ confirmed: true }).expect(409);
    for (const row of await open(finance.officer)) await finance.move(finance.approver, row, 'end');
    await administrator.post('/api/v1/bank-vault/end').send({ confirmed: true }).expect(204);
    expect(await test.db.rows('select wrapped_key, master_key_id from bank_vault')).toEqual([
      { wrapped_key: null, master_key_id: null },
    ]);
    await expect(accounts()).rejects.toThrow('does not keep bank details');
  });
});
