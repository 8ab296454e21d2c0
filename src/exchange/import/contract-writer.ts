import { v7 as uuid } from 'uuid';
import type { AuditService, Tx } from '../../platform';
import type { BodyRegister, KnownContract } from './body-register';
import { insertMany, updateMany } from './bulk';
import type { ContractChanges } from './contract-changes';
import { writeGroups } from './group-writer';
import { CAUSE } from './import-log';
import { writePeople } from './people-writer';

/** Writes what the contract rows of one health body come to, set by set, with the audit row of each change. */
export async function writeContracts(
  tx: Tx,
  audit: AuditService,
  register: BodyRegister,
  changes: ContractChanges,
): Promise<void> {
  await writeGroups(tx, audit, register, changes);
  await writePeople(tx, audit, register, changes.people);
  await writeTerms(tx, audit, register, changes);
  await writePlans(tx, register, changes);
  await writeLeads(tx, audit, register, changes);
}

const TERM_COLUMNS = [
  ['title', 'text'],
  ['instrument', 'text'],
  ['value_pence', 'bigint'],
  ['starts_on', 'date'],
  ['ends_on', 'date'],
  ['timing', 'text'],
  ['rhythm', 'text'],
  ['payment_days', 'smallint'],
  ['payment_day', 'smallint'],
  ['deviation_reason', 'text'],
  ['purchase_order', 'text'],
  ['vat_treatment', 'text'],
  ['invoice_needed', 'boolean'],
  ['schedule_version', 'integer'],
] as const;

function termValues(contract: KnownContract): unknown[] {
  return [
    contract.title,
    contract.instrument,
    contract.valuePence,
    contract.startsOn,
    contract.endsOn,
    contract.timing,
    contract.rhythm,
    contract.paymentDays,
    contract.paymentDay,
    contract.deviationReason,
    contract.purchaseOrder,
    contract.vat,
    contract.invoiceNeeded,
    contract.scheduleVersion,
  ];
}

async function writeTerms(tx: Tx, audit: AuditService, { id }: BodyRegister, changes: ContractChanges): Promise<void> {
  const { newContracts, changedContracts } = changes;
  await insertMany(
    tx,
    'contract',
    { health_body_id: id },
    [
      ['group_id', 'uuid'],
      ['id', 'uuid'],
      ['reference', 'text'],
      ['reference_key', 'text'],
      ['state', 'text'],
      ...TERM_COLUMNS,
    ],
    newContracts.map((contract) => [
      contract.groupId,
      contract.id,
      contract.reference,
      contract.reference.toLowerCase(),
      'agreed',
      ...termValues(contract),
    ]),
  );
  // What a register lists was agreed; the first known state holds for every day before it too.
  await insertMany(
    tx,
    'contract_state_change',
    { health_body_id: id },
    [
      ['group_id', 'uuid'],
      ['contract_id', 'uuid'],
      ['position', 'integer'],
      ['to_state', 'text'],
      ['effective_on', 'date'],
    ],
    newContracts.map(({ groupId, id: contractId, startsOn }) => [groupId, contractId, 1, 'agreed', startsOn]),
  );
  const names = TERM_COLUMNS.map(([name]) => name);
  const arrays = TERM_COLUMNS.map(([, type], at) => `$${String(at + 3)}::${type}[]`);
  const values = changedContracts.map(termValues);
  await updateMany(
    tx,
    `update contract c set ${names.map((name) => `${name} = u.${name}`).join(', ')}, version = c.version + 1
     from unnest($2::uuid[], ${arrays.join(', ')}) u(id, ${names.join(', ')})
     where c.health_body_id = $1 and c.id = u.id`,
    [id],
    [changedContracts.map((contract) => contract.id), ...names.map((_, at) => values.map((row) => row[at]))],
  );
  await audit.recordMany(
    tx,
    'contract.imported',
    newContracts.map((contract) => contract.id),
    CAUSE,
  );
  await audit.recordMany(
    tx,
    'contract.changed',
    changedContracts.map((contract) => contract.id),
    CAUSE,
  );
}

/** A plan that replaces another leaves it readable: its instalments, on which nothing was received, are cancelled. */
async function writePlans(tx: Tx, { id }: BodyRegister, { plans }: ContractChanges): Promise<void> {
  const replaced = plans.filter(({ contract }) => contract.scheduleVersion > 1).map(({ contract }) => contract.id);
  await updateMany(
    tx,
    `update instalment set state = 'cancelled', version = version + 1
     where health_body_id = $1 and contract_id = any($2) and state in ('planned', 'approved', 'held')
       and received_pence = 0`,
    [id],
    [replaced],
  );
  await insertMany(
    tx,
    'schedule',
    { health_body_id: id },
    [
      ['group_id', 'uuid'],
      ['contract_id', 'uuid'],
      ['version', 'integer'],
      ['net_pence', 'bigint'],
    ],
    plans.map(({ contract }) => [contract.groupId, contract.id, contract.scheduleVersion, contract.valuePence]),
  );
  await insertMany(
    tx,
    'instalment',
    { health_body_id: id },
    [
      ['group_id', 'uuid'],
      ['contract_id', 'uuid'],
      ['id', 'uuid'],
      ['schedule_version', 'integer'],
      ['number', 'integer'],
      ['period_starts_on', 'date'],
      ['period_ends_on', 'date'],
      ['due_on', 'date'],
      ['send_by_on', 'date'],
      ['net_pence', 'bigint'],
      ['vat_pence', 'bigint'],
    ],
    plans.flatMap(({ contract, instalments }) =>
      instalments.map((planned) => [
        contract.groupId,
        contract.id,
        uuid(),
        contract.scheduleVersion,
        planned.number,
        planned.periodStartsOn,
        planned.periodEndsOn,
        planned.dueOn,
        planned.sendByOn,
        planned.netPence,
        planned.vatPence,
      ]),
    ),
  );
}

async function writeLeads(
  tx: Tx,
  audit: AuditService,
  { id }: BodyRegister,
  { endedLeads, newLeads }: ContractChanges,
): Promise<void> {
  await updateMany(
    tx,
    `update named_lead l set to_on = u.to_on, version = l.version + 1 from unnest($2::uuid[], $3::date[]) u(id, to_on)
     where l.health_body_id = $1 and l.id = u.id`,
    [id],
    [endedLeads.map((lead) => lead.id), endedLeads.map(({ toOn }) => toOn)],
  );
  const leads = newLeads.map((lead) => ({ ...lead, id: uuid() }));
  await insertMany(
    tx,
    'named_lead',
    { health_body_id: id },
    [
      ['group_id', 'uuid'],
      ['contract_id', 'uuid'],
      ['id', 'uuid'],
      ['contact_id', 'uuid'],
      ['side', 'text'],
      ['role', 'text'],
      ['from_on', 'date'],
    ],
    leads.map(({ contract, id: leadId, contactId, side, role, fromOn }) => [
      contract.groupId,
      contract.id,
      leadId,
      contactId,
      side,
      role,
      fromOn,
    ]),
  );
  await audit.recordMany(
    tx,
    'lead.ended',
    endedLeads.map((lead) => lead.id),
    CAUSE,
  );
  await audit.recordMany(
    tx,
    'lead.named',
    leads.map((lead) => lead.id),
    CAUSE,
  );
}
