import { Get, Inject, Ip, Post, Query, Req, Res } from '@nestjs/common';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import {
  clearSessionCookie,
  CurrentSession,
  deviceWords,
  sessionTokenIn,
  setSessionCookie,
  SignInService,
} from '../../identity';
import type { SignedIn } from '../../identity';
import { MailCarrier, SETTINGS } from '../../platform';
import type { Settings } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { returnPath } from '../frame/return-path.rules';

class SignInForm {
  @IsString({ message: 'Enter your email address' })
  @IsNotEmpty({ message: 'Enter your email address' })
  @MaxLength(254, { message: 'An email address has at most 254 characters' })
  email!: string;

  @IsString({ message: 'Enter your password' })
  @IsNotEmpty({ message: 'Enter your password' })
  @MaxLength(200, { message: 'A password has at most 200 characters' })
  password!: string;

  @IsOptional()
  @IsString()
  next?: string;
}

const TEMPLATE = 'shared/sign-in.njk';
const PASSWORD_SET = 'Your password is set. Sign in with it.';
const AGAIN = 'You are signed in. What you want to do needs a sign-in of the last five minutes, so sign in once more.';
const ENDED_EVERYWHERE = 'You are signed out everywhere.';
const ENDED = 'Your session has ended. Sign in again to go on.';

@PageController()
export class SignInPage {
  constructor(
    private readonly pages: Pages,
    private readonly signIn: SignInService,
    private readonly carrier: MailCarrier,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('sign-in')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const next = returnPath(query.next);
    const token = sessionTokenIn(request);
    const person = token === null ? null : await this.signIn.whoIs(token);
    if (person !== null && query.again !== 'yes') this.pages.goTo(reply, next ?? '/');
    else {
      const notice = person === null ? noticeFor(query, token) : AGAIN;
      this.pages.render(request, reply, TEMPLATE, { ...this.page(), notice, next: next ?? '' });
    }
  }

  @Post('sign-in')
  submit(@Req() request: PageRequest, @Res() reply: FastifyReply, @Ip() address: string): Promise<void> {
    return this.pages.submit(request, reply, {
      form: SignInForm,
      template: TEMPLATE,
      page: this.page(),
      work: async ({ email, password, next }) => {
        const { token, expiresAt } = await this.signIn
          .signIn(email, password, address, deviceWords(request.headers['user-agent']))
          .catch(explain);
        // Whoever signs in again goes on in the new session alone.
        await this.signIn.endSession(sessionTokenIn(request));
        setSessionCookie(reply, this.settings, token, expiresAt);
        return returnPath(next) ?? '/';
      },
    });
  }

  @Post('sign-out')
  async signOut(@Res() reply: FastifyReply, @CurrentSession() person: SignedIn): Promise<void> {
    await this.signIn.signOut(person.sessionHash);
    clearSessionCookie(reply, this.settings);
    this.pages.goTo(reply, '/sign-in');
  }

  private page(): PageData {
    return { title: 'Sign in', notice: null, next: '', carries: this.carrier.carries };
  }
}

function noticeFor({ password, ended }: Readonly<Record<string, unknown>>, token: string | null): string | null {
  if (password === 'set') return PASSWORD_SET;
  if (ended === 'everywhere') return ENDED_EVERYWHERE;
  return token === null ? null : ENDED;
}

/** The same words whether or not there is such an account. */
function explain(error: unknown): never {
  if (!(error instanceof DomainError) || error.kind !== 'unauthenticated') throw error;
  throw new FormRefused(422, [
    { field: 'email', text: 'This email address and password do not go together. Check both and try again' },
  ]);
}
