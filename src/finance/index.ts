export { FiguresModule } from './figures/figures.module';
export { FinanceModule } from './finance.module';
export { BankAccounts } from './bank-accounts';
export { VaultModule } from './vault/vault.module';
