export { csvLine } from './formats/csv-cell.rules';
export { PAYMENTS_TO_APPROVE } from './payments-to-approve';
export { possibleApprovers } from './possible-approvers';
export { KIND_WORDS } from './figures/figures-csv.rules';
export { figuresCsv } from './figures/figures-csv.rules';
export { FigureStatements } from './figures/figure-statements.service';
export type { ReportingPeriodView } from './figures/figure-statements.dto';
export { ReportingPeriodQuery } from './figures/figure-statements.dto';
export { FiguresService } from './figures/figures.service';
export { ReportedPayments } from './figures/reported-payments.service';
export { FiguresModule } from './figures/figures.module';
export { toApprovalLimitView } from './approval-limits.dto';
export { ApprovalLimits } from './approval-limits.service';
export { FinanceModule } from './finance.module';
export { ReconciliationModule } from './reconciliation/reconciliation.module';
export { toEntryView } from './reconciliation/entries.dto';
export type { EntryView } from './reconciliation/entries.dto';
export { EntryDecisions } from './reconciliation/entry-decisions.service';
export { AMOUNT_STYLES, DATE_FORMATS as STATEMENT_DATE_FORMATS } from './reconciliation/mapping.rules';
export { MappingDto } from './reconciliation/mappings.dto';
export { StatementMappings } from './reconciliation/mappings.service';
export { canConfirm, canUndo } from './reconciliation/outcome.rules';
export { toReconciliationView } from './reconciliation/reconciliations.dto';
export { Reconciliations } from './reconciliation/reconciliations.service';
export { SameFileError, StatementImports } from './reconciliation/statement-imports.service';
export { StatementUndo } from './reconciliation/statement-undo.service';
export { withStatement } from './reconciliation/statement-upload';
export { BankAccounts } from './bank-accounts';
export { ModulusService } from './vault/modulus.service';
export { RotationService } from './vault/rotation.service';
export type { VaultCount } from './vault/rotation.service';
export { toRunDetailView, toRunView } from './payment-runs.dto';
export type { RunDetailView } from './payment-runs.dto';
export { PaymentRuns } from './payment-runs.service';
export { RunExportReads } from './run-export-reads.service';
export { toRunExportView } from './run-exports.dto';
export { RunExports } from './run-exports.service';
export { toDifferenceView, toLeftOutView, toLineView } from './run-lines.dto';
export { RunLines } from './run-lines.service';
export { DECLARATION } from './run-moves.dto';
export { RunMoves } from './run-moves.service';
export { RunProposals } from './run-proposals.service';
export { RUN_METHODS, whyNotSend } from './run.rules';
export type { RunMethod, RunState } from './run.rules';
export { SendBys } from './send-bys.service';
export { AdditionListQuery, toAdditionView } from './run-additions.dto';
export { RunAdditions } from './run-additions.service';
export { RunListQuery } from './payment-runs.dto';
export { NotSendables } from './not-sendable.service';
export { RunsToApprove } from './runs-to-approve.service';
export { bacsText as payeeLine } from './formats/bank-text.rules';
export {
  AMOUNT_FORMATS,
  DATE_FORMATS,
  LINE_ENDINGS,
  QUOTINGS,
  SEPARATORS,
  SOURCES_OF,
  TEMPLATE_KINDS,
  USUAL_AP_TEMPLATE,
  USUAL_JOURNAL_TEMPLATE,
} from './formats/export-template.rules';
export type { ExportTemplate, TemplateKind } from './formats/export-template.rules';
export { remittanceCsv } from './remittances/remittance-csv.rules';
export { RemittanceListQuery, toRemittanceLineView, toRemittanceView } from './remittances/remittances.dto';
export { Remittances } from './remittances/remittances.service';
export { ExportTemplateChanges } from './templates/export-template-changes.service';
export { templateOf } from './templates/export-template-record';
export { toExportTemplateView } from './templates/export-template-view.dto';
export { ExportTemplateListQuery, layoutOf } from './templates/export-templates.dto';
export type { ChangeExportTemplateDto, SaveExportTemplateDto } from './templates/export-templates.dto';
export { ExportTemplates } from './templates/export-templates.service';
export { checkTemplate } from './templates/template-check.rules';
export { previewOf } from './templates/template-preview.rules';
export { spacedSortCode } from './vault/bank-account.rules';
export { mayConfirm, mayMove } from './vault/bank-detail.rules';
export type { DetailMove } from './vault/bank-detail.rules';
export { BankDetailCalls } from './vault/bank-detail-calls.service';
export { BankDetailMoves } from './vault/bank-detail-moves.service';
export { BankDetailProposals } from './vault/bank-detail-proposals.service';

export { BankDetailListQuery, toBankDetailView } from './vault/bank-details.dto';
export type { BankDetailView, CallBackDto, LookDto } from './vault/bank-details.dto';
export { BankDetailsService } from './vault/bank-details.service';
export { VaultStatusService } from './vault/vault-status.service';
export { VaultService } from './vault/vault.service';
export { MappedTextQuery, toMappedTextView } from './formats/mapped-texts.dto';
export { MappedTexts } from './formats/mapped-texts.service';
