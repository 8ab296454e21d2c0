import { contact, contract } from './support/csv';
import { Importing, lineOf, placesOf } from './support/importing';

let importing: Importing;
const bring = (...args: Parameters<Importing['bring']>) => importing.bring(...args);

beforeAll(async () => {
  importing = await Importing.start();
});
afterAll(() => importing.close());

interface Person {
  name: string | null;
  email: string;
  last_day_on: string | null;
}

async function peopleOf(healthBody: string): Promise<Person[]> {
  return importing.rows<Person>(
    `select p.name, p.email, p.last_day_on::text from person p join organisation o on o.id = p.organisation_id
     where o.name = $1 order by p.email`,
    healthBody,
  );
}

/** Contacts of all partnerships of a health body, as side, name and address. */
async function contactsOf(healthBody: string): Promise<string[]> {
  const rows = await importing.rows<{ side: string; name: string | null; email: string | null }>(
    `select c.side, c.name, c.email from contact c join organisation o on o.id = c.health_body_id
     where o.name = $1 order by c.side, c.email nulls first, c.name nulls first`,
    healthBody,
  );
  return rows.map(({ side, name, email }) => `${side} ${name ?? '-'} ${email ?? '-'}`);
}

/** Who answers for a contract now, as side, role and address. */
async function leadsOf(reference: string): Promise<string[]> {
  const rows = await importing.rows<{ line: string }>(
    `select l.side || ' ' || l.role || ' ' || coalesce(k.email, k.name) as line from named_lead l
     join contract c on c.id = l.contract_id join contact k on k.id = l.contact_id
     where c.reference = $1 and l.to_on is null order by 1`,
    reference,
  );
  return rows.map(({ line }) => line);
}

describe('a person’s last day', () => {
  it('holds for the person at that health body, whichever row has it', async () => {
    await bring({
      contracts: [
        contract('Adder Board', 'AD-1'),
        contract('Adder Board', 'AD-2', { 'Health lead last day': '31/12/2026' }),
        contract('Badger Board', 'BA-1'),
      ],
    });
    expect(await peopleOf('Adder Board')).toMatchObject([{ last_day_on: '2026-12-31' }]);
    expect(await peopleOf('Badger Board')).toMatchObject([{ last_day_on: null }]);
  });

  it('is one: another one is an error of the second row', async () => {
    const rows = ['2026-12-31', '', '2026-12-31', '1/1/2027'].map((day, index) =>
      contract('Civet Board', `CI-${String(index)}`, { 'Health lead last day': day }),
    );
    const [problem, ...others] = await importing.errors({ contracts: rows });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ row: 5, column: 'Health lead last day', value: '1/1/2027' });
    expect(problem?.problem).toMatch(/^row 2 gives this person another last day, 2026-12-31/);
  });

  it('may be put right by a later file', async () => {
    const until = (day: string) => ({
      contracts: [contract('Dingo Board', 'DI-1', { 'Health lead last day': day })],
    });
    await bring(until('2026-12-31'));
    expect(await bring(until('2027-01-31'))).toMatchObject({ created: 0, updated: 1 });
    expect(await bring(until(''))).toMatchObject({ updated: 0, unchanged: 1 });
    expect(await peopleOf('Dingo Board')).toMatchObject([{ last_day_on: '2027-01-31' }]);
  });
});

describe('the people of the health body', () => {
  it('are the same by address in any capitals, and keep the first name they are known by', async () => {
    const { warnings } = await bring({
      contracts: [
        contract('Ermine Board', 'ER-1'),
        contract('Ermine Board', 'ER-2', {
          'Health lead name': 'R. Ferrow',
          'Health lead email': 'ROBIN@Health.example',
        }),
      ],
    });
    expect(await peopleOf('Ermine Board')).toMatchObject([{ name: 'Robin Ferrow', email: 'robin@health.example' }]);
    expect(warnings).toEqual([expect.stringMatching(/^contracts\.csv, row 3: robin@health\.example is known under/)]);
  });

  it('may be lead and deputy with one address', async () => {
    const deputy = { 'Health deputy name': 'Robin Ferrow', 'Health deputy email': 'Robin@health.example' };
    await bring({ contracts: [contract('Ferret Board', 'FE-1', deputy)] });
    expect(await leadsOf('FE-1')).toEqual([
      'group lead max@group.example',
      'health deputy robin@health.example',
      'health lead robin@health.example',
    ]);
    expect(await peopleOf('Ferret Board')).toHaveLength(1);
  });

  it('need an address to be a deputy, and no name', async () => {
    const [problem] = await importing.errors({
      contracts: [
        contract('Gecko Board', 'GE-1', { 'Health deputy name': 'Sam Tillard' }),
        contract('Gecko Board', 'GE-2', { 'Health deputy email': 'sam@health.example' }),
      ],
    });
    expect(problem).toMatchObject({ row: 2, column: 'Health deputy email' });
  });

  it('are named everywhere once a later row of the file names them', async () => {
    await bring({
      contracts: [
        contract('Hare Board', 'HR-1', { 'Health deputy email': 'sam@health.example' }),
        contract('Hare Board', 'HR-2', {
          'Health lead name': 'Sam Tillard',
          'Health lead email': 'sam@health.example',
        }),
      ],
    });
    expect((await contactsOf('Hare Board')).filter((line) => line.includes('sam@'))).toEqual([
      'health Sam Tillard sam@health.example',
      'health Sam Tillard sam@health.example',
    ]);
  });

  it('change over: whoever answered before answers until the day before', async () => {
    const led = (name: string, email: string) => ({
      contracts: [contract('Ibex Board', 'IB-1', { 'Health lead name': name, 'Health lead email': email })],
    });
    await bring(led('Robin Ferrow', 'robin@health.example'), { asOf: '2026-10-01' });
    await bring(led('Sam Tillard', 'sam@health.example'), { asOf: '2026-11-02' });
    await bring(led('Jo Brackenby', 'jo@health.example'), { asOf: '2026-11-02' });
    const history = await importing.rows(
      `select k.email, l.from_on::text, l.to_on::text from named_lead l join contact k on k.id = l.contact_id
       join contract c on c.id = l.contract_id where c.reference = 'IB-1' and l.side = 'health'
       order by l.from_on nulls first`,
    );
    expect(history).toEqual([
      { email: 'robin@health.example', from_on: null, to_on: '2026-11-01' },
      { email: 'sam@health.example', from_on: '2026-11-02', to_on: '2026-11-02' },
      { email: 'jo@health.example', from_on: '2026-11-03', to_on: null },
    ]);
  });
});

describe('the people of a group', () => {
  it('are told by their address, and without one by their name', async () => {
    const rest = { Group: 'Kestrel Loft' };
    const by = (name: string, email: string) => ({ ...rest, 'Group lead name': name, 'Group lead email': email });
    await bring({
      contracts: [
        contract('Jackal Board', 'JA-1', by('Max Dunmere', 'Max@Group.example')),
        contract('Jackal Board', 'JA-2', by('Lee Varrow', '')),
        contract('Jackal Board', 'JA-3', by(' lee  VARROW', '')),
        contract('Jackal Board', 'JA-4', by('Max Dunmere', 'max@group.example')),
      ],
    });
    expect((await contactsOf('Jackal Board')).filter((line) => line.startsWith('group'))).toEqual([
      'group Lee Varrow -',
      'group Max Dunmere max@group.example',
    ]);
  });

  it('are two where one address has two names: a shared mailbox, with a warning, the second time too', async () => {
    const rest = { Group: 'Linnet House', 'Group lead email': 'hello@linnet.example' };
    const sheets = {
      contracts: [
        contract('Koala Board', 'KO-1', { ...rest, 'Group lead name': 'Ali Penwright' }),
        contract('Koala Board', 'KO-2', { ...rest, 'Group lead name': 'Kit Olander' }),
      ],
      contacts: [contact('KO-2', '2026-10-01', { 'Group person email': 'hello@linnet.example' })],
    };
    const { warnings } = await bring(sheets);
    expect(warnings).toEqual([expect.stringMatching(/^hello@linnet\.example is given for two names/)]);
    const group = ['group Ali Penwright hello@linnet.example', 'group Kit Olander hello@linnet.example'];
    expect((await contactsOf('Koala Board')).filter((line) => line.startsWith('group'))).toEqual(group);
    expect(await bring(sheets)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
  });
});

describe('people that only a contact log names', () => {
  const register = [contract('Lemur Board', 'LE-1'), contract('Lemur Board', 'LE-2')];
  const log = [
    contact('LE-1', '2026-10-01', {
      'Health person email': 'kim@health.example',
      'Group person email': 'lou@g.example',
    }),
    contact('LE-2', '2026-10-02', { 'Health person email': 'kim@health.example', 'Group person email': '' }),
  ];

  it('are known by their address, without a name', async () => {
    await bring({ contracts: register, contacts: log });
    const lines = (await contactsOf('Lemur Board')).filter((line) => line.includes(' - '));
    expect(lines).toEqual(['group - lou@g.example', 'health - kim@health.example', 'health - kim@health.example']);
  });

  it('are named by a later register, everywhere at once', async () => {
    const named = [
      contract('Lemur Board', 'LE-1', {
        'Health deputy name': 'Kim Astley',
        'Health deputy email': 'kim@health.example',
      }),
      contract('Lemur Board', 'LE-3', {
        Group: 'Group of LE-1',
        'Group lead name': 'Lou Farne',
        'Group lead email': 'lou@g.example',
      }),
    ];
    expect(await bring({ contracts: named })).toMatchObject({ created: 1, updated: 1 });
    const lines = (await contactsOf('Lemur Board')).filter((line) => /kim@|lou@/.test(line));
    expect(lines).toEqual([
      'group Lou Farne lou@g.example',
      'health Kim Astley kim@health.example',
      'health Kim Astley kim@health.example',
    ]);
    expect((await peopleOf('Lemur Board')).map(({ name }) => name)).toEqual(['Kim Astley', 'Robin Ferrow']);
    expect(await bring({ contracts: named, contacts: log })).toMatchObject({ created: 0, updated: 0, unchanged: 4 });
  });

  it('keep that name whatever a file says after', async () => {
    const other = { 'Health lead name': 'Kimberley Astley', 'Health lead email': 'kim@health.example' };
    const { warnings } = await bring({ contracts: [contract('Lemur Board', 'LE-4', other)] });
    expect(warnings).toEqual([expect.stringContaining('another name')]);
    expect((await peopleOf('Lemur Board'))[0]).toMatchObject({ name: 'Kim Astley' });
  });
});

describe('a shared mailbox', () => {
  it('is said of a group’s person known under another name too: the name stays, with a warning', async () => {
    const led = (name: string) => ({ contracts: [contract('Marten Board', 'MR-1', { 'Group lead name': name })] });
    await bring(led('Max Dunmere'));
    const { warnings } = await bring(led('Maxine Dunmere'));
    expect(warnings).toEqual([expect.stringContaining('max@group.example is known under another name')]);
    expect(await leadsOf('MR-1')).toContain('group lead max@group.example');
    expect((await contactsOf('Marten Board'))[0]).toBe('group Max Dunmere max@group.example');
  });
});

describe('addresses that nobody has', () => {
  it('are named by row and column', async () => {
    const found = await importing.errors({
      contracts: [contract('Newt Board', 'NW-1', { 'Group lead email': 'max at group' })],
      contacts: [contact('NW-1', '2026-10-01', { 'Health person email': '' })],
    });
    expect(placesOf(found)).toEqual(['contracts.csv 2 Group lead email', 'contacts.csv 2 Health person email']);
    expect(found.map(lineOf)[0]).toMatch(/max at group: max at group is not an email address/);
  });
});
