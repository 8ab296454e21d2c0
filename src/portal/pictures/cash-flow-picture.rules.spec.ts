import { addMonths, calendarDate } from '../../shared/calendar-date';
import { drawCashFlow } from './cash-flow-picture.rules';
import { cashFlow } from './cash-flow.rules';

/** A year of £1,000 a month, of which so many months are paid on the day. */
function year(paidMonths: number, today: string) {
  const first = calendarDate('2026-04-01');
  const payments = Array.from({ length: 12 }, (_, month) => {
    const dueOn = addMonths(first, month);
    return { dueOn, amountPence: 1_000_00, receipts: month < paidMonths ? [{ on: dueOn, pence: 1_000_00 }] : [] };
  });
  const flow = cashFlow(payments, calendarDate(today));
  if (flow === null) throw new Error('There is nothing to draw.');
  return flow;
}

const wordsIn = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, word]) => word);

describe('a cash-flow picture', () => {
  const late = year(5, '2026-11-22');

  it('names its lines, and tells them apart without colour', () => {
    const svg = drawCashFlow(late, 'wide', 'money');
    expect(wordsIn(svg)).toEqual(expect.arrayContaining(['Expected', 'Paid', 'Late', 'Today']));
    expect(svg).toContain('stroke-dasharray="7 5"');
    expect(svg).toContain('fill="url(#money-wide-late)"');
  });

  it('says in words what it shows', () => {
    expect(drawCashFlow(late, 'narrow', 'money')).toContain(
      `aria-label="Chart of expected and paid money. ${late.sentence}"`,
    );
  });

  it('hatches nothing when nothing was late', () => {
    const svg = drawCashFlow(year(8, '2026-11-22'), 'wide', 'money');
    expect(svg).not.toContain('<pattern');
    expect(wordsIn(svg)).not.toContain('Late');
  });

  it('needs no inline style, which the content policy forbids', () => {
    expect(drawCashFlow(late, 'wide', 'money')).not.toMatch(/style|<script|href/);
  });

  it('names fewer months on a narrow screen, and each year once', () => {
    const narrow = wordsIn(drawCashFlow(late, 'narrow', 'money'));
    expect(narrow.filter((word) => /^[A-Z][a-z]{2}$/.test(word ?? ''))).toEqual(['Apr', 'Jul', 'Oct', 'Jan']);
    expect(narrow.filter((word) => word?.startsWith('20'))).toEqual(['2026', '2027']);
  });

  it('names what is paid under its line, where the line rises at the end of the picture', () => {
    const payments = ['2026-04-01', '2027-03-25'].map((day) => {
      const dueOn = calendarDate(day);
      return { dueOn, amountPence: 12_000_00, receipts: [{ on: dueOn, pence: 12_000_00 }] };
    });
    const flow = cashFlow(payments, calendarDate('2027-03-28'));
    if (flow === null) throw new Error('There is nothing to draw.');
    const svg = drawCashFlow(flow, 'wide', 'money');
    const heightOf = (pattern: RegExp) => Number(pattern.exec(svg)?.[1]);
    const levelBefore = heightOf(/V([\d.]+)H[\d.]+V[\d.]+H[\d.]+" fill="none" stroke="#00503c"/);
    expect(heightOf(/<text x="[\d.]+" y="([\d.]+)"[^>]*fill="#00503c"/)).toBeGreaterThan(levelBefore);
  });

  it('leaves room for amounts of thousands of millions', () => {
    const dueOn = calendarDate('2026-04-01');
    const flow = cashFlow([{ dueOn, amountPence: 7_500_000_000_00, receipts: [] }], calendarDate('2026-11-22'));
    if (flow === null) throw new Error('There is nothing to draw.');
    const [, at, text = ''] =
      /<text x="([\d.]+)"[^>]*text-anchor="end"[^>]*>(£[\d.]+bn)</.exec(drawCashFlow(flow, 'narrow', 'money')) ?? [];
    expect(Number(at)).toBeGreaterThanOrEqual(text.length * 9);
  });

  it('keeps everything inside its frame', () => {
    for (const variant of ['wide', 'narrow'] as const) {
      const svg = drawCashFlow(late, variant, 'money');
      const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
      const numbers = (pattern: RegExp) => [...svg.matchAll(pattern)].map(([, value]) => Number(value));
      expect(Math.max(...numbers(/H([\d.]+)/g))).toBeLessThanOrEqual(Number(width));
      expect(Math.min(...numbers(/V([\d.]+)/g))).toBeGreaterThan(0);
      expect(Math.max(...numbers(/V([\d.]+)/g))).toBeLessThan(Number(height));
    }
  });
});
