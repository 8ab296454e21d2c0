import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { StrategyLinks } from '../../strategy';
import type { Linked, StrategyLinkView } from '../../strategy';
import { nothingLinked, periodOf } from './strategy-words.rules';

/** A priority that something serves, as the pages of both sides show it. */
export interface ServedLine extends StrategyLinkView {
  period: string;
  /** Where the reader may take it away; null elsewhere. */
  removal: string | null;
}

/** The section of a page that says which priorities a contract or a decision serves. */
export interface ServedSection {
  strategyLinks: ServedLine[];
  /** Where the health side says it, and what stands there while it has not; null for the group. */
  saysHow: { href: string; nothing: string } | null;
}

@Injectable()
export class StrategyReader {
  constructor(
    private readonly links: StrategyLinks,
    private readonly clock: Clock,
  ) {}

  async section(actor: Actor, of: Linked): Promise<ServedSection> {
    const strategyLinks = (await this.links.of(actor, of)).map((link) =>
      Object.assign({}, link, { period: periodOf(link, this.clock.today()), removal: null }),
    );
    const says = actor.side === 'health' ? { href: strategyOf(actor, of), nothing: nothingLinked(of.kind) } : null;
    return { strategyLinks, saysHow: says };
  }
}

/** The page on which the health side says which priorities something serves. */
export function strategyOf({ organisationId }: Pick<Actor, 'organisationId'>, { kind, id }: Linked): string {
  return `/o/${organisationId}/${kind === 'contract' ? 'contracts' : 'decisions'}/${id}/strategy`;
}
