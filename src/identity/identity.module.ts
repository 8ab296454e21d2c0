import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Database, JobsService } from '../platform';
import { AccessGuard } from './access.guard';
import { ApiTokensController } from './api-tokens.controller';
import { ApiTokensService } from './api-tokens.service';
import { AuditChecks } from './audit-checks.service';
import { AuditExport } from './audit-export.service';
import { AuditNames } from './audit-names.service';
import { AuditEventsController } from './audit-events.controller';
import { AuditEventsService } from './audit-events.service';
import { GroupRecoveryService } from './group-recovery.service';
import { OperatorService } from './operator.service';
import { PeopleHere } from './people-here.service';
import { PersonRoles } from './person-roles.service';
import { OwnSignInService } from './own-sign-in.service';
import { SessionsController } from './sessions.controller';
import { SignInLinks } from './sign-in-links.service';
import { SignInService } from './sign-in.service';
import { TokenStillGood } from './token-still-good';
import { UserChangesService } from './user-changes.service';
import { UsersController } from './users.controller';
import { UsersService } from './users.service';

@Module({
  controllers: [SessionsController, UsersController, ApiTokensController, AuditEventsController],
  providers: [
    SignInService,
    UsersService,
    UserChangesService,
    PeopleHere,
    PersonRoles,
    ApiTokensService,
    AuditEventsService,
    AuditChecks,
    AuditExport,
    AuditNames,
    OperatorService,
    GroupRecoveryService,
    OwnSignInService,
    SignInLinks,
    { provide: APP_GUARD, useClass: AccessGuard },
    TokenStillGood,
  ],
  exports: [
    UsersService,
    ApiTokensService,
    SignInService,
    SignInLinks,
    UserChangesService,
    PeopleHere,
    PersonRoles,
    AuditEventsService,
    AuditChecks,
    AuditExport,
    AuditNames,
    OperatorService,
    GroupRecoveryService,
    OwnSignInService,
  ],
})
export class IdentityModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobsService,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('purge-identity', async () => {
      await this.database.server('select identity_purge()');
      await this.database.server('select idempotency_purge()');
      await this.database.server('select form_draft_purge()');
    });
    this.jobs.everyDay('purge-identity', '4:10');
  }
}
