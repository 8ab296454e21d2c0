import { Injectable } from '@nestjs/common';
import { ContractDetailService } from '../../contracts';
import { Decisions } from '../../decisions';
import type { Actor } from '../../platform';
import type { Linked } from '../../strategy';

/** What a contract or a decision is called above a page about it. */
@Injectable()
export class ServedSubjects {
  constructor(
    private readonly contracts: ContractDetailService,
    private readonly decisions: Decisions,
  ) {}

  /** Throws DomainError `not-found`. */
  async nameOf(actor: Actor, { kind, id }: Linked): Promise<string> {
    const { title, reference } =
      kind === 'contract' ? await this.contracts.one(actor, id) : await this.decision(actor, id);
    return `${title}, ${reference}`;
  }

  private async decision(actor: Actor, id: string): Promise<{ title: string; reference: string }> {
    const { title, contractReference } = await this.decisions.one(actor, id);
    return { title, reference: contractReference };
  }
}
