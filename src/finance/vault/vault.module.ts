import { Module } from '@nestjs/common';
import { BankAccounts } from '../bank-accounts';
import { BankDetailCalls } from './bank-detail-calls.service';
import { BankDetailMovesController } from './bank-detail-moves.controller';
import { BankDetailMoves } from './bank-detail-moves.service';
import { BankDetailProposals } from './bank-detail-proposals.service';
import { BankDetailsController } from './bank-details.controller';
import { BankDetailsService } from './bank-details.service';
import { ModulusService } from './modulus.service';
import { RotationService } from './rotation.service';
import { SettlingService } from './settling.service';
import { VaultBankAccounts } from './vault-bank-accounts.service';
import { VaultKeys } from './vault-keys.service';
import { VaultStatusService } from './vault-status.service';
import { VaultController } from './vault.controller';
import { VaultService } from './vault.service';

@Module({
  controllers: [VaultController, BankDetailsController, BankDetailMovesController],
  providers: [
    VaultKeys,
    VaultService,
    VaultStatusService,
    ModulusService,
    BankDetailsService,
    BankDetailProposals,
    BankDetailCalls,
    BankDetailMoves,
    RotationService,
    SettlingService,
    { provide: BankAccounts, useClass: VaultBankAccounts },
  ],
  exports: [
    BankAccounts,
    VaultService,
    VaultStatusService,
    ModulusService,
    BankDetailsService,
    BankDetailProposals,
    BankDetailCalls,
    BankDetailMoves,
    RotationService,
  ],
})
export class VaultModule {}
