import { applyDecorators, Get, Inject, Ip, Param, Post, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor, CurrentSession, sessionTokenIn, setSessionCookie, SignInService } from '../../identity';
import type { SignedIn } from '../../identity';
import { LEGAL_FORMS } from '../../organisations';
import type { LegalForm } from '../../organisations';
import { InvitationAnswersService, toOpeningView } from '../../partnerships';
import type { InvitationOpeningView } from '../../partnerships';
import { SETTINGS } from '../../platform';
import type { Actor, Settings } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { showLinkUsedUp } from './link-used-up';

const TEMPLATE = 'shared/join.njk';

/** One line, which may be left empty: it then stays as it is recorded. */
function MayBeEmpty(what: string): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value)),
    IsOptional(),
    IsString({ message: `Enter ${what} on one line` }),
    MaxLength(300, { message: `Shorten ${what} to at most 300 characters` }),
    Matches(/^[^\p{Cc}]*$/u, { message: `Enter ${what} on one line` }),
  );
}

class JoinForm {
  @MayBeEmpty('the name of your group')
  name?: string;

  @Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value))
  @IsOptional()
  @IsIn(LEGAL_FORMS, { message: 'Choose a legal form from the list' })
  legalForm?: LegalForm;

  @MayBeEmpty('your name')
  contactName?: string;

  @MayBeEmpty('the name for publication')
  publicationName?: string;
}

class AnswerForm extends JoinForm {
  @IsIn(['join', 'not_now'], { message: 'Choose Join or Not now' })
  answer!: 'join' | 'not_now';

  @IsOptional()
  @IsString({ message: 'Choose a password' })
  @MaxLength(200, { message: 'A password may have at most 200 characters' })
  password?: string;
}

/** Where an invitation's link leads. Opening it changes nothing, and "not now" is a full answer. */
@PageController()
export class JoinPage {
  constructor(
    private readonly pages: Pages,
    private readonly answers: InvitationAnswersService,
    private readonly signIn: SignInService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('join/:token')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @Param('token') token: string): Promise<void> {
    const session = sessionTokenIn(request);
    const person = session === null ? null : await this.signIn.whoIs(session);
    if (person !== null) request.signedIn = person;
    await this.whileItWorks(request, reply, async () => {
      this.pages.render(request, reply, TEMPLATE, await this.page(token, request.signedIn));
    });
  }

  @Post('join/:token')
  async answer(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Ip() address: string,
  ): Promise<void> {
    await this.whileItWorks(request, reply, () =>
      this.pages.submit(request, reply, {
        form: AnswerForm,
        template: TEMPLATE,
        page: () => this.page(token, undefined),
        work: (form) => (form.answer === 'join' ? this.join(token, form, request, reply, address) : this.notNow(token)),
      }),
    );
  }

  @Post('join/:token/signed-in')
  async joinSignedIn(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentSession() person: SignedIn,
    @Param('token') token: string,
  ): Promise<void> {
    await this.whileItWorks(request, reply, () =>
      this.pages.submit(request, reply, {
        form: JoinForm,
        template: TEMPLATE,
        page: () => this.page(token, person),
        work: async (form) => {
          const given = changed(form, toOpeningView(await this.answers.open(token)));
          return `/o/${await this.answers.joinSignedIn(person.accountId, { token, ...given }, request.id)}`;
        },
      }),
    );
  }

  @Post('o/:org/join/:token')
  async accept(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('token') token: string,
  ): Promise<void> {
    await this.whileItWorks(request, reply, async () => {
      try {
        await this.answers.accept(actor, token);
        this.pages.goTo(reply, `/o/${actor.organisationId}`);
      } catch (error) {
        const again = { template: TEMPLATE, page: () => this.page(token, request.signedIn), answers: {} };
        await this.pages.showAgain(request, reply, again, error);
      }
    });
  }

  @Get('not-now')
  saidNotNow(@Req() request: PageRequest, @Res() reply: FastifyReply): void {
    this.pages.render(request, reply, 'shared/not-now.njk', { title: 'Not now is fine' });
  }

  private async join(
    token: string,
    form: AnswerForm,
    request: PageRequest,
    reply: FastifyReply,
    address: string,
  ): Promise<string> {
    const opening = toOpeningView(await this.answers.open(token));
    const { password = '' } = form;
    const given = { token, answer: 'join' as const, password, ...changed(form, opening) };
    const groupId = await this.answers.join(given, request.id);
    const session = await this.signIn.signIn(opening.contactEmail, password, address);
    setSessionCookie(reply, this.settings, session.token, session.expiresAt);
    return `/o/${groupId}`;
  }

  private async notNow(token: string): Promise<string> {
    await this.answers.notNow(token);
    return '/not-now';
  }

  private async page(token: string, person: SignedIn | undefined): Promise<PageData> {
    const opening = toOpeningView(await this.answers.open(token));
    const led = person?.memberships.filter(({ roles }) => roles.includes('group_lead')) ?? [];
    return {
      title: 'You are invited to Accord',
      breadcrumbs: null,
      opening,
      until: new Date(opening.expiresAt),
      token,
      email: person?.email ?? null,
      groups: led.map(({ organisationId, name }) => ({ name, action: `/o/${organisationId}/join/${token}` })),
      legalForms: ['', ...LEGAL_FORMS].map((value) => ({ value, text: nameOf(value) })),
    };
  }

  private async whileItWorks(request: PageRequest, reply: FastifyReply, show: () => Promise<void>): Promise<void> {
    try {
      await show();
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'not-found') throw error;
      showLinkUsedUp(this.pages, request, reply, error.message);
    }
  }
}

/** Only what the group says otherwise than it is recorded. */
function changed(form: JoinForm, opening: InvitationOpeningView): Partial<JoinForm> {
  const { name, legalForm, contactName, publicationName } = form;
  return {
    ...(name !== undefined && name !== opening.group && { name }),
    ...(legalForm !== undefined && legalForm !== opening.legalForm && { legalForm }),
    ...(contactName !== undefined && contactName !== opening.contactName && { contactName }),
    ...(publicationName !== undefined && { publicationName }),
  };
}

/** `company_limited_by_guarantee` → "Company limited by guarantee". */
function nameOf(legalForm: string): string {
  const words = legalForm.replaceAll('_', ' ');
  return words === '' ? 'Not recorded' : words.charAt(0).toUpperCase() + words.slice(1);
}
