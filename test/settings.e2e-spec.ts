import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let admin: Agent;
let managers: Record<'a' | 'b', Agent>;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  admin = await test.as('administrator', p.healthBodies.a);
  managers = {
    a: await test.as('partnership_manager', p.healthBodies.a),
    b: await test.as('partnership_manager', p.healthBodies.b),
  };
});
afterAll(() => test.close());

interface Page {
  items: Record<string, unknown>[];
}

describe("a health body's thresholds", () => {
  const change = (version: number, wanted: object) =>
    admin
      .patch('/api/v1/settings')
      .set('If-Match', `"${String(version)}"`)
      .send(wanted);

  it('are changed together, keep who set what, and go back to the standard', async () => {
    const before = await admin.get('/api/v1/settings').expect(200);
    expect(before.body).toMatchObject({
      overdueSeriousFromDays: 8,
      staleLeadDays: 180,
      own: ['staleLeadDays'],
      version: 2,
    });
    expect(before.headers.etag).toBe('"2"');
    const { body } = await change(2, { overdueSeriousFromDays: 5, staleLeadDays: null }).expect(200);
    expect(body).toMatchObject({
      overdueSeriousFromDays: 5,
      staleLeadDays: 180,
      own: ['overdueSeriousFromDays'],
      version: 4,
    });
    await change(2, { leastEngagements: 9 }).expect(412);
    // What is as it was is no change.
    expect((await change(4, { overdueSeriousFromDays: 5 }).expect(200)).body).toMatchObject({ version: 4 });
    const history = await admin.get('/api/v1/settings/history').query({ count: true }).expect(200);
    expect(history.body).toMatchObject({
      count: 3,
      items: [
        { name: 'staleLeadDays', value: null },
        { name: 'overdueSeriousFromDays', value: 5 },
        { name: 'staleLeadDays', value: 180, setBy: null },
      ],
    });
    const theirs = await managers.b.get('/api/v1/settings').expect(200);
    expect(theirs.body).toMatchObject({ overdueSeriousFromDays: 8 });
  });

  it.each([
    [{ overdueSeriousFromDays: 30 }, '/overdueSeriousFromDays'],
    [{ contactSharePercent: 101 }, '/contactSharePercent'],
    [{ overdueCriticalFromDays: 4 }, '/overdueSeriousFromDays'],
  ])('refuse %j and name the field', async (wanted, pointer) => {
    const { body: now } = await admin.get('/api/v1/settings').expect(200);
    const { body } = await change((now as { version: number }).version, wanted).expect(422);
    expect(body.errors).toMatchObject([{ pointer }]);
  });

  it('are an administrator’s to change, and nobody can rewrite their history', async () => {
    await managers.a.patch('/api/v1/settings').set('If-Match', '"4"').send({ staleLeadDays: 90 }).expect(403);
    await expect(test.db.rows('update health_body_setting set value = 1')).rejects.toThrow('append-only');
  });
});

describe('the appearance of a health body', () => {
  const PATH = '/api/v1/settings/appearance';
  const change = (version: number, wanted: object) =>
    admin
      .patch(PATH)
      .set('If-Match', `"${String(version)}"`)
      .send(wanted);

  it('is set in parts, keeps who set what, and goes back to the standard', async () => {
    const before = await admin.get(PATH).expect(200);
    expect(before.body).toMatchObject({ headerName: null, headerColour: null, version: 2 });
    expect(before.headers.etag).toBe('"2"');
    const set = await change(2, { headerName: ' Westmere ', headerColour: '1D5C58' }).expect(200);
    expect(set.body).toMatchObject({
      headerName: 'Westmere',
      headerColour: '#1d5c58',
      contactLine: 'Partnerships team: 01234 555 0100',
      version: 3,
    });
    await change(2, { headerName: 'Late' }).expect(412);
    // What is as it was is no change.
    expect((await change(3, { headerColour: '#1d5c58' }).expect(200)).body).toMatchObject({ version: 3 });
    await change(3, { headerName: null }).expect(200);
    const history = await admin.get(`${PATH}/history`).query({ count: true, limit: 2 }).expect(200);
    expect(history.body).toMatchObject({ count: 3, items: [{ headerName: null }, { headerName: 'Westmere' }] });
    const rest = await admin
      .get(`${PATH}/history`)
      .query({ limit: 2, cursor: history.body.next as string })
      .expect(200);
    expect(rest.body).toMatchObject({ items: [{ setBy: null }], next: null });
    expect((await managers.b.get(PATH).expect(200)).body).toMatchObject({ headerColour: null });
    const session = await admin.get('/api/v1/sessions/current').expect(200);
    expect(JSON.stringify(session.body)).not.toContain('1d5c58');
    const [event] = await test.db.rows<{ detail: object }>(
      `select detail from audit_event where action = 'appearance.changed' order by id limit 1`,
    );
    expect(event?.detail).toEqual({ changed: 'headerName, headerColour', headerColour: '#1d5c58' });
  });

  it.each([
    [{ headerColour: '#808080' }, '/headerColour'],
    [{ headerColour: 'teal' }, '/headerColour'],
    [{ headerName: 'a'.repeat(101) }, '/headerName'],
    [{ contactLine: 'one\ntwo' }, '/contactLine'],
  ])('refuses %j and names the field', async (wanted, pointer) => {
    const { body } = await change(4, wanted).expect(422);
    expect(body.errors).toMatchObject([{ pointer }]);
  });

  it('is an administrator’s to change, and nobody can rewrite its history', async () => {
    await managers.a.patch(PATH).set('If-Match', '"4"').send({ headerName: 'Ours' }).expect(403);
    await expect(test.db.rows('update health_body_appearance set header_name = null')).rejects.toThrow('append-only');
  });
});

describe('a bank holiday that a health body adds', () => {
  it('counts for its own plans at once, and says what is planned on that day', async () => {
    const add = (holidayOn: string) =>
      admin.post('/api/v1/bank-holidays').send({ holidayOn, source: 'The London Gazette' });
    const { body } = await add('2026-12-01').expect(201);
    expect(body).toMatchObject({ holidayOn: '2026-12-01', openInstalmentsDue: 1, openInstalmentsToSend: 0 });
    expect(body.note).toContain('do not move by themselves');
    await add('2026-12-01').expect(409);
    await add('2026-12-25').expect(409);
    const weekend = await add('2026-12-05').expect(422);
    expect(weekend.body.errors).toMatchObject([{ pointer: '/holidayOn' }]);

    const preview = async (manager: Agent) => {
      const terms = {
        valuePence: 100_000,
        startsOn: '2026-12-01',
        endsOn: '2026-12-31',
        timing: 'in_advance',
        rhythm: 'once',
        vatTreatment: 'outside_scope',
      };
      const answer = await manager.post('/api/v1/contracts/schedule-preview').send(terms);
      expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 200 });
      return (answer.body as { instalments: { dueOn: string }[] }).instalments[0]?.dueOn;
    };
    expect(await preview(managers.a)).toBe('2026-11-30');
    expect(await preview(managers.b)).toBe('2026-12-01');

    const listed = async (manager: Agent) => {
      const answer = await manager.get('/api/v1/bank-holidays').query({ year: 2026, limit: 200 }).expect(200);
      return (answer.body as Page).items.filter(({ holidayOn }) => String(holidayOn) >= '2026-12-01');
    };
    expect((await listed(managers.a)).map(({ holidayOn }) => holidayOn)).toEqual([
      '2026-12-01',
      '2026-12-25',
      '2026-12-28',
    ]);
    expect((await listed(managers.b)).map(({ holidayOn }) => holidayOn)).toEqual(['2026-12-25', '2026-12-28']);

    await admin.delete(`/api/v1/bank-holidays/${String(body.id)}`).expect(204);
    expect(await preview(managers.a)).toBe('2026-12-01');
  });

  it('opens a further year only with all of its holidays', async () => {
    const days = ['2029-01-01', '2029-03-30', '2029-04-02', '2029-05-07', '2029-05-28', '2029-08-27', '2029-12-25'];
    const covers = async () => {
      const rows = await test.database.server<{ until: string }>(
        'select max(holiday_on) as until from bank_holidays_of($1)',
        [p.healthBodies.a],
      );
      return rows[0]?.until.slice(0, 4);
    };
    const add = (holidayOn: string) =>
      admin.post('/api/v1/bank-holidays').send({ holidayOn, source: 'GOV.UK bank holidays' });
    for (const day of days) await add(day).expect(201);
    expect(await covers()).toBe('2028');
    await add('2030-01-01').expect(422);
    await add('2029-12-26').expect(201);
    expect(await covers()).toBe('2029');
  });
});

describe('a Bank Rate that a health body adds', () => {
  it('is for a half-year that has begun and that the server does not know', async () => {
    await test.db.rows(`delete from bank_rate where half_year_from = '2026-07-01'`);
    const add = (halfYearFrom: string, rateBp = 375) =>
      admin.post('/api/v1/bank-rates').send({ halfYearFrom, rateBp, source: 'Bank of England' });
    const pointer = async (halfYearFrom: string) =>
      (await add(halfYearFrom).expect(422)).body.errors[0].pointer as string;
    expect(await pointer('2027-01-01')).toBe('/halfYearFrom');
    expect(await pointer('2026-08-01')).toBe('/halfYearFrom');
    await add('2026-01-01').expect(409);
    const interest = async () => {
      const { body } = await managers.a.get(`/api/v1/instalments/${p.instalments.aG1PartReceivedOverdue}`).expect(200);
      const { statutoryInterestPence, missingRate } = body as Record<string, number | string | null>;
      return { statutoryInterestPence, missingRate };
    };
    expect(await interest()).toEqual({ statutoryInterestPence: null, missingRate: '2026 H2' });
    await add('2026-07-01', 400).expect(201);
    await add('2026-07-01').expect(201);
    // £600.00 from 1 to 22 November, at 8% and 3.75%.
    expect(await interest()).toEqual({ statutoryInterestPence: 425, missingRate: null });

    const { body } = await managers.a.get('/api/v1/bank-rates').expect(200);
    expect((body as Page).items.slice(0, 3)).toMatchObject([
      { halfYearFrom: '2028-01-01' },
      { halfYearFrom: '2026-07-01', rateBp: 375 },
      { halfYearFrom: '2026-01-01', rateBp: 375, id: null },
    ]);
    const rates = await test.db.rows<{ half_year_from: string; rate_bp: number }>('select * from bank_rates_of($1)', [
      p.healthBodies.b,
    ]);
    expect(rates.find(({ half_year_from }) => half_year_from === '2026-07-01')).toBeUndefined();
  });
});
