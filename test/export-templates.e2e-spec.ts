import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { Agent, TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;
let officer: Agent;
let approver: Agent;
let elsewhere: Agent;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
  officer = await test.as('finance_officer', p.healthBodies.a);
  approver = await test.as('finance_approver', p.healthBodies.a);
  elsewhere = await test.as('finance_officer', p.healthBodies.b);
});
afterAll(() => test.close());

const LAYOUT = {
  kind: 'ap_csv',
  columns: [
    { header: 'TYPE', fixed: 'INV' },
    { header: 'SUPPLIER', source: 'supplierNumber' },
    { header: 'AMT', source: 'amount' },
    { header: 'REF', source: 'invoiceNumber' },
  ],
  headerLine: true,
  dateFormat: 'YYYYMMDD',
  amountFormat: 'pence',
  separator: 'bar',
  lineEnding: 'lf',
  quoting: 'needed',
};
const path = (id: string) => `/api/v1/export-templates/${id}`;
const saved = async (name: string, layout: object = LAYOUT) => {
  const { body } = await officer
    .post('/api/v1/export-templates')
    .send({ ...layout, name })
    .expect(201);
  return body as { id: string; version: number };
};

describe('column sets', () => {
  it('are saved, listed by name, read, changed and taken away, each on record', async () => {
    const { id } = await saved('Shared ledger');
    const one = await approver.get(path(id)).expect(200);
    expect(one.body).toMatchObject({ ...LAYOUT, name: 'Shared ledger', control: null, version: 1 });
    expect(one.headers.etag).toBe('"1"');
    const change = (version: number, wanted: object) =>
      officer
        .patch(path(id))
        .set('If-Match', `"${String(version)}"`)
        .send(wanted);
    const { body } = await change(1, { amountFormat: 'pounds', name: 'Ledger 2' }).expect(200);
    expect(body).toMatchObject({ ...LAYOUT, amountFormat: 'pounds', name: 'Ledger 2', version: 2 });
    await change(1, { quoting: 'always' }).expect(412);
    const list = await approver.get('/api/v1/export-templates').query({ count: true, limit: 1 }).expect(200);
    expect(list.body).toMatchObject({ count: 2, items: [{ name: 'Ledger 2' }], next: expect.any(String) as string });
    const { next } = list.body as { next: string };
    const more = await approver.get('/api/v1/export-templates').query({ cursor: next }).expect(200);
    expect(more.body).toMatchObject({ items: [{ name: 'Ledger of long ago' }], next: null });
    await officer.delete(path(id)).expect(428);
    await officer.delete(path(id)).set('If-Match', '"2"').expect(204);
    await officer.get(path(id)).expect(404);
    await change(3, { quoting: 'always' }).expect(404);
    const events = await test.db.rows<{ action: string; detail: object }>(
      'select action, detail from audit_event where subject_id = $1 order by id',
      [id],
    );
    expect(events).toEqual([
      { action: 'export-template.saved', detail: { kind: 'ap_csv', columns: 4, version: 1 } },
      { action: 'export-template.changed', detail: { kind: 'ap_csv', columns: 4, version: 2 } },
      { action: 'export-template.removed', detail: {} },
    ]);
  });

  it('have a name once, in any capitals, which is free again when one is taken away', async () => {
    const { id } = await saved('Oracle upload');
    const again = await officer
      .post('/api/v1/export-templates')
      .send({ ...LAYOUT, name: 'ORACLE  upload' })
      .expect(409);
    expect(again.body).toMatchObject({ errors: [{ pointer: '/name' }] });
    await elsewhere
      .post('/api/v1/export-templates')
      .send({ ...LAYOUT, name: 'Oracle upload' })
      .expect(201);
    await officer.delete(path(id)).set('If-Match', '"1"').expect(204);
    await saved('oracle upload');
  });

  it('are refused with each thing that no file could be written with', async () => {
    const refused = async (layout: object) => {
      const { body } = await officer
        .post('/api/v1/export-templates')
        .send({ ...LAYOUT, name: 'Wrong', ...layout })
        .expect((answer) => {
          expect([400, 422]).toContain(answer.status);
        });
      return (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    };
    const amount = { header: 'A', source: 'amount' };
    expect(await refused({ columns: [] })).toEqual(['/columns']);
    expect(await refused({ columns: [{ header: 'X', source: 'title' }] })).toEqual(['/columns/0/source']);
    expect(await refused({ columns: [amount, { header: 'X' }] })).toEqual(['/columns/1']);
    expect(await refused({ columns: [amount, { header: 'X', source: 'reference', fixed: '' }] })).toEqual([
      '/columns/1',
    ]);
    expect(await refused({ columns: [amount, { header: 'a', fixed: '1' }] })).toEqual(['/columns/1']);
    expect(await refused({ columns: [{ header: 'R', source: 'reference' }] })).toEqual(['/columns']);
    expect(await refused({ columns: [amount, { header: 'D', source: 'debit' }] })).toEqual(['/columns/1']);
    expect(await refused({ columns: [amount, { header: 'two\nlines', fixed: '' }] })).toEqual(['/columns/1/header']);
    expect(await refused({ dateFormat: 'MM/DD/YYYY' })).toEqual(['/dateFormat']);
    expect(await refused({ control: { accountCode: '9900' } })).toEqual(['/control']);
    const journal = ['debit', 'credit'].map((source) => ({ header: source, source }));
    expect(await refused({ kind: 'journal_csv', columns: journal })).toEqual(['/control']);
  });

  it('show a file of made-up payments before they are saved, with nothing in it that a spreadsheet would run', async () => {
    const { body } = await approver.post('/api/v1/export-templates/preview').send(LAYOUT).expect(200);
    expect(body).toEqual({
      text: "TYPE|SUPPLIER|AMT|REF\nINV|501187|125000|INV-0007\nINV|501201|83350|\nINV|0098|1000005|'=12\n",
    });
    const journal = {
      ...LAYOUT,
      kind: 'journal_csv',
      columns: ['accountCode', 'debit', 'credit'].map((source) => ({ header: source, source })),
      control: { accountCode: '9900' },
    };
    const { body: entries } = await officer.post('/api/v1/export-templates/preview').send(journal).expect(200);
    expect(entries).toEqual({
      text: 'accountCode|debit|credit\n6210|1000005|\n6210|125000|\n6210|83350|\n9900||1208355\n',
    });
    await officer
      .post('/api/v1/export-templates/preview')
      .send({ ...LAYOUT, columns: [] })
      .expect(400);
  });

  it('are kept by the database too', async () => {
    const insert = (columns: string, control: string | null, kind: string) =>
      test.db.rows(
        `insert into export_template (health_body_id, id, kind, name, name_key, columns, header_line, date_format,
           amount_format, separator, line_ending, quoting, control_account)
         values ($1, gen_random_uuid(), $2, 'x', 'x', $3, true, 'YYYYMMDD', 'pence', 'bar', 'lf', 'needed', $4)`,
        [p.healthBodies.a, kind, columns, control],
      );
    for (const columns of ['[]', '{}', '[1]', '[{"header":"x"}]', '[{"header":"x","source":"amount","fixed":""}]']) {
      await expect(insert(columns, null, 'ap_csv')).rejects.toMatchObject({ constraint: 'export_template_columns' });
    }
    const columns = '[{"header":"x","source":"amount"}]';
    await expect(insert(columns, '9900', 'ap_csv')).rejects.toMatchObject({ constraint: 'export_template_control' });
    await expect(insert(columns, null, 'journal_csv')).rejects.toMatchObject({ constraint: 'export_template_control' });
  });
});
