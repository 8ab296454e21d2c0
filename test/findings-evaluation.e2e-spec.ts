import { Client } from 'pg';
import { EvaluationService } from '../src/findings';
import { Tx } from '../src/platform';
import { calendarDate } from '../src/shared/calendar-date';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { BareConnection } from './support/sides';
import { TODAY } from './support/start-app';
import type { TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let evaluation: EvaluationService;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
});
beforeEach(async () => {
  await test.db.renew();
  evaluation = test.app.get(EvaluationService, { strict: false });
}, 60_000);
afterAll(() => test.close());

const day = calendarDate;
const evaluate = (on: string = TODAY) => evaluation.evaluate(day(on));
const rows = <Row = Record<string, unknown>>(sql: string, values?: unknown[]) => test.db.rows<Row>(sql, values);
const everything = async () => ({
  findings: await rows('select *, xmin from finding order by id'),
  subjects: await rows('select *, xmin from finding_subject order by health_body_id, group_id'),
  events: await rows(`select count(*) from audit_event where action like 'findings.%'`),
});
const marks = () =>
  rows<{ pair: string }>(`select distinct health_body_id || ' ' || group_id as pair from finding_mark`);

describe('an evaluation', () => {
  it('changes nothing the second time, not even a row version', async () => {
    expect(await evaluate()).toMatchObject({ healthBodies: 2, partnerships: 4 });
    const before = await everything();
    expect(await evaluate()).toEqual({
      judgedOn: TODAY,
      healthBodies: 0,
      partnerships: 0,
      appeared: 0,
      changed: 0,
      cleared: 0,
    });
    await rows('update partnership set version = version');
    expect(await evaluate()).toMatchObject({ partnerships: 4, appeared: 0, changed: 0, cleared: 0 });
    expect(await everything()).toEqual(before);
  });

  it('refuses a day before the last one, and changes nothing', async () => {
    await evaluate();
    const before = await everything();
    await expect(evaluate('2026-11-21')).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('judged on a later day than 2026-11-21'),
    });
    expect(await everything()).toEqual(before);
  });

  it('goes on from the last judged day where somebody has judged ahead', async () => {
    await evaluate('2026-11-25');
    await rows('update partnership set version = version');
    expect(await evaluation.evaluateChanged()).toMatchObject({ judgedOn: '2026-11-25', partnerships: 4 });
  });

  it('leaves what the calendar makes due to the run of the day', async () => {
    await evaluate('2026-11-20');
    expect(await evaluation.evaluateChanged()).toMatchObject({ judgedOn: TODAY, partnerships: 0 });
    await rows(`update finding_subject set judge_again_on = '2026-11-21'`);
    expect(await evaluation.evaluateChanged()).toMatchObject({ partnerships: 0 });
    expect(await evaluation.evaluateToday()).toMatchObject({ judgedOn: TODAY, partnerships: 4 });
  });

  it('is one, however many are begun at once', async () => {
    const done = await Promise.all(Array.from({ length: 5 }, () => evaluate()));
    expect(done.reduce((sum, { partnerships }) => sum + partnerships, 0)).toBe(4);
    const twice = await rows(`select rule, subject_key from finding where cleared_on is null
      group by health_body_id, group_id, rule, subject_key having count(*) > 1`);
    expect(twice).toEqual([]);
  });

  it('that is killed half way leaves nothing half, and is made up for by the next', async () => {
    const before = await everything();
    const marked = await marks();
    const blocker = new Client({ connectionString: test.db.ownerUrl });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query('lock table finding in exclusive mode');
    const killed = evaluate().then(
      () => 'went through',
      () => 'killed',
    );
    // One after the other: each health body has a transaction of its own.
    await terminateWhoWaits();
    await terminateWhoWaits();
    await blocker.query('rollback');
    await blocker.end();
    expect(await killed).toBe('killed');
    expect(await everything()).toEqual(before);
    expect(await marks()).toEqual(marked);
    expect(await evaluate()).toMatchObject({ partnerships: 4 });
  });

  it('settles a health body though another one cannot be judged', async () => {
    const [first] = await rows<{ id: string }>(
      `select id from organisation where kind = 'health_body' order by id limit 1`,
    );
    await rows(
      `alter table finding add constraint test_refuses check (health_body_id <> '${first?.id ?? ''}') not valid`,
    );
    await expect(evaluate()).rejects.toThrow('test_refuses');
    const judged = await rows<{ health_body_id: string }>('select health_body_id from finding_run');
    expect(judged).toHaveLength(1);
    expect(judged[0]?.health_body_id).not.toBe(first?.id);
  });

  async function terminateWhoWaits(): Promise<void> {
    const deadline = Date.now() + 20_000;
    const admin = new Client({ connectionString: test.db.adminUrl });
    await admin.connect();
    let ended = 0;
    while (ended === 0 && Date.now() < deadline) {
      const { rowCount } = await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and usename = 'accord_app' and wait_event_type = 'Lock'`);
      ended = rowCount ?? 0;
    }
    await admin.end();
    expect(ended).toBe(1);
  }
});

describe('the thresholds of a health body', () => {
  it('are judged by at once, in all its partnerships and no other’s', async () => {
    await evaluate();
    const severity = () =>
      rows(`select severity from finding where rule = 'overdue' and subject_key = $1`, [p.instalments.aG1Overdue]);
    expect(await severity()).toEqual([{ severity: 'serious' }]);
    const administrator = await test.as('administrator', p.healthBodies.a);
    const { headers } = await administrator.get('/api/v1/settings').expect(200);
    await administrator
      .patch('/api/v1/settings')
      .set('If-Match', String(headers.etag))
      .send({ overdueCriticalFromDays: 20 })
      .expect(200);
    expect(await evaluate()).toMatchObject({ healthBodies: 1, partnerships: 2 });
    expect(await severity()).toEqual([{ severity: 'critical' }]);
  });
});

describe('what is judged again', () => {
  /** Of what is read, these need no mark of their own. */
  const WITHOUT_MARK: Record<string, string> = {
    arrival_statement: 'comes with a change of its instalment',
    organisation: 'names only, which no finding holds',
    receipt: 'comes with a change of its instalment',
    payment_run_line: 'comes with a change of its run',
    contract_state_change: 'comes with a change of its contract',
    material_version: 'comes with a change of its material, and stays as it is',
    decision_process_kind: 'comes with its process, and stays as it is',
    restricted_reader: 'the system is nobody’s reader, and sees no restricted entry',
  };

  /** What the server alone may ask. Who can sign in marks what they may approve: see the finding that nobody may. */
  const byServer = (sql: string) => /findings_|account_emails_of/.test(sql);

  it('is marked by every table that a judgement reads', async () => {
    const asked = jest.spyOn(Tx.prototype, 'query');
    await evaluate();
    const statements = asked.mock.calls.filter(([sql]) => /^\s*(select|with)/i.test(sql) && !byServer(sql));
    asked.mockRestore();
    expect(statements.length).toBeGreaterThan(10);
    const bare = await BareConnection.to(test.db.appUrl);
    const read = new Set<string>();
    for (const [sql, values] of statements) {
      const looker = { side: 'health', tenant: p.healthBodies.a } as const;
      const { rows: plan } = await bare.run(looker, `explain (format json) ${sql}`, values);
      for (const [, relation = ''] of JSON.stringify(plan).matchAll(/"Relation Name":"(\w+)"/g)) read.add(relation);
    }
    await bare.close();
    const marked = await rows<{ table: string; events: string[] }>(`
      select t.tgrelid::regclass::text as table, array_agg(e order by e) as events
      from pg_trigger t join pg_proc f on f.oid = t.tgfoid,
        unnest(array_remove(array[case when t.tgtype & 4 > 0 then 'insert' end,
          case when t.tgtype & 16 > 0 then 'update' end], null)) e
      where f.proname like 'finding_marks_%' group by t.tgrelid`);
    const events = new Map(marked.map((row) => [row.table, row.events]));
    const unmarked = [...read].filter((table) => !(table in WITHOUT_MARK) && !events.has(table));
    expect(unmarked).toEqual([]);
    // A new person is nobody's contact yet, a new organisation nobody's partner, and settings are only added to; a new
    // account has no role, and a new run is not approved; a link to a priority is made and removed, and its words judge
    // nothing.
    const whole = [
      ...['person', 'health_body_setting', 'organisation', 'account', 'payment_run'],
      ...['strategy_link', 'strategy_priority'],
    ];
    const half = [...events].filter(([table, known]) => !whole.includes(table) && known.length < 2);
    expect(half).toEqual([]);
    expect([...read].sort()).toEqual(expect.arrayContaining(['engagement', 'instalment', 'named_lead', 'person']));
  });

  it('is marked by what people do through the API, for that partnership alone', async () => {
    const manager = await test.as('partnership_manager', p.healthBodies.a);
    const lead = await test.as('group_lead', p.groups.g1);
    const version = async (address: string) => ({ 'If-Match': String((await manager.get(address)).headers.etag) });
    const partnership = `/api/v1/partnerships/${p.partnerships.aG1}`;
    const contract = `/api/v1/contracts/${p.contracts.aG1Running}`;
    const named = `/api/v1/named-leads/${p.leads.aG1RunningHealthLead}`;
    const person = `/api/v1/people/${p.people.aLead}/departure`;
    const logged = {
      partnershipId: p.partnerships.aG1,
      happenedOn: TODAY,
      channel: 'phone',
      startedBy: 'group',
      twoWay: true,
      healthContactId: p.contacts.aLeadWithG1,
      groupContactId: p.contacts.g1LeadWithA,
    };
    const moved = {
      effectiveOn: TODAY,
      reasonCode: 'other',
      reason: 'Paused together',
      approvedByContactId: p.contacts.aDeputyWithG1,
      groupToldOn: TODAY,
    };
    const writes = [
      async () => lead.post('/api/v1/engagements').send(logged),
      async () =>
        manager
          .patch(partnership)
          .set(await version(partnership))
          .send({ contactEveryDays: 14 }),
      async () => manager.post(`${named}/verification`).set(await version(named)),
      async () =>
        manager
          .put(person)
          .set(await version(`/api/v1/people/${p.people.aLead}`))
          .send({ lastDayOn: '2026-12-01' }),
      async () =>
        manager
          .post(`${contract}/suspension`)
          .set(await version(contract))
          .send(moved),
    ];
    for (const write of writes) {
      await rows('delete from finding_mark');
      const { status, body } = await write();
      expect({ status, body }).toMatchObject({ status: expect.any(Number), body: expect.anything() });
      expect([200, 201]).toContain(status);
      expect(await marks()).toEqual([{ pair: `${p.healthBodies.a} ${p.groups.g1}` }]);
    }
  });
});
