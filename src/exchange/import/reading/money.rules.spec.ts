import fc from 'fast-check';
import { readMoney } from './money.rules';
import { Mistake } from './problem.rules';

const says = (text: string): string => {
  const pence = readMoney(text);
  return pence instanceof Mistake ? pence.says : `read as ${String(pence)}`;
};

describe('an amount', () => {
  it.each([
    ['12375', 1_237_500],
    ['12375.5', 1_237_550],
    ['12,375.50', 1_237_550],
    ['£ 12,375.50', 1_237_550],
    ['£12375', 1_237_500],
    ['0.01', 1],
    ['1,000,000,000,000', 100_000_000_000_000],
  ])('%s is %d pence', (text, pence) => expect(readMoney(text)).toBe(pence));

  it.each([
    ['12.375', 'has more than two decimals'],
    ['£1,000.001', 'has more than two decimals'],
    ['-500', 'is negative'],
    ['£-500', 'is negative'],
    ['-£500', 'is negative'],
    ['\u2212500', 'is negative'],
    ['500-', 'is negative'],
    ['(500)', 'is in brackets, which means a negative amount'],
    ['0', '0 is nothing'],
    ['£0.00', 'is nothing'],
    ['12.375,50', 'has a comma before its pence'],
    ['500,5', 'has a comma before its pence'],
    ['1e5', "spreadsheet's short form"],
    ['1.2E+5', "spreadsheet's short form"],
    ['$5', 'a currency other than the pound sign'],
    ['5 EUR', 'a currency other than the pound sign'],
    ['1,2345', 'commas that are not every three digits'],
    ['12,34,567', 'commas that are not every three digits'],
    ['0,500', 'commas that are not every three digits'],
    ['1,000,000,000,000.01', 'more than £1,000,000,000,000'],
    ['9'.repeat(400), 'more than £1,000,000,000,000'],
    ['12 375', '12 375 is not an amount; write pounds and pence like 12,375.50'],
    ['12.', 'is not an amount'],
    ['.50', 'is not an amount'],
    ['1.234.567', 'is not an amount'],
    ['£', 'is not an amount'],
    ['tbc', 'is not an amount'],
  ])('%s is refused: %s', (text, reason) => expect(says(text)).toContain(reason));

  it('is refused at once however long the text is', () => {
    const before = performance.now();
    expect(says(`${'1,'.repeat(5_000)}x`)).toContain('is not an amount');
    expect(performance.now() - before).toBeLessThan(200);
  });

  it('reads back to the penny in every way of writing it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000_000_000_000 }),
        fc.constantFrom('', '£', '£ '),
        fc.boolean(),
        (pence, sign, commas) => {
          const pounds = String(Math.trunc(pence / 100));
          const whole = commas ? pounds.replace(/\B(?=(\d{3})+$)/g, ',') : pounds;
          const rest = String(pence % 100).padStart(2, '0');
          const ways = [`${whole}.${rest}`];
          if (rest.endsWith('0')) ways.push(`${whole}.${rest.charAt(0)}`);
          if (rest === '00') ways.push(whole);
          ways.forEach((way) => expect(readMoney(`${sign}${way}`)).toBe(pence));
        },
      ),
    );
  });
});
