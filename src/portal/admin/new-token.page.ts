import { Get, Post, Req, Res } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { ArrayNotEmpty, ArrayUnique, IsIn, IsInt, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ApiTokensService, CurrentActor } from '../../identity';
import { HEALTH_ROLES, SCOPES } from '../../platform';
import type { Actor, Role, Scope } from '../../platform';
import { answersIn, readForm } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { roleName } from '../shared/role-words.rules';
import { ROLE_CHOICES, severalOf } from './role-form';
import { SCOPE_CHOICES } from './token-words.rules';

const DAYS = { message: 'Enter a whole number of days, from 1 to 366' };
const SCOPE = { message: 'Choose what it may do' };

class NewTokenForm {
  @MaxLength(100, { message: 'Say it in at most 100 characters' })
  @Matches(/\S/, { message: 'Say what it is for' })
  label!: string;

  @IsIn(HEALTH_ROLES, { message: 'Choose the role it has' })
  role!: Role;

  @Transform(({ value }: { value: unknown }) => severalOf(value))
  @ArrayNotEmpty(SCOPE)
  @ArrayUnique(SCOPE)
  @IsIn(SCOPES, { each: true, ...SCOPE })
  scopes!: Scope[];

  @Type(() => Number)
  @IsInt(DAYS)
  @Min(1, DAYS)
  @Max(366, DAYS)
  days!: number;

  @IsOptional()
  @IsIn(['yes', 'no'], { message: 'Send the form again' })
  sure?: 'yes' | 'no';
}

const QUESTIONS = 'admin/token-new.njk';

/** Making a key for a service: questions, check, then the key, once. */
@PageController()
export class NewTokenPage {
  constructor(
    private readonly pages: Pages,
    private readonly tokens: ApiTokensService,
  ) {}

  @Get('o/:org/admin/tokens/new')
  questions(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): void {
    this.pages.render(request, reply, QUESTIONS, pageFor(actor), { answers: { days: '90' } });
  }

  @Post('o/:org/admin/tokens/new')
  async send(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const answers = answersIn(request.body);
    const page = pageFor(actor);
    try {
      const form = readForm(NewTokenForm, answers);
      if (form.sure === 'yes') await this.make(request, reply, actor, form);
      else if (form.sure === 'no') this.pages.render(request, reply, QUESTIONS, page, { answers });
      else this.pages.render(request, reply, 'admin/token-check.njk', { ...page, ...checkOf(form) });
    } catch (error) {
      await this.pages.showAgain(request, reply, { template: QUESTIONS, page, answers }, error);
    }
  }

  private async make(request: PageRequest, reply: FastifyReply, actor: Actor, form: NewTokenForm): Promise<void> {
    const { secret, token } = await this.tokens.create(actor, form);
    this.pages.render(request, reply, 'admin/token-made.njk', {
      title: 'The token is made',
      root: rootOf(actor),
      label: token.label,
      secret,
      expiresAt: token.expiresAt,
      breadcrumbs: null,
    });
  }
}

function checkOf({ label, role, scopes, days }: NewTokenForm): object {
  return { title: 'Check before you make it', label, role, roleText: roleName(role), scopes, days };
}

const rootOf = ({ organisationId }: Actor) => `/o/${organisationId}/admin/tokens`;

function pageFor(actor: Actor): PageData {
  const root = rootOf(actor);
  return {
    title: 'Make an API token',
    root,
    breadcrumbs: [{ text: 'API tokens', href: root }],
    roleChoices: ROLE_CHOICES,
    scopeChoices: SCOPE_CHOICES,
  };
}
