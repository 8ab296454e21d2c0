import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

interface Event {
  id: string;
  happenedAt: string;
  action: string;
  actorId: string | null;
  subjectId: string;
  detail: Record<string, unknown> | null;
}

let test: TestApp;
let p: Portfolio;
let admin: Agent;
let auditor: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  admin = await test.as('administrator', p.healthBodies.a);
  auditor = await test.as('auditor', p.healthBodies.a);
});
afterAll(() => test.close());

async function events(who: Agent, query: object = {}): Promise<Event[]> {
  const { body } = await who.get('/api/v1/audit-events').query(query).expect(200);
  return (body as { items: Event[] }).items;
}

describe('the audit record', () => {
  it('tells who did what, newest first, by ids only', async () => {
    const email = 'somebody.unusual@people.example';
    const { body } = await admin.post('/api/v1/users').send({ email, role: 'auditor' }).expect(201);
    const all = await events(auditor, { limit: 200 });
    const ids = all.map(({ id }) => Number(id));
    expect(ids).toEqual([...ids].sort((one, other) => other - one));
    expect(all.find(({ subjectId }) => subjectId === body.id)).toMatchObject({
      action: 'user.added',
      detail: { role: 'auditor' },
    });
    expect(JSON.stringify(all)).not.toContain('unusual');
  });

  it('is looked up by record, by what happened, by who, and by days in London', async () => {
    await test.db.rows(
      `insert into audit_event (organisation_id, happened_at, actor_kind, actor_id, action, subject_id)
       select $1, t, 'account', $2, 'thing.tested', $3 from unnest($4::timestamptz[]) t`,
      [
        p.healthBodies.a,
        p.accounts.leadOfG1,
        p.contracts.aG2Future,
        // Summer time: the second is half past midnight on 2 July in London.
        ['2026-07-01T22:30:00Z', '2026-07-01T23:30:00Z', '2026-07-02T23:30:00Z'],
      ],
    );
    const found = async (query: object) =>
      (await events(auditor, query)).map(({ happenedAt }) => happenedAt.slice(0, 16));
    const tested = ['2026-07-02T23:30', '2026-07-01T23:30', '2026-07-01T22:30'];
    expect(await found({ action: 'thing.tested' })).toEqual(tested);
    expect(await found({ actorId: p.accounts.leadOfG1 })).toEqual(tested);
    expect(await found({ subjectId: p.contracts.aG2Future })).toEqual(tested);
    expect(await found({ from: '2026-07-02', to: '2026-07-02' })).toEqual(['2026-07-01T23:30']);
    await auditor.get('/api/v1/audit-events').query({ action: 'everything' }).expect(400);
  });

  it('keeps figures of partnerships from administrators, who see none of them elsewhere', async () => {
    const about = { subjectId: p.contracts.aG1Running };
    expect((await events(auditor, about))[0]).toMatchObject({ detail: { valuePence: 900_000 } });
    expect((await events(admin, about))[0]).toMatchObject({ action: 'contract.read-aloud', detail: null });
  });

  it('goes on page by page without a gap while more is written', async () => {
    const first = await auditor.get('/api/v1/audit-events').query({ limit: 2, count: true }).expect(200);
    const { items, next, count } = first.body as { items: Event[]; next: string; count: number };
    await admin.post('/api/v1/users').send({ email: 'one.more@people.example', role: 'auditor' }).expect(201);
    const rest = await events(auditor, { limit: 200, cursor: next });
    expect([...items, ...rest]).toHaveLength(count);
    expect(new Set([...items, ...rest].map(({ id }) => id)).size).toBe(count);
  });
});
