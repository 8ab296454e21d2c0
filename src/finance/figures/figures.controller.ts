import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { figuresCsv } from './figures-csv.rules';
import { PaymentPerformanceQuery, PaymentPerformanceView } from './figures-view.dto';
import { FiguresService } from './figures.service';
import { ReportedPayments } from './reported-payments.service';

const csvNamed = (name: string) => ({ type: 'text/csv; charset=utf-8', disposition: `attachment; filename="${name}"` });

@ApiTags('reports')
@Controller('reports')
export class FiguresController {
  constructor(
    private readonly figures: FiguresService,
    private readonly payments: ReportedPayments,
  ) {}

  @Get('payment-performance')
  @ApiOperation({
    operationId: 'getPaymentPerformance',
    summary: 'How you paid in a period: by the agreed day, and by each rule that asks for figures',
    description:
      'Paid means received in full in the group’s account. Contracts count under the rule of their own regime only. What has no invoice is not measurable, and is never estimated.',
  })
  @ApiOkResponse({ type: PaymentPerformanceView })
  async read(@CurrentActor() actor: Actor, @Query() query: PaymentPerformanceQuery): Promise<PaymentPerformanceView> {
    return this.figures.of(actor, this.figures.periodOf(query));
  }

  @Get('payment-performance.csv')
  @ApiOperation({
    operationId: 'exportPaymentPerformance',
    summary: 'The same as a table, a measure a line',
    description: 'A text that a spreadsheet would run as a formula begins with an apostrophe.',
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'A header line and a line for each measure.', schema: { type: 'string' } })
  async csv(@CurrentActor() actor: Actor, @Query() query: PaymentPerformanceQuery): Promise<StreamableFile> {
    const found = await this.figures.of(actor, this.figures.periodOf(query));
    return new StreamableFile(Readable.from(figuresCsv(found)), csvNamed('payment-performance.csv'));
  }

  @Get('payment-performance/payments.csv')
  @ApiOperation({
    operationId: 'exportReportedPayments',
    summary: 'The payments behind the figures: due in the period, or received in it',
    description:
      'Streamed. Amounts are pounds, and a text that a spreadsheet would run as a formula begins with an apostrophe. If the answer breaks off, the file is not whole.',
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'A header line and a line for each payment.', schema: { type: 'string' } })
  async list(@CurrentActor() actor: Actor, @Query() query: PaymentPerformanceQuery): Promise<StreamableFile> {
    return new StreamableFile(await this.payments.csv(actor, this.figures.periodOf(query)), csvNamed('payments.csv'));
  }
}
