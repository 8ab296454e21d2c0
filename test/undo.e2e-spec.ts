import { v7 as uuid } from 'uuid';
import type { Role } from '../src/platform';
import { sha256 } from '../src/identity/secrets';
import { undoToken } from '../src/portal/undo/undo-token.rules';
import type { UndoPlace, UndoStep } from '../src/portal/undo/undo-token.rules';
import { newSession } from './support/credentials';
import type { Credentials } from './support/credentials';
import { makeReady, newColleague } from './support/finance';
import type { Colleague } from './support/finance';
import { Reader } from './support/page-forms';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';
import { camt, entriesOf, nth, paid, sentRun, taken } from './support/statements';

// The first hook prepares a database.
jest.setTimeout(30_000);

let test: TestApp;
let p: Portfolio;
let session: Credentials;
let manager: Reader;
let colleague: Reader;

const person = (role: Role, organisationId: string) => newSession(test.db, { role, organisationId });

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  await makeReady(test.db, p);
  session = await person('partnership_manager', p.healthBodies.a);
  manager = Reader.of(test, p.healthBodies.a, session);
  colleague = await Reader.as(test, 'partnership_manager', p.healthBodies.a);
});
afterAll(() => test.close());

const tokenIn = (to: string | null) => (/[?&]undo=([^&#]+)/.exec(to ?? '') ?? [])[1] ?? '';
const undo = (who: Reader, to: string | null, attempt?: string) => who.send('/undo', { undo: tokenIn(to) }, attempt);
const audited = async (subjectId: string) => {
  const rows = await test.db.rows<{ action: string }>(
    'select action from audit_event where subject_id = $1 order by id',
    [subjectId],
  );
  return rows.map(({ action }) => action);
};
async function row(table: string, id: string): Promise<Record<string, unknown>> {
  const [found] = await test.db.rows(`select * from ${table} where id = $1`, [id]);
  return found ?? {};
}
const versionOf = async (table: string, id: string) => String((await row(table, id)).version);

const HOLD = { holdReason: 'papers_missing', holdWords: 'The order ran out.', holdCause: 'payer' };
const hold = async (of: string, who = manager) =>
  who.send(`/payments/${of}/hold`, { ...HOLD, version: await versionOf('instalment', of) });
const release = async (of: string, who = manager) =>
  who.send(`/payments/${of}/release`, { version: await versionOf('instalment', of), releaseWords: 'Found.' });
const steps = (...names: string[]) => names.map((name) => `instalment.${name}`);
const stateOf = async (of: string) => (await row('instalment', of)).state;

describe('what was just done to a payment', () => {
  it('a hold is offered to be undone, is undone once, and both stand in the audit', async () => {
    const id = p.instalments.aG1January;
    const { to } = await hold(id);
    const page = await manager.open(to ?? '');
    expect(page.html).toMatch(/The payment is on hold[^]*You can undo this until \d{1,2}:\d\d[ap]m\./);
    expect(page.html).toContain(`name="undo" value="${tokenIn(to)}"`);
    const attempt = uuid();
    const [one, other] = await Promise.all([undo(manager, to, attempt), undo(manager, to, attempt)]);
    expect([one.to, other.to]).toEqual([`/payments/${id}?undone=hold`, `/payments/${id}?undone=hold`]);
    const after = await manager.open(one.to ?? '');
    expect(after.html).toContain('It is undone: the payment is planned again.');
    expect(after.html).toContain('Undone at once by the person who did it.');
    expect(after.html).not.toContain('You can undo this until');
    expect(await stateOf(id)).toBe('planned');
    expect(await audited(id)).toEqual(steps('held', 'released'));

    const again = await undo(manager, to);
    expect([again.status, again.html]).toEqual([409, expect.stringContaining('It was undone already')]);
    expect(again.html).toContain(`href="/o/${p.healthBodies.a}/payments/${id}"`);
    expect(await audited(id)).toHaveLength(2);
  });

  it('an approval is taken back, and one that was taken back is there again', async () => {
    const id = p.instalments.aG1February;
    const approved = await manager.send(`/payments/${id}/approval`, { version: await versionOf('instalment', id) });
    expect((await undo(manager, approved.to)).to).toBe(`/payments/${id}?undone=approval`);
    expect(await stateOf(id)).toBe('planned');
    await manager.send(`/payments/${id}/approval`, { version: await versionOf('instalment', id) });
    const ended = await manager.send(`/payments/${id}/approval-end`, { version: await versionOf('instalment', id) });
    expect((await undo(manager, ended.to)).to).toBe(`/payments/${id}?undone=approval-end`);
    expect(await stateOf(id)).toBe('approved');
    expect(await audited(id)).toEqual(steps('approved', 'unapproved', 'approved', 'unapproved', 'approved'));
  });

  it('a hold goes on by the same words and from the same day once its end is undone', async () => {
    const id = p.instalments.aG1AtRisk;
    await hold(id);
    const [before] = await test.db.rows('select * from instalment_hold where instalment_id = $1', [id]);
    const released = await release(id);
    const { to } = await undo(manager, released.to);
    expect(to).toBe(`/payments/${id}?undone=release`);
    expect((await manager.open(to ?? '')).html).toContain('It is on hold still. Undone at once');
    expect(await stateOf(id)).toBe('held');
    const [after] = await test.db.rows('select * from instalment_hold where instalment_id = $1', [id]);
    expect(after).toEqual({ ...before, version: 3 });
    expect((await undo(manager, released.to)).html).toContain('It was undone already');
    await release(id);
    expect((await undo(manager, released.to)).status).toBe(409);
    expect(await audited(id)).toEqual(steps('held', 'released', 'release-undone', 'released'));
  });

  it('a hold stands where the group has said whose cause it is', async () => {
    const id = p.instalments.aG1AtRisk;
    const { to } = await hold(id);
    const group = await Reader.as(test, 'group_lead', p.groups.g1);
    await group.send(`/payments/${id}/cause`, { version: '1', cause: 'group' });
    const kept = await undo(manager, to);
    expect([kept.status, kept.html]).toEqual([
      409,
      expect.stringContaining('Somebody has said something of this hold'),
    ]);
    await release(id);
  });

  it('a hold of what was approved is not offered: ending it would not approve it again', async () => {
    const id = p.instalments.aG1February;
    expect((await hold(id)).to).toBe(`/payments/${id}?done=held`);
  });

  it('is refused once it is in a payment run, or somebody did something else with it', async () => {
    const other = p.instalments.aG1AtRisk;
    const { to } = await hold(other);
    await release(other, colleague);
    await hold(other, colleague);
    const late = await undo(manager, to);
    expect([late.status, late.html]).toEqual([409, expect.stringContaining('somebody has changed it since')]);
    expect(await stateOf(other)).toBe('held');

    const id = p.instalments.aG1March;
    const approved = await manager.send(`/payments/${id}/approval`, { version: await versionOf('instalment', id) });
    const officer = await Reader.as(test, 'finance_officer', p.healthBodies.a);
    const run = await officer.send('/finance/runs/new', { sendByOn: '2027-03-31', method: 'bacs_18' });
    expect(run.to).toMatch(/runs\/.*done=built/);
    const sent = await undo(manager, approved.to);
    expect([sent.status, sent.html]).toEqual([409, expect.stringContaining('Take it out of the run first')]);
    expect(await stateOf(id)).toBe('approved');
  });
});

describe('who may undo, and for how long', () => {
  const step = async (): Promise<UndoStep> => ({
    word: 'hold',
    args: [p.instalments.aG1AtRisk, await versionOf('instalment', p.instalments.aG1AtRisk)],
  });
  async function place(headers: Credentials, organisationId = p.healthBodies.a): Promise<UndoPlace> {
    const sessionHash = sha256((headers.cookie ?? '').replace('accord=', ''));
    const [found] = await test.db.rows<{ account_id: string }>('select account_id from session where token_hash = $1', [
      sessionHash,
    ]);
    return { sessionHash, accountId: found?.account_id ?? '', organisationId };
  }
  const refused = async (headers: Credentials, token: string, organisationId = p.healthBodies.a) => {
    const { status, html } = await Reader.of(test, organisationId, headers).send('/undo', { undo: token });
    expect(await stateOf(p.instalments.aG1AtRisk)).toBe('held');
    return [status, (/<main[^]*<\/main>/.exec(html) ?? [''])[0]] as const;
  };

  it('is over after ten minutes, and the page that says what was done offers it no more', async () => {
    const token = undoToken(await place(session), await step(), new Date(Date.now() - 10 * 60_000));
    const [status, html] = await refused(session, token);
    expect([status, html]).toEqual([409, expect.stringContaining('Ten minutes have gone by.')]);
    const page = await manager.open(`/payments/${p.instalments.aG1AtRisk}?done=held&undo=${token}`);
    expect(page.html).toContain('The payment is on hold');
    expect(page.html).not.toContain('name="undo"');
  });

  it('is only for the session that did it, in the organisation where it did', async () => {
    const token = undoToken(await place(session), await step(), new Date());
    const another = await person('partnership_manager', p.healthBodies.a);
    expect(await refused(another, token)).toEqual([422, expect.stringContaining('This was not done by you here')]);
    const theirs = await person('partnership_manager', p.healthBodies.b);
    expect((await refused(theirs, token, p.healthBodies.b))[0]).toBe(422);
    expect((await refused(theirs, token))[0]).toBe(404);
    const elsewhere = undoToken(await place(session, p.healthBodies.b), await step(), new Date());
    expect((await refused(session, elsewhere))[0]).toBe(422);
    expect((await refused(session, token.replace('hold', 'approval')))[0]).toBe(422);
    expect((await refused(session, ''))[0]).toBe(422);
  });

  it('asks for the role that the page of it asks for', async () => {
    const auditor = await person('auditor', p.healthBodies.a);
    const [status] = await refused(auditor, undoToken(await place(auditor), await step(), new Date()));
    expect(status).toBe(403);
    // A token cannot reach what the walls hide, whoever signs it.
    const ofB = await person('partnership_manager', p.healthBodies.b);
    const foreign = undoToken(await place(ofB, p.healthBodies.b), await step(), new Date());
    expect((await refused(ofB, foreign, p.healthBodies.b))[0]).toBe(409);
  });
});

describe('what was just said of a finding', () => {
  const respond = async (what: string, id: string, more = {}) =>
    manager.send(`/findings/${id}/${what}`, { version: await versionOf('finding', id), ...more });
  const response = async (id: string) => {
    const [found] = await test.db.rows(
      `select acknowledged_at, snoozed_until, reason from finding_response where finding_id = $1 and side = 'health'`,
      [id],
    );
    return found;
  };
  const REST = { until: '2026-12-01', reason: 'After the month’s end' };
  const NOTHING = { acknowledged_at: null, snoozed_until: null, reason: null };

  it('that it can wait, and that it is known, is taken back', async () => {
    const [id, at] = [p.findings.aG1OneHolder, `/partnerships/${p.partnerships.aG1}`];
    const rests = await respond('snooze', id, REST);
    expect(rests.to).toContain(`${at}?done=snoozed&undo=snooze.`);
    expect((await undo(manager, rests.to)).to).toBe(`${at}?undone=snooze`);
    const noted = await respond('acknowledgement', id);
    expect((await undo(manager, noted.to)).to).toBe(`${at}?undone=acknowledgement`);
    expect(await response(id)).toEqual(NOTHING);
    expect(await audited(id)).toEqual([
      'finding.snoozed',
      'finding.woken',
      'finding.acknowledged',
      'finding.acknowledgement-taken-back',
    ]);
    expect((await undo(manager, rests.to)).status).toBe(409);
    expect(await audited(id)).toHaveLength(4);
  });

  it('is not offered where it was said before, and stands where somebody else says something since', async () => {
    const id = p.findings.aG1OneHolder;
    const noted = await respond('acknowledgement', id);
    expect((await respond('acknowledgement', id)).to).not.toContain('undo=');
    await colleague.send(`/findings/${id}/acknowledgement`, { version: await versionOf('finding', id) });
    expect((await undo(manager, noted.to)).html).toContain('somebody has changed it since');
    const rests = await respond('snooze', id, REST);
    expect((await respond('snooze', id, { ...REST, until: '2026-12-02' })).to).not.toContain('undo=');
    expect((await undo(manager, rests.to)).status).toBe(409);
    expect(await response(id)).toMatchObject({ acknowledged_at: expect.any(Date), snoozed_until: '2026-12-02' });
  });
});

describe('what was just said of people', () => {
  it('a last day is as it was before, whichever side says it', async () => {
    const [id, moves] = [p.people.aLead, p.people.aLeaving];
    const set = await manager.send('/departures/new', { personId: id, lastDayOn: '2026-12-31' });
    expect((await undo(manager, set.to)).to).toBe('/departures?undone=departure');
    const day = { version: await versionOf('person', moves), lastDayOn: '2027-01-31' };
    const moved = await manager.send(`/departures/${moves}`, day);
    expect((await undo(manager, moved.to)).to).toBe(`/departures/${moves}?undone=departure`);
    expect([(await row('person', id)).last_day_on, (await row('person', moves)).last_day_on]).toEqual([
      null,
      '2026-12-15',
    ]);
    expect(await audited(id)).toEqual(['person.departure-set', 'person.departure-taken-back']);
    expect(await audited(moves)).toEqual(['person.departure-set', 'person.departure-set']);
    expect((await undo(manager, set.to)).html).toContain('It was undone already');
    const stays = await manager.send(`/departures/${moves}/removal`, { version: await versionOf('person', moves) });
    expect((await undo(manager, stays.to)).to).toBe(`/departures/${moves}?undone=departure`);
    expect((await row('person', moves)).last_day_on).toBe('2026-12-15');

    const lead = await Reader.as(test, 'group_lead', p.groups.g1);
    const own = { version: await versionOf('person', p.people.g1Lead), lastDayOn: '2026-12-31' };
    const leaves = await lead.send(`/people/${p.people.g1Lead}/departure`, own);
    const back = await undo(lead, leaves.to);
    expect(back.to).toBe(`/people/${p.people.g1Lead}?undone=group-departure`);
    expect((await lead.open(back.to ?? '')).html).toContain('It is undone: their last day is as it was before.');
  });

  it('that somebody is away is gone', async () => {
    const away = { personId: p.people.aLead, fromOn: '2026-12-20', toOn: '2026-12-31', standInPersonId: '' };
    const { to } = await manager.send('/absences', away);
    const [, id = ''] = /undo=absence\.\w+\.([\w-]+)\./.exec(to ?? '') ?? [];
    expect((await undo(manager, to)).to).toBe('/absences?undone=absence');
    expect(await row('absence', id)).toEqual({});
    expect(await audited(id)).toEqual(['absence.added', 'absence.removed']);
    expect((await undo(manager, to)).html).toContain('It was undone already');
  });
});

describe('what was just decided about a statement', () => {
  it('is booked no more, and what was set aside waits again', async () => {
    const officer: Colleague = await newColleague(test.db, p.healthBodies.a, 'finance_officer');
    const reader = Reader.of(test, p.healthBodies.a, officer.headers);
    const lines = await sentRun(test.db, p, { number: 7, amounts: [11_100] });
    const { id } = await taken(test, officer, camt([paid(nth(lines, 0), { payee: null }), { pence: 77_700 }]));
    const [first, second] = await entriesOf(test, officer, id);
    const at = (entry?: { id: string }) => `/finance/reconcile/${id}/entries/${entry?.id ?? ''}`;
    const booked = await reader.send(`${at(first)}/confirmation`, { version: '1' });
    expect(booked.to).toContain(`/finance/reconcile/${id}?done=confirmed&undo=confirmation.`);
    expect((await undo(reader, booked.to)).to).toBe(`/finance/reconcile/${id}?undone=confirmation`);
    const aside = await reader.send(`${at(second)}/ignore`, { version: '1', reason: 'Not ours' });
    expect((await undo(reader, aside.to)).to).toBe(`/finance/reconcile/${id}?undone=set-aside`);
    expect(await entriesOf(test, officer, id)).toMatchObject([{ outcome: 'undone' }, { outcome: second?.outcome }]);
    expect(await stateOf(nth(lines, 0).instalmentId)).toBe('exported');
    expect(await audited(first?.id ?? '')).toEqual(['reconciliation.confirmed', 'reconciliation.undone']);
    expect((await undo(reader, booked.to)).html).toContain('It was undone already');
  });
});
