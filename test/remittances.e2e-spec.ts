import { startWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestApp } from './support/start-app';

let test: TestApp;
let p: Portfolio;

beforeAll(async () => {
  ({ test, p } = await startWithPortfolio());
});
afterAll(() => test.close());

describe('a remittance', () => {
  it('reads the same for finance and for the group that was paid, with no other name of it', async () => {
    const officer = await test.as('finance_officer', p.healthBodies.a);
    const group = await test.as('group_member', p.groups.g1);
    const path = `/api/v1/remittances/${p.remittances.aG1}`;
    const [forFinance, forGroup] = [await officer.get(path).expect(200), await group.get(path).expect(200)];
    expect(forGroup.body).toEqual(forFinance.body);
    expect(forGroup.body).toMatchObject({
      number: 1,
      paymentDate: '2025-04-01',
      payeeName: 'Payee of long ago',
      payeeLine: 'PAYEE OF LONG AGO',
      lineCount: 1,
      totalPence: 120_000,
      lines: [{ position: 1, reference: 'LONG-AGO', invoiceNumber: null, amountPence: 120_000 }],
    });
    const [known] = await test.db.rows<{ name: string }>('select name from organisation where id = $1', [p.groups.g1]);
    expect(JSON.stringify(forFinance.body)).not.toContain(known?.name);
    const file = await group.get(`${path}/file`).expect(200);
    expect(file.headers['content-disposition']).toBe('attachment; filename="remittance.csv"');
    expect(file.text).toMatch(
      /^Remittance,From,Paid to,Payment date,Reference,Invoice number,Period from,Period to,Amount\r\n1,[^\r]+,Payee of long ago,01\/04\/2025,LONG-AGO,,[\d/]{10},[\d/]{10},1200.00\r\n$/,
    );
  });

  it('is listed latest first, and by run for a health body only', async () => {
    const officer = await test.as('finance_officer', p.healthBodies.a);
    const list = (query: object) => officer.get('/api/v1/remittances').query(query).expect(200);
    expect((await list({ count: true })).body).toMatchObject({ count: 1, items: [{ id: p.remittances.aG1 }] });
    expect((await list({ runId: p.paymentRuns.ofB })).body).toMatchObject({ items: [] });
    expect((await list({ runId: p.paymentRuns.ofA, from: '2025-04-01', to: '2025-04-01' })).body).toMatchObject({
      items: [{ totalPence: 120_000 }],
    });
    const group = await test.as('group_lead', p.groups.g1);
    const refused = await group.get('/api/v1/remittances').query({ runId: p.paymentRuns.ofA }).expect(422);
    expect(refused.body).toMatchObject({ errors: [{ pointer: '/runId' }] });
  });

  it('never changes, and adds up', async () => {
    const { aG1: id } = p.remittances;
    await expect(test.db.rows('update remittance set total_pence = 1 where id = $1', [id])).rejects.toThrow();
    await expect(test.db.rows('delete from remittance_line where remittance_id = $1', [id])).rejects.toThrow();
    await expect(
      test.db.rows(
        `insert into remittance_line (health_body_id, group_id, remittance_id, position, instalment_id, contract_id,
           amount_pence, reference)
         select health_body_id, group_id, remittance_id, 2, instalment_id, contract_id, amount_pence, 'x' from remittance_line
         where remittance_id = $1`,
        [id],
      ),
    ).rejects.toMatchObject({ constraint: 'remittance_adds_up' });
  });
});
