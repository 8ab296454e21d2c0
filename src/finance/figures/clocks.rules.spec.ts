import { calendarDate } from '../../shared/calendar-date';
import {
  lastDayOfActPeriod,
  lastDayOfPaymentCode,
  lastDayOfProcurementActTerm,
  publishByDay,
  regulation38Day,
} from './clocks.rules';

const day = calendarDate;
const LONG_AGO = day('2000-01-01');

describe('thirty days by the 1998 Act, the trigger’s own day being day 1', () => {
  it.each([
    ['2026-04-01', '2026-04-30'],
    ['2026-04-30', '2026-05-29'],
    ['2026-05-01', '2026-05-30'],
    ['2026-01-31', '2026-03-01'],
    ['2026-02-01', '2026-03-02'],
    ['2028-02-01', '2028-03-01'],
    ['2028-02-29', '2028-03-29'],
    ['2026-12-31', '2027-01-29'],
  ])('of %s end on %s', (from, to) => {
    expect(lastDayOfActPeriod(day(from))).toBe(to);
  });
});

describe('the term of section 68 of the Procurement Act', () => {
  it.each([
    ['2026-04-01', '2026-04-30'],
    ['2026-04-30', '2026-05-29'],
    ['2028-01-31', '2028-02-29'],
    ['2026-01-31', '2026-03-01'],
  ])('of an invoice received on %s ends on %s', (received, last) => {
    expect(lastDayOfProcurementActTerm(day(received), LONG_AGO)).toBe(last);
  });

  it('ends later only where the invoice falls due later', () => {
    expect(lastDayOfProcurementActTerm(day('2026-04-01'), day('2026-04-30'))).toBe('2026-04-30');
    expect(lastDayOfProcurementActTerm(day('2026-04-01'), day('2026-05-01'))).toBe('2026-05-01');
    expect(lastDayOfProcurementActTerm(day('2026-04-01'), day('2026-04-02'))).toBe('2026-04-30');
  });
});

describe('the day of regulation 38, the day after the invoice day being day 1', () => {
  it.each([
    ['2026-04-01', '2026-04-02', 1],
    ['2026-04-01', '2026-04-30', 29],
    ['2026-04-01', '2026-05-01', 30],
    ['2026-04-01', '2026-05-02', 31],
    ['2026-04-01', '2026-05-31', 60],
    ['2026-04-01', '2026-06-01', 61],
    ['2028-02-01', '2028-03-02', 30],
    ['2026-02-01', '2026-03-03', 30],
    ['2026-12-31', '2027-01-30', 30],
  ])('for %s paid on %s is %i', (received, paid, expected) => {
    expect(regulation38Day(day(received), day(paid))).toBe(expected);
  });

  it('is 0 for what came on the day itself or before the invoice', () => {
    expect(regulation38Day(day('2026-04-01'), day('2026-04-01'))).toBe(0);
    expect(regulation38Day(day('2026-04-01'), day('2026-03-30'))).toBe(0);
  });

  it('takes as within thirty days what the two Acts take as one day late', () => {
    const [received, paid] = [day('2026-04-01'), day('2026-05-01')];
    expect(regulation38Day(received, paid)).toBe(30);
    expect(paid > lastDayOfActPeriod(received)).toBe(true);
    expect(paid > lastDayOfProcurementActTerm(received, LONG_AGO)).toBe(true);
  });
});

describe('the last day of the Better Payment Practice Code', () => {
  it('is the thirtieth after receipt, or the agreed day where that is later', () => {
    expect(lastDayOfPaymentCode(day('2026-04-01'), LONG_AGO)).toBe('2026-05-01');
    expect(lastDayOfPaymentCode(day('2026-04-01'), day('2026-05-01'))).toBe('2026-05-01');
    expect(lastDayOfPaymentCode(day('2026-04-01'), day('2026-05-02'))).toBe('2026-05-02');
  });
});

describe('a compliance notice', () => {
  it('is out by 29 April and 29 October', () => {
    expect(publishByDay(day('2026-03-31'))).toBe('2026-04-29');
    expect(publishByDay(day('2026-09-30'))).toBe('2026-10-29');
  });
});
