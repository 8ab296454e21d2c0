export { FiguresModule } from './figures/figures.module';
export { FinanceModule } from './finance.module';
export { BankAccounts } from './bank-accounts';
export { ModulusService } from './vault/modulus.service';
export { RotationService } from './vault/rotation.service';
export type { VaultCount } from './vault/rotation.service';
export { VaultModule } from './vault/vault.module';
