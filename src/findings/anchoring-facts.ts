/** Which contracts serve none of the priorities that the health body has set itself. */
export interface AnchoringFacts {
  /** Whether there is any priority at all: without one, nothing shows whether a contract is anchored. */
  anyPriority: boolean;
  /** Contracts that are linked to none, and are too large to do without. */
  unlinked: readonly string[];
}
