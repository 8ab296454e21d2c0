import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';

/** Somebody is called, or reached, otherwise from now on. Null stands for none. */
export interface NameChange {
  /** Null where a partnership knows them as a contact only. */
  personId: string | null;
  formerName: string | null;
  name: string | null;
  formerEmail: string | null;
  email: string | null;
}

/** What a module to the right does so that no copy of a former name or address stays behind. */
export interface NameChangeContribution {
  /** Inside the transaction of the change: all copies are rewritten, or nothing is. */
  rewrite(tx: Tx, change: NameChange): Promise<void>;
}

/** Something that a person answers for and somebody else has to take over when they leave. */
export interface Holding {
  /** In the words of the domain: `named-lead`. */
  kind: string;
  id: string;
  /** What it is, for people to read: the contract's reference and title, say. Never a person's name. */
  label: string;
  healthBodyId: string;
  groupId: string;
  contractId: string | null;
  /** What they are on it: `lead`, `deputy`. */
  role: string | null;
}

export interface HoldingsContribution {
  /** What a person of the actor's own organisation holds on that day or later. */
  holdingsOf(tx: Tx, personId: string, asOf: CalendarDate): Promise<Holding[]>;
}

/** Modules to the right of people say here what they hold about somebody. They register when the server starts. */
@Injectable()
export class PeopleContributions {
  private readonly nameChanges: NameChangeContribution[] = [];
  private readonly holdings: HoldingsContribution[] = [];

  addNameChange(contribution: NameChangeContribution): void {
    this.nameChanges.push(contribution);
  }

  addHoldings(contribution: HoldingsContribution): void {
    this.holdings.push(contribution);
  }

  /** One after the other: they share the one connection of the transaction. */
  async rewrite(tx: Tx, change: NameChange): Promise<void> {
    for (const contribution of this.nameChanges) await contribution.rewrite(tx, change);
  }

  async holdingsOf(tx: Tx, personId: string, asOf: CalendarDate): Promise<Holding[]> {
    const all: Holding[] = [];
    for (const contribution of this.holdings) all.push(...(await contribution.holdingsOf(tx, personId, asOf)));
    return all;
  }
}
