import { Module } from '@nestjs/common';
import { ExchangeModule } from '../exchange';
import { IdentityModule } from '../identity';
import { Assets } from './frame/assets';
import { AssetsController } from './frame/assets.controller';
import { Pages } from './frame/pages';
import { ImportsPage } from './manager/import.page';
import { AccountPage } from './shared/account.page';
import { ErrorPage } from './shared/error.page';
import { HomePage } from './shared/home.page';
import { SetPasswordPage } from './shared/set-password.page';
import { SignInPage } from './shared/sign-in.page';
import { StartPage } from './shared/start.page';
import { StatementsPage } from './shared/statements.page';

/** The pages: one console for health bodies, one portal for groups. They call the modules below and hold no rules. */
@Module({
  imports: [IdentityModule, ExchangeModule],
  controllers: [
    AssetsController,
    StartPage,
    SignInPage,
    SetPasswordPage,
    AccountPage,
    StatementsPage,
    HomePage,
    ImportsPage,
  ],
  providers: [Assets, Pages, ErrorPage],
})
export class PortalModule {}
