import { calendarDate } from '../../shared/calendar-date';
import { noticeFigures, paymentCodeFigures, yearlyFigures } from './invoice-figures.rules';
import type { DatedInvoices } from './invoice-figures.rules';

const day = calendarDate;
const APRIL_TO_SEPTEMBER = { from: day('2026-04-01'), to: day('2026-09-30') };
const invoice = (receivedOn: string, paidOn: string | null, change: Partial<DatedInvoices> = {}): DatedInvoices => ({
  receivedOn: day(receivedOn),
  agreedOn: day('2026-01-01'),
  paidOn: paidOn === null ? null : day(paidOn),
  disputed: false,
  count: 1,
  pence: 10_000,
  ...change,
});

describe('the Better Payment Practice Code', () => {
  it('takes the thirtieth day after receipt as within, and the agreed day where it is later', () => {
    const figures = paymentCodeFigures(
      [
        invoice('2026-04-01', '2026-05-01'),
        invoice('2026-04-01', '2026-05-02'),
        invoice('2026-04-01', '2026-06-30', { agreedOn: day('2026-06-30') }),
      ],
      APRIL_TO_SEPTEMBER,
    );
    expect(figures).toMatchObject({
      of: { count: 3 },
      part: { count: 2 },
      percentByNumber: 66.67,
      wholePercentByNumber: 67,
    });
    expect(figures).toMatchObject({ targetMetByNumber: false });
  });

  it('looks at what was paid in the period only, and leaves out what is disputed', () => {
    const figures = paymentCodeFigures(
      [
        invoice('2026-03-01', '2026-03-31'),
        invoice('2026-03-02', '2026-04-01'),
        invoice('2026-09-01', null),
        invoice('2026-05-01', '2026-09-01', { disputed: true }),
      ],
      APRIL_TO_SEPTEMBER,
    );
    expect(figures).toMatchObject({ of: { count: 1 }, part: { count: 1 }, leftOut: { count: 1, pence: 10_000 } });
  });
});

describe('a payments compliance notice', () => {
  it('counts the mean and the bands by the days of regulation 38', () => {
    const paid = [
      invoice('2026-04-01', '2026-04-01'),
      invoice('2026-04-01', '2026-05-01'),
      invoice('2026-04-01', '2026-05-02'),
      invoice('2026-04-01', '2026-06-01'),
    ];
    expect(noticeFigures(paid, [], APRIL_TO_SEPTEMBER)).toMatchObject({
      paid: { count: 4 },
      meanDaysToPay: 30.5,
      paidInDays: [
        { days: '1-30', paid: { count: 2 }, percent: 50 },
        { days: '31-60', paid: { count: 1 }, percent: 25 },
        { days: '61+', paid: { count: 1 }, percent: 25 },
      ],
    });
  });

  it('says of what fell due in the period how much was not paid in it', () => {
    const payable = [
      // last days: 30 September, 1 October, 30 September by the agreed day, 1 April
      invoice('2026-09-01', '2026-10-01'),
      invoice('2026-09-02', null),
      invoice('2026-08-01', '2026-09-30', { agreedOn: day('2026-09-30') }),
      invoice('2026-03-03', '2026-03-20', { pence: 20_000 }),
    ];
    expect(noticeFigures([], payable, APRIL_TO_SEPTEMBER).notPaid).toEqual({
      of: { count: 3, pence: 40_000 },
      part: { count: 1, pence: 10_000 },
      percentByNumber: 33.33,
      percentByValue: 25,
    });
  });

  it('leaves out what is disputed once, whether it was paid or fell due', () => {
    const disputed = invoice('2026-04-01', '2026-05-01', { disputed: true });
    expect(noticeFigures([disputed], [disputed], APRIL_TO_SEPTEMBER)).toMatchObject({
      paid: { count: 0 },
      meanDaysToPay: null,
      notPaid: { of: { count: 0 } },
      leftOut: { count: 1 },
    });
  });
});

describe('the yearly figures of regulation 113', () => {
  const YEAR = { from: day('2026-04-01'), to: day('2027-03-31') };

  it('count thirty days as the 1998 Act does: the day of receipt is day 1', () => {
    const paid = [invoice('2026-04-01', '2026-04-30'), invoice('2026-04-01', '2026-05-01')];
    expect(yearlyFigures(paid, [], YEAR)).toMatchObject({ of: { count: 2 }, part: { count: 1 }, percentByNumber: 50 });
  });

  it('count what should have been paid in the year and was not', () => {
    const payable = [invoice('2027-03-02', null), invoice('2027-03-03', null), invoice('2027-02-01', '2027-04-01')];
    expect(yearlyFigures([], payable, YEAR)).toMatchObject({
      of: { count: 2 },
      part: { count: 0 },
      percentByNumber: 0,
    });
  });
});
