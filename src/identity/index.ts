export { ApiTokensService } from './api-tokens.service';
export { IdentityModule } from './identity.module';
export { OperatorService } from './operator.service';
export { CurrentActor } from './request';
export { SignInService } from './sign-in.service';
export { UsersService } from './users.service';
