import { contact, contract, csv, payment } from './support/csv';
import type { Sheets } from './support/csv';
import { Importing, placesOf } from './support/importing';
import type { Agent } from './support/start-app';

let importing: Importing;

beforeAll(async () => {
  importing = await Importing.start();
});
afterAll(() => importing.close());

async function send(manager: Agent, sheets: Sheets, fields: Record<string, string> = {}) {
  const post = manager.post('/api/v1/imports');
  for (const [name, value] of Object.entries(fields)) void post.field(name, value);
  for (const [kind, content] of Object.entries(sheets)) {
    const bytes = typeof content === 'string' || Buffer.isBuffer(content) ? content : csv(content);
    void post.attach(kind, Buffer.from(bytes), { filename: `${kind}.csv` });
  }
  const { body } = await post.expect(200);
  return body as Awaited<ReturnType<Importing['bring']>> & { id: string | null };
}

async function toMend(manager: Agent, id: string | null, kind: string): Promise<string> {
  const { text, headers } = await manager.get(`/api/v1/imports/${String(id)}/rows-to-mend/${kind}`).expect(200);
  expect(headers['content-disposition']).toBe(`attachment; filename="${kind}.to-mend.csv"`);
  return text;
}

/** What the sheet of a health body comes to, without the ids and times that differ from one import to the next. */
async function endState(healthBody: string): Promise<unknown> {
  const id = await importing.idOf(healthBody);
  const contracts = await importing.rows(
    `select c.reference, c.title, c.value_pence, c.schedule_version, g.name,
       (select count(*) from instalment i where i.contract_id = c.id) as instalments,
       (select json_agg(json_build_array(r.amount_pence, r.received_on, i.number, r.reference) order by i.number, r.received_on)
        from receipt r join instalment i on i.id = r.instalment_id where r.contract_id = c.id) as receipts,
       (select json_agg(json_build_array(e.happened_on, e.purpose, e.outcome) order by e.happened_on, e.purpose)
        from engagement e where e.contract_id = c.id) as contacts
     from contract c join organisation g on g.id = c.group_id where c.health_body_id = $1 order by c.reference`,
    id,
  );
  const people = await importing.rows(
    'select name, email, last_day_on from person where organisation_id = $1 order by email',
    id,
  );
  return { contracts, people };
}

/** Files of a health body: as they should be, and with rows that are wrong in several ways. */
function filesOf(body: string, key: string) {
  const contracts = [
    contract(body, `${key}-1`, { Title: '=1+1' }),
    contract(body, `${key}-2`, { Title: '@home, and "abroad"', Group: '+44 Collective' }),
    contract(body, `${key}-3`, { Title: '-3\r\nlines' }),
  ];
  const payments = [
    payment(`${key}-1`, '1000', '2026-04-01', { 'Payment reference': '=cmd' }),
    payment(`${key}-2`, '1000', '2026-04-01', { 'Payment reference': '+447700900000' }),
    payment(`${key}-3`, '1000', '2026-04-01', { 'Due date': '2026-04-01' }),
  ];
  const contacts = [
    contact(`${key}-1`, '2026-10-01', { Purpose: '@x', Outcome: "'=quoted by hand" }),
    contact(`${key}-2`, '2026-10-02', { Purpose: '-' }),
    contact(`${key}-3`, '2026-10-03', { Purpose: '\u00A0+1' }),
  ];
  const spoilt = {
    contracts: contracts.map((row, at) => (at === 1 ? { ...row, Value: 'a lot' } : row)),
    payments: payments.map((row, at) => (at === 2 ? { ...row, Amount: '£' } : row)),
    contacts: contacts.map((row, at) => (at === 0 ? { ...row, Channel: 'owl' } : row)),
  };
  return { whole: { contracts, payments, contacts }, spoilt };
}

describe('a dry run', () => {
  it('changes nothing and says what it would do', async () => {
    const { whole, spoilt } = filesOf('Dry Board', 'DR');
    const before = await importing.everything();
    const wet = await importing.attempt(whole, { dryRun: true });
    expect(wet).toMatchObject({ changed: false, report: { created: 9, errors: [] } });
    const kept = await importing.attempt(spoilt, { dryRun: true, keepGood: true });
    expect(placesOf(kept.report.errors)).toHaveLength(3);
    expect(await importing.everything()).toEqual(before);
  });
});

describe('bad rows among good ones', () => {
  it('keep everything out', async () => {
    const { spoilt } = filesOf('Whole Board', 'WH');
    const before = await importing.everything();
    const { changed, report } = await importing.attempt(spoilt);
    expect(changed).toBe(false);
    expect(placesOf(report.errors)).toEqual([
      'contracts.csv 3 Value',
      'payments.csv 4 Amount',
      'contacts.csv 2 Channel',
    ]);
    expect(await importing.everything()).toEqual(before);
  });

  it('are left in files that, mended, bring in what is missing: formulas safe and as they were', async () => {
    await importing.bring(filesOf('Mended Board', 'ME').whole);
    const meant = await endState('Mended Board');
    await importing.bring({ contracts: [contract('Other Board', 'OT-1')] });
    const manager = await importing.manager('Other Board');
    const { spoilt } = filesOf('Other Board', 'ME');
    await importing.rows(`update organisation set name = 'Mended Board, once' where name = 'Mended Board'`);
    const report = await send(manager, spoilt, { keepGood: 'true' });
    expect(report).toMatchObject({ created: 4 });
    const { body } = await manager.get(`/api/v1/imports/${String(report.id)}`).expect(200);
    expect(body).toMatchObject({ created: 4, refused: 3, rowsToMend: ['contacts', 'contracts', 'payments'] });

    const left = {
      contracts: await toMend(manager, report.id, 'contracts'),
      payments: await toMend(manager, report.id, 'payments'),
      contacts: await toMend(manager, report.id, 'contacts'),
    };
    for (const text of Object.values(left)) {
      expect(text.startsWith('\uFEFF')).toBe(true);
      expect(text).not.toMatch(/(^|[,"\n])[=+@]/);
    }
    expect(left.payments.split('\r\n')).toHaveLength(4);
    expect(left.payments).toContain('mend that row first');
    const mended = {
      contracts: left.contracts.replace('a lot', '12000'),
      payments: left.payments.replace(',£,', ',1000,'),
      contacts: left.contacts.replace('owl', 'phone'),
    };
    expect(await send(manager, mended)).toMatchObject({ created: 5, errors: [] });
    expect(await endState('Other Board')).toEqual(withContract(meant, await endState('Other Board')));
    expect(await send(manager, mended)).toMatchObject({ created: 0, updated: 0, unchanged: 5, id: null });
  });

  it('are left to mend though no row was good', async () => {
    await importing.bring({ contracts: [contract('Lone Board', 'LO-1')] });
    const manager = await importing.manager('Lone Board');
    const report = await send(
      manager,
      { contracts: [contract('Lone Board', 'LO-2', { Value: 'x' })] },
      { keepGood: 'true' },
    );
    expect(report).toMatchObject({ created: 0, errors: [{ row: 2 }] });
    expect(await toMend(manager, report.id, 'contracts')).toContain('LO-2');
  });

  it('are left whole where they have the wrong number of cells, and refused again until mended', async () => {
    await importing.bring({ contracts: [contract('Short Board', 'SH-1')] });
    const manager = await importing.manager('Short Board');
    const text = `${csv([payment('SH-1', '1000', '2026-04-01')])}SH-1,1000\r\nSH-1,1000,2026-05-01,,\r\n`;
    const { id, errors } = await send(manager, { payments: text }, { keepGood: 'true' });
    expect(placesOf(errors)).toEqual(['payments.csv 3 -', 'payments.csv 4 -']);
    const left = await toMend(manager, id, 'payments');
    expect((await send(manager, { payments: left })).errors).toHaveLength(2);
  });

  it('are another health body’s to nobody', async () => {
    await importing.bring({ contracts: [contract('Near Board', 'NE-1'), contract('Far Board', 'FA-1')] });
    const near = await importing.manager('Near Board');
    const { id } = await send(near, { payments: [payment('NE-1', 'x', '2026-04-01')] }, { keepGood: 'true' });
    const far = await importing.manager('Far Board');
    await far.get(`/api/v1/imports/${String(id)}/rows-to-mend/payments`).expect(404);
    await near.get(`/api/v1/imports/${String(id)}/rows-to-mend/contacts`).expect(404);
    await near.get(`/api/v1/imports/${String(id)}/rows-to-mend/people`).expect(400);
  });
});

/** The other body has one contract more, by which its manager was let in. */
function withContract(meant: unknown, found: unknown): unknown {
  const [whole, own] = [meant, found] as { contracts: { reference: string }[] }[];
  const extra = own?.contracts.filter(({ reference }) => reference === 'OT-1') ?? [];
  return { ...whole, contracts: [...(whole?.contracts ?? []), ...extra] };
}
