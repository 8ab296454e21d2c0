import { EvaluationService } from '../src/findings';
import { calendarDate } from '../src/shared/calendar-date';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { Reader } from './support/page-forms';
import { read } from './support/read';
import { TODAY } from './support/start-app';
import type { Agent, TestApp } from './support/start-app';

interface Draft {
  id: string;
  version: number;
}
interface Check {
  check: string;
  met: boolean;
  whose: string;
}

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

let drafts = 0;

/** For a year, monthly in advance, with a lead on both sides. */
async function draft(valuePence: number): Promise<Draft> {
  const request = {
    ...{ partnershipId: p.partnerships.aG1, reference: `L-${String((drafts += 1))}`, title: 'Peer support' },
    ...{ instrument: 'grant', valuePence, startsOn: '2027-01-01', endsOn: '2027-12-31', vatTreatment: 'outside_scope' },
  };
  const { body } = await manager.post('/api/v1/contracts').send(request).expect(201);
  const { id } = body as Draft;
  const named = { contractId: id, role: 'lead', fromOn: '2026-12-01' };
  const name = (by: Agent, contactId: string) => by.post('/api/v1/named-leads').send({ ...named, contactId });
  await name(manager, p.contacts.aLeadWithG1).expect(201);
  await name(lead, p.contacts.g1LeadWithA).expect(201);
  return body as Draft;
}
const path = (id: string) => `/api/v1/contracts/${id}`;
const send = (by: Agent, to: string, version: number, body: object = {}) =>
  by
    .post(to)
    .set('If-Match', `"${String(version)}"`)
    .send(body);
const readiness = async ({ id }: Draft, by = manager) =>
  (await by.get(`${path(id)}/readiness`).expect(200)).body as { light: boolean; checks: Check[] };
const missing = async (of: Draft) =>
  (await readiness(of)).checks.filter(({ met }) => !met).map(({ check, whose }) => `${check} ${whose}`);

const TERMS = {
  ...{ channel: 'phone', contactEveryDays: 14, ways: [], deadlines: [], reviews: ['2027-06-01'] },
  ...{ healthAvailability: 'Mondays', groupAvailability: 'Fridays' },
};

describe('a contract of some size', () => {
  const CONFIRMATIONS = ['confirmed_by_health_body health_body', 'confirmed_by_group group'];

  it('asks for how both work and decide together as well, and a light one does not', async () => {
    expect(await readiness(await draft(2_499_999))).toMatchObject({ light: true });
    const large = await draft(2_500_000);
    expect(await readiness(large, lead)).toMatchObject({ light: false });
    expect(await missing(large)).toEqual([
      'commencement_confirmed health_body',
      'decision_process health_body',
      ...CONFIRMATIONS,
    ]);
    await send(manager, `${path(large.id)}/commencement`, 0, TERMS).expect(201);
    expect(await missing(large)).toContain('commencement_confirmed group');
    await send(lead, `${path(large.id)}/commencement/confirmation`, 1).expect(201);
    expect(await missing(large)).toEqual(['decision_process health_body', ...CONFIRMATIONS]);
    const said = {
      daysToAnswer: 10,
      dayKind: 'banking',
      kinds: [{ kind: 'timing', decides: 'both', withoutAnswer: 'wait' }],
    };
    const parties = ['health', 'group'].map((side) => ({ side, part: 'decides', role: 'lead' }));
    await manager
      .post(`${path(large.id)}/decision-processes`)
      .send({ ...said, parties })
      .expect(201);
    expect(await missing(large)).toEqual(CONFIRMATIONS);
    await send(manager, `${path(large.id)}/agreement`, large.version).expect(201);
  });

  it('is agreed without them for a reason only, which is told until they are there', async () => {
    const large = await draft(3_000_000);
    await send(lead, `${path(large.id)}/agreement`, large.version).expect(201);
    await send(manager, `${path(large.id)}/agreement`, large.version).expect(422);
    const goOnWithout = ['commencement_confirmed', 'decision_process'].map((check) => ({
      check,
      reason: 'At our first meeting.',
    }));
    const { body } = await send(manager, `${path(large.id)}/agreement`, large.version, { goOnWithout }).expect(201);
    expect(body).toMatchObject({ state: 'agreed', light: null });
    const told = async () => {
      await test.app.get(EvaluationService, { strict: false }).evaluate(calendarDate(TODAY));
      const { items } = await read(manager, 'findings', { rule: 'agreed_with_gap', state: 'open' });
      return items.filter(({ contractId }) => contractId === large.id).map(({ evidence }) => evidence);
    };
    expect(await told()).toEqual([{ checks: ['commencement_confirmed', 'decision_process'] }]);
    await send(manager, `${path(large.id)}/commencement`, 0, TERMS).expect(201);
    await send(lead, `${path(large.id)}/commencement/confirmation`, 1).expect(201);
    expect(await told()).toEqual([{ checks: ['decision_process'] }]);
  });
});

describe('a light contract', () => {
  const agree = (by: Agent, { id, version }: Draft, rest: object = {}) =>
    send(by, `${path(id)}/light-agreement`, version, { contact: TERMS, contactSeen: 0, ...rest });
  const standing = async ({ id }: Draft, by = manager) =>
    (await by.get(`${path(id)}/light-agreement`).expect(200)).body as {
      open: boolean;
      contact: { number: number; agreedOn: string | null } | null;
      process: { id: string; state: string; daysToAnswer: number; proposedBy: string } | null;
    };
  const audited = async ({ id }: Draft) =>
    test.db.rows<{ action: string }>(
      `select action from audit_event where subject_id = $1 or detail ->> 'contractId' = $2
       order by id`,
      [id, id],
    );

  it('is agreed as a whole with one answer of each side', async () => {
    const light = await draft(900_000);
    expect(await standing(light, lead)).toMatchObject({ open: true, contact: null, process: null });
    await agree(manager, light).expect(201);
    const { open, contact, process } = await standing(light, lead);
    expect({ open, contact, process }).toMatchObject({
      open: true,
      contact: { number: 1, agreedOn: null },
      process: { state: 'open', proposedBy: 'health', daysToAnswer: 10 },
    });
    expect(await standing(light)).toMatchObject({ open: false });
    const { body } = await agree(lead, light, { contactSeen: 1, processSeen: process?.id }).expect(201);
    expect(body).toMatchObject({ state: 'agreed', wentOnWithout: [] });
    expect(await standing(light)).toMatchObject({
      open: false,
      contact: { number: 1, agreedOn: TODAY },
      process: { state: 'signed' },
    });
    const [read] = await test.db.rows('select schedule_version from schedule_acknowledgement where contract_id = $1', [
      light.id,
    ]);
    expect(read).toEqual({ schedule_version: 1 });
    expect((await audited(light)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['commencement.confirmed', 'decision-process.signed', 'contract.agreed']),
    );
  });

  it('never takes for agreed what one side has changed', async () => {
    const light = await draft(900_000);
    await agree(manager, light).expect(201);
    const { process } = await standing(light, lead);
    const kinds = [{ kind: 'timing', decides: 'both', withoutAnswer: 'wait' }];
    const parties = ['health', 'group'].map((side) => ({ side, part: 'decides', role: 'lead' }));
    const changed = { daysToAnswer: 20, dayKind: 'banking', kinds, parties };
    const contact = { ...TERMS, contactEveryDays: 7 };
    const edits = { contact, contactSeen: 1, process: changed, processSeen: process?.id };
    expect((await agree(lead, light, edits).expect(201)).body).toMatchObject({ state: 'agreed' });
    expect(await standing(light)).toMatchObject({
      contact: { number: 2, contactEveryDays: 7, agreedOn: null },
      process: { state: 'open', proposedBy: 'group', daysToAnswer: 20 },
    });
  });

  it('is all agreed or nothing of it', async () => {
    const light = await draft(900_000);
    await agree(manager, light).expect(201);
    const processSeen = (await standing(light, lead)).process?.id;
    // Another version of the terms than was read; another way to keep in touch; another way of deciding.
    await agree(lead, { ...light, version: 9 }, { contactSeen: 1, processSeen }).expect(412);
    await agree(lead, light, { contactSeen: 0, processSeen }).expect(412);
    await agree(lead, light, { contactSeen: 1 }).expect(412);
    const wrong = { daysToAnswer: 10, dayKind: 'banking', kinds: [], parties: [] };
    await agree(lead, light, { contactSeen: 1, processSeen, process: wrong }).expect(422);
    expect(await standing(light, lead)).toMatchObject({
      open: true,
      contact: { agreedOn: null },
      process: { state: 'open' },
    });
    // What a side confirmed, it does not confirm again; and nothing of the second try stays.
    await agree(manager, light, { contact: { ...TERMS, channel: 'text' }, contactSeen: 1, processSeen }).expect(409);
    expect(await standing(light)).toMatchObject({ contact: { number: 1, channel: 'phone' } });
    await agree(lead, light, { contactSeen: 1, processSeen }).expect(201);
    await agree(lead, light, { contactSeen: 1 }).expect(409);
  });

  it('needs a reason of the health body for what is missing, and is no way around a large one', async () => {
    const light = await draft(900_000);
    await test.db.rows(`delete from named_lead where contract_id = $1 and side = 'group'`, [light.id]);
    await agree(manager, light).expect(422);
    expect(await standing(light)).toMatchObject({ open: true, contact: null, process: null });
    await agree(manager, light, { goOnWithout: [{ check: 'lead_of_group', reason: 'Chosen in January.' }] }).expect(
      201,
    );
    await agree(manager, await draft(2_500_000)).expect(409);
    const stranger = await test.as('group_lead', p.groups.g3);
    await agree(stranger, light).expect(404);
  });

  it('is agreed on one page, which each side finds filled in, within its limit of reads', async () => {
    const light = await draft(900_000);
    const here = `/contracts/${light.id}/light-agreement`;
    const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
    const answers = async (by: Reader) => {
      const { status, html } = await by.open(here);
      expect(status).toBe(200);
      const seen = ['version', 'contactSeen', 'processSeen'].map((name) => [name, hidden(html, name)]);
      const said = { channel: 'email', contactEveryDays: '30', reviewOn: '2027-07-01', daysToAnswer: '10' };
      const reached = { healthAvailability: 'By arrangement', groupAvailability: 'By arrangement' };
      return { ...Object.fromEntries(seen), ...said, ...reached, words: '' } as Record<string, string>;
    };
    const ofBody = await Reader.as(test, 'partnership_manager', p.healthBodies.a);
    const ofGroup = await Reader.as(test, 'group_lead', p.groups.g1);
    let reads = 0;
    const count = () => (reads += 1);
    test.database.pool.on('acquire', count);
    const first = await answers(ofBody);
    test.database.pool.off('acquire', count);
    expect(reads).toBeLessThanOrEqual(15);
    const refused = await ofBody.send(here, { ...first, goesTo: '', daysToAnswer: '91' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Say how many days there are to answer: from 1 to 90');
    const done = { status: 303, to: `/contracts/${light.id}?done=agreed-on-one-page` };
    expect(await ofBody.send(here, { ...first, goesTo: 'Whoever the lead reports to' })).toMatchObject(done);
    expect((await ofBody.open(here)).to).toBe(`/contracts/${light.id}#confirm`);

    const member = await Reader.as(test, 'group_member', p.groups.g1);
    expect((await member.open(here)).html).toContain('Your group lead can agree to it.');
    const theirs = { ...(await answers(ofGroup)), goesTo: 'Our trustees or committee' };
    expect((await ofGroup.send(here, { ...theirs, contactSeen: '0' })).status).toBe(409);
    expect(await ofGroup.send(here, theirs)).toMatchObject(done);
    expect(await standing(light)).toMatchObject({ contact: { agreedOn: TODAY }, process: { state: 'signed' } });
    expect((await ofGroup.open(`/contracts/${light.id}`)).html).toContain('Agreed, not started');
  });
});
