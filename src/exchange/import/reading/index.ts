export { type ImportFileKind, TEMPLATES } from './columns.rules';
export type { ContactRow } from './contact-row.rules';
export type { ContractRow, LegalForm } from './contract-row.rules';
export { mendedCsv, reasonOf } from './mended-csv';
export {
  type BadRow,
  type FileFacts,
  type GoodRow,
  openContacts,
  openContracts,
  type OpenedTable,
  openPayments,
} from './open-table';
export type { PaymentRow } from './payment-row.rules';
export type { ImportProblem } from './problem.rules';
