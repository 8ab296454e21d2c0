import { EvaluationService } from '../src/findings';
import { calendarDate } from '../src/shared/calendar-date';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { read } from './support/read';
import { TODAY } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let lead: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  lead = await test.as('group_lead', p.groups.g1);
}, 60_000);
afterAll(() => test.close());

const evaluate = (day: string = TODAY) =>
  test.app.get(EvaluationService, { strict: false }).evaluate(calendarDate(day));
const found = async (who: Agent, query: Record<string, unknown>) => (await read(who, 'findings', query)).items;
const one = (who: Agent, id: string) => read(who, `findings/${id}`);
const path = (id: string, what: string) => `/api/v1/findings/${id}/${what}`;
const AWAY = '2026-12-31';

describe('the life of a finding', () => {
  it('begins within one evaluation of the change that causes it', async () => {
    await evaluate();
    expect(await found(manager, { rule: 'no_deputy' })).toEqual([]);
    const deputy = `/api/v1/named-leads/${p.leads.aG1RunningHealthDeputy}/end`;
    await manager.post(deputy).set('If-Match', '"1"').send({ toOn: '2026-11-21' }).expect(201);
    expect(await evaluate()).toMatchObject({ partnerships: 1, cleared: 0 });
    expect(await found(manager, { rule: 'no_deputy' })).toMatchObject([
      {
        title: 'There is no deputy',
        severity: 'attention',
        actsOn: 'health_body',
        contractReference: 'W-001',
        partnershipId: p.partnerships.aG1,
        evidence: { because: 'nobody_named', contact: { email: expect.any(String) } },
        state: 'open',
        firstSeenOn: TODAY,
        acknowledged: false,
      },
    ]);
  });

  it('ends when what caused it is mended, and says why', async () => {
    const [finding] = await found(manager, { rule: 'no_deputy' });
    const contactId = p.contacts.aDeputyWithG1;
    await manager
      .post('/api/v1/named-leads')
      .send({ contractId: p.contracts.aG1Running, contactId, role: 'deputy', fromOn: TODAY })
      .expect(201);
    expect(await evaluate()).toMatchObject({ appeared: 0 });
    expect(await found(manager, { rule: 'no_deputy' })).toEqual([]);
    expect(await one(manager, finding?.id ?? '')).toMatchObject({
      state: 'cleared',
      clearedOn: TODAY,
      clearedWhy: 'mended',
      clearedWhyInWords: 'What made it so was put right.',
      recommendation: 'G17',
      version: 2,
    });
  });

  it('is known to a side that says so; the other does not learn of it', async () => {
    const id = p.findings.aG1RepeatLate;
    const { version } = await one(manager, id);
    const { body } = await manager
      .post(path(id, 'acknowledgement'))
      .set('If-Match', `"${String(version)}"`)
      .expect(201);
    expect(body).toMatchObject({ acknowledged: true, response: { acknowledgedBy: expect.any(String) } });
    expect(await one(lead, id)).toMatchObject({ acknowledged: false, response: { acknowledgedAt: null } });
  });

  it('rests for the side that lets it, until a day, with a reason that only that side reads', async () => {
    const id = p.findings.aG1RepeatLate;
    const { version } = await one(manager, id);
    const snooze = () => manager.post(path(id, 'snooze')).set('If-Match', `"${String(version)}"`);
    await snooze().send({ until: TODAY, reason: 'Later' }).expect(422);
    await snooze().send({ until: '2027-02-21', reason: 'Later' }).expect(422);
    await snooze().send({ until: AWAY }).expect(400);
    await snooze().send({ until: AWAY, reason: 'The ledger is closed.' }).expect(201);
    expect(await found(manager, { rule: 'repeat_late' })).toEqual([]);
    expect(await found(manager, { rule: 'repeat_late', state: 'snoozed' })).toMatchObject([{ id, snoozedUntil: AWAY }]);
    expect((await found(lead, { rule: 'repeat_late' })).map((each) => each.id)).toContain(id);
    expect(JSON.stringify(await one(lead, id))).not.toContain('ledger is closed');
    await manager.delete(path(id, 'snooze')).expect(204);
    expect(await found(manager, { rule: 'repeat_late' })).toMatchObject([{ id, snoozedUntil: null }]);
  });

  it('is answered only as it is now', async () => {
    const id = p.findings.aG1Overdue;
    await manager.post(path(id, 'acknowledgement')).expect(428);
    await manager.post(path(id, 'acknowledgement')).set('If-Match', '"9"').expect(412);
    const cleared = await manager
      .post(path(p.findings.aG1OneHolder, 'acknowledgement'))
      .set('If-Match', '"2"')
      .expect(409);
    expect(cleared.body.detail).toContain('does not hold any more since 2026-11-22');
  });

  it('wakes when it gets worse, though it was to rest longer', async () => {
    const id = p.findings.aG1Overdue;
    const { version, severity } = await one(manager, id);
    expect(severity).toBe('serious');
    const rest = { until: AWAY, reason: 'Sent today.' };
    await manager
      .post(path(id, 'snooze'))
      .set('If-Match', `"${String(version)}"`)
      .send(rest)
      .expect(201);
    await evaluate('2026-11-28');
    expect(await one(manager, id)).toMatchObject({ severity: 'serious', state: 'snoozed', version });
    await evaluate('2026-11-29');
    expect(await one(manager, id)).toMatchObject({
      severity: 'critical',
      state: 'open',
      snoozedUntil: null,
      version: Number(version) + 1,
    });
  });

  it('is cleared by the money, and seen anew when the money goes back', async () => {
    const id = p.findings.aG1Overdue;
    await test.db.rows(
      `insert into receipt (health_body_id, group_id, contract_id, instalment_id, id, amount_pence, received_on, source)
       select health_body_id, group_id, contract_id, id, gen_random_uuid(), amount_pence, '2026-11-20', 'hand'
       from instalment where id = $1`,
      [p.instalments.aG1Overdue],
    );
    await evaluate('2026-11-29');
    expect(await one(lead, id)).toMatchObject({ state: 'cleared', clearedWhy: 'paid', firstSeenOn: '2026-11-01' });
    await test.db.rows(
      `insert into receipt
         (health_body_id, group_id, contract_id, instalment_id, id, kind, amount_pence, received_on, source)
       select health_body_id, group_id, contract_id, id, gen_random_uuid(), 'recovery', 100, '2026-11-25', 'hand'
       from instalment where id = $1`,
      [p.instalments.aG1Overdue],
    );
    await evaluate('2026-11-29');
    const again = (await found(lead, { rule: 'overdue' })).find(
      (each) => each.instalmentId === p.instalments.aG1Overdue,
    );
    expect(again).toMatchObject({
      severity: 'critical',
      firstSeenOn: '2026-11-29',
      evidence: { receivedPence: 99_900 },
    });
    expect(again?.id).not.toBe(id);
  });

  it('leaves a trace in the audit record of who did what, and of what was judged', async () => {
    const events = await test.db.rows<{ action: string; actor_kind: string }>(
      `select distinct action, actor_kind from audit_event where action like 'finding%' order by 1`,
    );
    expect(events).toEqual([
      { action: 'finding.acknowledged', actor_kind: 'account' },
      { action: 'finding.snoozed', actor_kind: 'account' },
      { action: 'finding.woken', actor_kind: 'account' },
      { action: 'findings.evaluated', actor_kind: 'system' },
    ]);
  });
});

describe('the list of findings', () => {
  it('is worst first, then first seen, page by page with one total', async () => {
    const whole = await read(manager, 'findings', { count: true });
    const order = whole.items.map(({ severity, firstSeenOn, rule }) => [
      ['critical', 'serious', 'attention', null].indexOf(severity as string | null),
      firstSeenOn,
      rule,
    ]);
    expect(order.length).toBeGreaterThan(4);
    expect(order).toEqual([...order].sort((a, b) => (String(a) < String(b) ? -1 : 1)));
    expect(whole.count).toBe(order.length);
    const { items, next } = await read(manager, 'findings', { limit: 2 });
    const second = await read(manager, 'findings', { limit: 2, cursor: next });
    expect([...items, ...second.items]).toEqual(whole.items.slice(0, 4));
  });

  it('keeps to a contract, a partnership, a severity and a side', async () => {
    const all = await found(manager, {});
    const only = async (query: Record<string, unknown>, keep: (each: Record<string, unknown>) => boolean) => {
      expect(await found(manager, query)).toEqual(all.filter(keep));
    };
    await only({ partnershipId: p.partnerships.aG2 }, (each) => each.partnershipId === p.partnerships.aG2);
    await only({ contractId: p.contracts.aG1Running }, (each) => each.contractId === p.contracts.aG1Running);
    await only({ severity: 'serious' }, (each) => each.severity === 'serious');
    await only({ actsOn: 'group' }, (each) => each.actsOn === 'group');
    expect(await found(manager, { partnershipId: p.partnerships.bG1 })).toEqual([]);
  });
});

describe('what waits on a group', () => {
  it('is asked of it in words, with no severity and no figure', async () => {
    const { items, count } = await read(lead, 'waiting-for-you', { count: true });
    expect(count).toBe(items.length);
    expect(items.map(({ what }) => what)).toContain('If you can, name a second person who keeps in touch');
    for (const item of items) expect(Object.keys(item).sort()).toEqual(['id', 'link', 'since', 'what', 'where']);
  });

  it('never has a severity or a figure about the group for anybody', async () => {
    for (const body of Object.values(p.healthBodies)) {
      const payer = await test.as('partnership_manager', body);
      const waiting = await found(payer, { actsOn: 'group' });
      expect(waiting.filter(({ severity }) => severity !== null)).toEqual([]);
    }
    const stored = await test.db.rows<{ severity: string | null; evidence: object }>(
      `select severity, evidence from finding where acts_on = 'group'`,
    );
    expect(stored.length).toBeGreaterThan(2);
    for (const { severity, evidence } of stored) {
      expect(severity).toBeNull();
      expect(Object.values(evidence).filter((value) => typeof value === 'number')).toEqual([]);
    }
  });

  it('shows the stale lead of a group to the health body only as waiting', async () => {
    const payer = await test.as('partnership_manager', p.healthBodies.b);
    expect(await found(payer, { rule: 'stale_lead', actsOn: 'group' })).toMatchObject([
      { severity: null, actsOn: 'group', title: 'Nobody has checked a lead’s details for a long time' },
    ]);
    const asked = (await read(lead, 'waiting-for-you')).items.filter(({ what }) => String(what).includes('details'));
    expect(asked).toMatchObject([{ link: `/api/v1/contacts/${p.contacts.g1LeadWithB}`, where: expect.any(String) }]);
  });

  it('is a draft that the health body has confirmed, and then no more', async () => {
    const group = await test.as('group_lead', p.groups.g3);
    const confirm = (side: string, id: string) =>
      test.db.rows(
        `insert into contract_confirmation
           (health_body_id, group_id, contract_id, id, side, terms_version, how, confirmed_on)
         select health_body_id, group_id, id, $2, $3, terms_version, 'in_accord', '2026-11-10' from contract where id = $1`,
        [p.contracts.bG3Draft, id, side],
      );
    await confirm('health', '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0a01');
    await evaluate('2026-11-29');
    expect((await read(group, 'waiting-for-you')).items).toMatchObject([
      { since: '2026-11-10', link: `/api/v1/contracts/${p.contracts.bG3Draft}` },
    ]);
    const payer = await test.as('partnership_manager', p.healthBodies.b);
    expect(await found(payer, { rule: 'awaiting_confirmation' })).toEqual([]);
    await confirm('group', '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0a02');
    await evaluate('2026-11-29');
    expect((await read(group, 'waiting-for-you')).items).toEqual([]);
  });
});

describe('who sees a finding', () => {
  it('is the side it is for: in the list, in the total and by its id', async () => {
    const hidden = {
      [p.groups.g1]: `health_body_id in ($1, $2) and group_id = $3 and audience = 'health_body'`,
      [p.healthBodies.a]:
        `health_body_id = $1 and $2::uuid is not null and $3::uuid is not null and audience = 'group'`,
    };
    for (const [organisation, condition] of Object.entries(hidden)) {
      const who = organisation === p.groups.g1 ? lead : manager;
      const rows = await test.db.rows<{ id: string }>(`select id from finding where ${condition}`, [
        p.healthBodies.a,
        p.healthBodies.b,
        p.groups.g1,
      ]);
      expect(rows.length).toBeGreaterThan(0);
      for (const state of ['open', 'snoozed', 'cleared']) {
        const page = await read(who, 'findings', { state, count: true, limit: 200 });
        expect(page.count).toBe(page.items.length);
        expect(page.items.filter(({ id }) => rows.some((row) => row.id === id))).toEqual([]);
      }
      for (const { id } of rows) await who.get(`/api/v1/findings/${id}`).expect(404);
    }
  });

  it('is nobody of another tenant', async () => {
    const other = await test.as('partnership_manager', p.healthBodies.b);
    const theirs = new Set((await found(other, { limit: 200 })).map(({ id }) => id));
    const mine = await found(manager, { limit: 200 });
    expect(mine.filter(({ id }) => theirs.has(id))).toEqual([]);
    expect(mine.filter(({ healthBodyId }) => healthBodyId !== p.healthBodies.a)).toEqual([]);
  });
});

describe('not enough evidence', () => {
  it('is said of young partnerships and empty records, in words', async () => {
    const payer = await test.as('partnership_manager', p.healthBodies.b);
    const { items, count } = await read(payer, 'findings/not-enough-evidence', { count: true });
    expect(count).toBe(1);
    expect(items).toMatchObject([
      {
        id: p.partnerships.bG3,
        why: [{ gap: 'young_partnership', inWords: 'The first contract started only a short time ago.' }],
      },
    ]);
  });
});
