import { Injectable } from '@nestjs/common';
import { AgreementService, BankHolidays, isLight } from '../contracts';
import { checkVersion, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { AgreedParts } from './agreed-parts.service';
import type { LightAgreementDto } from './light-agreement.dto';

const FACTS = `select c.version, c.state, ${isLight('c')} as light from contract c where c.id = $1`;

interface FactsRow {
  version: number;
  state: string;
  light: boolean;
}

/** Small contracts: the terms, when is paid, how both keep in touch and how both decide, agreed with one button a side. */
@Injectable()
export class LightAgreements {
  constructor(
    private readonly tenant: TenantService,
    private readonly agreement: AgreementService,
    private readonly bankHolidays: BankHolidays,
    private readonly parts: AgreedParts,
  ) {}

  /**
   * Confirms the terms for the actor's side, and takes how both keep in touch and decide as agreed where the other side
   * has said the same; what was changed is proposed to it. The group says with it that it has read when it is paid.
   * Answers the contract's id. Throws DomainError `conflict` for a contract that is no draft, not light, or confirmed by
   * this side already; `stale` when something of it has changed since it was read; and as its parts do.
   */
  async agree(actor: Actor, id: string, version: number, wanted: LightAgreementDto): Promise<string> {
    await this.parts.assertProposable(actor, id, wanted);
    const calendar = await this.bankHolidays.calendarFor(actor);
    return this.tenant.once(actor, async (tx) => {
      await assertLight(tx, id, version);
      await this.parts.settleContact(tx, id, wanted);
      await this.parts.settleProcess(tx, id, wanted);
      if (actor.side === 'group') await this.parts.settleSchedule(tx, id);
      return this.agreement.confirmIn(tx, { id, version, reasons: wanted.goOnWithout ?? [] }, calendar);
    });
  }
}

async function assertLight(tx: Tx, id: string, seen: number): Promise<void> {
  // What two people do to it happens one after the other.
  await tx.asServer('select 1 from contract_to_change($1)', [id]);
  const [contract] = await tx.query<FactsRow>(FACTS, [id]);
  if (contract === undefined) throw new DomainError('not-found', NOT_FOUND);
  if (contract.state !== 'draft') {
    throw new DomainError('conflict', `This contract is ${contract.state}, and no draft: nothing was changed.`);
  }
  if (!contract.light) {
    throw new DomainError(
      'conflict',
      'This contract is too large to be agreed on one page: confirm its terms, and agree on how you work and decide together each on its own page.',
    );
  }
  checkVersion(contract.version, seen);
}
