import { v7 as uuid } from 'uuid';
import type { Portfolio } from '../support/portfolio';
import { TODAY } from '../support/start-app';
import { WIDTHS } from './browser';
import type { Site } from './browser';
import { siteWithPortfolio } from './portfolio-on-pages';
import { PASSWORD, person, signIn } from './people';

let site: Site;
let p: Portfolio;

beforeAll(async () => {
  ({ site, p } = await siteWithPortfolio());
});
afterAll(() => site.close());

/** A group that health body A has listed and now invites: its contact's address, and the path of the link. */
async function invitation(): Promise<{ email: string; path: string }> {
  const manager = await site.test.as('partnership_manager', p.healthBodies.a);
  const email = `${uuid()}@people.example`;
  const [groupId, contactId] = [uuid(), uuid()];
  await site.test.db.rows(
    `insert into organisation (id, kind, name, name_key, listed_by) values ($1, 'group', $2, $3, $4)`,
    [groupId, `Foxglove ${groupId}`, `foxglove ${groupId}`, p.healthBodies.a],
  );
  await site.test.db.rows('insert into partnership (health_body_id, group_id, id) values ($1, $2, $3)', [
    p.healthBodies.a,
    groupId,
    uuid(),
  ]);
  await site.test.db.rows(
    `insert into contact (health_body_id, group_id, id, side, name, name_key, email) values ($1, $2, $3, 'group', $4, $5, $6)`,
    [p.healthBodies.a, groupId, contactId, 'Max Dunmere', 'max dunmere', email],
  );
  const { body } = await manager.post('/api/v1/invitations').send({ contactId, toldOn: TODAY }).expect(201);
  return { email, path: `/join/${String(body.token)}` };
}

describe.each(WIDTHS)('an invitation on a %s screen', (width) => {
  it('says who sees what, takes corrections, and lets the group in', async () => {
    const { path } = await invitation();
    const visitor = await site.visitor(width);
    await visitor.goTo(path);
    expect(await visitor.lookAt('join')).toEqual([]);
    await visitor.fill({ 'Name of your group': 'Foxglove and Friends', 'Choose a password': 'short' });
    await visitor.press('Join');
    expect(await visitor.text()).toContain('at least 12 characters');
    expect(await visitor.page.getByLabel('Name of your group').inputValue()).toBe('Foxglove and Friends');
    expect(await visitor.lookAt('join-password-short')).toEqual([]);
    await visitor.fill({ 'Choose a password': PASSWORD });
    await visitor.press('Join');
    expect(visitor.at()).toMatch(/^\/o\/[0-9a-f-]{36}$/);
    expect(await visitor.page.getByRole('banner').innerText()).toContain('Foxglove and Friends');
    await visitor.goTo(path);
    expect(await visitor.heading()).toBe('This link no longer works');
    await visitor.close();
  });

  it('takes not now for an answer', async () => {
    const { path } = await invitation();
    const visitor = await site.visitor(width);
    await visitor.goTo(path);
    await visitor.press('Not now');
    expect(await visitor.heading()).toBe('Not now is fine');
    expect(await visitor.lookAt('not-now')).toEqual([]);
    await visitor.close();
  });

  it('is accepted for a group that is in Accord already by one of its leads', async () => {
    const { path } = await invitation();
    const email = await person(site.test, { role: 'group_lead', organisationId: p.groups.g3 });
    const visitor = await site.visitor(width);
    await visitor.goTo(`/sign-in?next=${path}`);
    await signIn(visitor, email);
    expect(visitor.at()).toBe(path);
    expect(await visitor.lookAt('join-signed-in')).toEqual([]);
    await visitor.press('Accept for Marlpit Circle');
    const refusedTheSecondTime = width === 'narrow';
    expect(visitor.at()).toBe(refusedTheSecondTime ? `/o/${p.groups.g3}${path}` : `/o/${p.groups.g3}`);
    expect((await visitor.text()).includes('so this invitation is not needed')).toBe(refusedTheSecondTime);
    await visitor.close();
  });
});
