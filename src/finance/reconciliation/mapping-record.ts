import type { Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import type { MappingFacts } from './mapping.rules';

export const MAPPING_COLUMNS = `m.date_column as "dateColumn", m.date_format as "dateFormat",
  m.amount_format as "amountFormat", m.amount_style as "amountStyle", m.amount_column as "amountColumn",
  m.debit_column as "debitColumn", m.credit_column as "creditColumn", m.reference_column as "referenceColumn",
  m.payee_column as "payeeColumn", m.entry_column as "entryColumn"`;

/** Throws DomainError `invalid` when there is no such mapping here. */
export async function mappingOf(tx: Tx, id: string): Promise<MappingFacts> {
  const [mapping] = await tx.query<MappingFacts>(
    `select ${MAPPING_COLUMNS} from statement_mapping m where m.health_body_id = $1 and m.id = $2`,
    [tx.actor.organisationId, id],
  );
  if (mapping !== undefined) return mapping;
  const detail = 'mappingId must be the id of one of your mappings.';
  throw new DomainError('invalid', detail, [{ pointer: '/mappingId', detail }]);
}
