import { DIFFERENCES, differenceInWords, LEFT_OUT_REASONS, leftOutInWords, summaryOf } from './left-out.rules';

it('says of each payment that is left out why', () => {
  expect(leftOutInWords({ reason: 'in_run', inRun: 4, missing: [] })).toBe('It is in run 4.');
  expect(leftOutInWords({ reason: 'not_ready', inRun: null, missing: ['coding', 'invoice'] })).toBe(
    'Missing: the coding of the contract for this year; a valid invoice of the group.',
  );
  const all = LEFT_OUT_REASONS.map((reason) => leftOutInWords({ reason, inRun: 1, missing: ['vat'] }));
  expect(new Set(all).size).toBe(LEFT_OUT_REASONS.length);
});

it('names a line with everything that is different about it', () => {
  const third = { position: 3, reference: 'SV-1/7' };
  expect(differenceInWords({ ...third, differences: ['held', 'amount'], missing: [] })).toBe(
    'Line 3 (SV-1/7): it is on hold; another amount is outstanding now.',
  );
  expect(differenceInWords({ ...third, differences: ['coding', 'not_ready'], missing: ['invoice'] })).toBe(
    'Line 3 (SV-1/7): it is coded in another way now; missing now: a valid invoice of the group.',
  );
  const all = DIFFERENCES.map((one) => differenceInWords({ ...third, differences: [one], missing: ['vat'] }));
  expect(all.every((text) => text.endsWith('.') && !text.includes('undefined'))).toBe(true);
});

it('counts by reason what cannot be taken', () => {
  expect(
    summaryOf([
      { reason: 'in_run', inRun: 4, count: 1200 },
      { reason: 'held', inRun: null, count: 2 },
    ]),
  ).toBe('1,200 in run 4, 2 on hold');
});
