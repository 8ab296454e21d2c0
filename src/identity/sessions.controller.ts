import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Ip, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { SETTINGS } from '../platform';
import type { Settings } from '../platform';
import { DomainError } from '../shared/domain-error';
import { clearSessionCookie, setSessionCookie } from './cookies';
import { deviceWords } from './device.rules';
import {
  ChangePasswordDto,
  OwnSessionsView,
  RedeemLinkDto,
  SessionView,
  SignInDto,
  toOwnSessionView,
  toSessionView,
} from './identity.dto';
import { OwnSignInService } from './own-sign-in.service';
import { CurrentSession } from './request';
import type { SignedIn } from './request';
import { SignInService } from './sign-in.service';

@ApiTags('sign-in')
@Controller()
export class SessionsController {
  constructor(
    private readonly signIn: SignInService,
    private readonly own: OwnSignInService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post('sessions')
  @ApiOperation({ operationId: 'signIn', summary: 'Sign in by email and password; sets the session cookie' })
  @ApiCreatedResponse({ type: SessionView })
  async create(
    @Body() { email, password }: SignInDto,
    @Ip() address: string,
    @Headers('user-agent') userAgent: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { token, expiresAt } = await this.signIn.signIn(email, password, address, deviceWords(userAgent));
    const signedIn = await this.signIn.whoIs(token);
    if (signedIn === null) throw new DomainError('unauthenticated', 'This email and password do not go together.');
    setSessionCookie(reply, this.settings, token, expiresAt);
    return toSessionView(signedIn);
  }

  @Get('sessions/current')
  @ApiOperation({ operationId: 'getSession', summary: 'Who is signed in, and where they may act' })
  @ApiOkResponse({ type: SessionView })
  current(@CurrentSession() session: SignedIn): SessionView {
    return toSessionView(session);
  }

  @Delete('sessions/current')
  @HttpCode(204)
  @ApiOperation({ operationId: 'signOut', summary: 'Sign out' })
  @ApiNoContentResponse()
  async end(@CurrentSession() session: SignedIn, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.signIn.signOut(session.sessionHash);
    clearSessionCookie(reply, this.settings);
  }

  @Get('sessions')
  @ApiOperation({ operationId: 'listSessions', summary: 'Where you are signed in; without addresses or devices' })
  @ApiOkResponse({ type: OwnSessionsView })
  async all(@CurrentSession() session: SignedIn): Promise<OwnSessionsView> {
    return { items: (await this.own.sessions(session)).map(toOwnSessionView) };
  }

  @Delete('sessions/others')
  @HttpCode(204)
  @ApiOperation({ operationId: 'signOutOthers', summary: 'Sign out everywhere but here' })
  @ApiNoContentResponse()
  endOthers(@CurrentSession() session: SignedIn): Promise<void> {
    return this.own.endOthers(session);
  }

  @Post('passwords')
  @HttpCode(204)
  @ApiOperation({ operationId: 'changePassword', summary: 'Change your own password; your other sessions end' })
  @ApiNoContentResponse()
  changePassword(
    @CurrentSession() session: SignedIn,
    @Body() { currentPassword, password }: ChangePasswordDto,
    @Ip() address: string,
  ): Promise<void> {
    return this.own.changePassword(session, currentPassword, password, address);
  }

  @Post('one-time-links/redemption')
  @HttpCode(204)
  @ApiOperation({ operationId: 'redeemOneTimeLink', summary: 'Set a password with a one-time link' })
  @ApiNoContentResponse()
  redeem(@Body() { token, password }: RedeemLinkDto): Promise<void> {
    return this.signIn.redeem(token, password);
  }
}
