import { Injectable } from '@nestjs/common';
import { COMMUNITY_WORDS, KIND_WORDS, toWorkView, WORK_COLUMNS } from '../organisations';
import type { WorkRow } from '../organisations';
import { AuditService, checkVersion, Clock, NOT_FOUND, ReadsService, TenantService } from '../platform';
import type { Actor, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { AskedDto, AskedView, FitView, GoneOnView, GoOnDto } from './fit.dto';
import { named } from './fit-words';
import { checkFit, openGaps, standingOf } from './fit.rules';

const OWN: Record<Side, string> = { health: 'c.health_body_id', group: 'c.group_id' };

const FACTS = `
  select c.id, c.state, g.does_not_do, ${WORK_COLUMNS.map((column) => `g.${column}`).join(', ')},
    coalesce(f.version, 0) as version, coalesce(to_json(f.kinds), '[]') as kinds,
    coalesce(to_json(f.communities), '[]') as asked_communities, f.area as asked_area, o.gone_on
  from contract c
  join organisation g on g.id = c.group_id
  left join contract_fit f on f.health_body_id = c.health_body_id and f.group_id = c.group_id and f.contract_id = c.id
  cross join lateral (
    select coalesce(json_agg(json_build_object('gaps', o.gaps, 'reason', o.reason, 'decidedOn', o.decided_on)
      order by o.number), '[]') as gone_on
    from contract_fit_override o
    where o.health_body_id = c.health_body_id and o.group_id = c.group_id and o.contract_id = c.id) o`;

interface FactsRow extends WorkRow {
  id: string;
  state: string;
  does_not_do: string | null;
  version: number;
  kinds: AskedView['kinds'];
  asked_communities: AskedView['communities'];
  asked_area: string | null;
  gone_on: GoneOnView[];
}

interface HeldContract {
  id: string;
  health_body_id: string;
  group_id: string;
  state: string;
}

/** Over, or never begun: nothing is gone on with any more. */
const LIVING: readonly string[] = ['draft', 'agreed', 'suspended'];

/** Whether what a contract asks for is what the group says that it does, for both sides to read. */
@Injectable()
export class Fits {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** Throws DomainError `not-found` when there is no such contract, or it is another tenant's. */
  async of(actor: Actor, contractId: string): Promise<FitView> {
    const [facts] = await this.reads.rows<FactsRow>(actor, `${FACTS} where c.id = $1 and ${OWN[actor.side]} = $2`, [
      contractId,
      actor.organisationId,
    ]);
    if (facts === undefined) throw new DomainError('not-found', NOT_FOUND);
    return toFitView(facts);
  }

  /** The same inside a transaction. Throws DomainError `not-found`. */
  async within(tx: Tx, contract: { healthBodyId: string; groupId: string; id: string }): Promise<FitView> {
    const [facts] = await tx.query<FactsRow>(`${FACTS} where c.health_body_id = $1 and c.group_id = $2 and c.id = $3`, [
      contract.healthBodyId,
      contract.groupId,
      contract.id,
    ]);
    if (facts === undefined) throw new DomainError('not-found', NOT_FOUND);
    return toFitView(facts);
  }

  /**
   * Says what the contract asks for, anew. `seen` is the version that was read, 0 where nobody had said it. Throws
   * DomainError `not-found`, `stale`, and `conflict` once it is no draft any more.
   */
  async ask(actor: Actor, contractId: string, seen: number, { kinds, communities, area }: AskedDto): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const contract = await hold(tx, contractId);
      if (contract.state !== 'draft') {
        throw new DomainError(
          'conflict',
          'What a contract asks for is said while it is a draft: this one is none any more.',
        );
      }
      checkVersion((await this.within(tx, idsOf(contract))).version, seen);
      await tx.change(
        `insert into contract_fit (health_body_id, group_id, contract_id, kinds, communities, area)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (health_body_id, contract_id) do update set kinds = excluded.kinds,
           communities = excluded.communities, area = excluded.area, version = contract_fit.version + 1`,
        [contract.health_body_id, contract.group_id, contract.id, kinds, communities, area ?? null],
      );
      const detail = { kinds: kinds.join(','), communities: communities.join(','), withArea: area != null };
      await this.audit.record(tx, { action: 'contract-fit.asked', subjectId: contractId, detail });
    });
  }

  /**
   * Goes on with what does not match, for a reason that the group reads. Throws DomainError `not-found`, `stale`, and
   * `conflict` when the contract is over, or when what does not match is not what the reason is about.
   */
  goOn(actor: Actor, contractId: string, seen: number, { gaps, reason }: GoOnDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const contract = await hold(tx, contractId);
      if (!LIVING.includes(contract.state)) {
        throw new DomainError('conflict', `This contract is ${contract.state}: there is nothing to go on with.`);
      }
      const fit = await this.within(tx, idsOf(contract));
      checkVersion(fit.version, seen);
      if (!sameGaps(fit.openGaps, gaps)) {
        throw new DomainError('conflict', 'What does not match has changed meanwhile. Look at it again.');
      }
      await tx.change(
        `insert into contract_fit_override (health_body_id, group_id, contract_id, gaps, reason, decided_on, account_id)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          contract.health_body_id,
          contract.group_id,
          contract.id,
          gaps,
          reason,
          this.clock.today(),
          actor.kind === 'account' ? actor.id : null,
        ],
      );
      const detail = { gaps: gaps.length };
      await this.audit.record(tx, { action: 'contract-fit.gone-on', subjectId: contractId, detail });
      return contractId;
    });
  }
}

function toFitView(facts: FactsRow): FitView {
  const asked = { kinds: facts.kinds, communities: facts.asked_communities, area: facts.asked_area };
  const { kinds, communities, area } = asked;
  const wanted = { kinds: named(KIND_WORDS, kinds), communities: named(COMMUNITY_WORDS, communities), area };
  const lines = checkFit(wanted, toWorkView(facts));
  return {
    contractId: facts.id,
    standing: standingOf(lines, facts.gone_on),
    asked,
    lines,
    openGaps: openGaps(lines, facts.gone_on),
    doesNotDo: facts.does_not_do,
    goneOn: facts.gone_on,
    version: facts.version,
  };
}

function sameGaps(open: readonly string[], named: readonly string[]): boolean {
  return open.length > 0 && open.length === named.length && open.every((gap) => named.includes(gap));
}

/** With the contract held, what two people do to it happens one after the other. */
async function hold(tx: Tx, id: string): Promise<HeldContract> {
  const [contract] = await tx.asServer<HeldContract>('select * from contract_to_change($1)', [id]);
  if (contract === undefined) throw new DomainError('not-found', NOT_FOUND);
  return contract;
}

function idsOf({ health_body_id, group_id, id }: HeldContract): { healthBodyId: string; groupId: string; id: string } {
  return { healthBodyId: health_body_id, groupId: group_id, id };
}
