import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EvaluationService } from '../src/findings';
import { ACCESS_TABLE, ReadsService, SCOPES } from '../src/platform';
import type { Role, Side } from '../src/platform';
import { newSession } from './support/credentials';
import type { Credentials } from './support/credentials';
import { fillWithDoings } from './support/done-together';
import { Explainer, faults, largeTables } from './support/plans';
import type { Reader } from './support/plans';
import { startApp } from './support/start-app';
import type { TestApp } from './support/start-app';

/** The first health body has half of everything; the second and the groups have a usual share. */
const idOf = (kind: number, n: number) =>
  `0198${kind.toString(16).padStart(4, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const [LARGE_BODY, USUAL_BODY, GROUP] = [idOf(1, 0), idOf(1, 1), idOf(2, 2)];
const [CONTRACT, INSTALMENT] = [idOf(4, 2), idOf(5, 24)];
const PARTNERSHIP = idOf(3, 2);

/** What is asked of each list besides its plain first page and its count: its main filters, and every sort. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  'GET /api/v1/api-tokens': [],
  'GET /api/v1/organisations': ['kind=group', 'sort=-name', 'search=group 77'],
  'GET /api/v1/partnerships': [
    'sort=-name',
    `groupId=${GROUP}`,
    'joined=true',
    'kindOfWork=training',
    'community=older&way=peer',
    'area=westmere',
  ],
  'GET /api/v1/audit-events': [`subjectId=${CONTRACT}`, 'action=contract.read', 'from=2026-11-01'],
  'GET /api/v1/settings/history': [],
  'GET /api/v1/settings/appearance/history': [],
  'GET /api/v1/invitations': [],
  'GET /api/v1/people': ['sort=-name', 'search=person 3'],
  'GET /api/v1/contacts': ['sort=-name', `partnershipId=${PARTNERSHIP}`, 'side=group', 'search=somebody of 10'],
  'GET /api/v1/absences': [],
  'GET /api/v1/contracts': [
    'sort=startsOn',
    'sort=-startsOn',
    'sort=-endsOn',
    'sort=reference',
    'sort=-reference',
    `groupId=${GROUP}`,
    'reference=B-2',
    'state=active',
  ],
  'GET /api/v1/recoveries-due': ['sort=dueSince', `contractId=${CONTRACT}`],
  'GET /api/v1/variations': ['sort=proposedOn', 'state=open', 'state=accepted', `contractId=${CONTRACT}`],
  'GET /api/v1/decision-processes': ['sort=proposedOn', `contractId=${CONTRACT}`],
  'GET /api/v1/decisions': ['sort=proposedOn', 'state=open', 'state=agreed', `contractId=${CONTRACT}`],
  'GET /api/v1/materials': ['sort=startedOn', `contractId=${CONTRACT}`],
  'GET /api/v1/name-uses': ['sort=sinceOn', 'withoutConsent=true', `materialId=${CONTRACT}`],
  'GET /api/v1/strategies': ['sort=fromOn'],
  'GET /api/v1/strategy-links': ['sort=linkedOn', `contractId=${CONTRACT}`, `decisionId=${CONTRACT}`],
  'GET /api/v1/challenges': ['sort=raisedOn', 'open=true', 'state=raised', `partnershipId=${PARTNERSHIP}`],
  'GET /api/v1/introductions': ['sort=askedOn', 'state=open', 'state=declined', `entryId=${CONTRACT}`],
  'GET /api/v1/instalments': [
    'sort=-dueOn',
    'sort=sendByOn',
    'sort=-sendByOn',
    'overdue=true',
    'overdue=true&sort=-dueOn',
    'overdue=true&sort=sendByOn',
    'atRisk=true',
    'atRisk=true&sort=sendByOn',
    `contractId=${CONTRACT}`,
    `groupId=${GROUP}`,
    'dueFrom=2026-11-01&dueTo=2026-11-30',
    'state=planned',
    'state=cancelled',
    'held=true',
    'notArrived=true',
  ],
  'GET /api/v1/invoices': [
    'sort=receivedOn',
    'state=received',
    'state=received&sort=receivedOn',
    `contractId=${CONTRACT}`,
  ],
  'GET /api/v1/receipts': [
    'sort=receivedOn',
    `instalmentId=${INSTALMENT}`,
    `contractId=${CONTRACT}`,
    'from=2026-11-01',
  ],
  'GET /api/v1/figure-statements': [],
  'GET /api/v1/late-payment-cases': ['sort=-openedOn', 'state=open', `groupId=${GROUP}`, `instalmentId=${INSTALMENT}`],
  'GET /api/v1/interest-claims': ['sort=-claimedOn', 'state=claimed', `instalmentId=${INSTALMENT}`],
  'GET /api/v1/export-templates': ['kind=ap_csv'],
  'GET /api/v1/remittances': ['sort=paymentDate', 'from=2026-11-01'],
  'GET /api/v1/named-leads': ['sort=-contractReference', `contractId=${CONTRACT}`, 'role=lead', 'side=group'],
  'GET /api/v1/engagements': [
    'sort=happenedOn',
    `groupId=${GROUP}`,
    `contractId=${CONTRACT}`,
    'from=2026-11-01&to=2026-11-30',
    'twoWay=true',
    'mentoring=true',
    `mentoring=true&partnershipId=${PARTNERSHIP}`,
  ],
  'GET /api/v1/notes': [],
  'GET /api/v1/documents': [
    'sort=attachedAt',
    `contractId=${CONTRACT}`,
    `instalmentId=${INSTALMENT}`,
    `decisionId=${CONTRACT}`,
  ],
  'GET /api/v1/reconciliations': [],
  'GET /api/v1/statement-mappings': [],
  'GET /api/v1/payment-runs': ['sort=number', 'state=draft', 'underWay=true'],
  'GET /api/v1/findings': ['state=cleared', 'state=snoozed', 'severity=critical', `partnershipId=${PARTNERSHIP}`],
  'GET /api/v1/findings/not-enough-evidence': [],
  'GET /api/v1/waiting-for-you': [],
  'GET /api/v1/imports': [],
  'GET /api/v1/bank-details': ['sort=proposedAt', 'open=true', `groupId=${GROUP}`],
};

/**
 * Of the people of one organisation, in a transaction that also reads their accounts; or the directory, which groups read
 * through a function: few at any size.
 */
const NOT_HEARD = ['GET /api/v1/users', 'GET /api/v1/approval-limits', 'GET /api/v1/directory-entries'];

/** By the partner's name, which no index of the tenant's holds: as many rows as it has partners. */
const SORTED = ['GET /api/v1/organisations', 'GET /api/v1/partnerships'];
const PARTNERS_OF_LARGE_BODY = 500;
const HEALTH_BODIES = 200;

const LISTS = Object.entries(ACCESS_TABLE).filter(
  ([route, { list }]) => list !== undefined && !NOT_HEARD.includes(route),
);
const sideOf = (role: Role): Side => (role.startsWith('group_') ? 'group' : 'health');

interface Heard {
  text: string;
  values: readonly unknown[];
}

let test: TestApp;
let explainer: Explainer;
let large: string[];
let heard: Heard[] = [];

jest.setTimeout(240_000);
beforeAll(async () => {
  test = await startApp();
  await fill();
  await test.app.get(EvaluationService, { strict: false }).evaluateToday();
  await test.db.rows('analyze');
  large = await largeTables(test.db);
  explainer = await Explainer.to(test.db.appUrl);
  test.app.get(ReadsService).heard = (_actor, text, values) => heard.push({ text, values: [...values] });
});
afterAll(async () => {
  await explainer.close();
  await test.close();
});

/** A tenth of the data set M of the benchmark: 60,000 payments. */
async function fill(): Promise<void> {
  const settings = { groups: '1000', contracts: '5000', scopes: SCOPES.join(',') };
  for (const [name, value] of Object.entries(settings)) {
    await test.db.rows('select set_config($1, $2, false)', [`bench.${name}`, value]);
  }
  await test.db.rows(readFileSync(join(__dirname, '../bench/data.sql'), 'utf8'));
  await test.db.rows(
    `insert into audit_event (organisation_id, actor_kind, action, subject_id)
     select $1, 'system', 'contract.read', gen_random_uuid() from generate_series(1, 20000)`,
    [LARGE_BODY],
  );
  await test.db.rows(`
    insert into invoice (health_body_id, group_id, contract_id, id, number, number_key, dated_on, received_on, net_pence,
      entered_by_side)
    select i.health_body_id, i.group_id, i.contract_id, i.id, i.id::text, i.id::text, i.due_on - 10, i.due_on - 9,
      i.net_pence, 'group'
    from instalment i where i.number <= 3;
    insert into invoice_instalment (health_body_id, group_id, contract_id, invoice_id, instalment_id)
    select health_body_id, group_id, contract_id, id, id from invoice`);
}

/** What a list is heard to ask, and how PostgreSQL goes about it for the same side and tenant. */
async function plansOf(
  path: string,
  reader: Reader,
  credentials: Credentials,
  { mostSorted, tables = large }: { mostSorted?: number | undefined; tables?: string[] } = {},
) {
  heard = [];
  const answer = await test.app.inject({ method: 'GET', url: path, headers: credentials });
  expect({ path, status: answer.statusCode }).toEqual({ path, status: 200 });
  const asked = heard;
  const found: string[] = [];
  for (const { text, values } of asked) {
    const plan = await explainer.plan(reader, text, values);
    found.push(...faults(plan, tables, { counts: /^\s*select count\(/.test(text), mostSorted }));
  }
  return { asked: asked.length, found };
}

it('has every table that grows, with so many rows that a bad plan shows', () => {
  expect(large).toEqual(
    expect.arrayContaining([
      'audit_event',
      'contact',
      'contract',
      'engagement',
      'finding',
      'instalment',
      'invoice',
      'named_lead',
      'receipt',
    ]),
  );
});

it('knows what is asked of every list in the access table', () => {
  expect(Object.keys(ASKED).sort()).toEqual(LISTS.map(([route]) => route).sort());
});

describe.each(LISTS)('%s', (route, { who }) => {
  const roles = typeof who === 'string' ? [] : who;
  const sides = [...new Set(roles.map(sideOf))];
  const path = route.replace('GET ', '');

  it.each(sides)('reads no more than it shows, for the %s side', async (side) => {
    const role = roles.find((one) => sideOf(one) === side) ?? 'partnership_manager';
    const mostSorted = SORTED.includes(route) ? PARTNERS_OF_LARGE_BODY + HEALTH_BODIES : undefined;
    const wrong: Record<string, string[]> = {};
    for (const [place, query] of questions(route, side)) {
      const session = await newSession(test.db, { role, organisationId: place });
      const { asked, found } = await plansOf(`${path}?${query}`, { side, tenant: place }, session, { mostSorted });
      expect({ query, asked: asked > 0 }).toEqual({ query, asked: true });
      if (found.length > 0) wrong[`${place === LARGE_BODY ? 'large' : 'usual'} ?${query}`] = found;
    }
    expect(wrong).toEqual({});
  });
});

it('looks up what the record of what was done is about, however much else there is', async () => {
  const whose = { role: 'auditor', organisationId: LARGE_BODY } as const;
  const path = `/o/${LARGE_BODY}/admin/audit?about=user`;
  const reader = { side: 'health', tenant: LARGE_BODY } as const;
  const { asked, found } = await plansOf(path, reader, await newSession(test.db, whose));
  expect({ asked: asked > 0, found }).toEqual({ asked: true, found: [] });
});

describe('what happened in a partnership', () => {
  /** Of each kind of event a page and one more is put in order; here of all that both sides do together. */
  const KINDS = 20;
  let busy: { id: string; group: string };
  let tables: string[];

  beforeAll(async () => {
    const [row] = await test.db.rows<typeof busy & { contract: string }>(
      `select p.id, p.group_id as group, min(r.contract_id::text) as contract
       from partnership p join receipt r on r.health_body_id = p.health_body_id and r.group_id = p.group_id
       where p.health_body_id = $1 group by p.id, p.group_id order by count(*) desc, p.id limit 1`,
      [LARGE_BODY],
    );
    if (row === undefined) throw new Error('Nobody was paid.');
    busy = row;
    const whose = { healthBodyId: LARGE_BODY, groupId: row.group, contractId: row.contract };
    await fillWithDoings(test.db, whose, 6_000);
    tables = await largeTables(test.db);
  });

  it('is much of everything', () => {
    expect(tables).toEqual(expect.arrayContaining(['challenge_step', 'material_version', 'name_use', 'strategy_link']));
  });

  it.each([
    ['health', ''],
    ['health', '?after=2025-06-01.contact.01980a4e-7c1f-7d2b-9a43-2f6f3c1d0900'],
    ['group', ''],
    ['group', '?after=2025-06-01.contact.01980a4e-7c1f-7d2b-9a43-2f6f3c1d0900'],
  ] as const)('is read a page at a time, newest first, by the %s side %s', async (side, query) => {
    const organisationId = side === 'health' ? LARGE_BODY : busy.group;
    const role = side === 'health' ? 'partnership_manager' : 'group_lead';
    const session = await newSession(test.db, { role, organisationId });
    const path = `/o/${organisationId}/partnerships/${busy.id}/timeline${query}`;
    const asked = { mostSorted: KINDS * 41, tables };
    const { asked: some, found } = await plansOf(path, { side, tenant: organisationId }, session, asked);
    expect({ asked: some > 0, found }).toEqual({ asked: true, found: [] });
  });
});

/** Whose list, and which query. A total of half the table is counted by reading it, and is no fault. */
function questions(route: string, side: Side): [place: string, query: string][] {
  const pages = ['', ...(ASKED[route] ?? [])];
  const places = side === 'health' ? [LARGE_BODY, USUAL_BODY] : [GROUP];
  return places.flatMap((place) =>
    (place === LARGE_BODY ? pages : [...pages, 'count=true']).map((query): [string, string] => [place, query]),
  );
}
