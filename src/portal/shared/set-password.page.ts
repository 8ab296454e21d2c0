import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsString, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { SignInService } from '../../identity';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { showLinkUsedUp } from './link-used-up';

class SetPasswordForm {
  @IsString({ message: 'Choose a password' })
  @MinLength(1, { message: 'Choose a password' })
  @MaxLength(200, { message: 'A password may have at most 200 characters' })
  password!: string;
}

const TEMPLATE = 'shared/set-password.njk';
const USED_UP = 'If you have set your password, sign in with it. Otherwise ask whoever sent the link for a new one.';
const PAGE: PageData = { title: 'Set your password' };

/** Opened from a one-time link. Opening it changes nothing: only sending the form uses the link up. */
@PageController()
export class SetPasswordPage {
  constructor(
    private readonly pages: Pages,
    private readonly signIn: SignInService,
  ) {}

  @Get('set-password/:token')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @Param('token') token: string): Promise<void> {
    if (await this.signIn.linkWorks(token)) this.pages.render(request, reply, TEMPLATE, PAGE);
    else showLinkUsedUp(this.pages, request, reply, USED_UP);
  }

  @Post('set-password/:token')
  async submit(@Req() request: PageRequest, @Res() reply: FastifyReply, @Param('token') token: string): Promise<void> {
    if (!(await this.signIn.linkWorks(token))) {
      showLinkUsedUp(this.pages, request, reply, USED_UP);
      return;
    }
    await this.pages.submit(request, reply, {
      form: SetPasswordForm,
      template: TEMPLATE,
      page: PAGE,
      work: async ({ password }) => {
        await this.signIn.redeem(token, password);
        return '/sign-in?password=set';
      },
    });
  }
}
