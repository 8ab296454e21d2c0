import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { Reader } from './support/page-forms';
import type { TestApp } from './support/start-app';

// The first hook prepares a database.
jest.setTimeout(30_000);

let test: TestApp;
let p: Portfolio;
let manager: Reader;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await Reader.as(test, 'partnership_manager', p.healthBodies.a);
});
afterAll(() => test.close());

const version = async (table: string, id: string) => {
  const [row] = await test.db.rows<{ version: number }>(`select version from ${table} where id = $1`, [id]);
  return String(row?.version);
};
const lead = () => p.leads.aG1RunningHealthLead;

describe('who answers for a contract', () => {
  it('is shown with both sides, and only the own side can be changed', async () => {
    const { html } = await manager.open(`/contracts/${p.contracts.aG1Running}/leads`);
    expect(html).toContain('Still right');
    expect(html).not.toContain(`/named-leads/${p.leads.aG1RunningGroupLead}/verification`);
    const group = await Reader.as(test, 'group_lead', p.groups.g1);
    const theirs = await group.open(`/contracts/${p.contracts.aG1Running}/leads`);
    expect(theirs.html).toContain(`/named-leads/${p.leads.aG1RunningGroupLead}/verification`);
    expect(theirs.html).not.toContain(`/named-leads/${lead()}/verification`);
  });

  it('is said to be right today, once', async () => {
    const seen = await version('named_lead', lead());
    const { to } = await manager.send(`/named-leads/${lead()}/verification`, { version: seen });
    expect(to).toBe(`/contracts/${p.contracts.aG1Running}/leads?done=verified`);
    const stale = await manager.send(`/named-leads/${lead()}/verification`, { version: seen });
    expect(stale.status).toBe(409);
  });

  it('is refused with the field to mend when a second lead is named', async () => {
    const second = { contactId: p.contacts.aDeputyWithG1, role: 'lead', fromOn: '2026-12-01' };
    const { status, html } = await manager.send(`/contracts/${p.contracts.aG1Running}/leads`, second);
    expect([status, html]).toEqual([409, expect.stringContaining('hand over, or choose other days')]);
    expect(html).toContain('href="#fromOn"');
  });
});

describe('somebody who leaves', () => {
  it('has everything handed over, the groups told, and the day moved or taken back', async () => {
    const [person] = await test.db.rows<{ person_id: string }>(
      'select k.person_id from named_lead l join contact k on k.id = l.contact_id where l.id = $1',
      [lead()],
    );
    const id = person?.person_id ?? '';
    const begun = await manager.send('/departures/new', { personId: id, lastDayOn: '2026-12-31' });
    expect(begun.to).toContain(`/departures/${id}?done=set&undo=departure.`);
    const list = await manager.open('/departures');
    expect(list.html).toMatch(/\d+ to hand over/);
    const before = await manager.open(`/departures/${id}`);
    expect(before.html).toContain('Last day 31 December 2026.');
    expect(before.html).toContain(`/named-leads/${lead()}/handover?departure=${id}&amp;from=2027-01-01`);

    const handover = `/named-leads/${lead()}/handover?departure=${id}`;
    const early = { version: await version('named_lead', lead()), contactId: '', fromOn: '2027-01-01' };
    expect((await manager.send(handover, early)).html).toContain('Choose who takes over');
    const done = await manager.send(handover, { ...early, contactId: p.contacts.aDeputyWithG1 });
    expect(done.to).toBe(`/departures/${id}?done=handed-over`);
    const after = await manager.open(`/departures/${id}`);
    expect(after.html).toContain('takes over on 1 January 2027.');

    const told = await manager.send(`/departures/${id}/notice`, { version: await version('person', id) });
    expect(told.to).toBe(`/departures/${id}?done=told`);
    expect((await manager.open(`/departures/${id}`)).html).toContain('They were told on 22 November 2026');
    const moved = { version: await version('person', id), lastDayOn: '2027-01-15' };
    await manager.send(`/departures/${id}`, moved);
    expect((await manager.open(`/departures/${id}`)).html).toContain('The groups have been told');
    await manager.send(`/departures/${id}/removal`, { version: await version('person', id) });
    expect((await manager.open(`/departures/${id}`)).html).toContain('stays');
  });

  it('is offered to take over with their last day', async () => {
    const id = p.people.aDeputy;
    await manager.send('/departures/new', { personId: id, lastDayOn: '2027-03-31' });
    expect((await manager.open(`/named-leads/${lead()}/handover`)).html).toContain('(last day 31 March 2027)');
    await manager.send(`/departures/${id}/removal`, { version: await version('person', id) });
  });

  it('is no other body’s to see', async () => {
    const other = await Reader.as(test, 'partnership_manager', p.healthBodies.b);
    expect((await other.open(`/departures/${p.people.aDeputy}`)).status).toBe(404);
  });
});

describe('somebody who is away', () => {
  it('is recorded with who stands in, and taken off again', async () => {
    const away = {
      personId: p.people.aLead,
      fromOn: '2027-02-01',
      toOn: '2027-02-10',
      standInPersonId: p.people.aDeputy,
    };
    const wrong = await manager.send('/absences', { ...away, toOn: '2027-01-10' });
    expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('must not be before the first')]);
    expect((await manager.send('/absences', away)).to).toContain('/absences?done=added&undo=absence.');
    const { html } = await manager.open('/absences');
    expect(html).toContain('1 February 2027 to 10 February 2027');
    const [absence] = await test.db.rows<{ id: string }>(
      `select distinct id from absence where from_on = '2027-02-01'`,
    );
    expect((await manager.send(`/absences/${absence?.id ?? ''}/removal`, {})).to).toBe('/absences?done=removed');
  });
});

describe('a draft', () => {
  it('of a group that has not joined is confirmed by what it said outside Accord', async () => {
    const [draft] = await test.db.rows<{ id: string }>(
      `select id from contract where group_id = $1 and state = 'draft' limit 1`,
      [p.groups.g2],
    );
    const id = draft?.id ?? (await drafted());
    const page = await manager.open(`/contracts/${id}`);
    expect(page.html).toContain('Record that it confirmed outside Accord');
    const said = { version: await version('contract', id), confirmedOn: '2026-11-20', how: 'Letter', evidence: '' };
    expect((await manager.send(`/contracts/${id}/confirmed-outside`, said)).html).toContain('Say what shows it');
    const { to } = await manager.send(`/contracts/${id}/confirmed-outside`, { ...said, evidence: 'Scan 12' });
    expect(to).toBe(`/contracts/${id}?done=confirmed`);
  });

  it('is confirmed, the confirmation taken back, and withdrawn with a reason', async () => {
    const id = await drafted(p.partnerships.aG1);
    const { html } = await manager.open(`/contracts/${id}`);
    const reasons = Object.fromEntries(
      [...html.matchAll(/name="(reason-[a-z_]+)"/g)].map(([, name = '']) => [name, 'They choose in January.']),
    );
    const versionNow = () => version('contract', id);
    expect((await manager.send(`/contracts/${id}/agreement`, { version: await versionNow(), ...reasons })).status).toBe(
      303,
    );
    const back = await manager.send(`/contracts/${id}/agreement/withdrawal`, { version: await versionNow() });
    expect(back.to).toBe(`/contracts/${id}?done=taken-back`);
    const why = {
      version: await versionNow(),
      effectiveOn: '2026-11-22',
      reasonCode: 'budget_cut',
      reason: 'The budget was cut.',
      approvedByContactId: p.contacts.aLeadWithG1,
      groupToldOn: '2026-11-20',
    };
    expect((await manager.open(`/contracts/${id}/withdrawal`)).html).toContain(p.contacts.aLeadWithG1);
    expect((await manager.send(`/contracts/${id}/withdrawal`, why)).to).toBe(`/contracts/${id}?done=withdrawn`);
    expect((await manager.open(`/contracts/${id}`)).html).toContain('Withdrawn');
  });
});

async function drafted(partnershipId: string = p.partnerships.aG2): Promise<string> {
  const agent = await test.as('partnership_manager', p.healthBodies.a);
  const answer = await agent
    .post('/api/v1/contracts')
    .send({
      partnershipId,
      reference: `LP-${partnershipId.slice(-4)}`,
      title: 'Evenings',
      instrument: 'grant',
      valuePence: 120_000,
      startsOn: '2027-04-01',
      endsOn: '2028-03-31',
      vatTreatment: 'outside_scope',
      invoiceNeeded: false,
    })
    .expect(201);
  return (answer.body as { id: string }).id;
}
