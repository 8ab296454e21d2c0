import { v7 as uuid } from 'uuid';
import { databaseWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { BareConnection } from './support/sides';
import type { Looker, Refusal } from './support/sides';
import type { TestDatabase } from './support/test-database';

let db: TestDatabase;
let bare: BareConnection;
let p: Portfolio;
let asA: Looker;
let asG1: Looker;

beforeAll(async () => {
  ({ db, p } = await databaseWithPortfolio());
  bare = await BareConnection.to(db.appUrl);
  asA = { side: 'health', tenant: p.healthBodies.a };
  asG1 = { side: 'group', tenant: p.groups.g1 };
});
afterAll(async () => {
  await bare.close();
  await db.drop();
});

const pair = () => [p.healthBodies.a, p.groups.g1];
const RECEIPT = `insert into receipt (health_body_id, group_id, contract_id, instalment_id, id, amount_pence, received_on, source)
  values ($1, $2, $3, $4, $5, 100, '2026-11-20', 'hand')`;
const LEAD = `insert into named_lead (health_body_id, group_id, contract_id, contact_id, id, side, role)
  values ($1, $2, $3, $4, $5, $6, 'mentor')`;
const CONTACT = `insert into contact (health_body_id, group_id, id, side, person_id, name)
  values ($1, $2, $3, $4, $5, 'Somebody new')`;

describe('what only the payer may write', () => {
  const statements: Record<string, () => [string, unknown[]]> = {
    'a receipt': () => [RECEIPT, [...pair(), p.contracts.aG1Running, p.instalments.aG1Overdue, uuid()]],
    'an instalment': () => [
      `insert into instalment (health_body_id, group_id, contract_id, id, schedule_version, number, period_starts_on,
         period_ends_on, due_on, send_by_on, net_pence)
       values ($1, $2, $3, $4, 1, 99, '2027-03-01', '2027-03-31', '2027-03-01', '2027-02-25', 100)`,
      [...pair(), p.contracts.aG1Running, uuid()],
    ],
    'a schedule': () => [
      'insert into schedule (health_body_id, group_id, contract_id, version, net_pence) values ($1, $2, $3, 2, 100)',
      [...pair(), p.contracts.aG1Running],
    ],
    'a contract': () => [
      `insert into contract (health_body_id, group_id, id, reference, reference_key, title, instrument, value_pence,
         starts_on, ends_on, state) values ($1, $2, $3, 'X-1', 'x-1', 'New', 'grant', 100, '2027-01-01', '2027-12-31', 'draft')`,
      [...pair(), uuid()],
    ],
    'a move of a contract': () => [
      `insert into contract_state_change (health_body_id, group_id, contract_id, position, to_state, effective_on)
       values ($1, $2, $3, 2, 'terminated', '2026-11-22')`,
      [...pair(), p.contracts.aG1Running],
    ],
    'the value of a contract': () => [`update contract set value_pence = 1 where id = $1`, [p.contracts.aG1Running]],
    'the state of an instalment': () => [
      `update instalment set state = 'approved' where id = $1`,
      [p.instalments.aG1Overdue],
    ],
  };

  it.each(Object.keys(statements))('lets the health side write %s and refuses the group', async (what) => {
    const [sql, values] = statements[what]?.() ?? ['', []];
    expect(await bare.touched(asA, sql, values)).toBe(1);
    expect(await bare.touched(asG1, sql, values)).toBe('refused');
  });

  it.each(['received_pence = net_pence', `settled_on = '2026-11-20'`])(
    'lets neither side set %s past the ledger',
    async (change) => {
      const sql = `update instalment set ${change} where id = $1`;
      expect(await bare.touched(asA, sql, [p.instalments.aG1Overdue])).toBe('refused');
      expect(await bare.touched(asG1, sql, [p.instalments.aG1Overdue])).toBe('refused');
    },
  );
});

describe('the people of each side', () => {
  const someone = (side: string, person: string | null) => [...pair(), uuid(), side, person];
  const lead = (side: string, contact: string) => [...pair(), p.contracts.aG1Running, contact, uuid(), side];

  it('lets a group add its own contacts and leads, and none of the health side', async () => {
    expect(await bare.touched(asG1, CONTACT, someone('group', null))).toBe(1);
    expect(await bare.touched(asG1, CONTACT, someone('health', p.people.aDeputy))).toBe('refused');
    expect(await bare.touched(asG1, LEAD, lead('group', p.contacts.g1LeadWithA))).toBe(1);
    expect(await bare.touched(asG1, LEAD, lead('health', p.contacts.aLeadWithG1))).toBe('refused');
  });

  it('lets a group change its own contacts and leads, and none of the health side', async () => {
    const changeContacts = 'update contact set phone = $1 where id = any ($2)';
    const both = [p.contacts.g1LeadWithA, p.contacts.aLeadWithG1];
    expect(await bare.touched(asG1, changeContacts, ['01234', both])).toBe(1);
    const changeLeads = 'update named_lead set verified_on = $1 where id = any ($2)';
    expect(
      await bare.touched(asG1, changeLeads, [
        '2026-11-22',
        [p.leads.aG1RunningGroupLead, p.leads.aG1RunningHealthLead],
      ]),
    ).toBe(1);
  });

  it('shows a person to their own organisation only', async () => {
    const everybody = 'select id from person';
    const seenBy = async (looker: Looker) => (await bare.run(looker, everybody)).rows.map(({ id }) => id);
    expect((await seenBy(asA)).sort()).toEqual([p.people.aLead, p.people.aDeputy, p.people.aLeaving].sort());
    expect(await seenBy(asG1)).toEqual([p.people.g1Lead]);
  });
});

describe('the register', () => {
  const RENAME = `update organisation set name = 'Another name' where id = $1`;
  const seenBy = async (looker: Looker, table = 'organisation', column = 'id') =>
    (await bare.run(looker, `select distinct ${column} as id from ${table}`)).rows.map(({ id }) => id).sort();

  it('shows health bodies to all, and a group to itself and its partners', async () => {
    const { a, b } = p.healthBodies;
    const { g1, g2, g3 } = p.groups;
    expect(await seenBy(asA)).toEqual([a, b, g1, g2].sort());
    expect(await seenBy({ side: 'health', tenant: b })).toEqual([a, b, g1, g3].sort());
    expect(await seenBy(asG1)).toEqual([a, b, g1].sort());
    expect(await seenBy({ side: 'group', tenant: g3 })).toEqual([a, b, g3].sort());
    expect(await seenBy({ side: 'group', tenant: g3 }, 'organisation_identifier', 'organisation_id')).toEqual(
      [a, b].sort(),
    );
  });

  it('lets a health body rename itself and a group it listed, and no group that has joined', async () => {
    expect(await bare.touched(asA, RENAME, [p.healthBodies.a])).toBe(1);
    expect(await bare.touched(asA, RENAME, [p.groups.g2])).toBe(1);
    expect(await bare.touched(asA, RENAME, [p.groups.g1])).toBe(0);
    expect(await bare.touched(asA, RENAME, [p.healthBodies.b])).toBe(0);
    expect(await bare.touched(asG1, RENAME, [p.groups.g1])).toBe(1);
    expect(await bare.touched(asG1, RENAME, [p.healthBodies.a])).toBe(0);
  });

  it('lets a health body list a group in its own name, not yet joined, and make nothing else', async () => {
    const add = `insert into organisation (id, kind, name, name_key, listed_by, health_body_kind, joined_at)
      values ($1, $2, 'New one', 'new one', $3, $4, $5)`;
    expect(await bare.touched(asA, add, [uuid(), 'group', p.healthBodies.a, null, null])).toBe(1);
    expect(await bare.touched(asA, add, [uuid(), 'group', p.healthBodies.b, null, null])).toBe('refused');
    expect(await bare.touched(asA, add, [uuid(), 'group', p.healthBodies.a, null, '2026-11-22'])).toBe('refused');
    expect(await bare.touched(asA, add, [uuid(), 'health_body', null, 'icb', null])).toBe('refused');
    expect(await bare.touched(asG1, add, [uuid(), 'group', null, null, null])).toBe('refused');
  });

  it('lets a health body number a group it listed, and no group that has joined', async () => {
    const add = `insert into organisation_identifier (organisation_id, organisation_kind, id, scheme, value)
      values ($1, 'group', $2, 'GB-COH', '00000001')`;
    expect(await bare.touched(asA, add, [p.groups.g2, uuid()])).toBe(1);
    expect(await bare.touched(asA, add, [p.groups.g1, uuid()])).toBe('refused');
    expect(await bare.touched(asG1, add, [p.groups.g1, uuid()])).toBe(1);
  });

  it('lets a health body pair itself with a group it listed, and no group that has joined without being asked', async () => {
    const { a, b } = p.healthBodies;
    const listed = uuid();
    await db.rows(
      `insert into organisation (id, kind, name, name_key, listed_by) values ($1, 'group', 'New one', 'new one', $2)`,
      [listed, a],
    );
    const add = 'insert into partnership (health_body_id, group_id, id) values ($1, $2, $3)';
    expect(await bare.touched(asA, add, [a, listed, uuid()])).toBe(1);
    expect(await bare.touched({ side: 'health', tenant: b }, add, [b, listed, uuid()])).toBe('refused');
    expect(await bare.touched(asA, add, [a, p.groups.g3, uuid()])).toBe('refused');
    expect(await bare.touched(asA, add, [a, uuid(), uuid()])).toBe('refused');
    await db.rows('delete from organisation where id = $1', [listed]);
  });
});

describe('a reference to a hidden record and to one that is not there', () => {
  /** The refusal without the ids that were sent. */
  const told = (refusal: Refusal | null) =>
    refusal && { ...refusal, detail: refusal.detail?.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…') };
  const statements: Record<string, (id: string) => [string, unknown[]]> = {
    'the contract of a lead': (id) => [LEAD, [...pair(), id, p.contacts.aLeadWithG1, uuid(), 'health']],
    'the contact of a lead': (id) => [LEAD, [...pair(), p.contracts.aG1Running, id, uuid(), 'health']],
    'the instalment of a receipt': (id) => [RECEIPT, [...pair(), p.contracts.aG1Running, id, uuid()]],
    'the person of a contact': (id) => [CONTACT, [...pair(), uuid(), 'health', id]],
    'the contract of a schedule': (id) => [
      'insert into schedule (health_body_id, group_id, contract_id, version, net_pence) values ($1, $2, $3, 9, 1)',
      [...pair(), id],
    ],
  };
  const hidden: Record<string, () => string> = {
    'the contract of a lead': () => p.contracts.bG1Grant,
    'the contact of a lead': () => p.contacts.bLeadWithG1,
    'the instalment of a receipt': () => p.instalments.bG1Overdue,
    'the person of a contact': () => p.people.bLead,
    'the contract of a schedule': () => p.contracts.bG1Grant,
  };

  it.each(Object.keys(statements))('fail alike for %s', async (what) => {
    const fails = async (id: string) => told(await bare.refusal(asA, ...(statements[what]?.(id) ?? ['', []])));
    const absent = await fails(uuid());
    expect(absent).toMatchObject({ code: '23503' });
    expect(await fails(hidden[what]?.() ?? '')).toEqual(absent);
  });
});
