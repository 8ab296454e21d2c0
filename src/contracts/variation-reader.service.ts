import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform';
import { toPlanComparisonView } from './plan-comparison.dto';
import { VariationProposals } from './variation-proposals.service';
import { toVariationView } from './variation-view.dto';
import type { VariationDetailView } from './variation-view.dto';
import { VariationsService } from './variations.service';

/** One variation, with what it would make of the payments while it is open. */
@Injectable()
export class VariationReader {
  constructor(
    private readonly variations: VariationsService,
    private readonly proposals: VariationProposals,
  ) {}

  /** Throws DomainError `not-found` when there is no such variation, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<VariationDetailView> {
    const row = await this.variations.one(actor, id);
    const { comparison, problem } = await this.proposals.previewOf(actor, row);
    const preview = comparison === null ? null : toPlanComparisonView(comparison);
    return Object.assign(toVariationView(row), { preview, problem });
  }
}
