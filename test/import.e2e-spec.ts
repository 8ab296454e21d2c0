import { contact, contract, payment } from './support/csv';
import { Importing, lineOf, placesOf } from './support/importing';

let importing: Importing;
const bring = (...args: Parameters<Importing['bring']>) => importing.bring(...args);
const errors = (...args: Parameters<Importing['errors']>) => importing.errors(...args);

beforeAll(async () => {
  importing = await Importing.start();
});
afterAll(() => importing.close());

/** The contracts of a health body by its first name, each with its group's name. */
async function register(healthBody: string): Promise<string[]> {
  const rows = await importing.rows<{ reference: string; name: string }>(
    `select c.reference, g.name from contract c join organisation h on h.id = c.health_body_id
     join organisation g on g.id = c.group_id where h.name = $1 order by c.reference`,
    healthBody,
  );
  return rows.map(({ reference, name }) => `${reference} ${name}`);
}

async function numbersOf(group: string): Promise<string[]> {
  const rows = await importing.rows<{ number: string }>(
    `select i.scheme || ' ' || i.value as number from organisation_identifier i
     join organisation o on o.id = i.organisation_id where o.name = $1 order by 1`,
    group,
  );
  return rows.map(({ number }) => number);
}

describe('which health body a row is about', () => {
  it('is told by the ODS code, else by the name; the first spelling is its name', async () => {
    await bring({
      contracts: [
        contract('Alder Board', 'AL-1', { 'ODS code': 'qa1' }),
        contract('NHS Alder', 'AL-2', { 'ODS code': 'QA1' }),
        contract(' alder   BOARD ', 'AL-3', { 'ODS code': '' }),
      ],
    });
    expect(await register('Alder Board')).toEqual(['AL-1 Group of AL-1', 'AL-2 Group of AL-2', 'AL-3 Group of AL-3']);
  });

  it('is not the one of the name where the code is another’s: that row is wrong', async () => {
    const rows = [contract('Beech Board', 'BE-1', { 'ODS code': 'QB1' })];
    await bring({ contracts: rows });
    const found = await errors({ contracts: [contract('Beech Board', 'BE-2', { 'ODS code': 'QB2' })] });
    expect(placesOf(found)).toEqual(['contracts.csv 2 ODS code']);
    expect(found[0]).toMatchObject({ value: 'QB2', problem: expect.stringContaining('QB1') });
  });

  it('learns its code from a later file, though nothing else is new', async () => {
    await bring({ contracts: [contract('Cedar Board', 'CE-1')] });
    await bring({ contracts: [contract('Cedar Board', 'CE-1', { 'ODS code': 'QC1' })] });
    await bring({ contracts: [contract('Cedar, renamed', 'CE-2', { 'ODS code': 'QC1' })] });
    expect(await register('Cedar Board')).toHaveLength(2);
  });

  it('may be spelled in the other files in any way that the contracts file spells it', async () => {
    const report = await bring({
      contracts: [
        contract('Elm Board', 'EL-1', { 'ODS code': 'QE1' }),
        contract('NHS Elm', 'EL-2', { 'ODS code': 'QE1' }),
        contract('Fir Board', 'EL-2'),
      ],
      payments: [
        payment('EL-2', '1000', '2026-04-01', { 'Health body': 'nhs elm' }),
        payment('EL-2', '1000', '2026-05-01', { 'Health body': 'QE1' }),
      ],
    });
    expect(report.created).toBe(5);
  });
});

describe('which group a row is about', () => {
  it('is told by any number, however it is written, else by the name', async () => {
    await bring({
      contracts: [
        contract('Gorse Board', 'GO-1', { Group: 'The Wren Room', 'Charity number': '0111222' }),
        contract('Gorse Board', 'GO-2', { Group: 'Wren Room CIO', 'Charity number': '111222' }),
        contract('Gorse Board', 'GO-3', { Group: ' the  WREN room', 'Company number': '4455' }),
        contract('Gorse Board', 'GO-4', { Group: 'Wrens', 'Company number': '00004455' }),
      ],
    });
    expect(await register('Gorse Board')).toEqual([1, 2, 3, 4].map((n) => `GO-${String(n)} The Wren Room`));
    expect(await numbersOf('The Wren Room')).toEqual(['GB-CHC 111222', 'GB-COH 00004455']);
    const known = await importing.rows<{ name: string }>(
      `select a.name from partnership_alias a join organisation o on o.id = a.group_id
       where o.name = 'The Wren Room' order by 1`,
    );
    expect(known.map(({ name }) => name)).toEqual(['Wren Room CIO', 'Wrens']);
  });

  it('composes accents before it compares names', async () => {
    await bring({
      contracts: [
        contract('Hazel Board', 'HA-1', { Group: 'Café Éclat' }),
        contract('Hazel Board', 'HA-2', { Group: 'Café Éclat'.normalize('NFD') }),
      ],
    });
    expect(new Set((await register('Hazel Board')).map((line) => line.slice(5)))).toEqual(new Set(['Café Éclat']));
  });

  it('is never looked for among the groups of another health body', async () => {
    const group = { Group: 'Sandpiper Circle', 'Charity number': '777001' };
    await bring({ contracts: [contract('Ivy Board', 'IV-1', group), contract('Juniper Board', 'JU-1', group)] });
    const found = await importing.rows(`select id from organisation where name = 'Sandpiper Circle'`);
    expect(found).toHaveLength(2);
  });

  it('is two groups, with a warning, where the name is the same and the numbers are others', async () => {
    const { warnings } = await bring({
      contracts: [
        contract('Larch Board', 'LA-1', { Group: 'Spectrum Lark', 'Charity number': '777101' }),
        contract('Larch Board', 'LA-2', { Group: 'Spectrum Lark', 'Charity number': '777102' }),
      ],
    });
    expect(warnings).toEqual([expect.stringMatching(/row 3, Group: "Spectrum Lark" .* another group/)]);
    expect(await importing.rows(`select id from organisation where name = 'Spectrum Lark'`)).toHaveLength(2);
  });

  it('is an error that names both where the numbers belong to two groups known apart', async () => {
    const found = await errors({
      contracts: [
        contract('Maple Board', 'MA-1', { Group: 'Heron Hall', 'Charity number': '777201' }),
        contract('Maple Board', 'MA-2', { Group: 'Egret House', 'Company number': '777202' }),
        contract('Maple Board', 'MA-3', { Group: 'Heron', 'Charity number': '777201', 'Company number': '777202' }),
      ],
    });
    expect(placesOf(found)).toEqual(['contracts.csv 4 Group']);
    expect(found[0]).toMatchObject({
      value: 'Heron',
      problem: expect.stringMatching(/"Heron Hall" and "Egret House"/),
    });
  });

  it('stays the same for a contract that is known, when a second group of its name came later', async () => {
    const contracts = [
      contract('Nettle Board', 'NE-1', { Group: 'Osprey', 'Charity number': '777301' }),
      contract('Nettle Board', 'NE-2', { Group: 'Osprey' }),
      contract('Nettle Board', 'NE-3', { Group: 'Osprey', 'Charity number': '777302' }),
    ];
    await bring({ contracts });
    expect(await bring({ contracts })).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    const unsure = await errors({ contracts: [contract('Nettle Board', 'NE-4', { Group: 'Osprey' })] });
    expect(placesOf(unsure)).toEqual(['contracts.csv 2 Group']);
  });

  it('keeps its own name apart from another group that goes by it', async () => {
    const contracts = [
      contract('Oak Board', 'OA-1', { Group: 'Curlew' }),
      contract('Oak Board', 'OA-2', { Group: 'Plover', 'Charity number': '777401' }),
      contract('Oak Board', 'OA-3', { Group: 'Curlew', 'Charity number': '777401' }),
      contract('Oak Board', 'OA-4', { Group: 'Curlew' }),
    ];
    await bring({ contracts });
    expect(await register('Oak Board')).toEqual(['OA-1 Curlew', 'OA-2 Plover', 'OA-3 Plover', 'OA-4 Curlew']);
    expect(await bring({ contracts })).toMatchObject({ created: 0, updated: 0, unchanged: 4 });
  });

  it('keeps the first legal form and supplier number that a file gives it, and says so', async () => {
    const contracts = [
      contract('Pine Board', 'PI-1', { Group: 'Dunlin', 'Legal form': 'CIO', 'Supplier number': 'S1' }),
      contract('Pine Board', 'PI-2', { Group: 'Dunlin', 'Legal form': 'charity', 'Supplier number': 'S2' }),
    ];
    const first = await bring({ contracts });
    expect(first.warnings).toEqual([expect.stringContaining('row 3'), expect.stringContaining('row 3')]);
    expect(await bring({ contracts })).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    const kept = await importing.rows(
      `select o.legal_form, s.supplier_number from organisation o join partnership_supplier s on s.group_id = o.id
       where o.name = 'Dunlin'`,
    );
    expect(kept).toEqual([{ legal_form: 'charitable_incorporated_organisation', supplier_number: 'S1' }]);
    await bring({ contracts: [{ ...contracts[0], 'Supplier number': 'S3' }] });
    expect(await importing.rows(`select 1 from partnership_supplier where supplier_number = 'S3'`)).toHaveLength(1);
  });
});

describe('which contract a payment or a contact is about', () => {
  it('is told by the reference in any capitals, and shown as in the register', async () => {
    await bring({
      contracts: [contract('Rowan Board', 'Row-1/a')],
      payments: [payment('ROW-1/A', '1000', '2026-04-01')],
      contacts: [contact('row-1/A', '2026-10-01')],
    });
    expect(await bring({ payments: [payment('rOW-1/a', '1000', '2026-05-01')] })).toMatchObject({ created: 1 });
    expect(await register('Rowan Board')).toEqual(['Row-1/a Group of Row-1/a']);
  });

  it('needs the health body where two have the reference', async () => {
    const contracts = [contract('Sorrel Board', 'SAME-1'), contract('Thyme Board', 'same-1')];
    const without = [payment('Same-1', '1000', '2026-04-01')];
    const log = [contact('Same-1', '2026-10-01')];
    const found = await errors({ contracts, payments: without, contacts: log });
    expect(placesOf(found)).toEqual(['payments.csv 2 Contract reference', 'contacts.csv 2 Contract reference']);
    expect(found[0]?.problem).toMatch(/Sorrel Board and Thyme Board/);
    const named = { 'Health body': 'thyme board' };
    await bring({
      contracts,
      payments: without.map((row) => ({ ...row, ...named })),
      contacts: log.map((row) => ({ ...row, ...named })),
    });
    const [{ id } = { id: '' }] = await importing.rows<{ id: string }>(
      `select health_body_id as id from receipt r where exists
         (select 1 from contract c where c.id = r.contract_id and c.reference = 'same-1')`,
    );
    expect(id).toBe(await importing.idOf('Thyme Board'));
  });

  it('is not known: an error, and no second one where its own row was refused', async () => {
    const found = await errors({
      contracts: [contract('Umber Board', 'UM-1', { Value: 'none' }), contract('Umber Board', 'UM-2')],
      payments: [payment('UM-1', '1000', '2026-04-01'), payment('UM-3', '1000', '2026-04-01')],
      contacts: [contact('um-1', '2026-10-01'), contact('UM-3', '2026-10-01')],
    });
    expect(placesOf(found)).toEqual([
      'contracts.csv 2 Value',
      'payments.csv 3 Contract reference',
      'contacts.csv 3 Contract reference',
    ]);
  });

  it('is never guessed: money for a refused contract does not go to another health body’s', async () => {
    const { report } = await importing.attempt(
      {
        contracts: [contract('Vetch Board', 'VW-1'), contract('Willow Board', 'VW-1', { Value: 'none' })],
        payments: [payment('VW-1', '1000', '2026-04-01')],
      },
      { keepGood: true },
    );
    expect(report).toMatchObject({ created: 1, errors: [{ row: 3, column: 'Value' }] });
  });

  it('is known from before where the contracts file is not given', async () => {
    await bring({ contracts: [contract('Yarrow Board', 'YA-1')] });
    expect(await bring({ contacts: [contact('YA-1', '2026-10-01')] })).toMatchObject({ created: 1, errors: [] });
  });
});

describe('rows that say the same', () => {
  it('are one when they are equal, skipped and said', async () => {
    const { skipped, warnings } = await bring({
      contracts: [contract('Aspen Board', 'AS-1'), contract('Aspen Board', 'AS-1')],
      payments: ['1000', '£1,000.00'].map((amount) => payment('AS-1', amount, '2026-04-01')),
      contacts: ['2026-10-01', '1/10/2026'].map((date) => contact('AS-1', date)),
    });
    expect(skipped).toBe(3);
    expect(warnings).toEqual([
      'contracts.csv: 1 rows repeat an earlier row and were skipped.',
      'payments.csv: 1 rows repeat an earlier row and were skipped.',
      'contacts.csv: 1 rows repeat an earlier row and were skipped.',
    ]);
  });

  it('are an error of the later one when the reference is the same and the content is not', async () => {
    const found = await errors({
      contracts: [contract('Birch Board', 'BI-1'), contract('Birch Board', 'BI-1', { Title: 'Something else' })],
    });
    expect(found.map(lineOf)).toEqual([
      expect.stringMatching(/^contracts\.csv 3 Contract reference: BI-1: row 2 has the same reference/),
    ]);
  });
});
