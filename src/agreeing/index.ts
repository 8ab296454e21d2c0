export { AgreeingModule } from './agreeing.module';
export type { LightAgreementDto, LightAgreementView } from './light-agreement.dto';
export { asProposal } from './light-steps';
export { LightAgreementReader } from './light-agreement-reader.service';
export { LightAgreements } from './light-agreements.service';
