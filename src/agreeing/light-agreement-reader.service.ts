import { Injectable } from '@nestjs/common';
import { Commencements } from '../commencement';
import { ContractDetailService, toContractDetailView } from '../contracts';
import type { ContractDetailView } from '../contracts';
import { DecisionProcesses } from '../decisions';
import type { Actor } from '../platform';
import type { LightAgreementView } from './light-agreement.dto';

/** What a side reads before it presses its one button. */
@Injectable()
export class LightAgreementReader {
  constructor(
    private readonly contracts: ContractDetailService,
    private readonly commencements: Commencements,
    private readonly processes: DecisionProcesses,
  ) {}

  /** Throws DomainError `not-found` when there is no such contract, or it is another tenant's. */
  async of(actor: Actor, id: string): Promise<LightAgreementView> {
    return this.ofRead(actor, toContractDetailView(await this.contracts.one(actor, id)));
  }

  /** The same for whoever has read the contract. */
  async ofRead(actor: Actor, contract: ContractDetailView): Promise<LightAgreementView> {
    const [{ inForce, open }, process] = await Promise.all([
      this.commencements.of(actor, contract.id),
      this.processes.ofContract(actor, contract.id),
    ]);
    return {
      contractId: contract.id,
      open: contract.light === true && !contract.confirmations.some(({ side }) => side === actor.side),
      contact: open ?? inForce,
      process: process.proposed ?? process.inForce,
      version: contract.version,
    };
  }
}
