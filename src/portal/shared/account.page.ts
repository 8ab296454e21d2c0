import { Get, Inject, Ip, Param, Post, Req, Res } from '@nestjs/common';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { clearSessionCookie, CurrentSession, OwnSignInService } from '../../identity';
import type { SignedIn } from '../../identity';
import { SETTINGS } from '../../platform';
import type { Settings } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { roleName } from './role-words.rules';

class ChangePasswordForm {
  @IsString({ message: 'Enter the password that you have now' })
  @IsNotEmpty({ message: 'Enter the password that you have now' })
  @MaxLength(200, { message: 'A password has at most 200 characters' })
  currentPassword!: string;

  @IsString({ message: 'Enter a new password' })
  @IsNotEmpty({ message: 'Enter a new password' })
  @MaxLength(200, { message: 'A password may have at most 200 characters' })
  password!: string;
}

const PASSWORD_TEMPLATE = 'shared/change-password.njk';
const PASSWORD_PAGE: PageData = {
  title: 'Change your password',
  breadcrumbs: [{ text: 'Your account', href: '/account' }],
};
const DONE: Readonly<Record<string, string>> = {
  password: 'Your password is changed. You are signed out everywhere else.',
  sessions: 'You are signed out everywhere else.',
  session: 'You are signed out there.',
};

/** A person's own sign-in. */
@PageController()
export class AccountPage {
  constructor(
    private readonly pages: Pages,
    private readonly own: OwnSignInService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('account')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentSession() person: SignedIn,
  ): Promise<void> {
    const page = await this.page(person);
    await this.pages.open(request, reply, { template: 'shared/account.njk', page, done: DONE });
  }

  @Get('account/password')
  showPassword(@Req() request: PageRequest, @Res() reply: FastifyReply): void {
    this.pages.render(request, reply, PASSWORD_TEMPLATE, PASSWORD_PAGE);
  }

  @Post('account/password')
  changePassword(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentSession() person: SignedIn,
    @Ip() address: string,
  ): Promise<void> {
    return this.pages.submit(request, reply, {
      form: ChangePasswordForm,
      template: PASSWORD_TEMPLATE,
      page: PASSWORD_PAGE,
      work: async ({ currentPassword, password }) => {
        await this.own.changePassword(person, currentPassword, password, address);
        return '/account?done=password';
      },
    });
  }

  @Post('account/other-sessions-end')
  async endOthers(@Res() reply: FastifyReply, @CurrentSession() person: SignedIn): Promise<void> {
    await this.own.endOthers(person);
    this.pages.goTo(reply, '/account?done=sessions');
  }

  /** One that has ended already is as it was wanted. */
  @Post('account/sessions/:id/end')
  async endOne(
    @Res() reply: FastifyReply,
    @CurrentSession() person: SignedIn,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.own.endOne(person, id).catch((error: unknown) => {
      if (!(error instanceof DomainError) || error.kind !== 'not-found') throw error;
    });
    this.pages.goTo(reply, '/account?done=session');
  }

  @Post('account/sessions-end')
  async endAll(@Res() reply: FastifyReply, @CurrentSession() person: SignedIn): Promise<void> {
    await this.own.endAll(person);
    clearSessionCookie(reply, this.settings);
    this.pages.goTo(reply, '/sign-in?ended=everywhere');
  }

  private async page(person: SignedIn): Promise<PageData> {
    const sessions = await this.own.sessions(person);
    return {
      title: 'Your account',
      email: person.email,
      hasPassword: await this.own.hasPassword(person),
      organisations: person.memberships.map(({ organisationId, name, roles }) => ({
        name,
        href: `/o/${organisationId}`,
        roles: roles.map(roleName).join(', '),
      })),
      sessions: sessions.map(({ id, device, created_at, last_seen_at, current }) => ({
        id,
        device: device ?? 'A device that did not say',
        since: created_at,
        lastUsed: last_seen_at,
        current,
      })),
    };
  }
}
