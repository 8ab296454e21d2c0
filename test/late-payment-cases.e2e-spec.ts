import { EvaluationService } from '../src/findings';
import { calendarDate } from '../src/shared/calendar-date';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { pointers } from './support/pointers';
import { BareConnection } from './support/sides';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let officer: Agent;
let group: Agent;
let bare: BareConnection;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  officer = await test.as('finance_officer', p.healthBodies.a);
  group = await test.as('group_member', p.groups.g1);
  bare = await BareConnection.to(test.db.appUrl);
});
afterAll(async () => {
  await bare.close();
  await test.close();
});

interface Case {
  id: string;
  version: number;
  [name: string]: unknown;
}
type Name = keyof Portfolio['instalments'];

const open = (who: Agent, instalment: Name, said: object = {}) =>
  who.post('/api/v1/late-payment-cases').send({ instalmentId: p.instalments[instalment], ...said });
const read = async (who: Agent, id: string) =>
  (await who.get(`/api/v1/late-payment-cases/${id}`).expect(200)).body as Case;
const move = (who: Agent, { id, version }: Case, what: string, said: object) =>
  who
    .post(`/api/v1/late-payment-cases/${id}/${what}`)
    .set('If-Match', `"${String(version)}"`)
    .send(said);
async function opened(who: Agent, instalment: Name, said: object = {}): Promise<Case> {
  return (await open(who, instalment, said).expect(201)).body as Case;
}
const settle = (instalment: Name, pence: number) =>
  officer
    .post('/api/v1/receipts')
    .send({ instalmentId: p.instalments[instalment], amountPence: pence, receivedOn: '2026-11-22' });

describe('a payment that has not come', () => {
  it('is a case that both sides read, from the group’s question to the money', async () => {
    const asked = await opened(group, 'aG1PartReceivedOverdue', { words: 'Only a part came.', cause: 'payer_process' });
    expect(asked).toMatchObject({
      openedBySide: 'group',
      openedOn: '2026-11-22',
      words: 'Only a part came.',
      causeByGroup: 'payer_process',
      causeOf: 'payer',
      outstandingPence: 60_000,
      owner: null,
      replies: [],
      daysOpen: 0,
    });
    const taken = await move(manager, asked, 'owner', { contactId: p.contacts.aLeadWithG1 }).expect(201);
    expect(taken.body).toMatchObject({ owner: { contactId: p.contacts.aLeadWithG1, since: '2026-11-22' } });
    const said = { words: 'The order was missing.', expectedOn: '2026-11-27' };
    await move(manager, taken.body as Case, 'replies', said).expect(201);
    const answered = await read(group, asked.id);
    expect(answered).toMatchObject({ repliedOn: '2026-11-22', replies: [said] });
    const more = await move(manager, answered, 'replies', { words: 'It has gone out.' }).expect(201);
    expect((more.body as { replies: unknown[] }).replies).toHaveLength(2);

    await settle('aG1PartReceivedOverdue', 60_000).expect(201);
    expect(await read(manager, asked.id)).toMatchObject({
      resolution: 'arrived',
      resolvedOn: '2026-11-22',
      resolvedBy: 'ledger',
      outstandingPence: 0,
    });
    const events = await test.db.rows<{ action: string }>(
      'select action from audit_event where subject_id = $1 order by id',
      [asked.id],
    );
    expect(events.map(({ action }) => action)).toEqual([
      'late-case.opened',
      'late-case.owned',
      'late-case.replied',
      'late-case.replied',
    ]);
  });

  it('is asked after once at a time, however many ask at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => open(group, 'bG1Overdue')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('is not asked after before it is late, or once it is there; the health body may foresee it', async () => {
    expect((await open(group, 'aG1AtRisk').expect(409)).text).toContain('late from the day after');
    expect((await open(group, 'aG1Late').expect(409)).text).toContain('received in full');
    expect(pointers(await open(group, 'bG3OnTime').expect(422))).toEqual(['/instalmentId']);
    await opened(manager, 'aG1AtRisk', { cause: 'approver_absent' });
  });
});

describe('why it is late', () => {
  it('is said by each side for itself, and where they differ it counts against nobody', async () => {
    const found = await read(manager, p.lateCases.aG1);
    const byGroup = await move(group, found, 'cause', { cause: 'purchase_order_missing' }).expect(201);
    expect(byGroup.body).toMatchObject({ causeByGroup: 'purchase_order_missing', causeOf: 'payer' });
    const byHealth = await move(manager, byGroup.body as Case, 'cause', { cause: 'bank_details' }).expect(201);
    expect(byHealth.body).toMatchObject({ causeByHealth: 'bank_details', causeOf: 'disputed' });
    const [row] = await test.db.rows('select disputed from late_payment_case where id = $1', [p.lateCases.aG1]);
    expect(row).toEqual({ disputed: true });
    const agreed = await move(manager, byHealth.body as Case, 'cause', { cause: 'approver_absent' }).expect(201);
    expect(agreed.body).toMatchObject({ causeOf: 'payer' });
  });
});

describe('a question that nobody answers', () => {
  it('becomes a finding of the health body after five days, until there is an answer', async () => {
    const evaluations = test.app.get(EvaluationService, { strict: false });
    const { body } = await group.get(`/api/v1/late-payment-cases?instalmentId=${p.instalments.bG1Overdue}`).expect(200);
    const id = (body as { items: Case[] }).items[0]?.id ?? '';
    const found = async () =>
      (
        await test.db.rows<{ cleared_why: string | null }>(
          `select cleared_why from finding where rule = 'late_case_unanswered' and subject_key = $1`,
          [id],
        )
      ).map(({ cleared_why }) => cleared_why);
    await evaluations.evaluate(calendarDate('2026-11-26'));
    expect(await found()).toEqual([]);
    await evaluations.evaluate(calendarDate('2026-11-27'));
    expect(await found()).toEqual([null]);
    const manager = await test.as('partnership_manager', p.healthBodies.b);
    await move(manager, await read(manager, id), 'replies', { words: 'It is in the next run.' }).expect(201);
    await evaluations.evaluate(calendarDate('2026-11-27'));
    expect(await found()).toEqual(['mended']);
  });
});

describe('closing', () => {
  it('is not for the payer to do while the money is out, and is for the group', async () => {
    const found = await read(manager, p.lateCases.aG1);
    expect((await move(manager, found, 'resolution', { resolution: 'arrived' }).expect(409)).text).toContain('in full');
    await move(manager, found, 'resolution', { resolution: 'answered' }).expect(422);
    await move(manager, found, 'resolution', { resolution: 'not_owed' }).expect(409);
    const stale = { ...found, version: found.version - 1 };
    await move(group, stale, 'resolution', { resolution: 'answered' }).expect(412);
    const closed = await move(group, found, 'resolution', { resolution: 'answered' }).expect(201);
    expect(closed.body).toMatchObject({ resolution: 'answered', resolvedBy: 'group' });
    await move(manager, closed.body as Case, 'replies', { words: 'Too late.' }).expect(409);
    const list = await group.get('/api/v1/late-payment-cases?state=closed&count=true').expect(200);
    expect((list.body as { items: Case[] }).items.map(({ id }) => id)).toContain(p.lateCases.aG1);
  });

  it('is kept to that by the database too, whatever the server says', async () => {
    const asA = { side: 'health', tenant: p.healthBodies.a } as const;
    const asG1 = { side: 'group', tenant: p.groups.g1 } as const;
    const { id } = await opened(group, 'aG1Overdue');
    const close = (by: string) =>
      `update late_payment_case set resolution = 'arrived', resolved_on = '2026-11-22', resolved_by = '${by}' where id = $1`;
    expect(await bare.touched(asA, close('health'), [id])).toBe('refused');
    expect(await bare.touched(asA, close('group'), [id])).toBe('refused');
    expect(await bare.touched(asG1, close('health'), [id])).toBe('refused');
    expect(await bare.touched(asG1, close('group'), [id])).toBe(1);
    expect(await bare.touched(asG1, 'update late_payment_case set cause_by_health = null where id = $1', [id])).toBe(
      'refused',
    );
    expect(await bare.touched(asA, 'update late_payment_case set cause_by_group = null where id = $1', [id])).toBe(
      'refused',
    );
    expect(await bare.touched(asA, 'update late_case_reply set words = $1', ['Another'])).toBe('refused');
    const reopen =
      'update late_payment_case set resolution = null, resolved_on = null, resolved_by = null where id = $1';
    expect(await bare.refusal(asG1, reopen, [p.lateCases.aG1])).toMatchObject({ constraint: 'late_case_closed' });
  });
});

describe('what a group says of its account', () => {
  it('becomes a case by the group’s own word, and stops being one by it', async () => {
    const say = (said: string) =>
      group
        .post(`/api/v1/instalments/${p.instalments.aG1Overdue}/arrival-statements`)
        .send({ said, aboutOn: '2026-11-22', note: 'We looked.' });
    const openNow = () =>
      test.db.rows('select id from late_payment_case where instalment_id = $1 and resolved_on is null', [
        p.instalments.aG1Overdue,
      ]);
    await say('not_arrived').expect(201);
    await say('not_arrived').expect(201);
    const open = await openNow();
    expect(open).toHaveLength(1);
    await say('arrived').expect(201);
    expect(await openNow()).toEqual([]);
    const closed = await read(manager, (open[0] as { id: string }).id);
    expect(closed).toMatchObject({ resolution: 'arrived', resolvedBy: 'group' });
  });
});
