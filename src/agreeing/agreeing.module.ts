import { Module } from '@nestjs/common';
import { CommencementModule } from '../commencement';
import { ContractsModule } from '../contracts';
import { DecisionsModule } from '../decisions';
import { PaymentsModule } from '../payments';
import { AgreedParts } from './agreed-parts.service';
import { LightAgreementReader } from './light-agreement-reader.service';
import { LightAgreementsController } from './light-agreements.controller';
import { LightAgreements } from './light-agreements.service';

@Module({
  imports: [ContractsModule, CommencementModule, DecisionsModule, PaymentsModule],
  controllers: [LightAgreementsController],
  providers: [LightAgreements, AgreedParts, LightAgreementReader],
  exports: [LightAgreements, LightAgreementReader],
})
export class AgreeingModule {}
