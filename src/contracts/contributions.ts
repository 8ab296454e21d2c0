import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform';
import type { ReadinessCheck } from './readiness.rules';

/** The contract that is about to be agreed. */
export interface ContractToAgree {
  id: string;
  healthBodyId: string;
  groupId: string;
}

export interface ContractToCheck extends ContractToAgree {
  /** Small enough to be agreed on one page: then what else is asked for is agreed with it. */
  light: boolean;
}

/** What a module to the right wants to be so before a contract is agreed. Never asked of contracts agreed already. */
export interface ReadinessContribution {
  checks(tx: Tx, contract: ContractToCheck): Promise<ReadinessCheck[]>;
}

/** Modules to the right of contracts say here what else to check. They register when the server starts. */
@Injectable()
export class ContractContributions {
  private readonly readiness: ReadinessContribution[] = [];

  addReadiness(contribution: ReadinessContribution): void {
    this.readiness.push(contribution);
  }

  /** Then no transaction need be opened to ask. */
  get areNone(): boolean {
    return this.readiness.length === 0;
  }

  /** One after the other: they share the one connection of the transaction. */
  async checks(tx: Tx, contract: ContractToCheck): Promise<ReadinessCheck[]> {
    const all: ReadinessCheck[] = [];
    for (const contribution of this.readiness) all.push(...(await contribution.checks(tx, contract)));
    return all;
  }
}
