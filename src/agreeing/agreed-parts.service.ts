import { Injectable } from '@nestjs/common';
import { Commencements } from '../commencement';
import { DecisionProcesses, standardProcess } from '../decisions';
import type { ContractProcessView, ProposeProcessDto } from '../decisions';
import { ScheduleAcknowledgements } from '../payments';
import { checkVersion } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { LightAgreementDto } from './light-agreement.dto';
import { asProposal, contactStep, processSteps } from './light-steps';
import type { ProcessStep } from './light-steps';

/** What the other side reads where one of its proposals makes room for another. */
const CHANGED = 'Agreed on one page, with changes: see the next version.';

/** What is agreed besides the terms, each part inside the one transaction. */
@Injectable()
export class AgreedParts {
  constructor(
    private readonly commencements: Commencements,
    private readonly processes: DecisionProcesses,
    private readonly acknowledgements: ScheduleAcknowledgements,
  ) {}

  async assertProposable(actor: Actor, id: string, { process }: LightAgreementDto): Promise<void> {
    if (process !== undefined) await this.processes.assertProposable(actor, id, process);
  }

  async settleContact(tx: Tx, id: string, { contact, contactSeen }: LightAgreementDto): Promise<void> {
    const newest = await this.commencements.newestIn(tx, id);
    checkVersion(newest?.number ?? 0, contactSeen);
    const step = contactStep(newest, contact, tx.actor.side);
    if (step === 'propose') await this.commencements.proposeIn(tx, id, contactSeen, contact);
    if (step === 'confirm') await this.commencements.confirmIn(tx, id, contactSeen);
  }

  async settleProcess(tx: Tx, id: string, { process, processSeen }: LightAgreementDto): Promise<void> {
    const standing = await this.processes.ofContractIn(tx, id);
    if ((standing.proposed?.id ?? null) !== (processSeen ?? null)) {
      throw new DomainError('stale', 'How you decide together has changed since you read it: read it once more.');
    }
    const wanted = process ?? asItStands(standing);
    for (const step of processSteps(standing, wanted, tx.actor.side)) {
      await this.take(tx, step, { id, wanted, proposed: standing.proposed });
    }
  }

  settleSchedule(tx: Tx, id: string): Promise<string> {
    return this.acknowledgements.acknowledgeIn(tx, id);
  }

  private async take(tx: Tx, step: ProcessStep, { id, wanted, proposed }: Taken): Promise<void> {
    if (step === 'propose') {
      await this.processes.proposeIn(tx, id, wanted);
      return;
    }
    if (proposed === null) return;
    const { version } = proposed;
    if (step === 'sign') await this.processes.answerIn(tx, proposed, { version, state: 'signed' });
    if (step === 'withdraw') await this.processes.answerIn(tx, proposed, { version, state: 'withdrawn' });
    if (step === 'decline') {
      await this.processes.answerIn(tx, proposed, { version, state: 'declined', reason: CHANGED });
    }
  }
}

interface Taken {
  id: string;
  wanted: ProposeProcessDto;
  proposed: ContractProcessView['proposed'];
}

function asItStands({ inForce, proposed }: ContractProcessView): ProposeProcessDto {
  const standing = proposed ?? inForce;
  return standing === null ? standardProcess() : asProposal(standing);
}
