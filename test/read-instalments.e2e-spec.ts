import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { named, read } from './support/read';
import type { Agent, TestApp } from './support/start-app';

describe('reading instalments', () => {
  let test: TestApp;
  let portfolio: Portfolio;
  let manager: Agent;
  let group: Agent;
  let finance: Agent;

  beforeAll(async () => {
    ({ test, p: portfolio } = await startWithPortfolio());
    const { healthBodies, groups } = portfolio;
    manager = await test.as('partnership_manager', healthBodies.a);
    group = await test.as('group_lead', groups.g1);
    finance = await test.as('finance_officer', healthBodies.a);
  });
  afterAll(() => test.close());

  const instalments = async (who: Agent, query: Record<string, unknown> = {}) =>
    named(portfolio.instalments, await read(who, 'instalments', query));

  it('lists what is overdue, by due date either way', async () => {
    expect(await instalments(manager, { overdue: true })).toEqual(['aG1PartReceivedOverdue', 'aG1Overdue']);
    expect(await instalments(group, { overdue: true, sort: '-dueOn' })).toEqual([
      'aG1Overdue',
      'bG1Overdue',
      'aG1PartReceivedOverdue',
    ]);
  });

  it('judges by the day: later receipts do not count', async () => {
    const [late] = await test.db.rows<{ settled_on: string }>('select settled_on from instalment where id = $1', [
      portfolio.instalments.aG1Late,
    ]);
    const settledOn = String(late?.settled_on);
    const before = await read(manager, `instalments/${portfolio.instalments.aG1Late}`, { asOf: '2026-08-01' });
    expect(settledOn > '2026-08-01').toBe(true);
    expect(before).toMatchObject({ overdue: true, daysOverdue: 1, receivedPence: 0, settledOn: null, receipts: [] });
    expect(await instalments(manager, { overdue: true, asOf: '2026-08-01' })).toEqual(['aG1Late']);
    expect(await instalments(manager, { overdue: true, asOf: settledOn })).toEqual([]);
    const after = await read(manager, `instalments/${portfolio.instalments.aG1Late}`, { asOf: settledOn });
    expect(after).toMatchObject({ overdue: false, receivedPence: 100_000, outstandingPence: 0, settledOn });
  });

  it('says how late, how much, and what the law gives', async () => {
    const view = await read(manager, `instalments/${portfolio.instalments.aG1PartReceivedOverdue}`);
    // £600.00 for 22 days, from the day after the period paid for, at 8% over 3.75%.
    expect(view).toMatchObject({
      contractReference: 'W-001',
      number: 4,
      dueOn: '2026-10-01',
      amountPence: 100_000,
      receivedPence: 40_000,
      outstandingPence: 60_000,
      daysOverdue: 52,
      severity: 'critical',
      interestStartsOn: '2026-11-01',
      statutoryInterestPence: 425,
      fixedSumPence: 40_00,
      missingRate: null,
      receipts: [{ receivedOn: '2026-10-09', amountPence: 40_000, kind: 'receipt', estimated: false }],
    });
  });

  it('names the rate that is missing instead of guessing', async () => {
    const path = `instalments/${portfolio.instalments.aG1January}`;
    expect(await read(manager, path, { asOf: '2027-03-01' })).toMatchObject({
      statutoryInterestPence: null,
      fixedSumPence: 70_00,
      missingRate: '2027 H1',
    });
  });

  it('gives no statutory interest on a grant', async () => {
    const view = await read(group, `instalments/${portfolio.instalments.bG1Overdue}`);
    expect(view).toMatchObject({ overdue: true, severity: 'serious', statutoryInterestPence: null });
    expect([view.fixedSumPence, view.interestStartsOn]).toEqual([null, null]);
  });

  it('lists what is at risk: to be sent within five banking days', async () => {
    expect(await instalments(manager, { atRisk: true })).toEqual(['aG1AtRisk']);
    expect(await instalments(manager, { atRisk: true, asOf: '2026-11-19' })).toEqual([]);
    expect(await instalments(manager, { atRisk: true, asOf: '2026-11-20' })).toEqual(['aG1AtRisk']);
  });

  it('filters by partner, contract, lead, due date and state', async () => {
    const { groups, contracts } = portfolio;
    expect(await instalments(manager, { groupId: groups.g2 })).toEqual(['aG2January', 'aG2February', 'aG2March']);
    expect(await instalments(manager, { contractId: contracts.aG1Ended, dueTo: '2025-07-01' })).toEqual([
      'aG1EndedFirst',
      'aG1EndedSecond',
    ]);
    expect(await instalments(manager, { leadEmail: 'SAM@westmere.example', dueFrom: '2027-01-01' })).toEqual([
      'aG1February',
      'aG1March',
    ]);
    // On that day nobody led the contract yet.
    expect(await instalments(manager, { leadEmail: 'sam@westmere.example', asOf: '2026-06-30' })).toEqual([]);
    expect(await instalments(group, { healthBodyId: portfolio.healthBodies.b, state: 'paid' })).toEqual(['bG1OnTime']);
  });

  it('leaves cancelled ones out until they are asked for, and never calls them overdue', async () => {
    const { aG1March } = portfolio.instalments;
    await test.db.rows(`update instalment set state = 'cancelled' where id = $1`, [aG1March]);
    expect(await instalments(manager, { dueFrom: '2027-03-01', asOf: '2027-04-01', overdue: true })).toEqual([
      'aG2March',
    ]);
    expect(await instalments(manager, { state: 'cancelled' })).toEqual(['aG1March']);
    expect(await read(manager, `instalments/${aG1March}`, { asOf: '2027-05-01' })).toMatchObject({
      overdue: false,
      outstandingPence: 0,
      statutoryInterestPence: null,
    });
  });

  it('never calls a payment of a withdrawn contract overdue or at risk', async () => {
    const { aG2Future } = portfolio.contracts;
    const soon = { groupId: portfolio.groups.g2, count: true };
    const overdue = { ...soon, overdue: true, asOf: '2027-01-05' };
    const atRisk = { ...soon, atRisk: true, asOf: '2026-12-24' };
    expect((await read(manager, 'instalments', overdue)).count).toBe(1);
    expect((await read(manager, 'instalments', atRisk)).count).toBe(1);
    await test.db.rows(`update contract set state = 'withdrawn' where id = $1`, [aG2Future]);
    expect(await read(manager, 'instalments', overdue)).toEqual({ items: [], next: null, count: 0 });
    expect(await read(manager, 'instalments', atRisk)).toEqual({ items: [], next: null, count: 0 });
    const view = await read(manager, `instalments/${portfolio.instalments.aG2January}`, { asOf: '2027-01-05' });
    expect(view).toMatchObject({ overdue: false, severity: null, statutoryInterestPence: null });
    await test.db.rows(`update contract set state = 'agreed' where id = $1`, [aG2Future]);
  });

  it('goes page by page through both what is open and what was settled later, missing and repeating none', async () => {
    const query = { overdue: true, asOf: '2026-10-05', limit: 1, count: true };
    const first = await read(manager, 'instalments', query);
    const all = await instalments(manager, { ...query, limit: 200 });
    expect([first.count, all.length]).toEqual([all.length, all.length]);
    expect(await pagedThrough(query)).toEqual(all);
    expect(await pagedThrough({ sort: '-sendByOn', limit: 3 })).toEqual(
      await instalments(manager, { sort: '-sendByOn', limit: 200 }),
    );
  });

  const pagedThrough = async (query: Record<string, unknown>) => {
    const found = [];
    let cursor: string | undefined;
    do {
      const page = await read(manager, 'instalments', { ...query, ...(cursor !== undefined && { cursor }) });
      found.push(...named(portfolio.instalments, page));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return found;
  };

  it('shows finance the payee by the name that the bank has', async () => {
    const { g1 } = portfolio.groups;
    await test.db.rows(`update organisation set payee_name = 'HARBOURLIGHT CIO' where id = $1`, [g1]);
    const path = `instalments/${portfolio.instalments.aG1Overdue}`;
    expect((await read(finance, path)).group).toBe('HARBOURLIGHT CIO');
    expect((await read(manager, path)).group).toBe('Harbourlight Collective');
    await finance.get('/api/v1/contracts').expect(403);
  });

  it('refuses what it does not know, and what cannot be', async () => {
    const unknown = await manager.get('/api/v1/instalments?late=true').expect(400);
    expect(unknown.body.errors).toEqual([{ pointer: '/late', detail: 'There is no field "late" here.' }]);
    const no = await manager.get('/api/v1/instalments?overdue=false').expect(400);
    expect(no.body.errors[0].detail).toBe('overdue can only be true: leave it out to see all payments.');
    const both = await manager.get('/api/v1/instalments?overdue=true&atRisk=true').expect(422);
    expect(both.body.errors[0].pointer).toBe('/atRisk');
  });
});
