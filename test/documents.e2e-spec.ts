import type { AddressInfo } from 'node:net';
import { newSession } from './support/credentials';
import { PROGRAM, zipBomb } from './support/hostile-files';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { MEGABYTE, pour } from './support/pouring';
import { BareConnection } from './support/sides';
import type { Agent, TestApp } from './support/start-app';

const PDF = Buffer.from('%PDF-1.7\nMinutes of the meeting\n%%EOF\n');

let test: TestApp;
let p: Portfolio;
let manager: Agent;
let group: Agent;
let stranger: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  manager = await test.as('partnership_manager', p.healthBodies.a);
  group = await test.as('group_member', p.groups.g1);
  stranger = await test.as('partnership_manager', p.healthBodies.b);
}, 60_000);
afterAll(() => test.close());

const add = (who: Agent, path: string, bytes = PDF, filename = 'minutes.pdf') =>
  who.post(`/api/v1/${path}/documents`).attach('file', bytes, { filename });
const listed = async (who: Agent, query: Record<string, string>) =>
  (await who.get('/api/v1/documents').query(query).expect(200)).body.items as Record<string, unknown>[];

describe('a file that goes with a record', () => {
  const records = [
    ['a contract', 'contracts', () => p.contracts.aG1Running, 'contractId'],
    ['a payment', 'instalments', () => p.instalments.aG1Late, 'instalmentId'],
    ['a decision', 'decisions', () => p.decisions.aG1NotTaken, 'decisionId'],
    ['an entry of the contact log', 'engagements', () => p.engagements.aG1Shared, 'engagementId'],
  ] as const;

  it.each(records)('is added to %s, and read by the other side to be saved', async (_what, path, of, filter) => {
    const { body } = await add(group, `${path}/${of()}`).expect(201);
    expect(body).toMatchObject({ [filter]: of(), addedBy: 'group', fileName: 'minutes.pdf', sizeBytes: PDF.length });
    expect((await listed(manager, { [filter]: of() }))[0]).toEqual(body);
    const read = await manager.get(`/api/v1/documents/${body.id}`).buffer(true).parse(binary).expect(200);
    expect((read.body as Buffer).equals(PDF)).toBe(true);
    expect(read.headers['content-disposition']).toMatch(/^attachment; /);
    expect(read.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    await stranger.get(`/api/v1/documents/${body.id}`).expect(404);
    await stranger.delete(`/api/v1/documents/${body.id}`).expect(404);
    await add(stranger, `${path}/${of()}`).expect(404);
    expect(await listed(stranger, { [filter]: of() })).toEqual([]);
  });

  it('is taken away by the side that added it alone, and the other side sees that it was there', async () => {
    const { body } = await add(manager, `contracts/${p.contracts.aG1Ended}`).expect(201);
    await group.delete(`/api/v1/documents/${body.id}`).expect(403);
    await manager.delete(`/api/v1/documents/${body.id}`).expect(204);
    const [gone] = await listed(group, { contractId: p.contracts.aG1Ended });
    expect(gone).toMatchObject({ id: body.id, fileName: null, addedBy: 'health' });
    expect(gone?.removedAt).toMatch(/^\d{4}-/);
    await group.get(`/api/v1/documents/${body.id}`).expect(404);
    await manager.delete(`/api/v1/documents/${body.id}`).expect(404);
    const events = await test.db.rows('select action from audit_event where subject_id = $1 order by id', [body.id]);
    expect(events).toEqual([{ action: 'document.added' }, { action: 'document.removed' }]);
  });

  it('is of both sides, so an entry for one side takes none, by no way', async () => {
    const { body } = await add(manager, `engagements/${p.engagements.aG1OfA}`).expect(409);
    expect(body.detail).toContain('for both sides');
    await add(group, `engagements/${p.engagements.aG1OfA}`).expect(404);
    const { body: added } = await add(manager, `engagements/${p.engagements.aG1Shared}`).expect(201);
    const hide = `update engagement set visibility = 'own_side' where id = $1`;
    await expect(test.db.rows(hide, [p.engagements.aG1Shared])).rejects.toMatchObject({
      constraint: 'attached_to_shared',
    });
    const move = 'update attached_document set engagement_id = $2 where document_id = $1';
    await expect(test.db.rows(move, [added.id, p.engagements.bG1OfB])).rejects.toMatchObject({ code: '23503' });
  });

  it('is attached by nobody in the name of the other side', async () => {
    const bare = await BareConnection.to(test.db.appUrl);
    const steal = `insert into attached_document (health_body_id, group_id, document_id, contract_id)
      values ($1, $2, $3, $4)`;
    const values = [p.healthBodies.a, p.groups.g1, p.documents.ofG1, p.contracts.aG1Running];
    expect(await bare.touched({ side: 'health', tenant: p.healthBodies.a }, steal, values)).toBe('refused');
    expect(await bare.touched({ side: 'group', tenant: p.groups.g1 }, steal, values)).toBe(1);
    await bare.close();
  });

  it.each([
    ['a program', 'MZ\x90\0', 'minutes.pdf'],
    ['a packed office file', 'PK\x03\x04\x14\0\x06\0', 'minutes.docx'],
    ['an old office file', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'minutes.doc'],
  ])('is no %s', async (_what, contents, filename) => {
    const { body } = await add(group, `contracts/${p.contracts.aG1Running}`, Buffer.from(contents, 'latin1'), filename);
    expect(body).toMatchObject({ status: 422, errors: [{ pointer: '/file' }] });
  });

  it('is one of twenty at the most', async () => {
    const path = `instalments/${p.instalments.aG1March}`;
    for (let n = 0; n < 20; n += 1) await add(group, path).expect(201);
    expect((await add(group, path).expect(409)).body.detail).toContain('20 files');
  }, 30_000);

  it('is added once, however often it is sent under one key', async () => {
    const once = () => add(group, `contracts/${p.contracts.aG1Running}`).set('Idempotency-Key', 'minutes-1');
    const [first, again] = [await once().expect(201), await once().expect(201)];
    expect(again.body.id).toBe(first.body.id);
  });
});

describe('what would harm whoever opens it', () => {
  const before = () => test.db.rows('select (select count(*) from document) + (select count(*) from own_file) as n');
  const bomb = zipBomb(60 * MEGABYTE);
  const places = [
    ['a file', 'group_lead', 'file', () => `contracts/${p.contracts.aG1Running}/documents`],
    ['a file of an invoice', 'group_lead', 'file', () => `invoices/${p.invoices.aG1}/documents`],
    ['a bank statement', 'finance_officer', 'file', () => 'reconciliations'],
  ] as const;
  const files = [
    ['an archive of 60 KB that unpacks to 60 MB', bomb, 'minutes.docx'],
    ['such an archive under another name', bomb, 'minutes.pdf'],
    ['a program under another name', PROGRAM, 'minutes.pdf'],
  ] as const;

  it.each(places)('is not taken as %s, which says what is, and nothing of it stays', async (_, role, field, path) => {
    const kept = await before();
    const who = await test.as(role, role === 'group_lead' ? p.groups.g1 : p.healthBodies.a);
    for (const [, bytes, filename] of files) {
      const { body } = await who.post(`/api/v1/${path()}`).attach(field, bytes, { filename }).expect(422);
      expect(body).toMatchObject({ errors: [{ pointer: `/${field}`, detail: expect.stringMatching(/PDF|CSV|camt/) }] });
    }
    expect(await before()).toEqual(kept);
  });

  it('brings nothing in as an import, whose report says what to send instead', async () => {
    const importing = () => manager.post('/api/v1/imports');
    for (const [, bytes, filename] of files) {
      const { body } = await importing().attach('contracts', bytes, { filename }).expect(200);
      expect(body).toMatchObject({
        created: 0,
        id: null,
        errors: [{ file: filename, problem: expect.stringContaining('CSV') }],
      });
    }
  });

  it('of 60 MB is refused on the page by its field and its limit, and memory stays flat', async () => {
    await test.app.listen(0, '127.0.0.1');
    const { port } = test.app.getHttpServer().address() as AddressInfo;
    const headers = await newSession(test.db, { role: 'group_member', organisationId: p.groups.g1 });
    const path = `/o/${p.groups.g1}/contracts/${p.contracts.aG1Running}/files`;
    const held = process.memoryUsage().rss;
    const form = { field: 'file', before: { _csrf: headers['accord-csrf'] ?? '' }, megabytes: 60, saysLength: true };
    const { status, text } = await pour({ port, path, headers, ...form });
    expect(process.memoryUsage().rss - held).toBeLessThan(64 * MEGABYTE);
    expect(status).toBe(413);
    expect(text).toMatch(/href="#file">\s*The file is larger than 15 MB\./);
  });
});

describe('the pages of files', () => {
  const page = async (url: string) =>
    test.app.inject({
      method: 'GET',
      url,
      headers: await newSession(test.db, { role: 'group_member', organisationId: p.groups.g1 }),
    });

  it('are reached from the contract and from the payment', async () => {
    const [contract, payment] = [
      `/o/${p.groups.g1}/contracts/${p.contracts.aG1Running}`,
      `/o/${p.groups.g1}/payments/${p.instalments.aG1Late}`,
    ];
    const decision = `/o/${p.groups.g1}/decisions/${p.decisions.aG1NotTaken}`;
    for (const at of [contract, payment, decision]) expect((await page(at)).body).toContain(`href="${at}/files"`);
    const { body } = await add(manager, `decisions/${p.decisions.aG1NotTaken}`, PDF, 'draft.pdf').expect(201);
    expect((await page(decision)).body).toContain(`href="/o/${p.groups.g1}/documents/${body.id}">draft.pdf</a>`);
  });

  it('offer to take away what is one’s own, and only that', async () => {
    const { body } = await page(`/o/${p.groups.g1}/contracts/${p.contracts.aG1Running}/files`);
    expect(body).toContain(`/documents/${p.attachedDocuments.ofG1}/removal`);
    expect(body).toContain(`/documents/${p.attachedDocuments.ofA}"`);
    expect(body).not.toContain(`/documents/${p.attachedDocuments.ofA}/removal`);
  });

  it('takes away nothing that is the other side’s', async () => {
    const { body } = await page(`/o/${p.groups.g1}/documents/${p.attachedDocuments.ofA}/removal`);
    expect(body).toContain('only it can take it away');
  });
});

function binary(response: unknown, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  const stream = response as NodeJS.ReadableStream;
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => {
    done(null, Buffer.concat(parts));
  });
}
