import { Injectable } from '@nestjs/common';
import { Fits } from '../../fit';
import { FundingImpacts } from '../../payments';
import type { Actor } from '../../platform';
import { fitShown } from '../fit/fit-view';
import { StrategyReader } from '../strategy/strategy-reading.service';
import type { ServedSection } from '../strategy/strategy-reading.service';
import { shownImpact } from './funding-impact-words.rules';
import type { ShownImpact } from './funding-impact-words.rules';

/** What a contract is for: whether it asks for what the group does, and which priorities of the payer it serves. */
export interface Aims {
  fit: ReturnType<typeof fitShown>;
  served: ServedSection;
}

@Injectable()
export class ContractAims {
  constructor(
    private readonly fits: Fits,
    private readonly strategy: StrategyReader,
    private readonly impacts: FundingImpacts,
  ) {}

  /** Throws DomainError `not-found`. */
  async of(actor: Actor, id: string): Promise<Aims> {
    const [fit, served] = await Promise.all([
      this.fits.of(actor, id),
      this.strategy.section(actor, { kind: 'contract', id }),
    ]);
    return { fit: fitShown(fit, actor.side), served };
  }

  /** What its terms would do to the group; null where no payment is planned. Throws DomainError `not-found`. */
  async impact(actor: Actor, id: string): Promise<ShownImpact | null> {
    return shownImpact(await this.impacts.of(actor, id), actor);
  }
}
