import { Injectable } from '@nestjs/common';
import { ContractDetailService } from '../../contracts';
import { DecisionProcesses, ProcessListQuery, standardProcess } from '../../decisions';
import type { ProcessView } from '../../decisions';
import type { Actor } from '../../platform';
import { EntryChoicesReader, namesIn } from '../contact-log/entry-choices.service';
import type { Choice } from '../contact-log/entry-choices.service';
import { isOpen } from '../frame/navigation';
import type { PageData } from '../frame/pages';
import { asked } from '../group/asked';
import type { Names } from './own-people.rules';
import { compareProcesses } from './process-comparison.rules';
import { shown, versionShown } from './process-shown';

const OWN = { path: '/contracts/:id/decision-process/new' };
const STILL_DECIDES = ['draft', 'agreed', 'suspended'];
const MOST = 200;

/** Between whom a process is, and who can be named in it. */
export interface ProcessSetting {
  contract: { id: string; reference: string };
  names: Names;
  /** What the reader's own side, and the other one, is called. */
  own: string;
  other: string;
  people: { health: Choice[]; group: Choice[] };
  /** The names of all those, by their id. */
  known: ReadonlyMap<string, string>;
  /** Whether the reader may propose, and the contract is not over. */
  mayPropose: boolean;
}

/** How the sides of a contract decide, as its pages show it to either side. */
@Injectable()
export class ProcessReader {
  constructor(
    private readonly processes: DecisionProcesses,
    private readonly contracts: ContractDetailService,
    private readonly choices: EntryChoicesReader,
  ) {}

  /** Throws DomainError `not-found` when there is no such contract, or it is another tenant's. */
  async setting(actor: Actor, contractId: string): Promise<ProcessSetting> {
    const row = await this.contracts.one(actor, contractId);
    const choices = await this.choices.ofEntry(actor, { healthBodyId: row.health_body_id, groupId: row.group_id });
    const names = { health: row.health_body, group: row.group };
    const isHealth = actor.side === 'health';
    return {
      ...{ names, contract: { id: contractId, reference: row.reference } },
      own: isHealth ? names.health : names.group,
      other: isHealth ? names.group : names.health,
      people: { health: choices.health, group: choices.group },
      known: namesIn(choices),
      mayPropose: isOpen(OWN, actor.roles) && STILL_DECIDES.includes(row.stored_state),
    };
  }

  /** One version, beside the one that was signed before it. Throws DomainError `not-found`. */
  async page(actor: Actor, id: string): Promise<PageData> {
    const process = await this.processes.one(actor, id);
    const setting = await this.setting(actor, process.contractId);
    const { items } = await this.versions(actor, process.contractId, MOST);
    const before = items.find((each) => each.state === 'signed' && each.number < process.number) ?? null;
    return {
      ...placed(actor, setting),
      here: `/o/${actor.organisationId}/decision-processes/${id}`,
      version: process.version,
      state: process.state,
      process: shown(process, setting.names, setting.known),
      stands: versionShown(process, setting.names),
      before: before?.number ?? null,
      compared: before === null ? null : compareProcesses(before, process, setting.names, setting.known),
      ours: process.proposedBy === actor.side,
      declineReason: process.declineReason,
      mayAnswer: isOpen(OWN, actor.roles),
      again: setting.mayPropose && isOver(process) && !items.some(({ state }) => state === 'open'),
    };
  }

  /** What holds, what waits and all versions of a contract, newest first. Throws DomainError `not-found`. */
  async contractPage(actor: Actor, id: string, cursor?: string): Promise<PageData> {
    const setting = await this.setting(actor, id);
    const { inForce, proposed } = await this.processes.ofContract(actor, id);
    const { items, next } = await this.versions(actor, id, 20, cursor);
    const { names, known } = setting;
    const here = `/o/${actor.organisationId}/contracts/${id}/decision-process`;
    return {
      ...{ ...placed(actor, setting), here },
      inForce: inForce === null ? null : { ...shown(inForce, names, known), ...versionShown(inForce, names) },
      proposed: proposed === null ? null : versionShown(proposed, names),
      standard: shown(standardProcess(), names, known),
      waitsForYou: proposed !== null && proposed.proposedBy !== actor.side,
      versions: items.map((each) => versionShown(each, names)),
      more: next === null ? null : `${here}?cursor=${encodeURIComponent(next)}#versions`,
      mayPropose: setting.mayPropose,
    };
  }

  private versions(actor: Actor, contractId: string, limit: number, cursor?: string) {
    const query = { contractId, limit, ...(cursor !== undefined && { cursor }) };
    return this.processes.list(actor, asked(ProcessListQuery, query));
  }
}

/** What every page about a process begins with. */
export function placed(actor: Actor, { contract, own, other }: ProcessSetting) {
  const root = `/o/${actor.organisationId}`;
  return {
    ...{ title: 'How we decide', root, contract, own, other },
    breadcrumbs: [{ text: 'The contract', href: `${root}/contracts/${contract.id}` }],
  };
}

function isOver({ state }: ProcessView): boolean {
  return state === 'declined' || state === 'withdrawn';
}
