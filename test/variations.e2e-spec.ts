import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';
import {
  accept,
  agreedContract,
  held,
  inPounds,
  more,
  movedToExported,
  path,
  plan,
  propose,
  receive,
} from './support/varied';
import type { Variation } from './support/varied';

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let groupLead: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  groupLead = await test.as('group_lead', p.groups.g1);
});
afterAll(() => test.close());

/** £9,000 monthly in advance, July 2026 to March 2027. */
const agreed = () => agreedContract({ manager, groupLead }, p.partnerships.aG1);

describe('a variation of an agreed contract', () => {
  it('is seen before it is proposed, old and new side by side, and changes nothing by itself', async () => {
    const id = await agreed();
    const asked = { valuePence: more.valuePence, effectiveOn: more.effectiveOn };
    const { body } = await groupLead
      .post(`${path(id)}/variations/preview`)
      .send(asked)
      .expect(200);
    const { lines } = body as Variation['preview'];
    expect(body).toMatchObject({ oldPence: 9_000_00, newPence: 12_000_00, differencePence: 3_000_00 });
    expect(lines.map(({ kept }) => kept)).toEqual([
      ...Array<string>(6).fill('before_effective_date'),
      ...[null, null, null],
    ]);
    expect(lines.slice(5).map((line) => [line.old?.netPence, line.new?.netPence])).toEqual([
      [1_000_00, 1_000_00],
      [1_000_00, 2_000_00],
      [1_000_00, 2_000_00],
      [1_000_00, 2_000_00],
    ]);
    expect(inPounds(await plan(manager, id))).toEqual(Array(9).fill(1_000));
  });

  it('is the contract once the other side accepts it, and both plans stay readable whole', async () => {
    const id = await agreed();
    const proposed = await propose(groupLead, id);
    expect(proposed).toMatchObject({ number: 1, proposedBy: 'group', state: 'open', before: { valuePence: 9_000_00 } });
    const { headers } = await manager.get(`/api/v1/variations/${proposed.id}`).expect(200);
    expect(headers.etag).toBe('"1"');
    await accept(groupLead, proposed).expect(409);
    const { body } = await accept(manager, proposed).expect(200);
    expect(body).toMatchObject({ state: 'accepted', answeredOn: '2026-11-22', how: 'in_accord', scheduleVersion: 2 });
    const { body: contract } = await groupLead.get(path(id)).expect(200);
    expect(contract).toMatchObject({ valuePence: 12_000_00, scheduleVersion: 2, version: 3, instalments: 9 });
    const [now, before] = [await plan(manager, id), await plan(manager, id, '?version=1')];
    expect(now.map(({ netPence, state }) => `${String(netPence)} ${state}`)).toEqual([
      ...Array<string>(6).fill('100000 planned'),
      ...Array<string>(3).fill('200000 planned'),
    ]);
    expect(now.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(before.map(({ netPence, state }) => `${String(netPence)} ${state}`)).toEqual([
      ...Array<string>(6).fill('100000 planned'),
      ...Array<string>(3).fill('100000 cancelled'),
    ]);
    const { body: versions } = await groupLead.get(`${path(id)}/schedule/versions`).expect(200);
    expect(versions).toMatchObject({
      versions: [
        { scheduleVersion: 2, current: true, netPence: 12_000_00, variationId: proposed.id },
        { scheduleVersion: 1, current: false, netPence: 9_000_00, variationId: null },
      ],
    });
    const { body: terms } = await groupLead.get(`${path(id)}/terms`).expect(200);
    expect(terms).toMatchObject({
      terms: [
        { fromOn: '2026-07-01', terms: { valuePence: 9_000_00 }, variationId: null },
        { fromOn: '2027-01-01', terms: { valuePence: 12_000_00 }, variationId: proposed.id },
      ],
    });
    const actions = await test.db.rows('select action from audit_event where subject_id = $1 order by id', [
      proposed.id,
    ]);
    expect(actions.map(({ action }) => action)).toEqual(['variation.proposed', 'variation.accepted']);
    const moves = await test.db.rows(
      `select distinct m.to_state, m.reason_code from instalment_move m where m.contract_id = $1`,
      [id],
    );
    expect(moves).toEqual([{ to_state: 'cancelled', reason_code: 'variation' }]);
  });

  it('keeps what was sent or received, and plans a held payment again', async () => {
    const id = await agreed();
    const lines = await plan(manager, id);
    await receive(test.db, lines[6]?.id ?? '', 50);
    await movedToExported(test.db, lines[7]?.id ?? '');
    await held(test.db, lines[8]?.id ?? '');
    const proposed = await propose(manager, id);
    expect(proposed.preview.lines.slice(5).map(({ kept }) => kept)).toEqual([
      ...['before_effective_date', 'sent_or_received', 'sent_or_received', null],
    ]);
    await accept(groupLead, proposed).expect(200);
    const now = await plan(manager, id);
    expect(inPounds(now)).toEqual([...Array<number>(8).fill(1_000), 4_000]);
    expect(now.filter(({ id: same }) => lines.some((line) => line.id === same))).toHaveLength(8);
    const holds = await test.db.rows('select ended from instalment_hold where contract_id = $1', [id]);
    expect(holds).toEqual([{ ended: 'cancelled' }]);
  });

  it('leaves alone what fell due before both sides spoke of it', async () => {
    const { body } = await manager
      .post(`${path(p.contracts.aG1Running)}/variations/preview`)
      .send({ valuePence: 12_000_00, effectiveOn: '2026-07-01' })
      .expect(200);
    const { lines } = body as Variation['preview'];
    expect(lines.map(({ kept }) => kept)).toEqual([
      ...Array<string>(4).fill('sent_or_received'),
      'due_already',
      ...[null, null, null, null],
    ]);
    expect(lines.slice(5).map((line) => line.new?.netPence)).toEqual(Array(4).fill(1_750_00));
  });

  it('extends the period and changes how often is paid', async () => {
    const id = await agreed();
    const asked = {
      valuePence: 13_600_00,
      endsOn: '2027-09-30',
      rhythm: 'quarterly',
      deviationReason: 'The group asked for it.',
      effectiveOn: '2027-01-01',
      reason: 'Half a year more.',
    };
    await accept(groupLead, await propose(manager, id, asked)).expect(200);
    expect(
      (await plan(manager, id)).slice(6).map((line) => [line.periodStartsOn, line.periodEndsOn, line.netPence]),
    ).toEqual([
      ['2027-01-01', '2027-03-31', 2_533_33],
      ['2027-04-01', '2027-06-30', 2_533_33],
      ['2027-07-01', '2027-09-30', 2_533_34],
    ]);
  });

  it('gives more time for the same money when all of it was sent already', async () => {
    const id = await agreed();
    for (const { id: line } of await plan(manager, id)) await receive(test.db, line, 1_000_00);
    const proposed = await propose(groupLead, id, { endsOn: '2027-06-30', effectiveOn: '2027-03-31', reason: 'Late.' });
    const { body } = await accept(manager, proposed).expect(200);
    expect(body).toMatchObject({ state: 'accepted', scheduleVersion: null });
    expect((await manager.get(path(id)).expect(200)).body).toMatchObject({ endsOn: '2027-06-30', scheduleVersion: 1 });
  });

  it('goes over to milestones and back', async () => {
    const id = await agreed();
    const milestones = [{ dueOn: '2027-03-31', netPence: 3_000_00, label: 'Final report' }];
    const toMilestones = {
      timing: 'on_milestone',
      deviationReason: 'One report.',
      effectiveOn: '2027-01-01',
      milestones,
    };
    await accept(groupLead, await propose(manager, id, { ...toMilestones, reason: 'As agreed.' })).expect(200);
    expect(inPounds((await plan(manager, id)).slice(6))).toEqual([3_000]);
    const back = { timing: 'in_advance', rhythm: 'monthly', effectiveOn: '2027-02-01', reason: 'Back again.' };
    await accept(groupLead, await propose(manager, id, back)).expect(200);
    expect((await plan(manager, id)).slice(6).map((line) => [line.periodStartsOn, line.netPence])).toEqual([
      ['2027-02-01', 1_500_00],
      ['2027-03-01', 1_500_00],
    ]);
  });

  const refused: Record<string, [object, string]> = {
    'nothing changes': [{ valuePence: 9_000_00 }, ''],
    'what stays is more than the new value': [{ valuePence: 5_000_00 }, '/valuePence'],
    'nothing is left to plan': [{ valuePence: 6_000_00 }, '/valuePence'],
    'the period would leave out what stays': [{ endsOn: '2026-11-30', effectiveOn: '2026-11-15' }, '/endsOn'],
    'the contract has started': [{ startsOn: '2026-08-01' }, '/startsOn'],
    'the day is outside the contract': [{ valuePence: 12_000_00, effectiveOn: '2027-04-01' }, '/effectiveOn'],
    'nobody says why it is not monthly in advance': [{ rhythm: 'quarterly' }, '/deviationReason'],
    'milestones do not come to what is left': [
      {
        timing: 'on_milestone',
        deviationReason: 'One report.',
        milestones: [{ dueOn: '2027-03-31', netPence: 1_00 }],
      },
      '/milestones',
    ],
  };
  it.each(Object.keys(refused))('is refused when %s', async (what) => {
    const [change, pointer] = refused[what] ?? [{}, ''];
    const id = await agreed();
    await receive(test.db, (await plan(manager, id))[5]?.id ?? '', 1_00);
    const { body } = await manager
      .post(`${path(id)}/variations/preview`)
      .send({ effectiveOn: '2027-01-01', ...change })
      .expect(422);
    const { errors = [] } = body as { errors?: { pointer: string }[] };
    expect(errors.map((error) => error.pointer)).toEqual(pointer === '' ? [] : [pointer]);
  });

  it('is of an agreed contract only, and one at a time', async () => {
    const { body } = await manager
      .post('/api/v1/contracts')
      .send({
        ...{ partnershipId: p.partnerships.aG1, reference: 'V-draft', title: 'Draft', instrument: 'grant' },
        ...{ valuePence: 100_00, startsOn: '2027-01-01', endsOn: '2027-03-31', vatTreatment: 'outside_scope' },
      })
      .expect(201);
    const draft = body as { id: string };
    const asked = (id: string, version: string) =>
      manager
        .post(`${path(id)}/variations`)
        .set('If-Match', `"${version}"`)
        .send(more);
    await asked(draft.id, '1').expect(409);
    const id = await agreed();
    await asked(id, '1').expect(412);
    await asked(id, '2').expect(201);
    await asked(id, '2').expect(409);
  });
});
