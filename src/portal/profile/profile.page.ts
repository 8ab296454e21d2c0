import { Get, Post, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, Matches, MaxLength, MinLength, ValidateIf } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import {
  ChangeOrganisationDto,
  LEGAL_FORMS,
  OrganisationChanges,
  OrganisationsService,
  toOrganisationDetailView,
} from '../../organisations';
import type { LegalForm, OrganisationDetailView } from '../../organisations';
import type { Actor } from '../../platform';
import { FormRefused } from '../frame/form';
import type { Answers } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { LEGAL_FORM_WORDS, publishedWords } from './profile-words.rules';
import { workInWords } from './work-form';

const ONE_LINE = /^[^\p{Cc}]*$/u;
const line = (what: string) => ({ message: `${what} must be on one line` });
const given = (_: unknown, value: unknown) => value !== '' && value !== undefined;

class ProfileForm extends VersionForm {
  @MinLength(1, { message: 'Enter the name you are known by' })
  @MaxLength(300, { message: 'A name has at most 300 characters' })
  @Matches(ONE_LINE, line('The name'))
  name!: string;

  @ValidateIf(given)
  @IsIn(LEGAL_FORMS, { message: 'Choose what you are, or leave it open' })
  legalForm?: LegalForm | '';

  @IsIn(['none', 'known', 'other'], { message: 'Choose how you appear in open data' })
  publication!: 'none' | 'known' | 'other';

  @IsOptional()
  @MaxLength(300, { message: 'A name has at most 300 characters' })
  @Matches(ONE_LINE, line('The name'))
  publicationName?: string;

  @IsOptional()
  @MaxLength(140, { message: 'The name on a bank account has at most 140 characters' })
  @Matches(ONE_LINE, line('The name'))
  payeeName?: string;

  @IsOptional()
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  about?: string;

  @IsOptional()
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  doesNotDo?: string;

  @IsOptional()
  @MaxLength(300, { message: 'Say it in at most 300 characters' })
  @Matches(ONE_LINE, line('Where you work'))
  area?: string;

  @ValidateIf(given)
  @MaxLength(300, { message: 'An address has at most 300 characters' })
  @Matches(/^https?:\/\/\S+$/, { message: 'Enter an address that begins with https://' })
  website?: string;
}

const CHANGE = 'profile/profile-change.njk';

/** Who a group is and what it does, in its own words, and under what name it appears in public. */
@PageController()
export class ProfilePage {
  constructor(
    private readonly pages: Pages,
    private readonly organisations: OrganisationsService,
    private readonly changes: OrganisationChanges,
  ) {}

  @Get('o/:org/profile')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const own = await this.own(actor);
    const page = {
      ...pageOf(actor, own),
      leads: actor.roles.includes('group_lead'),
      work: workInWords(own),
      published: publishedWords(own.publicationName ?? null),
      legalForm: own.legalForm === null ? 'Not said' : LEGAL_FORM_WORDS[own.legalForm as LegalForm],
    };
    const done = { saved: 'Your profile is saved.' };
    await this.pages.open(request, reply, { template: 'profile/profile.njk', page, done });
  }

  @Get('o/:org/profile/change')
  async ask(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const own = await this.own(actor);
    this.pages.render(request, reply, CHANGE, changePage(actor, own), { answers: answersOf(own) });
  }

  @Post('o/:org/profile/change')
  async change(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.pages.move(
      request,
      reply,
      {
        form: ProfileForm,
        template: CHANGE,
        page: changePage(actor, await this.own(actor)),
        to: `/o/${actor.organisationId}/profile`,
        done: 'saved',
      },
      (form) => this.changes.change(actor, actor.organisationId, form.version, wantedIn(form)),
    );
  }

  private async own(actor: Actor): Promise<OrganisationDetailView> {
    return toOrganisationDetailView(await this.organisations.one(actor, actor.organisationId));
  }
}

function pageOf(actor: Actor, own: OrganisationDetailView): PageData {
  return { title: 'Our profile', root: `/o/${actor.organisationId}`, own };
}

function changePage(actor: Actor, own: OrganisationDetailView): PageData {
  return {
    ...pageOf(actor, own),
    title: 'Change our profile',
    versionNow: own.version,
    breadcrumbs: [{ text: 'Our profile', href: `/o/${actor.organisationId}/profile` }],
    legalForms: LEGAL_FORMS.map((value) => ({ value, text: LEGAL_FORM_WORDS[value] })),
  };
}

const orNull = (text: string | undefined) => (text === undefined || text === '' ? null : text);

function wantedIn(form: ProfileForm): ChangeOrganisationDto {
  return Object.assign(new ChangeOrganisationDto(), {
    name: form.name,
    legalForm: orNull(form.legalForm),
    publicationName: publicationIn(form),
    payeeName: orNull(form.payeeName),
    about: orNull(form.about),
    doesNotDo: orNull(form.doesNotDo),
    area: orNull(form.area),
    website: orNull(form.website),
  });
}

/** Throws FormRefused. */
function publicationIn({ publication, publicationName, name }: ProfileForm): string | null {
  if (publication === 'none') return null;
  if (publication === 'known') return name;
  const other = orNull(publicationName);
  if (other !== null) return other;
  throw new FormRefused(422, [{ field: 'publicationName', text: 'Enter the name for open data' }]);
}

function answersOf(own: OrganisationDetailView): Answers {
  const { name, legalForm, payeeName, about, doesNotDo, area, website } = own;
  const said = { legalForm, payeeName, about, doesNotDo, area, website };
  const texts = Object.entries(said).map(([field, value]) => [field, value ?? ''] as const);
  return { ...Object.fromEntries(texts), name, ...publicationOf(own) };
}

function publicationOf({ name, publicationName = null }: OrganisationDetailView): Answers {
  if (publicationName === null) return { publication: 'none' };
  return publicationName === name ? { publication: 'known' } : { publication: 'other', publicationName };
}
