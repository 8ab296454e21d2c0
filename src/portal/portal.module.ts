import { Module } from '@nestjs/common';
import { ChallengesModule } from '../challenges';
import { AgreeingModule } from '../agreeing';
import { CommencementModule } from '../commencement';
import { ContractsModule } from '../contracts';
import { DecisionsModule } from '../decisions';
import { DirectoryModule } from '../directory';
import { DocumentsModule } from '../documents';
import { EngagementModule } from '../engagement';
import { ExchangeModule } from '../exchange';
import { FiguresModule, FinanceModule, ReconciliationModule } from '../finance';
import { FindingsModule } from '../findings';
import { FitModule } from '../fit';
import { IdentityModule } from '../identity';
import { MaterialsModule } from '../materials';
import { MentoringModule } from '../mentoring';
import { NoticesModule } from '../notices';
import { OrganisationsModule } from '../organisations';
import { PartnershipsModule } from '../partnerships';
import { LatePaymentsModule, PaymentsModule } from '../payments';
import { PeopleModule } from '../people';
import { SearchModule } from '../search';
import { SettingsModule } from '../settings';
import { StrategyModule } from '../strategy';
import { ADMIN_PAGES, ADMIN_READERS } from './admin/admin-pages';
import { BankDetailReading } from './finance/bank-detail-reading.service';
import { BankDetailPage } from './finance/bank-detail.page';
import { BankDetailsPage } from './finance/bank-details.page';
import { WherePaidPage } from './group/where-paid.page';
import { WherePaid } from './group/where-paid.service';
import { DIRECTORY_PAGES, DIRECTORY_READERS } from './directory/directory-pages';
import { DRAFT_KEEPERS, DRAFT_PAGES } from './drafts/drafts';
import { FiguresPage } from './finance/figures.page';
import { CONSOLE_PAGES, CONSOLE_READERS } from './console';
import { AGREEING_PAGES, AGREEING_READERS } from './agreeing-pages';
import { Assets } from './frame/assets';
import { AssetsController } from './frame/assets.controller';
import { Pages } from './frame/pages';
import { ApprovalLimitsPage } from './finance/approval-limits.page';
import { ApproveRunPage } from './finance/approve-run.page';
import { ExportRunPage } from './finance/export-run.page';
import { FinanceHome } from './finance/home';
import { NewRunPage } from './finance/new-run.page';
import { ReconcileEntryPage } from './finance/reconcile-entry.page';
import { ReconcileReader } from './finance/reconcile-reading.service';
import { ReconcileStatementPage } from './finance/reconcile-statement.page';
import { ReconcilePage } from './finance/reconcile.page';
import { StatementMappingPage } from './finance/statement-mapping.page';
import { NotReadyPage } from './finance/not-ready.page';
import { RunAdditionsPage } from './finance/run-additions.page';
import { RunsPage } from './finance/runs.page';
import { RunReader } from './finance/run-reading.service';
import { RunPage } from './finance/run.page';
import { MappedTextsPage } from './finance/mapped-texts.page';
import { ExportTemplatesPage } from './finance/export-templates.page';
import { ContractReader } from './group/contract-reading.service';
import { ContractPage } from './group/contract.page';
import { GROUP_PORTAL_PAGES, GROUP_PORTAL_READERS } from './group-portal';
import { GroupHome } from './group/home';
import { Lately } from './group/lately.service';
import { LeadCards } from './group/lead-cards.service';
import { GroupMoney } from './group/money.service';
import { PaymentLines } from './group/payment-lines.service';
import { GroupPayers } from './group/payers.service';
import { GroupPaymentsPage } from './group/payments.page';
import { GroupWaiting } from './group/waiting-reading.service';
import { GlossaryPage } from './glossary/glossary.page';
import { LATE_PAGES } from './late/late-pages';
import { CareService } from './manager/care.service';
import { FindingsPage } from './manager/findings.page';
import { ManagerHome } from './manager/home';
import { ImportsPage } from './manager/import.page';
import { PartnershipPage } from './manager/partnership.page';
import { PortfolioService } from './manager/portfolio.service';
import { SharesService } from './manager/shares.service';
import { GroupWordsPage } from './payment/group-words.page';
import { PaymentMovesPage } from './payment/payment-moves.page';
import { MoneyByHandPage } from './payment/by-hand.page';
import { ReceiptPage } from './payment/receipt.page';
import { ReturnUndoPage } from './payment/return-undo.page';
import { PaymentReader } from './payment/payment-reading.service';
import { PaymentPage } from './payment/payment.page';
import { ContractPaperworkPage } from './paperwork/contract-paperwork.page';
import { PaperworkReader } from './paperwork/paperwork-reading.service';
import { PayeeNamePage } from './paperwork/payee-name.page';
import { PurchaseOrderPage } from './paperwork/purchase-order.page';
import { InvoiceCorrectionPage } from './paperwork/invoice-correction.page';
import { InvoiceReader } from './paperwork/invoice-reading.service';
import { InvoicePage } from './paperwork/invoice.page';
import { InvoicesPage } from './paperwork/invoices.page';
import { ReadyToBePaidReader } from './paperwork/ready-to-be-paid.service';
import { ScheduleAcknowledgementPage } from './paperwork/schedule-acknowledgement.page';
import { FilesReader } from './files/files-reading.service';
import { FilesPage } from './files/files.page';
import { SearchPage } from './search/search.page';
import { AccountPage } from './shared/account.page';
import { AskForLinkPage } from './shared/ask-for-link.page';
import { EmailedLinkPage } from './shared/emailed-link.page';
import { ErrorPage } from './shared/error.page';
import { HomePage } from './shared/home.page';
import { JoinPage } from './shared/join.page';
import { NoticesPage } from './shared/notices.page';
import { RemittancesPage } from './shared/remittances.page';
import { SetPasswordPage } from './shared/set-password.page';
import { SignInPage } from './shared/sign-in.page';
import { StartPage } from './shared/start.page';
import { StatementsPage } from './shared/statements.page';
import { UnsubscribePage } from './shared/unsubscribe.page';
import { UNDO_PAGES, UNDOERS } from './undo/undo';

/** The pages: one console for health bodies, one portal for groups. They call the modules below and hold no rules. */
@Module({
  imports: [
    IdentityModule,
    NoticesModule,
    SettingsModule,
    OrganisationsModule,
    PartnershipsModule,
    PeopleModule,
    ContractsModule,
    CommencementModule,
    FitModule,
    PaymentsModule,
    LatePaymentsModule,
    FiguresModule,
    EngagementModule,
    FinanceModule,
    ReconciliationModule,
    FindingsModule,
    ExchangeModule,
    SearchModule,
    DocumentsModule,
    DecisionsModule,
    ChallengesModule,
    DirectoryModule,
    MaterialsModule,
    MentoringModule,
    StrategyModule,
    AgreeingModule,
  ],
  controllers: [
    ...CONSOLE_PAGES,
    AssetsController,
    ...DRAFT_PAGES,
    ...UNDO_PAGES,
    StartPage,
    SignInPage,
    AskForLinkPage,
    EmailedLinkPage,
    SetPasswordPage,
    AccountPage,
    NoticesPage,
    UnsubscribePage,
    StatementsPage,
    GlossaryPage,
    ...GROUP_PORTAL_PAGES,
    ...AGREEING_PAGES,
    ...DIRECTORY_PAGES,
    ...ADMIN_PAGES,
    HomePage,
    JoinPage,
    FindingsPage,
    PartnershipPage,
    ContractPage,
    GroupPaymentsPage,
    PaymentPage,
    PaymentMovesPage,
    ReturnUndoPage,
    MoneyByHandPage,
    ReceiptPage,
    GroupWordsPage,
    ...LATE_PAGES,
    FiguresPage,
    ImportsPage,
    NewRunPage,
    RunsPage,
    NotReadyPage,
    RunAdditionsPage,
    RunPage,
    ApproveRunPage,
    ExportRunPage,
    ApprovalLimitsPage,
    ExportTemplatesPage,
    MappedTextsPage,
    ReconcilePage,
    StatementMappingPage,
    ReconcileStatementPage,
    ReconcileEntryPage,
    RemittancesPage,
    InvoicesPage,
    InvoiceCorrectionPage,
    InvoicePage,
    ContractPaperworkPage,
    PayeeNamePage,
    PurchaseOrderPage,
    ScheduleAcknowledgementPage,
    BankDetailsPage,
    BankDetailPage,
    WherePaidPage,
    SearchPage,
    FilesPage,
  ],
  providers: [
    ...CONSOLE_READERS,
    ...ADMIN_READERS,
    ...DIRECTORY_READERS,
    Assets,
    ...DRAFT_KEEPERS,
    ...UNDOERS,
    Pages,
    ErrorPage,
    ManagerHome,
    PortfolioService,
    CareService,
    SharesService,
    GroupHome,
    GroupMoney,
    PaymentLines,
    GroupPayers,
    GroupWaiting,
    ...GROUP_PORTAL_READERS,
    Lately,
    LeadCards,
    ContractReader,
    ...AGREEING_READERS,
    FinanceHome,
    RunReader,
    ReconcileReader,
    PaymentReader,
    InvoiceReader,
    ReadyToBePaidReader,
    PaperworkReader,
    BankDetailReading,
    WherePaid,
    FilesReader,
  ],
})
export class PortalModule {}
