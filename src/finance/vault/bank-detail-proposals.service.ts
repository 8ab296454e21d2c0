import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, Clock, TenantService } from '../../platform';
import type { Actor, Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import type { BankAccount } from '../bank-accounts';
import { accountIn } from './bank-account.rules';
import type { ProposeBankDetailDto } from './bank-details.dto';
import { ModulusService } from './modulus.service';
import { sealAccount } from './sealed-account';
import { settle } from './settling';
import { VaultKeys } from './vault-keys.service';
import type { OpenVault } from './vault-keys.service';

const INSERT = `
  insert into bank_detail (health_body_id, group_id, id, vault_id, reason_code, sealed_account, sealed_name, fingerprint,
    sort_code_ends, account_ends, service_user_number, modulus, modulus_version, proposed_by, proposed_at, proposed_on)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`;

interface Payee {
  groupId: string | null;
  partnershipId: string | null;
}

/** How a change of bank details begins. Nothing is paid by it until it was called back, confirmed, and has rested. */
@Injectable()
export class BankDetailProposals {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly keys: VaultKeys,
    private readonly modulus: ModulusService,
  ) {}

  /**
   * Returns the id. Throws DomainError `invalid` with the field (digits, no such payee, a number that cannot exist, the
   * details in force already); `conflict` when a change is under way, or the vault is off.
   */
  propose(actor: Actor, wanted: ProposeBankDetailDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const vault = await this.keys.open(tx);
      const { serviceUserNumber, ...account } = accountIn(wanted);
      const payee = await payeeIn(tx, wanted.groupId ?? null);
      if (payee.groupId !== null && serviceUserNumber !== null) {
        throw wrong('/serviceUserNumber', 'Only your own account has a service user number.');
      }
      await settle(tx, this.clock.now(), this.audit);
      await refuseSecond(tx, payee);
      const { answer, version } = await this.modulus.check(tx, account.sortCode, account.accountNumber);
      if (answer === 'impossible') throw wrong('/accountNumber', IMPOSSIBLE);
      const proposal = { wanted, account, serviceUserNumber, payee, modulus: { answer, version } };
      const id = await this.insert(tx, vault, proposal);
      await this.audit.record(tx, {
        action: 'bank-detail.proposed',
        subjectId: id,
        detail: { groupId: payee.groupId, reasonCode: wanted.reasonCode, modulus: answer },
      });
      return id;
    });
  }

  private async insert(tx: Tx, { vaultId, key }: OpenVault, proposal: Proposal): Promise<string> {
    const { wanted, account, serviceUserNumber, payee, modulus } = proposal;
    const { organisationId, id: accountId } = tx.actor;
    const id = uuid();
    const row = { health_body_id: organisationId, id, partnership_id: payee.partnershipId };
    const sealed = sealAccount(key, row, account);
    await refuseSame(tx, payee, sealed.fingerprint);
    await tx.query(INSERT, [
      organisationId,
      payee.groupId,
      id,
      vaultId,
      wanted.reasonCode,
      sealed.sealed_account,
      sealed.sealed_name,
      sealed.fingerprint,
      account.sortCode.slice(-2),
      account.accountNumber.slice(-4),
      serviceUserNumber,
      modulus.answer,
      modulus.version,
      accountId,
      this.clock.now(),
      this.clock.today(),
    ]);
    return id;
  }
}

interface Proposal {
  wanted: ProposeBankDetailDto;
  account: BankAccount;
  serviceUserNumber: string | null;
  payee: Payee;
  modulus: { answer: string; version: string | null };
}

const IMPOSSIBLE =
  'No such account can exist at this sort code: compare both, digit by digit, with the letter or statement they came from.';

async function payeeIn(tx: Tx, groupId: string | null): Promise<Payee> {
  if (groupId === null) return { groupId, partnershipId: null };
  const [partnership] = await tx.query<{ id: string }>(
    'select id from partnership where health_body_id = $1 and group_id = $2',
    [tx.actor.organisationId, groupId],
  );
  if (partnership === undefined) throw wrong('/groupId', 'This is none of your payees.');
  return { groupId, partnershipId: partnership.id };
}

async function refuseSecond(tx: Tx, { groupId }: Payee): Promise<void> {
  const [open] = await tx.query(
    `select 1 from bank_detail where health_body_id = $1 and group_id is not distinct from $2
       and state in ('proposed', 'called_back', 'confirmed')`,
    [tx.actor.organisationId, groupId],
  );
  if (open === undefined) return;
  throw new DomainError('conflict', 'A change for this payee is under way already: finish or cancel it first.');
}

async function refuseSame(tx: Tx, { groupId }: Payee, fingerprint: Buffer): Promise<void> {
  const [same] = await tx.query(
    `select 1 from bank_detail where health_body_id = $1 and group_id is not distinct from $2 and state = 'in_force'
       and fingerprint = $3`,
    [tx.actor.organisationId, groupId, fingerprint],
  );
  if (same !== undefined) throw wrong('/accountNumber', 'These are the details that are in force already.');
}

function wrong(pointer: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer, detail }]);
}
