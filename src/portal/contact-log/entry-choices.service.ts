import { Injectable } from '@nestjs/common';
import { ContractListQuery, ContractsService } from '../../contracts';
import { PartnershipListQuery, PartnershipsService } from '../../partnerships';
import { ContactListQuery, ContactsService } from '../../people';
import type { Actor } from '../../platform';
import { asked } from '../group/asked';
import { nameOf } from './log-words.rules';

const MOST = 200;

export interface Choice {
  value: string;
  text: string;
}

/** A partnership, by the name of its other side. */
interface Partner {
  id: string;
  healthBodyId: string;
  groupId: string;
  name: string;
}

/** What an entry of the log may refer to, in one partnership; nobody and nothing until one is chosen. */
export interface EntryChoices {
  payers: Partner[];
  chosen: Partner | null;
  health: Choice[];
  group: Choice[];
  contracts: Choice[];
}

@Injectable()
export class EntryChoicesReader {
  constructor(
    private readonly partnerships: PartnershipsService,
    private readonly contacts: ContactsService,
    private readonly contracts: ContractsService,
  ) {}

  /** For a group: `which` is one of its partnerships; with only one there is nothing to choose. */
  async of(actor: Actor, which: unknown): Promise<EntryChoices> {
    const payers = await this.partners(actor, {});
    const chosen = payers.find(({ id }) => id === which) ?? onlyOne(payers);
    return { payers, chosen, ...(await this.in(actor, chosen)) };
  }

  /** For either side: those of the partnership that an entry is in. */
  async ofEntry(actor: Actor, { healthBodyId, groupId }: { healthBodyId: string; groupId: string }) {
    const [chosen = null] = await this.partners(actor, { healthBodyId, groupId });
    return { chosen, ...(await this.in(actor, chosen)) };
  }

  private async partners(actor: Actor, filter: { healthBodyId?: string; groupId?: string }): Promise<Partner[]> {
    const { items } = await this.partnerships.list(actor, asked(PartnershipListQuery, { ...filter, limit: MOST }));
    return items.map((row) => ({
      id: row.id,
      healthBodyId: row.health_body_id,
      groupId: row.group_id,
      name: actor.side === 'group' ? row.health_body : row.group,
    }));
  }

  private async in(actor: Actor, partner: Partner | null): Promise<Omit<EntryChoices, 'payers' | 'chosen'>> {
    if (partner === null) return { health: [], group: [], contracts: [] };
    const { id, healthBodyId, groupId } = partner;
    const [people, contracts] = await Promise.all([
      this.contacts.list(actor, asked(ContactListQuery, { partnershipId: id, limit: MOST })),
      this.contracts.list(actor, asked(ContractListQuery, { healthBodyId, groupId, limit: MOST, sort: '-endsOn' })),
    ]);
    const of = (side: string) =>
      people.items.filter((row) => row.side === side).map((row) => ({ value: row.id, text: nameOf(row) }));
    return {
      health: of('health'),
      group: of('group'),
      contracts: contracts.items.map((row) => ({ value: row.id, text: `${row.reference} ${row.title}` })),
    };
  }
}

function onlyOne<Item>(items: readonly Item[]): Item | null {
  return items.length === 1 ? (items[0] ?? null) : null;
}

/** The names of all that may be chosen, by id. */
export function namesIn({ health, group, contracts }: Pick<EntryChoices, 'health' | 'group' | 'contracts'>) {
  return new Map([...health, ...group, ...contracts].map(({ value, text }) => [value, text]));
}
