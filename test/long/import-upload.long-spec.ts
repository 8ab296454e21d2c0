import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { contact, contract, csv } from '../support/csv';
import { Importing } from '../support/importing';
import { newSession } from '../support/credentials';

const BODY = 'Upload Board';
const MEGABYTE = 1024 * 1024;

let importing: Importing;
let port: number;
let headers: Record<string, string>;

jest.setTimeout(600_000);
beforeAll(async () => {
  importing = await Importing.start();
  await importing.bring({ contracts: [contract(BODY, 'UP-1')] });
  await importing.test.app.listen({ port: 0, host: '127.0.0.1' });
  port = (importing.test.app.getHttpServer().address() as AddressInfo).port;
  headers = await newSession(importing.test.db, {
    role: 'partnership_manager',
    organisationId: await importing.idOf(BODY),
  });
});
afterAll(() => importing.close());

const uploads = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('accord-import-'));

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** Sends a form of contacts.csv whose content is the same piece again and again; stops when it is answered. */
function upload(first: string, piece: Buffer, times: number, cutAfter = Infinity): Promise<Answer | 'cut'> {
  const type = 'multipart/form-data; boundary=x';
  return new Promise((resolve) => {
    const sent = request({
      port,
      method: 'POST',
      path: '/api/v1/imports',
      headers: { ...headers, 'content-type': type },
    });
    let answered = false;
    sent.on('response', (answer) => {
      answered = true;
      const text: Buffer[] = [];
      answer.on('data', (part: Buffer) => text.push(part));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, body: JSON.parse(Buffer.concat(text).toString()) as Answer['body'] });
        sent.destroy();
      });
    });
    sent.on('error', () => resolve('cut'));
    sent.write(`--x\r\nContent-Disposition: form-data; name="contacts"; filename="c.csv"\r\n\r\n${first}`);
    const more = (left: number): void => {
      if (answered) return;
      if (times - left >= cutAfter) {
        sent.destroy();
        resolve('cut');
      } else if (left === 0) sent.end('\r\n--x--\r\n');
      else sent.write(piece, () => more(left - 1));
    };
    more(times);
  });
}

const [header = '', line = ''] = csv([contact('UP-1', '2026-10-01')]).split('\r\n');
const megabyteOfRows = Buffer.from(`${line}\r\n`.repeat(Math.floor(MEGABYTE / (line.length + 2))));

it('refuses a file of 101 MB by its field, and keeps nothing of it', async () => {
  const answer = await upload(`${header}\r\n`, Buffer.alloc(MEGABYTE, 'x,'), 101);
  expect(answer).toMatchObject({
    status: 413,
    body: { detail: 'c.csv is larger than 100 MB: split it.', errors: [{ pointer: '/contacts' }] },
  });
  expect(await uploads()).toEqual([]);
});

it('takes a file of 99 MB, in which every row but one repeats another', async () => {
  const answer = await upload(`${header}\r\n`, megabyteOfRows, 99);
  expect(answer).toMatchObject({ status: 200, body: { errors: [], created: 1 } });
  expect(await uploads()).toEqual([]);
});

it('keeps nothing of an upload that is cut off', async () => {
  expect(await upload(`${header}\r\n`, megabyteOfRows, 20, 5)).toBe('cut');
  for (let tries = 0; tries < 100 && (await uploads()).length > 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await uploads()).toEqual([]);
});

it('refuses a file of more than 100 MB on the command line’s way too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'accord-too-large-'));
  const path = join(folder, 'contacts.csv');
  const out = createWriteStream(path);
  for (let megabyte = 0; megabyte < 101; megabyte += 1) out.write(megabyteOfRows);
  out.end();
  await finished(out);
  const files = { contacts: { path, name: 'contacts.csv' } };
  const { report } = await importing.run({ files, dryRun: false, keepGood: false });
  await rm(folder, { recursive: true });
  expect(report.errors[0]).toMatchObject({
    row: 1,
    column: null,
    problem: expect.stringMatching(/larger than 100 MB/),
  });
});
