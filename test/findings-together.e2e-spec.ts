import { EvaluationService } from '../src/findings';
import { calendarDate } from '../src/shared/calendar-date';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { read } from './support/read';
import { TODAY } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

interface Kept {
  id: string;
  version: number;
}

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let lead: Agent;
let contract: string;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  lead = await test.as('group_lead', p.groups.g1);
  contract = `/api/v1/contracts/${p.contracts.aG1Running}`;
}, 60_000);
afterAll(() => test.close());

const evaluate = (day: string = TODAY) =>
  test.app.get(EvaluationService, { strict: false }).evaluate(calendarDate(day));
const found = async (who: Agent, rule: string, state = 'open') =>
  (await read(who, 'findings', { rule, state })).items.filter(({ contractReference }) => contractReference === 'W-001');
const waiting = async () =>
  (await read(lead, 'waiting-for-you')).items.filter(({ link }) => /commencement$|decision/.test(String(link)));
const send = async (who: Agent, path: string, version: number | null, body: object = {}) => {
  const request = who.post(path);
  const answer = await (version === null ? request : request.set('If-Match', `"${String(version)}"`)).send(body);
  expect([200, 201]).toContain(answer.status);
  return answer.body as Kept;
};
const decide = (more: object = {}) =>
  send(manager, `${contract}/decisions`, null, { kind: 'content', title: 'The leaflet', what: 'A picture.', ...more });
const say = (who: Agent, { id, version }: Kept, stance = 'agree') =>
  send(who, `/api/v1/decisions/${id}/positions`, version, { stance, ...(stance !== 'agree' && { comment: 'No.' }) });
const close = ({ id, version }: Kept, outcome: string) =>
  send(manager, `/api/v1/decisions/${id}/outcome`, version, {
    outcome,
    ...(outcome === 'without_agreement' && { reason: 'Printed already.' }),
  });

describe('how both sides work and decide together', () => {
  it('is told where nothing says how they decide, until the day on which what both signed is in force', async () => {
    const inForce = (on: string) =>
      test.db.rows('update decision_process set closed_on = $2, in_force_on = $2 where id = $1', [
        p.decisionProcesses.aG1,
        on,
      ]);
    await inForce('2026-11-24');
    await evaluate();
    expect(await found(manager, 'no_decision_process')).toEqual([]);
    // Only a contract of £25,000 a year or more needs one.
    const worth = (pence: number) =>
      test.db.rows('update contract set value_pence = $2 where id = $1', [p.contracts.aG1Running, pence]);
    await worth(2_500_000);
    await evaluate();
    expect(await found(manager, 'no_decision_process')).toMatchObject([
      { title: 'Nothing says how the two sides decide together', severity: 'attention', actsOn: 'health_body' },
    ]);
    expect(await found(lead, 'no_decision_process')).toEqual([]);
    // Or as many as the health body has set.
    const admin = await test.as('administrator', p.healthBodies.a);
    const setTo = async (pence: number | null) => {
      const { version } = (await admin.get('/api/v1/settings').expect(200)).body as Kept;
      const set = admin.patch('/api/v1/settings').set('If-Match', `"${String(version)}"`);
      await set.send({ lightAgreementBelowPence: pence }).expect(200);
      await evaluate();
    };
    await setTo(2_500_001);
    expect(await found(manager, 'no_decision_process')).toEqual([]);
    await setTo(null);
    expect(await found(manager, 'no_decision_process')).toHaveLength(1);
    await evaluate('2026-11-24');
    expect(await found(manager, 'no_decision_process')).toEqual([]);
    await inForce('2026-10-02');
    await worth(900_000);
  });

  it('waits for the group, and is told of the health body once it lets the group wait', async () => {
    const terms = {
      ...{ channel: 'phone', contactEveryDays: 7, ways: [], deadlines: [], reviews: ['2027-03-01'] },
      ...{ healthAvailability: 'Mondays', groupAvailability: 'Fridays' },
    };
    await send(manager, `${contract}/commencement`, 0, terms);
    await evaluate('2026-11-24');
    expect(await waiting()).toMatchObject([
      {
        what: 'Read how you are to work together, and agree to it or change it',
        since: TODAY,
        link: `${contract}/commencement`,
      },
    ]);
    expect(await found(manager, 'commencement_unconfirmed')).toEqual([]);
    await send(lead, `${contract}/commencement`, 1, terms);
    await evaluate('2026-12-01');
    expect(await waiting()).toEqual([]);
    expect(await found(manager, 'commencement_unconfirmed')).toEqual([]);
    await evaluate('2026-12-02');
    const told = [{ evidence: { number: 2, proposedOn: TODAY }, actsOn: 'health_body' }];
    expect(await found(manager, 'commencement_unconfirmed')).toMatchObject(told);
    expect(await found(lead, 'commencement_unconfirmed')).toMatchObject(told);
    await send(manager, `${contract}/commencement/confirmation`, 2);
    await evaluate('2026-12-02');
    const [gone] = await found(manager, 'commencement_unconfirmed', 'cleared');
    expect(await read(manager, `findings/${gone?.id ?? ''}`)).toMatchObject({ clearedWhy: 'mended' });
  });

  it('asks the group for its signature at once, and tells the health body once it lets the group wait', async () => {
    const terms = {
      ...{ daysToAnswer: 5, dayKind: 'banking', kinds: [{ kind: 'timing', decides: 'both', withoutAnswer: 'wait' }] },
      parties: ['health', 'group'].map((side) => ({ side, part: 'decides', role: 'lead' })),
    };
    const made = await send(manager, `${contract}/decision-processes`, null, terms);
    await evaluate('2026-12-02');
    expect(await waiting()).toMatchObject([
      {
        what: 'Read how you are to decide together, and sign it or say why not',
        since: TODAY,
        link: `/api/v1/decision-processes/${made.id}`,
      },
    ]);
    expect(await found(manager, 'process_unsigned')).toEqual([]);
    await send(lead, `/api/v1/decision-processes/${made.id}/refusal`, made.version, { reason: 'Ten days, please.' });
    const answer = await send(lead, `${contract}/decision-processes`, null, { ...terms, daysToAnswer: 10 });
    await evaluate('2026-12-02');
    expect(await waiting()).toEqual([]);
    const told = [{ evidence: { processId: answer.id }, actsOn: 'health_body', severity: 'attention' }];
    expect(await found(manager, 'process_unsigned')).toMatchObject(told);
    await send(manager, `/api/v1/decision-processes/${answer.id}/refusal`, answer.version, { reason: 'As it is.' });
    await evaluate('2026-12-02');
    expect(await found(manager, 'process_unsigned')).toEqual([]);
  });

  it('is judged by what both confirmed, when the two have not spoken', async () => {
    const quiet = (await read(manager, 'findings', { rule: 'going_quiet' })).items.filter(
      ({ partnershipId }) => partnershipId === p.partnerships.aG1,
    );
    expect(quiet).toMatchObject([{ evidence: { contactEveryDays: 7, lastTwoWayOn: expect.any(String) } }]);
  });

  it('is asked of the group while a decision is open, and told of the health body after the days that it has', async () => {
    const made = await decide();
    await evaluate('2026-12-02');
    expect(await waiting()).toMatchObject([{ link: `/api/v1/decisions/${made.id}`, since: TODAY }]);
    const answered = await say(lead, made);
    await evaluate('2026-12-04');
    expect(await waiting()).toEqual([]);
    expect(await found(manager, 'decision_answer_overdue')).toEqual([]);
    await evaluate('2026-12-05');
    expect(await found(lead, 'decision_answer_overdue')).toMatchObject([
      { severity: 'attention', evidence: { decisionId: made.id, answerBy: '2026-12-04' } },
    ]);
    await close(await say(manager, answered), 'agreed');
    await evaluate('2026-12-05');
    expect(await found(manager, 'decision_answer_overdue')).toEqual([]);
  });

  it('is told to both where something was decided without agreement, until both agree after all', async () => {
    const against = await close(await say(lead, await decide(), 'do_not_agree'), 'without_agreement');
    await evaluate('2026-12-05');
    const told = [{ severity: 'serious', evidence: { decisionId: against.id, closedBy: 'health', kind: 'content' } }];
    expect(await found(manager, 'decided_without_agreement')).toMatchObject(told);
    expect(await found(lead, 'decided_without_agreement')).toMatchObject(told);

    const again = await close(await decide({ revisitsId: against.id }), 'without_agreement');
    await evaluate('2026-12-05');
    expect(await found(manager, 'decided_without_agreement')).toHaveLength(2);
    const made = await decide({ revisitsId: again.id });
    await close(await say(manager, await say(lead, made)), 'agreed');
    await evaluate('2026-12-05');
    expect(await found(manager, 'decided_without_agreement')).toEqual([]);
    expect(await found(lead, 'decided_without_agreement', 'cleared')).toHaveLength(2);
  });
});
