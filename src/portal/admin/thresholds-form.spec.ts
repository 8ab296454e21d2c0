import { thresholdsIn } from './thresholds-form';

const read = (answers: Record<string, string>) => thresholdsIn((name) => answers[name] ?? '');

describe('thresholds as they are filled in', () => {
  it('go back to the standard where a field is left empty', () => {
    expect(read({ staleLeadDays: '90' })).toMatchObject({
      errors: [],
      wanted: { staleLeadDays: 90, youngUnderDays: null },
    });
  });

  it.each(['1', '9999', '2.5', 'ten', '-8'])('take no %s', (text) => {
    expect(read({ staleLeadDays: text }).errors).toEqual([
      { field: 'staleLeadDays', text: 'Enter a whole number from 30 to 730, or leave it empty for the standard' },
    ]);
  });

  it('take money in pounds, as people write it', () => {
    expect(read({ lightAgreementBelowPence: '£10,000' }).wanted).toMatchObject({ lightAgreementBelowPence: 1_000_000 });
    expect(read({ lightAgreementBelowPence: '100001' }).errors).toMatchObject([
      { text: 'Enter a whole number from £0 to £100,000, or leave it empty for the standard' },
    ]);
  });

  it('call a payment serious before critical, also against the standard', () => {
    expect(read({ overdueSeriousFromDays: '30' }).errors).toMatchObject([{ field: 'overdueSeriousFromDays' }]);
    expect(read({ overdueSeriousFromDays: '30', overdueCriticalFromDays: '31' }).errors).toEqual([]);
  });
});
