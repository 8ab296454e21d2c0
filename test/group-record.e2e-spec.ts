import { RECORD_KINDS } from '../src/exchange/exports/group-record.sql';
import { tenantTables } from './support/catalog';
import { newSession } from './support/credentials';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';

/** What a group may read whole and is not in its download, each with the reason. */
const LEFT_OUT: Record<string, string> = {
  audit_check: 'how the record of who did what is sealed',
  audit_event: 'who did what: it is read on the page',
  audit_seal: 'how the record of who did what is sealed',
  document_chunk: 'the bytes of files, which are downloaded one by one',
  form_draft: 'what is typed and not sent, which its author alone sees, on a page of its own',
  idempotency_key: 'kept for a day, so that nothing is done twice',
  restricted_reader: 'who may open what is restricted, which is not in it',
};

let test: TestApp;
let p: Portfolio;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
}, 30_000);
afterAll(() => test.close());

const download = async (group: string) => {
  const headers = await newSession(test.db, { role: 'group_lead', organisationId: group });
  return test.app.inject({ method: 'GET', url: `/o/${group}/record/everything.jsonl`, headers });
};

interface Line {
  kind: string;
  record: { visibility?: string; owner_id?: string };
}

describe('all that a group may read, to take away', () => {
  it('holds every table that the group may read whole, but for those with a reason', async () => {
    const tables = await tenantTables(test.db);
    const readable: string[] = [];
    for (const { table } of tables) {
      const [row] = await test.db.rows<{ may: boolean }>(
        `select has_table_privilege('accord_group', $1, 'select') as may`,
        [table],
      );
      if (row?.may === true) readable.push(table);
    }
    expect(readable.sort()).toEqual([...RECORD_KINDS, ...Object.keys(LEFT_OUT)].sort());
  });

  it('is a record a line, the group’s own and of its partnerships, and no other group’s', async () => {
    const { body, headers } = await download(p.groups.g1);
    expect(headers['content-type']).toBe('application/jsonl; charset=utf-8');
    const lines = body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    const kinds = new Set(lines.map(({ kind }) => kind));
    for (const kind of ['organisation', 'contract', 'instalment', 'receipt', 'engagement', 'person', 'contact']) {
      expect({ kind, there: kinds.has(kind) }).toEqual({ kind, there: true });
    }
    expect(body).not.toContain(p.groups.g3);
    expect(lines.filter(({ kind }) => kind === 'organisation')).toHaveLength(1);
  });

  it('holds nothing that is opened one by one, and nothing of the health side’s own', async () => {
    const { body } = await download(p.groups.g1);
    const lines = body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    const withVisibility = lines.filter(({ record }) => 'visibility' in record);
    expect(withVisibility.length).toBeGreaterThan(0);
    expect(withVisibility.filter(({ record }) => record.visibility === 'restricted')).toEqual([]);
    const privately = withVisibility.filter(({ record }) => record.visibility === 'own_side');
    expect(privately.filter(({ record }) => record.owner_id !== p.groups.g1)).toEqual([]);
  });

  it('is on record', async () => {
    await download(p.groups.g3);
    const rows = await test.db.rows(
      `select 1 from audit_event where organisation_id = $1 and action = 'record.downloaded'`,
      [p.groups.g3],
    );
    expect(rows).toHaveLength(1);
  });
});
