import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { newSession } from './support/credentials';
import { MEGABYTE, pour } from './support/pouring';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let officer: Agent;
let group: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  officer = await test.as('finance_officer', p.healthBodies.a);
  group = await test.as('group_member', p.groups.g1);
});
afterAll(() => test.close());

const path = () => `/api/v1/invoices/${p.invoices.aG1}/documents`;
const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)]);
const add = (who: Agent, bytes: Buffer, filename = 'scan.pdf') => who.post(path()).attach('file', bytes, { filename });
interface Added {
  documents: { id: string; fileName: string; mediaType: string; sizeBytes: number; addedBy: string }[];
}
const lastOf = (answer: { body: unknown }) => (answer.body as Added).documents.at(-1) ?? { id: '', fileName: '' };
const counted = async () =>
  (await test.db.rows('select (select count(*) from document) + (select count(*) from document_chunk) as n'))[0];
const left = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('accord-file-'));

describe('a file of an invoice', () => {
  it('comes back byte for byte, to be saved and never shown from here', async () => {
    const bytes = pdf(3 * MEGABYTE + 17);
    const added = await add(group, bytes, 'Invoice “14”.PDF').expect(201);
    const file = lastOf(added);
    expect(file).toMatchObject({ mediaType: 'application/pdf', sizeBytes: bytes.length, addedBy: 'group' });
    const read = await officer.get(`/api/v1/invoice-documents/${file.id}`).buffer(true).parse(binary).expect(200);
    expect((read.body as Buffer).equals(bytes)).toBe(true);
    expect(read.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store',
      'content-length': String(bytes.length),
    });
    expect(read.headers['content-disposition']).toMatch(/^attachment; filename="Invoice _14_\.PDF"/);
    const [pieces] = await test.db.rows(
      'select count(*)::int, max(length(bytes)) from document_chunk where document_id = $1',
      [file.id],
    );
    expect(pieces).toEqual({ count: 4, max: MEGABYTE });
    await group.delete(`/api/v1/invoice-documents/${file.id}`).expect(204);
    await officer.get(`/api/v1/invoice-documents/${file.id}`).expect(404);
    const gone = await test.db.rows('select 1 from document_chunk where document_id = $1', [file.id]);
    expect(gone).toEqual([]);
  });

  it('is what it holds, whatever it is called', async () => {
    const added = await add(group, Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1'), '../invoice.exe').expect(201);
    expect(lastOf(added)).toMatchObject({ fileName: 'invoice.jpg', mediaType: 'image/jpeg' });
    await group.delete(`/api/v1/invoice-documents/${lastOf(added).id}`).expect(204);
  });

  it.each([
    ['a program', 'MZ\x90\0', 'invoice.pdf'],
    ['an archive, however small it is packed', 'PK\x03\x04\x14\0', 'invoice.pdf'],
    ['a page', '<!doctype html><script>alert(1)</script>', 'invoice.png'],
    ['a drawing that can hold a script', '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>', 'invoice.svg'],
    ['a PDF that is also an archive', `%PDF-1.7\nPK\x05\x06${'\0'.repeat(18)}`, 'invoice.pdf'],
    ['nothing', '', 'invoice.pdf'],
  ])('is not %s, and nothing of it stays', async (_, contents, filename) => {
    const before = await counted();
    const { body } = await add(group, Buffer.from(contents, 'latin1'), filename).expect(422);
    expect((body as { errors: { pointer: string }[] }).errors[0]?.pointer).toBe('/file');
    expect(await counted()).toEqual(before);
    expect(await left()).toEqual([]);
  });

  it('is not larger than a photo is, and the answer says so in plain words', async () => {
    const before = await counted();
    const { body } = await add(group, pdf(15 * MEGABYTE + 1)).expect(413);
    expect((body as { detail: string }).detail).toMatch(/^The file is larger than 15 MB\./);
    expect(await counted()).toEqual(before);
    expect(await left()).toEqual([]);
    const added = await add(group, pdf(15 * MEGABYTE)).expect(201);
    await group.delete(`/api/v1/invoice-documents/${lastOf(added).id}`).expect(204);
  });

  it('is sent once under one key, and another file under it is refused', async () => {
    const bytes = pdf(100);
    const once = () => add(group, bytes).set('Idempotency-Key', 'a-scan');
    const first = await once().expect(201);
    const again = await once().expect(201);
    expect((again.body as Added).documents).toEqual((first.body as Added).documents);
    await add(group, pdf(101)).set('Idempotency-Key', 'a-scan').expect(422);
    await group.delete(`/api/v1/invoice-documents/${lastOf(first).id}`).expect(204);
  });

  it('stays once the invoice was checked by it, and is only its own side’s to take away', async () => {
    await officer.delete(`/api/v1/invoice-documents/${p.documents.ofG1}`).expect(403);
    await officer.post(`/api/v1/invoices/${p.invoices.aG1}/validation`).set('If-Match', '"1"').expect(201);
    await group.delete(`/api/v1/invoice-documents/${p.documents.ofG1}`).expect(409);
    await add(group, pdf(100)).expect(409);
    await expect(
      test.db.rows('update document set removed_at = now() where id = $1', [p.documents.ofG1]),
    ).rejects.toThrow('an invoice rests on this file');
  });
});

describe('a stream of 2 GB', () => {
  it.each([
    ['that says how long it is', true],
    ['that does not', false],
  ])('%s ends at the limit, and memory stays flat', async (_, saysLength) => {
    const before = await counted();
    const { port } = await listening();
    const headers = await newSession(test.db, { role: 'group_lead', organisationId: p.groups.g1 });
    const memory = process.memoryUsage().rss;
    const poured = await pour({ port, path: path(), headers, field: 'file', megabytes: 2048, saysLength });
    expect(poured).toMatchObject({ status: 413, text: expect.stringMatching(/"pointer":"\/file".*larger than 15 MB/) });
    expect(poured.sentMegabytes).toBeLessThan(400);
    expect(process.memoryUsage().rss - memory).toBeLessThan(200 * MEGABYTE);
    expect(await counted()).toEqual(before);
    await test.anonymous().get('/health').expect(200);
    expect(await left()).toEqual([]);
  });
});

async function listening(): Promise<AddressInfo> {
  const server = test.app.getHttpServer();
  if (!server.listening) await test.app.listen(0, '127.0.0.1');
  return server.address() as AddressInfo;
}

function binary(res: NodeJS.EventEmitter, done: (error: null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  res.on('data', (part: Buffer) => parts.push(part));
  res.on('end', () => done(null, Buffer.concat(parts)));
}
