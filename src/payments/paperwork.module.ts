import { Module } from '@nestjs/common';
import { CodingsService } from './codings.service';
import { InvoiceFilesController } from './invoice-files.controller';
import { InvoiceFilesService } from './invoice-files.service';
import { InvoiceMovesService } from './invoice-moves.service';
import { InvoiceWritesService } from './invoice-writes.service';
import { InvoicesController } from './invoices.controller';
import { InvoicesService } from './invoices.service';
import { PaperworkController } from './paperwork.controller';
import { PaymentReadiness } from './payment-readiness.service';
import { PaymentSetupController } from './payment-setup.controller';
import { PaymentSetup } from './payment-setup.service';
import { PurchaseOrdersService } from './purchase-orders.service';
import { ScheduleAcknowledgements } from './schedule-acknowledgement.service';

const SERVICES = [
  InvoicesService,
  InvoiceWritesService,
  InvoiceMovesService,
  InvoiceFilesService,
  PurchaseOrdersService,
  CodingsService,
  PaymentReadiness,
  PaymentSetup,
  ScheduleAcknowledgements,
];

/** What finance needs before it can pay. */
@Module({
  controllers: [InvoicesController, InvoiceFilesController, PaperworkController, PaymentSetupController],
  providers: SERVICES,
  exports: SERVICES,
})
export class PaperworkModule {}
