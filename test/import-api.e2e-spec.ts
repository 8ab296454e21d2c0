import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Client } from 'pg';
import { contact, contract, csv, payment } from './support/csv';
import { Importing, placesOf } from './support/importing';
import type { Problem } from './support/importing';
import type { Agent } from './support/start-app';

const BODY = 'Gateway Board';

let importing: Importing;
let manager: Agent;

beforeAll(async () => {
  importing = await Importing.start();
  await importing.bring({
    contracts: [
      contract(BODY, 'GW-1', { 'ODS code': 'QG1' }),
      contract('Elsewhere Board', 'EW-1', { 'ODS code': 'QG2' }),
    ],
  });
  manager = await importing.manager(BODY);
});
afterAll(() => importing.close());

const LOG = Buffer.from(csv([contact('GW-1', '2026-10-01')]));
const post = () => manager.post('/api/v1/imports');

const uploads = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('accord-import-'));

/** Waits until the folders of uploads are gone: other tests may have theirs, but only a forgotten one stays. */
async function cleared(): Promise<void> {
  const [open, deadline] = [await uploads(), Date.now() + 10_000];
  while ((await uploads()).some((name) => open.includes(name))) {
    if (Date.now() > deadline) throw new Error('The folder of an upload was left behind.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('who may import, and for whom', () => {
  it('is a partnership manager, for their own health body: a row about another one is wrong', async () => {
    const { body } = await post()
      .attach(
        'contracts',
        Buffer.from(
          csv([
            contract('Elsewhere Board', 'GW-2'),
            contract(BODY, 'GW-3', { 'ODS code': 'QG2' }),
            contract('Nowhere Board', 'GW-4', { 'ODS code': 'QG9' }),
            contract('Gateway, otherwise', 'GW-5', { 'ODS code': 'QG1' }),
          ]),
        ),
        'contracts.csv',
      )
      .attach(
        'payments',
        Buffer.from(csv([payment('GW-1', '1000', '2026-04-01', { 'Health body': 'Elsewhere Board' })])),
        'p.csv',
      )
      .attach('contacts', Buffer.from(csv([contact('EW-1', '2026-10-01')])), 'contacts.csv')
      .expect(200);
    expect(placesOf(body.errors as Problem[])).toEqual([
      'contracts.csv 2 Health body',
      'contracts.csv 3 ODS code',
      'contracts.csv 4 Health body',
      'p.csv 2 Health body',
      'contacts.csv 2 Contract reference',
    ]);
    expect(body.errors[0].problem).toBe(
      'the row is about "Elsewhere Board" and you import for Gateway Board; leave it out or correct the name',
    );
    // nothing tells whether another health body has such a contract
    expect(body.errors[4].problem).toMatch(/^no contract of this reference is known/);
  });

  it.each(['finance_officer', 'finance_approver', 'administrator', 'auditor'] as const)('is not %s', async (role) => {
    const other = await importing.test.as(role, await importing.idOf(BODY));
    const { body } = await other.post('/api/v1/imports').attach('contacts', LOG, 'contacts.csv').expect(403);
    expect(body).toMatchObject({ status: 403, detail: expect.any(String) });
  });
});

describe('a form that is not as it should be', () => {
  const sent: [string, () => ReturnType<typeof post>, number, string | null, RegExp][] = [
    ['no file', () => post().field('dryRun', 'true'), 422, null, /at least one of the three files/],
    ['not multipart', () => post().send({ contracts: 'x' }), 422, null, /multipart\/form-data/],
    ['an unknown file field', () => post().attach('people', LOG, 'people.csv'), 422, '/people', /"people"/],
    ['an unknown field', () => post().field('keepBad', 'true'), 422, '/keepBad', /"keepBad"/],
    [
      'two files in one field',
      () => post().attach('contacts', LOG, 'a.csv').attach('contacts', LOG, 'b.csv'),
      422,
      '/contacts',
      /more than one file in "contacts"/,
    ],
    ['a word that is neither true nor false', () => post().field('dryRun', 'yes'), 422, '/dryRun', /true or false/],
    ['a day that is none', () => post().field('asOf', '2026-02-30'), 422, '/asOf', /YYYY-MM-DD/],
    ['a day written otherwise', () => post().field('asOf', '22/11/2026'), 422, '/asOf', /YYYY-MM-DD/],
    ['text where a file belongs', () => post().field('contacts', 'a,b'), 422, '/contacts', /as a file/],
    [
      'four files',
      () => post().attach('contracts', LOG).attach('payments', LOG).attach('contacts', LOG).attach('more', LOG),
      422,
      null,
      /more than three files/,
    ],
  ];
  it.each(sent)('is refused by name: %s', async (_what, send, status, pointer, detail) => {
    const { body } = await send().expect(status);
    expect(body).toMatchObject({ status, detail: expect.stringMatching(detail) });
    expect((body.errors as { pointer: string }[] | undefined)?.[0]?.pointer ?? null).toBe(pointer);
    await cleared();
  });

  it('is refused while a large file is still on its way', async () => {
    const large = Buffer.alloc(8 * 1024 * 1024, 'x,');
    const { body } = await post().attach('people', large, 'people.csv').attach('contacts', large, 'c.csv').expect(422);
    expect(body.errors).toMatchObject([{ pointer: '/people' }]);
    await cleared();
  });

  it('may break off: nothing is kept', async () => {
    const cut = '--x\r\nContent-Disposition: form-data; name="contacts"; filename="c.csv"\r\n\r\nContract reference,';
    const { body } = await post().set('Content-Type', 'multipart/form-data; boundary=x').send(cut).expect(422);
    expect(body.detail).toBe('The form could not be read to its end: send it again.');
    await post().set('Content-Type', 'multipart/form-data').send(cut).expect(422);
    await cleared();
  });
});

describe('a file named oddly', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\contacts March.csv', 'contacts March.csv'],
    ['Ünïcode – “log”.csv', 'Ünïcode – “log”.csv'],
    ['', 'contacts.csv'],
  ])('%s is called %s', async (filename, called) => {
    const head = `--x\r\nContent-Disposition: form-data; name="contacts"; filename="${filename}"\r\nContent-Type: text/csv\r\n\r\n`;
    const { body } = await post()
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send(`${head}${LOG.toString()}\r\n--x\r\nContent-Disposition: form-data; name="dryRun"\r\n\r\ntrue\r\n--x--\r\n`)
      .expect(200);
    expect(body.files).toMatchObject([{ file: called, rows: 1 }]);
  });

  it('has no name at all', async () => {
    const head =
      '--x\r\nContent-Disposition: form-data; name="contacts"\r\nContent-Type: application/octet-stream\r\n\r\n';
    const { body } = await post()
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send(`${head}${LOG.toString()}\r\n--x--\r\n`)
      .expect(200);
    expect(body.files).toMatchObject([{ file: 'contacts.csv' }]);
  });
});

/** Keeps a table to itself until it is let go, so that an import comes to a halt in the middle. */
async function holding(table: string, work: (holder: Client) => Promise<void>): Promise<void> {
  const holder = new Client({ connectionString: importing.test.db.adminUrl });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query(`lock table ${table} in access exclusive mode`);
    await work(holder);
  } finally {
    await holder.end();
  }
}

/** The process id of the import that waits for the held table. */
async function halted(holder: Client): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { rows } = await holder.query<{ pid: number }>('select pid from pg_locks where not granted');
    if (rows[0] !== undefined) return rows[0].pid;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('No import came to a halt.');
}

describe('two imports at once', () => {
  it('for one health body: the second is told so and does nothing, the first is whole', async () => {
    const again = await importing.manager(BODY);
    await holding('receipt', async (holder) => {
      const files = {
        contracts: csv([contract(BODY, 'GW-7')]),
        payments: csv([payment('GW-7', '1000', '2026-04-01')]),
      };
      const first = post()
        .attach('contracts', Buffer.from(files.contracts), 'contracts.csv')
        .attach('payments', Buffer.from(files.payments), 'payments.csv')
        .then((answer) => answer);
      await halted(holder);
      const second = await again.post('/api/v1/imports').attach('contacts', LOG, 'contacts.csv').expect(409);
      expect(second.body).toMatchObject({
        detail:
          'Another import for Gateway Board is running. Wait until it has ended, then try again; nothing was changed.',
      });
      await expect(importing.bring({ contacts: [contact('GW-1', '2026-10-09')] })).rejects.toThrow(
        /Another import for/,
      );
      await holder.query('rollback');
      const { status, body } = await first;
      expect([status, body.created]).toEqual([200, 2]);
    });
  });

  it('for two health bodies do not wait for each other', async () => {
    const elsewhere = await importing.manager('Elsewhere Board');
    await holding('receipt', async (holder) => {
      const payments = Buffer.from(csv([payment('GW-1', '10', '2026-04-01')]));
      const first = post()
        .attach('payments', payments, 'payments.csv')
        .then((answer) => answer);
      await halted(holder);
      const log = Buffer.from(csv([contact('EW-1', '2026-10-01')]));
      await elsewhere.post('/api/v1/imports').attach('contacts', log, 'contacts.csv').expect(200);
      await holder.query('rollback');
      expect((await first).status).toBe(200);
    });
  });
});

describe('a connection lost in the middle', () => {
  it('leaves nothing, is told as such, and the next import succeeds', async () => {
    const before = await importing.everything();
    const files = {
      contracts: Buffer.from(csv([contract(BODY, 'GW-8')])),
      payments: Buffer.from(csv([payment('GW-8', '1000', '2026-04-01')])),
    };
    const send = () => post().attach('contracts', files.contracts, 'c.csv').attach('payments', files.payments, 'p.csv');
    await holding('receipt', async (holder) => {
      const lost = send().then((answer) => answer);
      await holder.query('select pg_terminate_backend($1)', [await halted(holder)]);
      const { status, body } = await lost;
      expect([status, body.detail]).toEqual([503, expect.stringMatching(/Nothing was changed/)]);
    });
    expect(await importing.everything()).toEqual(before);
    await cleared();
    const { body } = await send().expect(200);
    expect(body).toMatchObject({ created: 2 });
  });
});
