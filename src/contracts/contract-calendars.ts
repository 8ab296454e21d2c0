import { Injectable } from '@nestjs/common';
import { NOT_FOUND, ReadsService } from '../platform';
import type { Actor, Side } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { BankingCalendar } from './banking-calendar.rules';
import { BankHolidays } from './bank-holidays.service';

const OWN: Record<Side, string> = { health: 'health_body_id', group: 'group_id' };

/** A contract is planned by the calendar of its payer, whichever side asks: both see the same plan. */
@Injectable()
export class ContractCalendars {
  constructor(
    private readonly reads: ReadsService,
    private readonly bankHolidays: BankHolidays,
  ) {}

  /**
   * Ask for it before a transaction is opened. Throws DomainError `not-found` when there is no such contract, or it is
   * another tenant's.
   */
  async of(actor: Actor, contractId: string): Promise<BankingCalendar> {
    if (actor.side === 'health') return this.bankHolidays.calendar(actor.organisationId);
    const [contract] = await this.reads.rows<{ health_body_id: string }>(
      actor,
      `select health_body_id from contract where id = $1 and ${OWN[actor.side]} = $2`,
      [contractId, actor.organisationId],
    );
    if (contract === undefined) throw new DomainError('not-found', NOT_FOUND);
    return this.bankHolidays.calendar(contract.health_body_id);
  }
}
