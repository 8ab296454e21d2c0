import { Injectable } from '@nestjs/common';
import type { ContractRegime } from '../contracts';
import { AuditService, checkVersion, NOT_FOUND, ReadsService, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { ChangePaymentSetupDto, PaymentSetupView } from './payment-setup.dto';

const SETUP = `
  select c.id, c.reference, g.payee_name as "payeeName", g.joined_at is not null as "groupHasJoined",
    s.supplier_number as "supplierNumber", c.purchase_order_needed as "purchaseOrderNeeded", c.regime, c.version
  from contract c
  join organisation g on g.id = c.group_id
  left join partnership_supplier s on s.health_body_id = c.health_body_id and s.group_id = c.group_id
  where c.health_body_id = $1 and c.id = $2`;

/** What the health body's ledger needs to know of a contract's payee, whoever of it keeps that: a manager or finance. */
@Injectable()
export class PaymentSetup {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
  ) {}

  /** Throws DomainError `not-found` when there is no such contract, or it is another tenant's. */
  async of(actor: Actor, contractId: string): Promise<PaymentSetupView> {
    const [setup] = await this.reads.rows<PaymentSetupView>(actor, SETUP, [actor.organisationId, contractId]);
    if (setup === undefined) throw new DomainError('not-found', NOT_FOUND);
    return setup;
  }

  /** The supplier number holds for all contracts with the group. Throws DomainError `not-found`, `stale`. */
  async change(actor: Actor, contractId: string, version: number, wanted: ChangePaymentSetupDto): Promise<void> {
    const { supplierNumber, purchaseOrderNeeded, regime } = wanted;
    await this.tenant.transaction(actor, async (tx) => {
      const contract = await lock(tx, contractId);
      checkVersion(contract.version, version);
      if (supplierNumber !== undefined) await keepSupplier(tx, contract.groupId, supplierNumber);
      await tx.change(
        `update contract set purchase_order_needed = $3, regime = $4, version = version + 1
         where health_body_id = $1 and id = $2`,
        [
          actor.organisationId,
          contractId,
          purchaseOrderNeeded === undefined ? contract.purchaseOrderNeeded : purchaseOrderNeeded,
          regime === undefined ? contract.regime : regime,
        ],
      );
      const detail = { fields: Object.keys(wanted).join(' ') };
      await this.audit.record(tx, { action: 'contract.payment-setup-changed', subjectId: contractId, detail });
    });
  }
}

interface LockedSetup {
  groupId: string;
  purchaseOrderNeeded: boolean | null;
  regime: ContractRegime | null;
  version: number;
}

async function lock(tx: Tx, contractId: string): Promise<LockedSetup> {
  const [contract] = await tx.query<LockedSetup>(
    `select group_id as "groupId", purchase_order_needed as "purchaseOrderNeeded", regime, version from contract
     where health_body_id = $1 and id = $2 for no key update`,
    [tx.actor.organisationId, contractId],
  );
  if (contract === undefined) throw new DomainError('not-found', NOT_FOUND);
  return contract;
}

async function keepSupplier(tx: Tx, groupId: string, supplierNumber: string | null): Promise<void> {
  const partnership = [tx.actor.organisationId, groupId];
  if (supplierNumber === null) {
    await tx.change('delete from partnership_supplier where health_body_id = $1 and group_id = $2', partnership);
    return;
  }
  await tx.change(
    `insert into partnership_supplier (health_body_id, group_id, supplier_number) values ($1, $2, $3)
     on conflict (health_body_id, group_id) do update set supplier_number = excluded.supplier_number`,
    [...partnership, supplierNumber],
  );
}
