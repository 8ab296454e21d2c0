import { Get, Headers, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { deviceWords, sessionTokenIn, setSessionCookie, SignInLinks, SignInService } from '../../identity';
import { SETTINGS } from '../../platform';
import type { Settings } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { showLinkUsedUp } from './link-used-up';

class NewPasswordForm {
  @IsString({ message: 'Choose a password' })
  @IsNotEmpty({ message: 'Choose a password' })
  @MaxLength(200, { message: 'A password may have at most 200 characters' })
  password!: string;
}

const USED_UP = 'A link works once, for 15 minutes. Ask for a new one on the page to sign in.';
const PASSWORD_TEMPLATE = 'shared/new-password.njk';
const PASSWORD_PAGE: PageData = { title: 'Choose a new password', breadcrumbs: null };

/** What a link in an email opens. Opening it changes nothing, so that a scanner of mail does not use it up. */
@PageController()
export class EmailedLinkPage {
  constructor(
    private readonly pages: Pages,
    private readonly links: SignInLinks,
    private readonly signIn: SignInService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('sign-in/link/:token')
  async showSignIn(@Req() request: PageRequest, @Res() reply: FastifyReply, @Param('token') token: string) {
    if (await this.links.works('sign_in', token)) {
      const data = { title: 'Sign in', breadcrumbs: null };
      this.pages.render(request, reply, 'shared/sign-in-by-link.njk', data);
    } else showLinkUsedUp(this.pages, request, reply, USED_UP);
  }

  @Post('sign-in/link/:token')
  async useSignIn(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Headers('user-agent') userAgent: string | undefined,
  ): Promise<void> {
    const session = await this.links.signIn(token, deviceWords(userAgent));
    if (session === null) {
      showLinkUsedUp(this.pages, request, reply, USED_UP);
      return;
    }
    await this.signIn.endSession(sessionTokenIn(request));
    setSessionCookie(reply, this.settings, session.token, session.expiresAt);
    this.pages.goTo(reply, session.path);
  }

  @Get('new-password/:token')
  async showPassword(@Req() request: PageRequest, @Res() reply: FastifyReply, @Param('token') token: string) {
    if (await this.links.works('password', token)) this.pages.render(request, reply, PASSWORD_TEMPLATE, PASSWORD_PAGE);
    else showLinkUsedUp(this.pages, request, reply, USED_UP);
  }

  @Post('new-password/:token')
  async setPassword(@Req() request: PageRequest, @Res() reply: FastifyReply, @Param('token') token: string) {
    if (!(await this.links.works('password', token))) {
      showLinkUsedUp(this.pages, request, reply, USED_UP);
      return;
    }
    await this.pages.submit(request, reply, {
      form: NewPasswordForm,
      template: PASSWORD_TEMPLATE,
      page: PASSWORD_PAGE,
      work: async ({ password }) => {
        await this.links.setPassword(token, password);
        return '/sign-in?password=set';
      },
    });
  }
}
