import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsCalendarDate } from '../../platform';
import { GROUP_KINDS } from './agreed-day.rules';
import type { AgreedDayFigures, GroupKind } from './agreed-day.rules';
import type { KindOfGroup, NoticeStatement, PaymentPerformance } from './figures.service';
import type { NoticeFigures, PaymentCodeFigures } from './invoice-figures.rules';
import type { Amount } from './rounding.rules';

export class PaymentPerformanceQuery {
  @ApiPropertyOptional({
    description: 'The first day of the period; without both, the financial year that today is in.',
    example: '2026-04-01',
  })
  @IsOptional()
  @IsCalendarDate()
  from?: string;

  @ApiPropertyOptional({ description: 'The last day of the period, included.', example: '2026-09-30' })
  @IsOptional()
  @IsCalendarDate()
  to?: string;
}

const NUMBER_AND_VALUE = { count: 18764, pence: 7546000000 };
const percent = (description: string) => ({ type: Number, nullable: true, description, example: 92.7 }) as const;

class AmountView implements Amount {
  @ApiProperty({ example: 18764 })
  count!: number;
  @ApiProperty({ description: 'In pence, with VAT.', example: 7546000000 })
  pence!: number;
}

function Numbers(description: string): PropertyDecorator {
  return ApiProperty({ type: AmountView, description, example: NUMBER_AND_VALUE });
}

class ShareView {
  @Numbers('All that is looked at.')
  of!: AmountView;
  @Numbers('The part of it.')
  part!: AmountView;
  @ApiProperty(percent('In per cent by number, two places, halves up. null of nothing.'))
  percentByNumber!: number | null;
  @ApiProperty(percent('In per cent by value.'))
  percentByValue!: number | null;
}

class AgreedDayView implements AgreedDayFigures {
  @Numbers('Payments due in the period that were paid in time or are late.')
  judged!: AmountView;
  @Numbers("In the group's account on the agreed day or before it.")
  onTime!: AmountView;
  @Numbers('Came later, or is still out after its day.')
  late!: AmountView;
  @ApiProperty(percent('In time, by number.'))
  percentByNumber!: number | null;
  @ApiProperty(percent('In time, by value.'))
  percentByValue!: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The mean over what is late, in calendar days with one place: until it came, or until today.',
    example: 6.3,
  })
  meanDaysLate!: number | null;
  @Numbers('Not received, and not late yet.')
  notYetDue!: AmountView;
  @Numbers('Late, but the two sides differ on whose cause it is: counted against nobody.')
  leftOut!: AmountView;
}

class KindOfGroupView implements KindOfGroup {
  @ApiProperty({ enum: GROUP_KINDS, description: 'By legal form.', example: 'unincorporated' })
  kind!: GroupKind;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'null where it stands for fewer than five groups, or would give such a number away.',
    example: 7,
  })
  groups!: number | null;
  @ApiProperty({ type: AgreedDayView, nullable: true })
  figures!: AgreedDayView | null;
}

class AgreedDaysView {
  @ApiProperty({ type: AgreedDayView })
  all!: AgreedDayView;
  @ApiProperty({ description: 'Groups with a payment due in the period.', example: 31 })
  groups!: number;
  @ApiProperty({ type: [KindOfGroupView] })
  byKind!: KindOfGroupView[];
}

class PaymentCodePartView extends ShareView implements PaymentCodeFigures {
  @ApiProperty({ ...percent('As annual reports print it.'), example: 93 })
  wholePercentByNumber!: number | null;
  @ApiProperty({ ...percent('As annual reports print it.'), example: 95 })
  wholePercentByValue!: number | null;
  @ApiProperty({ type: Boolean, nullable: true, description: '95% by the exact share.', example: false })
  targetMetByNumber!: boolean | null;
  @ApiProperty({ type: Boolean, nullable: true, description: '95% by the exact share.', example: false })
  targetMetByValue!: boolean | null;
  @Numbers('Invoices that the payer disputes.')
  leftOut!: AmountView;
}

class PaymentCodeView {
  @ApiProperty({ type: PaymentCodePartView })
  nonNhs!: PaymentCodePartView;
  @ApiProperty({ type: PaymentCodePartView, description: 'No group is an NHS body.' })
  nhs!: PaymentCodePartView;
  @Numbers('Payments without an invoice, and so without a day to count from: never estimated.')
  notMeasurable!: AmountView;
}

class DaysBandView {
  @ApiProperty({
    enum: ['1-30', '31-60', '61+'],
    description: 'Day 1 is the day after the invoice day.',
    example: '1-30',
  })
  days!: '1-30' | '31-60' | '61+';
  @Numbers('Invoices paid in these days.')
  paid!: AmountView;
  @ApiProperty(percent('By number.'))
  percent!: number | null;
}

class NoticeView implements NoticeFigures {
  @Numbers('Invoices paid in the period.')
  paid!: AmountView;
  @ApiProperty({ type: Number, nullable: true, description: 'Arithmetic mean, one place.', example: 21.4 })
  meanDaysToPay!: number | null;
  @ApiProperty({ type: [DaysBandView] })
  paidInDays!: DaysBandView[];
  @ApiProperty({ type: ShareView, description: 'Sums that became payable in the period and were not paid within it.' })
  notPaid!: ShareView;
  @Numbers('Invoices that the payer disputes.')
  leftOut!: AmountView;
  @Numbers('Payments made without an invoice.')
  notMeasurablePaid!: AmountView;
  @Numbers('Payments that fell due without an invoice.')
  notMeasurablePayable!: AmountView;
}

class NoticeStatementView implements NoticeStatement {
  @ApiProperty({ format: 'uuid', example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0f00' })
  id!: string;
  @ApiProperty({ example: 'Morgan Vale' })
  name!: string;
  @ApiProperty({ example: 'Director of Finance' })
  jobTitle!: string;
  @ApiProperty({ type: String, example: '2026-10-20' })
  approvedOn!: NoticeStatement['approvedOn'];
  @ApiProperty({ type: NoticeView, description: 'The figures as they were when they were approved.' })
  figures!: NoticeFigures;
  @ApiProperty({ description: 'Whether the figures are not any more those that were approved.', example: false })
  changedSince!: boolean;
  @ApiProperty({ description: 'Goes up with each change.', example: 1 })
  version!: number;
}

class YearlyView extends ShareView {
  @Numbers('Invoices that the payer disputes.')
  leftOut!: AmountView;
  @Numbers('Payments made without an invoice.')
  notMeasurable!: AmountView;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Statutory interest that accrued in the period, claimed or not; null where a Bank Rate is missing.',
    example: 12345,
  })
  interestLiabilityPence!: number | null;
  @ApiProperty({ type: [String], description: 'The half-years whose Bank Rate is missing.', example: [] })
  missingRates!: string[];
  @ApiProperty({ description: 'Statutory interest paid in the period.', example: 0 })
  interestPaidPence!: number;
}

export class PaymentPerformanceView implements PaymentPerformance {
  @ApiProperty({ example: 'Westmere Integrated Care Board' })
  healthBody!: string;
  @ApiProperty({ type: String, example: '2026-04-01' })
  from!: PaymentPerformance['from'];
  @ApiProperty({ type: String, example: '2026-09-30' })
  to!: PaymentPerformance['to'];
  @ApiProperty({ type: String, description: 'What is still out counts until this day.', example: '2026-11-22' })
  judgedOn!: PaymentPerformance['judgedOn'];
  @ApiProperty({
    type: AgreedDaysView,
    description: 'Payments due in the period: on or before the agreed day, or late.',
  })
  agreedDay!: AgreedDaysView;
  @ApiProperty({ type: PaymentCodeView, description: 'Better Payment Practice Code. Target 95%.' })
  paymentCode!: PaymentCodeView;
  @ApiProperty({
    type: NoticeView,
    description:
      'Payments compliance notice, Procurement Regulations 2024, regulation 38: contracts under that Act only.',
  })
  notice!: NoticeView;
  @ApiProperty({
    type: NoticeStatementView,
    nullable: true,
    description:
      'Who approved the notice, regulation 38(2)(e): where the period is exactly that of a notice and somebody has.',
  })
  statement!: NoticeStatementView | null;
  @ApiProperty({
    type: YearlyView,
    description: 'Public Contracts Regulations 2015, regulation 113: contracts under those only.',
  })
  yearly!: YearlyView;
  @Numbers(
    'Paid under contracts for services whose rules nobody has recorded: in neither the notice nor the yearly figures.',
  )
  regimeNotRecorded!: AmountView;
}
