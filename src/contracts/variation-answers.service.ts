import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { ContractCalendars } from './contract-calendars';
import { keyOf, lockContract } from './contract-lock';
import type { LockedContract } from './contract-lock';
import { seenKey, standingLines, toPlanJson } from './standing-plan';
import { planProposed } from './variation-planning';
import type { PlannedOn } from './variation-planning';
import type { VariationRow } from './variation-view.dto';
import { VariationsService } from './variations.service';
import type { AcceptedOutsideDto } from './variations.dto';

type OpenRow = Pick<VariationRow, 'id' | 'proposed_by' | 'state' | 'version'>;

const MOVED =
  'Payments were sent, came or were changed since you looked at what this variation makes of them. Look at it again, then accept it.';

/** What the other side says to a proposal, and the proposer taking it back. One answer counts, whoever comes first. */
@Injectable()
export class VariationAnswers {
  constructor(
    private readonly tenant: TenantService,
    private readonly variations: VariationsService,
    private readonly calendars: ContractCalendars,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /**
   * Accepts for the actor's own side: from then on the new terms are the contract's, and its payments are planned again.
   * Answers the variation's id. Throws DomainError `conflict` when it is answered already, or is the actor's own, or a
   * payment run is about to send what it would replace;
   * `stale` when it or what it makes of the payments is not what the actor saw; `invalid` when it cannot be done any more.
   */
  accept(actor: Actor, id: string, version: number, previewKey: string): Promise<string> {
    return this.take(actor, id, { version, previewKey, answersFor: actor.side, outside: null });
  }

  /**
   * What a group that has not joined said outside Accord to a proposal of its health body, written down. Throws as
   * `accept` does, and `conflict` once the group has joined.
   */
  acceptedOutside(actor: Actor, id: string, version: number, request: AcceptedOutsideDto): Promise<string> {
    if (request.confirmedOn > this.clock.today()) {
      const detail = 'confirmedOn must not be after today.';
      throw new DomainError('invalid', detail, [{ pointer: '/confirmedOn', detail }]);
    }
    const { previewKey, ...outside } = request;
    return this.take(actor, id, { version, previewKey, answersFor: 'group', outside });
  }

  /** Declines what the other side proposed. Throws DomainError `conflict`, `stale`. */
  decline(actor: Actor, id: string, version: number, reason: string): Promise<string> {
    return this.close(actor, id, { version, answersFor: actor.side, state: 'declined', reason });
  }

  /** Takes back a proposal of the actor's own side. Throws DomainError `conflict`, `stale`. */
  withdraw(actor: Actor, id: string, version: number): Promise<string> {
    const other = actor.side === 'health' ? 'group' : 'health';
    return this.close(actor, id, { version, answersFor: other, state: 'withdrawn', reason: null });
  }

  private async take(actor: Actor, id: string, answer: Taking): Promise<string> {
    const proposed = await this.variations.one(actor, id);
    const calendar = await this.calendars.of(actor, proposed.contract_id);
    return this.tenant.once(actor, async (tx) => {
      const contract = await lockContract(tx, proposed.contract_id);
      await assertOpen(tx, contract, id, answer);
      const on = { calendar, today: this.clock.today() };
      await accept(tx, contract, proposed, { ...answer, ...on });
      const how = answer.outside === null ? 'in_accord' : 'outside_accord';
      const detail = { contractId: contract.id, side: answer.answersFor, how };
      await this.audit.record(tx, { action: 'variation.accepted', subjectId: id, detail });
      return id;
    });
  }

  private async close(actor: Actor, id: string, closing: Closing): Promise<string> {
    const proposed = await this.variations.one(actor, id);
    return this.tenant.once(actor, async (tx) => {
      const contract = await lockContract(tx, proposed.contract_id);
      await assertOpen(tx, contract, id, closing);
      await tx.change(
        `update contract_variation set state = $4, decline_reason = $5, answered_on = $6, answered_account_id = $7,
           version = version + 1
         where health_body_id = $1 and group_id = $2 and id = $3`,
        [
          ...[contract.health_body_id, contract.group_id, id, closing.state, closing.reason],
          this.clock.today(),
          actor.kind === 'account' ? actor.id : null,
        ],
      );
      const detail = { contractId: contract.id };
      await this.audit.record(tx, { action: `variation.${closing.state}`, subjectId: id, detail });
      return id;
    });
  }
}

interface Answer {
  version: number;
  /** The side whose answer it is. */
  answersFor: Side;
}

interface Taking extends Answer {
  previewKey: string;
  outside: Omit<AcceptedOutsideDto, 'previewKey'> | null;
}

interface Closing extends Answer {
  state: 'declined' | 'withdrawn';
  reason: string | null;
}

const ANSWERED: Record<string, string> = {
  accepted: 'This variation was accepted already: nothing was changed.',
  declined: 'This variation was declined already: nothing was changed.',
  withdrawn: 'This variation was taken back: nothing was changed.',
  lapsed: 'The contract is over, so this variation lapsed: nothing was changed.',
};

/** With the contract locked, so that of several answers the first one counts. */
async function assertOpen(tx: Tx, contract: LockedContract, id: string, answer: Answer): Promise<void> {
  const [variation] = await tx.query<OpenRow>(
    `select id, proposed_by, state, version from contract_variation
     where health_body_id = $1 and group_id = $2 and id = $3`,
    [contract.health_body_id, contract.group_id, id],
  );
  if (variation === undefined) throw new DomainError('not-found', NOT_FOUND);
  if (variation.state !== 'open') throw new DomainError('conflict', ANSWERED[variation.state] ?? MOVED);
  if (variation.proposed_by === answer.answersFor) {
    throw new DomainError('conflict', 'Only the other side answers a proposal; whoever made it can take it back.');
  }
  checkVersion(variation.version, answer.version);
}

async function accept(
  tx: Tx,
  contract: LockedContract,
  proposed: VariationRow,
  { previewKey, outside, ...on }: Taking & PlannedOn,
): Promise<void> {
  const lines = await standingLines((sql, values) => tx.query(sql, values), keyOf(contract));
  const { comparison, replaced, plan } = planProposed(contract, lines, proposed, on);
  if (seenKey(comparison) !== previewKey) throw new DomainError('stale', MOVED);
  if (replaced.length > 0) await assertInNoRun(tx, contract.id, replaced);
  const [answer] = await tx.asServer<{ outcome: string }>(
    'select variation_accept($1, $2, $3, $4, $5, $6, $7) as outcome',
    [
      proposed.id,
      on.today,
      tx.actor.kind === 'account' ? tx.actor.id : null,
      outside === null ? null : JSON.stringify(outside),
      contract.version,
      replaced,
      plan === null ? null : toPlanJson(plan),
    ],
  );
  assertAccepted(answer?.outcome);
}

/** A group does not learn of runs: only that its payment is under way. */
async function assertInNoRun(tx: Tx, contractId: string, replaced: readonly string[]): Promise<void> {
  const [found] = await tx.asServer<{ run: number | null }>('select contract_payments_in_run($1, $2) as run', [
    contractId,
    replaced,
  ]);
  const run = found?.run ?? null;
  if (run === null) return;
  throw new DomainError(
    'conflict',
    tx.actor.side === 'health'
      ? `Payment run ${String(run)} is about to send a payment that this variation would replace. Have it taken out of the run first, or wait until the run has been sent.`
      : 'A payment that this variation would replace is being prepared to be sent. Accept it once that has been sent, or ask the health body to wait with it.',
  );
}

function assertAccepted(outcome: string | undefined): void {
  if (outcome === 'accepted') return;
  if (outcome === 'changed') throw new DomainError('stale', MOVED);
  throw new DomainError('conflict', 'The group has joined Accord and answers there itself: nothing was changed.');
}
