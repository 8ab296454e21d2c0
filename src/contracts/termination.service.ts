import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Clock, NOT_FOUND, ReadsService } from '../platform';
import type { Actor, Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import type { BankingCalendar } from './banking-calendar.rules';
import { ContractCalendars } from './contract-calendars';
import { datesOf, keyOf, lastMoveOn, termsOf } from './contract-lock';
import type { LockedContract } from './contract-lock';
import { assertContractMove, assertEffectiveOn } from './contract-state.rules';
import { seenKey, standingLines, toPlanJson } from './standing-plan';
import type { Ask } from './standing-plan';
import { planTermination } from './termination.rules';
import type { NotOwed, PlannedTermination } from './termination.rules';

const MOVED =
  'Payments were sent, came or were changed since you looked at what ending this contract comes to. Look at it again first.';

/** What ending a contract early makes of its payments: a final payment by days, or what is to be taken back. */
@Injectable()
export class Termination {
  constructor(
    private readonly reads: ReadsService,
    private readonly calendars: ContractCalendars,
    private readonly clock: Clock,
  ) {}

  /** Ask for it before the transaction is opened. */
  calendar(actor: Actor, contractId: string): Promise<BankingCalendar> {
    return this.calendars.of(actor, contractId);
  }

  /** Nothing is saved. Throws DomainError `not-found`, `conflict` or `invalid` as terminating does. */
  async preview(actor: Actor, contractId: string, lastDay: CalendarDate): Promise<PlannedTermination> {
    const calendar = await this.calendar(actor, contractId);
    const [contract] = await this.reads.rows<LockedContract>(
      actor,
      'select * from contract where health_body_id = $1 and id = $2',
      [actor.organisationId, contractId],
    );
    if (contract === undefined) throw new DomainError('not-found', NOT_FOUND);
    const ask: Ask = (sql, values) => this.reads.rows(actor, sql, values);
    const [change, today] = [{ to: 'terminated' as const, effectiveOn: lastDay }, this.clock.today()];
    assertContractMove(contract.state, change, contract.starts_on);
    const lastOn = await lastMoveOn(ask, keyOf(contract));
    assertEffectiveOn(change, datesOf(contract), { today, lastMoveOn: lastOn });
    const lines = await standingLines(ask, keyOf(contract));
    return planTermination(termsOf(contract), lines, lastDay, today, calendar);
  }

  /**
   * For a contract that has just been terminated in this transaction, and is locked. Answers how many payments were
   * cancelled. Throws DomainError `stale` when the payments are not what was seen.
   */
  async settle(
    tx: Tx,
    contract: LockedContract,
    { lastDay, calendar, seen }: { lastDay: CalendarDate; calendar: BankingCalendar; seen: string | undefined },
  ): Promise<number> {
    const lines = await standingLines((sql, values) => tx.query(sql, values), keyOf(contract));
    const today = this.clock.today();
    const planned = planTermination(termsOf(contract), lines, lastDay, today, calendar);
    if (seen !== undefined && seen !== seenKey(planned.comparison)) throw new DomainError('stale', MOVED);
    const [answer] = await tx.asServer<{ done: boolean }>(
      'select contract_end_by_days($1, $2, $3, $4, $5, $6) as done',
      [
        contract.id,
        today,
        planned.replaced,
        toPlanJson(planned.plan),
        JSON.stringify(
          planned.released.map(({ instalmentId, amountPence }) => ({
            instalment_id: instalmentId,
            pence: amountPence,
          })),
        ),
        JSON.stringify(planned.recoveries.map(toDue)),
      ],
    );
    if (answer?.done !== true) throw new DomainError('stale', MOVED);
    return planned.replaced.length;
  }
}

function toDue({ instalmentId, amountPence, from, to }: NotOwed) {
  return {
    id: uuid(),
    instalment_id: instalmentId,
    pence: amountPence,
    for_from: from,
    for_to: to,
    reason: 'Paid in advance for days after the last day of the contract.',
  };
}
