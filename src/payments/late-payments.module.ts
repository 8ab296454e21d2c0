import { Module } from '@nestjs/common';
import { ClaimReckoning } from './claim-reckoning.service';
import { InterestClaimWritesService } from './interest-claim-writes.service';
import { InterestClaimsController } from './interest-claims.controller';
import { InterestClaimsService } from './interest-claims.service';
import { LateCasesController } from './late-cases.controller';
import { LateCasesService } from './late-cases.service';
import { PaymentsModule } from './payments.module';

/** What is done about payments that are late: cases that somebody deals with, and what groups claim. */
@Module({
  imports: [PaymentsModule],
  controllers: [LateCasesController, InterestClaimsController],
  providers: [LateCasesService, InterestClaimsService, InterestClaimWritesService, ClaimReckoning],
  exports: [LateCasesService, InterestClaimsService, InterestClaimWritesService, ClaimReckoning],
})
export class LatePaymentsModule {}
