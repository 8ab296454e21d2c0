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

/** What an entry of the log may refer to, in one partnership; nobody and nothing until one is chosen. */
export interface EntryChoices {
  payers: { id: string; healthBodyId: string; name: string }[];
  chosen: { id: string; healthBodyId: string; name: string } | null;
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

  /** `which` is a partnership or its health body; with one partnership there is nothing to choose. */
  async of(actor: Actor, which: unknown): Promise<EntryChoices> {
    const { items } = await this.partnerships.list(actor, asked(PartnershipListQuery, { limit: MOST }));
    const payers = items.map((row) => ({ id: row.id, healthBodyId: row.health_body_id, name: row.health_body }));
    const chosen = payers.find(({ id, healthBodyId }) => id === which || healthBodyId === which) ?? onlyOne(payers);
    if (chosen === null) return { payers, chosen, health: [], group: [], contracts: [] };
    const [people, contracts] = await Promise.all([
      this.contacts.list(actor, asked(ContactListQuery, { partnershipId: chosen.id, limit: MOST })),
      this.contracts.list(
        actor,
        asked(ContractListQuery, { healthBodyId: chosen.healthBodyId, limit: MOST, sort: '-endsOn' }),
      ),
    ]);
    const of = (side: string) =>
      people.items.filter((row) => row.side === side).map((row) => ({ value: row.id, text: nameOf(row) }));
    return {
      payers,
      chosen,
      health: of('health'),
      group: of('group'),
      contracts: contracts.items.map(({ id, reference, title }) => ({ value: id, text: `${reference} ${title}` })),
    };
  }
}

function onlyOne<Item>(items: readonly Item[]): Item | null {
  return items.length === 1 ? (items[0] ?? null) : null;
}

/** The names of all that may be chosen, by id. */
export function namesIn({ health, group, contracts }: EntryChoices): ReadonlyMap<string, string> {
  return new Map([...health, ...group, ...contracts].map(({ value, text }) => [value, text]));
}
