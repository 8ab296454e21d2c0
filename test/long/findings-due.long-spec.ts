import { EvaluationService } from '../../src/findings';
import { JudgingService } from '../../src/findings/judging.service';
import { judgeWatched } from '../../src/findings/watched.rules';
import { readWatchedFacts } from '../../src/findings/watched-facts-reader';
import { TenantService } from '../../src/platform';
import { addDays, type CalendarDate, calendarDate } from '../../src/shared/calendar-date';
import { startWithPortfolio } from '../support/portfolio';
import type { Portfolio } from '../support/portfolio';
import { TODAY } from '../support/start-app';
import type { TestApp } from '../support/start-app';

let test: TestApp;
let p: Portfolio;

beforeEach(async () => {
  ({ test, p } = await startWithPortfolio());
}, 60_000);
afterEach(() => test.close());

const day = calendarDate;
const evaluate = (on: string = TODAY) => test.app.get(EvaluationService, { strict: false }).evaluate(day(on));
const rows = <Row = Record<string, unknown>>(sql: string, values?: unknown[]) => test.db.rows<Row>(sql, values);
const actorOf = (organisationId: string) =>
  ({ kind: 'system', id: null, side: 'health', organisationId, roles: [], requestId: null }) as const;

describe('judging only what is due', () => {
  /** All that holds on a day, worked out anew for every partnership. */
  async function anew(on: CalendarDate): Promise<string[]> {
    const judging = test.app.get(JudgingService, { strict: false });
    const told: string[] = [];
    for (const body of Object.values(p.healthBodies)) {
      const by = await judging.readBy(on, { health_body_id: body, own_holidays: true });
      await test.app.get(TenantService).transaction(actorOf(body), async (tx) => {
        const thresholds = await judging.thresholds(tx);
        const facts = await readWatchedFacts(tx, Object.values(p.groups), by);
        for (const [groupId, known] of facts) {
          const { noticed } = judgeWatched(known, on, thresholds);
          told.push(...noticed.map((each) => asText({ ...each, groupId, body })));
        }
      });
    }
    return told.sort();
  }

  async function kept(): Promise<string[]> {
    const open = await rows<Record<string, never>>(`
      select health_body_id as body, group_id as "groupId", rule, subject_key as "subjectKey",
        contract_id as "contractId", instalment_id as "instalmentId", severity, evidence, audience, acts_on as "actsOn"
      from finding where cleared_on is null`);
    return open.map(asText).sort();
  }

  function asText(finding: object): string {
    return JSON.stringify(finding, (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
  }

  it('comes to the same for a year and a half as judging everything anew', async () => {
    await rows(`update partnership set contact_every_days = 20 where group_id = $1`, [p.groups.g1]);
    await rows(
      `insert into contract_confirmation (health_body_id, group_id, contract_id, id, side, terms_version, how, confirmed_on)
       select health_body_id, group_id, id, gen_random_uuid(), 'group', terms_version, 'in_accord', '2026-06-01'
       from contract where state = 'draft'`,
    );
    const last = day('2027-12-01');
    let on = day('2026-06-20');
    let looks = 0;
    while (on < last) {
      await evaluate(on);
      looks += 1;
      expect({ on, told: await kept() }).toEqual({ on, told: await anew(on) });
      const [due] = await rows<{ next: CalendarDate | null }>(
        'select min(judge_again_on) as next from finding_subject',
      );
      const next = due?.next ?? last;
      expect(next > on).toBe(true);
      // On the day before the next look nothing may have changed yet.
      const quiet = addDays(next, -1);
      expect({ quiet, told: await kept() }).toEqual({ quiet, told: await anew(quiet) });
      on = next;
    }
    expect(looks).toBeGreaterThan(30);
    expect(looks).toBeLessThan(150);
  }, 240_000);

  it('calls overdue and at risk what the list of payments does', async () => {
    await evaluate();
    const manager = await test.as('partnership_manager', p.healthBodies.a);
    const ids = async (query: Record<string, unknown>) => {
      const { body } = await manager.get('/api/v1/instalments').query(query).expect(200);
      return (body.items as { id: string }[]).map(({ id }) => id).sort();
    };
    const found = async (rule: string) =>
      (
        await rows<{ id: string }>(
          `select instalment_id as id from finding where rule = $1 and health_body_id = $2 and cleared_on is null`,
          [rule, p.healthBodies.a],
        )
      )
        .map(({ id }) => id)
        .sort();
    expect(await found('overdue')).toEqual(await ids({ overdue: true }));
    expect(await found('at_risk')).toEqual(await ids({ atRisk: true }));
    expect((await found('overdue')).length + (await found('at_risk')).length).toBeGreaterThan(2);
  });
});
