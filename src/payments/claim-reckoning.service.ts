import { Injectable } from '@nestjs/common';
import { Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { calendarDate, type CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { penceFromDatabase } from '../shared/money';
import { contractCounts, ledgerOf } from './instalment-standing.service';
import type { StandingRow } from './instalment-standing.service';
import { claimable, claimNow, workingOf } from './interest-claims.rules';
import type { InterestClaimView } from './interest-claims.dto';
import type { Claimable, ClaimAmounts, ClaimedPayment, ClaimWorking } from './interest-claims.rules';
import { readLedger } from './ledger.rules';
import { StatutoryRates } from './statutory-rates.service';

/** A late payment of a group, with what it has already claimed for it. */
export interface PaymentToClaimFor extends ClaimedPayment {
  id: string;
  healthBodyId: string;
  groupId: string;
  contractId: string;
  contractReference: string;
  healthBody: string;
  number: number;
  dueOn: CalendarDate;
  amountPence: number;
}

interface Row extends StandingRow {
  id: string;
  health_body_id: string;
  group_id: string;
  contract_id: string;
  reference: string;
  health_body: string;
  number: number;
  earlier: readonly { interest: string; fixed: string; paid: boolean }[];
}

const paymentBy = (tenant: 'group_id' | 'health_body_id') => `
  select i.id, i.health_body_id, i.group_id, i.contract_id, c.reference, h.name as health_body, i.number, c.instrument,
    c.timing, ${contractCounts('c', '$3::date')} as contract_counts, i.period_ends_on, i.due_on, i.send_by_on,
    i.amount_pence, i.state, r.receipts,
    (select coalesce(json_agg(json_build_object('interest', k.interest_pence::text, 'fixed', k.fixed_sum_pence::text,
       'paid', k.state = 'paid')), '[]')
     from interest_claim k where k.health_body_id = i.health_body_id and k.group_id = i.group_id
       and k.instalment_id = i.id and k.state <> 'withdrawn') as earlier
  from instalment i
  join contract c on c.health_body_id = i.health_body_id and c.group_id = i.group_id and c.id = i.contract_id
  join organisation h on h.id = i.health_body_id
  cross join lateral (${ledgerOf('i', '$3::date')}) r
  where i.${tenant} = $1 and i.id = $2`;

/** What a claim that waits would come to today; `cancelled` where its payment is owed no more. */
export interface ClaimChange extends ClaimAmounts {
  cancelled: boolean;
}

/** What a group may claim for a payment today, and how that is worked out. */
@Injectable()
export class ClaimReckoning {
  constructor(
    private readonly tenant: TenantService,
    private readonly rates: StatutoryRates,
    private readonly clock: Clock,
  ) {}

  /**
   * For the group to read before it claims. `refused` says why nothing can be claimed. Throws DomainError `not-found` when
   * it is no payment of the actor's group.
   */
  async of(actor: Actor, instalmentId: string): Promise<Reckoning> {
    const rates = await this.ratesFor(actor, instalmentId);
    const payment = await this.tenant.transaction(actor, (tx) => this.read(tx, instalmentId, rates));
    try {
      const amounts = claimable(payment, this.clock.today());
      const working = payment.debt === null ? null : workingOf({ ...payment.debt, asOf: amounts.toOn });
      return { payment, amounts, working, refused: null };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { payment, amounts: null, working: null, refused: error.message };
    }
  }

  /**
   * For both sides, of a claim that waits: what the same claim comes to by what is on record now, where receipts that were
   * entered or taken out since, or a change of the contract, make that another sum. Null where it is the same.
   */
  async changeOf(actor: Actor, claim: InterestClaimView): Promise<ClaimChange | null> {
    if (claim.state !== 'claimed') return null;
    const rates = await this.rates.rates(claim.healthBodyId);
    const payment = await this.tenant.transaction(actor, (tx) => this.read(tx, claim.instalmentId, rates));
    const now = claimNow(payment, calendarDate(claim.toOn));
    const same = now?.interestPence === claim.interestPence && now.fixedSumPence === claim.fixedSumPence;
    return now === null || same ? null : { ...now, cancelled: payment.debt === null };
  }

  /** The rates of the body that pays: those that it added itself too. Ask before a transaction is opened. */
  async ratesFor(actor: Actor, instalmentId: string): Promise<ReadonlyMap<string, number>> {
    const [payer] = await this.tenant.transaction(actor, (tx) =>
      tx.query<{ id: string }>('select health_body_id as id from instalment where group_id = $1 and id = $2', [
        actor.organisationId,
        instalmentId,
      ]),
    );
    if (payer === undefined) throw new DomainError('not-found', NOT_FOUND);
    return this.rates.rates(payer.id);
  }

  /** Throws DomainError `not-found`. */
  async read(tx: Tx, instalmentId: string, rates: ReadonlyMap<string, number>): Promise<PaymentToClaimFor> {
    const { side, organisationId } = tx.actor;
    const sql = paymentBy(side === 'health' ? 'health_body_id' : 'group_id');
    const [row] = await tx.query<Row>(sql, [organisationId, instalmentId, this.clock.today()]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return toPayment(row, rates);
  }
}

export interface Reckoning {
  payment: PaymentToClaimFor;
  amounts: Claimable | null;
  working: ClaimWorking | null;
  refused: string | null;
}

function toPayment(row: Row, rates: ReadonlyMap<string, number>): PaymentToClaimFor {
  const amountPence = penceFromDatabase(row.amount_pence);
  const lines = row.receipts.map(({ receivedOn, kind, amountPence: pence }) => ({
    on: receivedOn,
    kind,
    pence: penceFromDatabase(pence),
  }));
  const { instrument, timing, due_on: dueOn, period_ends_on: periodEndsOn } = row;
  const receipts = lines.map(({ on, kind, pence }) => ({ receivedOn: on, pence: kind === 'receipt' ? pence : -pence }));
  const owed = row.state !== 'cancelled' && row.contract_counts;
  return {
    id: row.id,
    healthBodyId: row.health_body_id,
    groupId: row.group_id,
    contractId: row.contract_id,
    contractReference: row.reference,
    healthBody: row.health_body,
    number: row.number,
    dueOn,
    amountPence,
    debt: owed ? { instrument, timing, dueOn, periodEndsOn, amountPence, receipts, rates } : null,
    settledOn: readLedger(amountPence, lines).settledOn,
    earlier: row.earlier.map(({ interest, fixed, paid }) => ({
      interestPence: penceFromDatabase(interest),
      fixedSumPence: penceFromDatabase(fixed),
      paid,
    })),
  };
}
