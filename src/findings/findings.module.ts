import { Module } from '@nestjs/common';
import { PaymentsModule } from '../payments';
import { ReportController } from './report.controller';
import { ReportService } from './report.service';

@Module({
  imports: [PaymentsModule],
  controllers: [ReportController],
  providers: [ReportService],
  exports: [ReportService],
})
export class FindingsModule {}
