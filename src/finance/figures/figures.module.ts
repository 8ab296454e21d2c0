import { Module } from '@nestjs/common';
import { PaymentsModule } from '../../payments';
import { FigureStatementsController } from './figure-statements.controller';
import { FigureStatements } from './figure-statements.service';
import { FiguresController } from './figures.controller';
import { FiguresService } from './figures.service';
import { ReportedPayments } from './reported-payments.service';

/** How a health body paid, by its own promise and by what the law asks it to publish. */
@Module({
  imports: [PaymentsModule],
  controllers: [FiguresController, FigureStatementsController],
  providers: [FiguresService, ReportedPayments, FigureStatements],
  exports: [FiguresService, ReportedPayments, FigureStatements],
})
export class FiguresModule {}
