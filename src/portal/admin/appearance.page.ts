import { Get, Post, Req, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { AppearanceOfBody, colourIn, PALETTE, STANDARD_COLOUR } from '../../settings';
import type { AppearanceNow } from '../../settings';
import { asRefusal, FormRefused } from '../frame/form';
import type { Answers } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';

const TEMPLATE = 'admin/appearance.njk';
const AGAIN = 'Open the page again, then send it';
const DONE = { set: 'Your pages now look like this one.' };
const OTHER = 'other';

class AppearanceForm {
  @Type(() => Number)
  @IsInt({ message: AGAIN })
  @Min(1, { message: AGAIN })
  version!: number;

  @IsOptional()
  @IsString()
  headerName = '';

  /** One of those to choose from, or another one that is written below; empty for the standard. */
  @IsOptional()
  @IsString()
  colour = '';

  @IsOptional()
  @IsString()
  otherColour = '';

  @IsOptional()
  @IsString()
  contactLine = '';
}

/** What the top and the foot of a health body's pages say, and in which colour. */
@PageController()
export class AppearancePage {
  constructor(
    private readonly pages: Pages,
    private readonly appearance: AppearanceOfBody,
  ) {}

  @Get('o/:org/admin/settings/appearance')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const now = await this.appearance.now(actor);
    const page = pageFor(request, actor, now);
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: DONE, answers: answersFor(now) });
  }

  @Post('o/:org/admin/settings/appearance')
  set(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    return this.pages.submit(request, reply, {
      form: AppearanceForm,
      template: TEMPLATE,
      page: async () => pageFor(request, actor, await this.appearance.now(actor)),
      work: async (form) => {
        const wanted = {
          headerName: form.headerName || null,
          headerColour: colourOf(form),
          contactLine: form.contactLine || null,
        };
        await this.appearance.change(actor, form.version, wanted).catch((error: unknown) => onFieldOf(form, error));
        return `${rootOf(actor)}/appearance?done=set`;
      },
    });
  }
}

/** Throws FormRefused. */
function colourOf({ colour, otherColour }: AppearanceForm): string | null {
  if (colour === '' || colour === STANDARD_COLOUR) return null;
  const read = colourIn(colour === OTHER ? otherColour : colour);
  if (read !== null) return read;
  const text = 'Write the colour as six digits from 0 to 9 and a to f, like 1d5c58';
  throw new FormRefused(422, [{ field: 'otherColour', text }]);
}

/** What is wrong with a colour is said where it was given. */
function onFieldOf({ colour }: AppearanceForm, error: unknown): never {
  const refusal = asRefusal(error);
  if (refusal === null) throw error;
  const at = colour === OTHER ? 'otherColour' : 'colour';
  const errors = refusal.errors.map(({ field, text }) => ({ field: field === 'headerColour' ? at : field, text }));
  throw new FormRefused(refusal.status, errors);
}

const isOffered = (colour: string) => PALETTE.some((known) => known.colour === colour);

function answersFor({ headerName, headerColour, contactLine }: AppearanceNow): Answers {
  const colour = headerColour ?? STANDARD_COLOUR;
  return {
    headerName: headerName ?? '',
    contactLine: contactLine ?? '',
    ...(isOffered(colour) ? { colour } : { colour: OTHER, otherColour: colour }),
  };
}

function pageFor({ signedIn }: PageRequest, actor: Actor, now: AppearanceNow): PageData {
  const own = signedIn?.memberships.find(({ organisationId }) => organisationId === actor.organisationId);
  const organisation = own?.name ?? '';
  return {
    title: 'Name and colour',
    root: rootOf(actor),
    breadcrumbs: [{ text: 'Settings', href: rootOf(actor) }],
    keeps: actor.roles.includes('administrator'),
    version: now.version,
    organisation,
    palette: PALETTE.map(({ name, colour: value }) => ({ name, value, standard: value === STANDARD_COLOUR })),
    now: readable(now, organisation),
  };
}

function readable({ headerName, headerColour, contactLine }: AppearanceNow, organisation: string): object {
  const colour = headerColour ?? STANDARD_COLOUR;
  const colourName = PALETTE.find((known) => known.colour === colour)?.name ?? 'A colour of your own';
  return { name: headerName ?? organisation, colour, colourName, contact: contactLine ?? 'Nothing' };
}

const rootOf = ({ organisationId }: Actor) => `/o/${organisationId}/admin/settings`;
