import { remittanceCsv } from './remittance-csv.rules';

const remittance = {
  number: 12,
  healthBody: 'NHS Example ICB',
  payeeName: '=Harbour "Lights"',
  paymentDate: '2026-04-01',
};
const line = {
  reference: 'WM-014/3',
  invoiceNumber: '+7',
  periodStartsOn: '2026-04-01',
  periodEndsOn: '2026-04-30',
  amountPence: 100_005,
};

describe('a remittance for a spreadsheet', () => {
  it('has a line for each payment, and nothing in it that a spreadsheet would run', () => {
    const [head, first, second, ...rest] = [...remittanceCsv(remittance, [line, { ...line, invoiceNumber: null }])];
    expect(head).toBe('Remittance,From,Paid to,Payment date,Reference,Invoice number,Period from,Period to,Amount\r\n');
    expect(first).toBe(
      `12,NHS Example ICB,"'=Harbour ""Lights""",01/04/2026,WM-014/3,'+7,01/04/2026,30/04/2026,1000.05\r\n`,
    );
    expect(second).toContain('WM-014/3,,01/04/2026');
    expect(rest).toEqual([]);
  });
});
