import { LightAgreementPage } from './agreeing/light-agreement.page';
import { CommencementPage } from './commencement/commencement.page';
import { ChallengePage } from './challenges/challenge.page';
import { ChallengesPage } from './challenges/challenges.page';
import { HelpPage } from './challenges/help.page';
import { PrivatePage } from './challenges/private.page';
import { PrivatePersonPage } from './challenges/private-person.page';
import { DecisionPage } from './decisions/decision.page';
import { DecisionsPage } from './decisions/decisions.page';
import { OwnProcessPage } from './decisions/own-process.page';
import { ProcessReader } from './decisions/process-reading.service';
import { DecisionProcessPage } from './decisions/process.page';
import { FIT_PAGES } from './fit/pages';
import { AgreedFilesPage } from './decisions/agreed-files.page';
import { DecisionReader } from './decisions/decision-reading.service';
import { STRATEGY_PAGES, STRATEGY_READERS } from './strategy/strategy-pages';
import { MATERIAL_PAGES } from './materials';
import { MaterialReader } from './materials/material-reading.service';
import { ContractChanges } from './variations/contract-changes.service';
import { ContractAims } from './group/contract-aims.service';
import { ContractMovesPage } from './variations/contract-moves.page';
import { PlanPage } from './variations/plan.page';
import { ProposalPage } from './variations/proposal.page';
import { RecoveryPage } from './variations/recovery.page';
import { VariationPage } from './variations/variation.page';

/** How the two sides of a contract change it and decide together, for both of them. */
export const AGREEING_PAGES = [
  ...FIT_PAGES,
  CommencementPage,
  ContractMovesPage,
  PlanPage,
  ProposalPage,
  VariationPage,
  RecoveryPage,
  DecisionsPage,
  DecisionPage,
  DecisionProcessPage,
  OwnProcessPage,
  AgreedFilesPage,
  ...STRATEGY_PAGES,
  ...MATERIAL_PAGES,
  ChallengesPage,
  ChallengePage,
  HelpPage,
  PrivatePage,
  PrivatePersonPage,
  LightAgreementPage,
];
export const AGREEING_READERS = [
  DecisionReader,
  ProcessReader,
  ContractChanges,
  ContractAims,
  MaterialReader,
  ...STRATEGY_READERS,
];
