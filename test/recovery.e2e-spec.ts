import { AuditService, Clock, Database, TenantService } from '../src/platform';
import { OperatorService, UsersService } from '../src/identity';
import { GroupRecoveryService } from '../src/identity';
import { calendarDate } from '../src/shared/calendar-date';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';

const GROUP = 'Marlpit Circle';
const NEW = 'new-lead@marlpit.example';
const PASSWORD = 'four quiet words here';

let test: TestApp;
let p: Portfolio;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  await test.db.rows(`update contact set phone = '0113 496 0123' where id = $1`, [p.contacts.g3LeadWithB]);
});
afterAll(() => test.close());

/** The operator's service on a day of the test's choosing. */
function on(day: string): GroupRecoveryService {
  const service = <T>(kind: new (...needs: never[]) => T): T => test.app.get<T>(kind, { strict: false });
  return new GroupRecoveryService(
    service(Database),
    service(TenantService),
    service(AuditService),
    service(OperatorService),
    service(UsersService),
    new Clock({ today: calendarDate(day) }),
  );
}

const start = (calledEnding = '123', email = NEW) => on('2026-11-22').start({ group: GROUP, email, calledEnding });
const chain = async () =>
  (
    await test.db.rows<{ action: string }>(
      `select action from audit_event where organisation_id = $1 and action like 'group-recovery.%' order by id`,
      [p.groups.g3],
    )
  ).map(({ action }) => action.replace('group-recovery.', ''));

describe('a group whose leads have all gone', () => {
  it('gets nothing without a call back to a number on record', async () => {
    await expect(start('999')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(start('12')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(on('2026-11-22').start({ group: 'Nobody', email: NEW, calledEnding: '123' })).rejects.toMatchObject({
      kind: 'not-found',
    });
    expect(await chain()).toEqual([]);
  });

  it('waits seven days, in which everybody known is told, and then has a lead again', async () => {
    const started = await start();
    expect(started).toEqual({
      mayFinishOn: '2026-11-29',
      addressesToTell: ['lead@marlpit.example', 'lee@marlpit.example'],
    });
    await expect(start()).rejects.toMatchObject({ kind: 'conflict' });
    await expect(on('2026-11-28').finish(GROUP)).rejects.toThrow('finish on 2026-11-29');
    const made = await on('2026-11-29').finish(GROUP);
    expect(made.email).toBe(NEW);
    await test
      .anonymous()
      .post('/api/v1/one-time-links/redemption')
      .send({ token: made.oneTimeToken, password: PASSWORD })
      .expect(204);
    const session = await test
      .anonymous()
      .post('/api/v1/sessions')
      .send({ email: NEW, password: PASSWORD })
      .expect(201);
    expect(session.body.memberships).toMatchObject([{ organisationId: p.groups.g3, roles: ['group_lead'] }]);
    await expect(on('2026-11-29').finish(GROUP)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await chain()).toEqual(['started', 'finished']);
    const kept = await test.db.rows('select new_email, number_ending, outcome from group_recovery');
    expect(kept).toEqual([{ new_email: null, number_ending: '123', outcome: 'finished' }]);
  });

  it('keeps its lead when that lead signs in before the notice is over', async () => {
    await start('123', 'somebody-else@marlpit.example');
    await test.anonymous().post('/api/v1/sessions').send({ email: NEW, password: PASSWORD }).expect(201);
    await expect(on('2026-12-01').finish(GROUP)).rejects.toThrow('a lead has signed in');
    expect(await on('2026-12-01').list()).toEqual([]);
    expect((await chain()).slice(2)).toEqual(['started', 'stopped']);
  });

  it('keeps its lead when somebody asks for that', async () => {
    await start('123', 'somebody-else@marlpit.example');
    expect(await on('2026-11-22').list()).toMatchObject([{ group: GROUP, may_finish_on: '2026-11-29' }]);
    await on('2026-11-23').cancel(GROUP);
    await expect(on('2026-12-01').finish(GROUP)).rejects.toMatchObject({ kind: 'not-found' });
    expect((await chain()).slice(4)).toEqual(['started', 'cancelled']);
  });

  it('gives a lead who lost the password a link, and no second role', async () => {
    await start('123', NEW);
    const made = await on('2026-11-29').finish(GROUP);
    expect(made.oneTimeToken).toEqual(expect.any(String));
    const roles = await test.db.rows(
      `select 1 from membership m join account a on a.id = m.account_id where a.email = $1 and m.ended_at is null`,
      [NEW],
    );
    expect(roles).toHaveLength(1);
  });
});
