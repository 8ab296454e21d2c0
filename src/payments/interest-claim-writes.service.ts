import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { type CalendarDate, calendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { ClaimReckoning } from './claim-reckoning.service';
import type { ClaimState } from './interest-claims.dto';
import { claimable } from './interest-claims.rules';
import { invalid } from './ledger.rules';

interface StoredClaim {
  id: string;
  claimedOn: CalendarDate;
  state: ClaimState;
  amountPence: string;
  version: number;
}

/**
 * Claims under the Late Payment of Commercial Debts (Interest) Act 1998. The group claims and withdraws; the payer records
 * what it paid, and can neither refuse nor waive: the database gives it no way to.
 */
@Injectable()
export class InterestClaimWritesService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly reckoning: ClaimReckoning,
  ) {}

  /**
   * Claims what can be claimed today; answers the claim's id. Throws DomainError `invalid` for a payment that is not the
   * group's, `conflict` where there is nothing to claim or a claim waits already.
   */
  async claim(actor: Actor, instalmentId: string): Promise<string> {
    const rates = await this.reckoning.ratesFor(actor, instalmentId).catch(notYours);
    return this.tenant.once(actor, async (tx) => {
      const today = this.clock.today();
      const payment = await this.reckoning.read(tx, instalmentId, rates);
      const { interestPence, fixedSumPence, toOn } = claimable(payment, today);
      const [added] = await tx.query<{ id: string }>(
        `insert into interest_claim (health_body_id, group_id, contract_id, instalment_id, id, claimed_on, to_on,
           interest_pence, fixed_sum_pence)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (health_body_id, instalment_id) where state = 'claimed' do nothing
         returning id`,
        [
          payment.healthBodyId,
          payment.groupId,
          payment.contractId,
          instalmentId,
          uuid(),
          today,
          toOn,
          interestPence,
          fixedSumPence,
        ],
      );
      if (added === undefined) throw new DomainError('conflict', 'A claim for this payment waits to be paid already.');
      const detail = { instalmentId, interestPence, fixedSumPence, toOn };
      await this.audit.record(tx, { action: 'interest-claim.made', subjectId: added.id, detail });
      return added.id;
    });
  }

  /** Throws DomainError `conflict` when it is paid or withdrawn already, `stale`, `not-found`. */
  withdraw(actor: Actor, id: string, version: number): Promise<string> {
    return this.move(actor, { id, version, from: 'claimed', action: 'interest-claim.withdrawn' }, (tx) =>
      set(tx, id, `state = 'withdrawn', withdrawn_on = $3`, [this.clock.today()]),
    );
  }

  /** Throws DomainError `invalid` for a day that cannot be, `conflict` when it does not wait, `stale`, `not-found`. */
  pay(actor: Actor, id: string, version: number, paidOn: string): Promise<string> {
    const on = calendarDate(paidOn);
    if (on > this.clock.today())
      throw invalid('/paidOn', 'Give today or an earlier day: a payment is recorded once it has come.');
    return this.move(actor, { id, version, from: 'claimed', action: 'interest-claim.paid' }, (tx, { claimedOn }) => {
      if (on < claimedOn) throw invalid('/paidOn', `It was claimed on ${claimedOn}: give that day or a later one.`);
      return set(tx, id, `state = 'paid', paid_on = $3`, [on]);
    });
  }

  /** It was recorded as paid by mistake, and waits again. Throws DomainError `conflict`, `stale`, `not-found`. */
  unpay(actor: Actor, id: string, version: number): Promise<string> {
    return this.move(actor, { id, version, from: 'paid', action: 'interest-claim.payment-undone' }, async (tx) => {
      const [other] = await tx.query(
        `select 1 from interest_claim k join interest_claim o on o.health_body_id = k.health_body_id
           and o.group_id = k.group_id and o.instalment_id = k.instalment_id and o.state = 'claimed'
         where k.health_body_id = $1 and k.id = $2`,
        [tx.actor.organisationId, id],
      );
      if (other !== undefined) {
        throw new DomainError(
          'conflict',
          'The group has claimed again for this payment: pay that claim, or ask it to withdraw.',
        );
      }
      await set(tx, id, `state = 'claimed', paid_on = null`, []);
    });
  }

  private move(
    actor: Actor,
    { id, version, from, action }: { id: string; version: number; from: ClaimState; action: string },
    work: (tx: Tx, claim: StoredClaim) => Promise<void>,
  ): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const claim = await lock(tx, id);
      checkVersion(claim.version, version);
      if (claim.state !== from) throw new DomainError('conflict', WRONG_STATE[claim.state]);
      await work(tx, claim);
      await this.audit.record(tx, { action, subjectId: id, detail: { amountPence: Number(claim.amountPence) } });
      return id;
    });
  }
}

const WRONG_STATE: Record<ClaimState, string> = {
  claimed: 'This claim has not been recorded as paid.',
  paid: 'This claim has been paid.',
  withdrawn: 'This claim was withdrawn.',
};

/** What may still be changed is locked; the rest is only read, and stays as it is for ever. */
async function lock(tx: Tx, id: string): Promise<StoredClaim> {
  const tenant = tx.actor.side === 'health' ? 'health_body_id' : 'group_id';
  const values = [id, tx.actor.organisationId];
  const claim = `select id, claimed_on as "claimedOn", state, amount_pence as "amountPence", version
    from interest_claim where id = $1 and ${tenant} = $2`;
  const [locked] = await tx.query<StoredClaim>(`${claim} for update`, values);
  const [found] = locked === undefined ? await tx.query<StoredClaim>(claim, values) : [locked];
  if (found === undefined) throw new DomainError('not-found', NOT_FOUND);
  return found;
}

async function set(tx: Tx, id: string, columns: string, values: unknown[]): Promise<void> {
  const tenant = tx.actor.side === 'health' ? 'health_body_id' : 'group_id';
  await tx.change(`update interest_claim set ${columns}, version = version + 1 where ${tenant} = $1 and id = $2`, [
    tx.actor.organisationId,
    id,
    ...values,
  ]);
}

function notYours(error: unknown): never {
  if (error instanceof DomainError && error.kind === 'not-found') {
    throw invalid('/instalmentId', 'instalmentId must be the id of one of your payments.');
  }
  throw error;
}
