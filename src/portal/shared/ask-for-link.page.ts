import { Get, Ip, Post, Query, Req, Res } from '@nestjs/common';
import { IsEmail, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { SignInLinks } from '../../identity';
import { MailCarrier } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { pathToReturnTo, returnPath } from '../frame/return-path.rules';

class AskForLinkForm {
  @IsString({ message: 'Enter your email address' })
  @MaxLength(254, { message: 'An email address has at most 254 characters' })
  @IsEmail({}, { message: 'Enter an email address, like name@example.org' })
  email!: string;

  @IsOptional()
  @IsString()
  next?: string;
}

const TEMPLATE = 'shared/ask-for-link.njk';
const NO_MAIL = 'This server sends no emails. Ask whoever keeps the users of your organisation for a link.';

/** Asks for a link by email. The answer is the same whether or not anybody has the address. */
@PageController()
export class AskForLinkPage {
  constructor(
    private readonly pages: Pages,
    private readonly links: SignInLinks,
    private readonly carrier: MailCarrier,
  ) {}

  @Get('sign-in/email')
  showSignIn(@Req() request: PageRequest, @Res() reply: FastifyReply, @Query('next') next: unknown): void {
    this.pages.render(request, reply, TEMPLATE, this.page(SIGN_IN, returnPath(next)));
  }

  @Get('forgotten-password')
  showPassword(@Req() request: PageRequest, @Res() reply: FastifyReply): void {
    this.pages.render(request, reply, TEMPLATE, this.page(PASSWORD, null));
  }

  @Post('sign-in/email')
  askSignIn(@Req() request: PageRequest, @Res() reply: FastifyReply, @Ip() address: string): Promise<void> {
    return this.ask(request, reply, address, SIGN_IN);
  }

  @Post('forgotten-password')
  askPassword(@Req() request: PageRequest, @Res() reply: FastifyReply, @Ip() address: string): Promise<void> {
    return this.ask(request, reply, address, PASSWORD);
  }

  @Get('sign-in/sent')
  sent(@Req() request: PageRequest, @Res() reply: FastifyReply): void {
    const data = { title: 'Check your email', onlyWrites: this.carrier.onlyWrites, breadcrumbs: null };
    this.pages.render(request, reply, 'shared/link-sent.njk', data);
  }

  private ask(request: PageRequest, reply: FastifyReply, address: string, link: Link): Promise<void> {
    return this.pages.submit(request, reply, {
      form: AskForLinkForm,
      template: TEMPLATE,
      page: this.page(link, null),
      work: async ({ email, next }) => {
        if (!this.carrier.carries) throw new DomainError('conflict', NO_MAIL);
        await this.links.ask(link.purpose, email, address, pathToReturnTo(next));
        return '/sign-in/sent';
      },
    });
  }

  private page(link: Link, next: string | null): PageData {
    return { ...link, next: next ?? '', noMail: this.carrier.carries ? null : NO_MAIL };
  }
}

const SIGN_IN = {
  title: 'Sign in with a link',
  purpose: 'sign_in',
  action: '/sign-in/email',
  lead: 'We email you a link that signs you in. You need no password.',
} as const;
const PASSWORD = {
  title: 'Choose a new password',
  purpose: 'password',
  action: '/forgotten-password',
  lead: 'We email you a link with which you choose a new password. The one you have works until then.',
} as const;
type Link = typeof SIGN_IN | typeof PASSWORD;
