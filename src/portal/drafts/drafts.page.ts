import { Get, Post, Query, Req, Res } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { answersIn, asRefusal } from '../frame/form';
import { isOpen } from '../frame/navigation';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { draftedForm, isFormKey, keptOf, pathOfDraft } from './drafted-forms.rules';
import { keptWords, titleOf } from './draft-words.rules';
import { Drafts, MOST_DRAFTS } from './drafts.service';
import type { DraftPlace, Kept } from './drafts.service';

const TEMPLATE = 'drafts/drafts.njk';
const DONE: Readonly<Record<string, string>> = {
  kept: 'It is kept for you, for 30 days. Nothing was sent.',
  'kept-over': 'It is kept, in place of what another window or device had kept of it. Nothing was sent.',
  empty: 'Nothing was kept: there was nothing yet, or too much to keep.',
  removed: 'It is removed.',
};
const TOO_MANY = `You have ${String(MOST_DRAFTS)} unfinished forms. Finish or remove one of them first.`;

/** What somebody has begun to write and not sent: to carry on, or to remove. */
@PageController()
export class DraftsPage {
  constructor(
    private readonly pages: Pages,
    private readonly drafts: Drafts,
  ) {}

  @Get('o/:org/drafts')
  async list(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.page(actor), done: DONE });
  }

  /** By the button "Save and come back later", and now and then by the page's script, which asks for JSON. */
  @Post('o/:org/drafts')
  async keep(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() query: Record<string, unknown>,
  ): Promise<void> {
    const byScript = request.headers.accept === 'application/json';
    try {
      const place = placeNamed(actor, query.form, query.about);
      const answers = keptOf(place.form, answersIn(request.body));
      const kept = answers === null ? null : await this.drafts.keep(actor, place, answers, seenIn(query.seen));
      if (byScript) void reply.status(200).send({ seen: kept?.saves ?? null, said: keptWords(kept) });
      else this.pages.goTo(reply, `/o/${actor.organisationId}/drafts?done=${doneOf(answers, kept)}`);
    } catch (error) {
      await this.refuse(request, reply, actor, error);
    }
  }

  @Post('o/:org/drafts/removal')
  async remove(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const { form, about, then } = answersIn(request.body);
    try {
      const place = placeNamed(actor, form, about);
      await this.drafts.discard(actor, place);
      const root = `/o/${actor.organisationId}`;
      const begin = then === 'begin';
      this.pages.goTo(reply, begin ? root + pathOfDraft(place.form, place.subjectId) : `${root}/drafts?done=removed`);
    } catch (error) {
      await this.refuse(request, reply, actor, error);
    }
  }

  private async refuse(request: PageRequest, reply: FastifyReply, actor: Actor, error: unknown): Promise<void> {
    if (asRefusal(error) === null) throw error;
    const again = { template: TEMPLATE, page: () => this.page(actor), answers: {} };
    await this.pages.showAgain(request, reply, again, error);
  }

  private async page(actor: Actor): Promise<PageData> {
    const unfinished = await this.drafts.unfinished(actor);
    // Finance knows payees and amounts, and not whose partners they are.
    const names = actor.side === 'group' || actor.roles.includes('partnership_manager');
    return {
      title: 'What you have not finished',
      root: `/o/${actor.organisationId}`,
      drafts: unfinished.map((draft) => ({ ...draft, title: titleOf(names ? draft : { ...draft, other: null }) })),
    };
  }
}

/** Throws DomainError `invalid` when it is no form that this person has. */
function placeNamed({ roles }: Actor, form: unknown, about: unknown): DraftPlace {
  const open = isFormKey(form) && isUUID(about) && isOpen({ path: draftedForm(form).path }, roles);
  if (!open) throw new DomainError('invalid', 'There is no such form to keep. Open the page again.');
  return { form, subjectId: String(about).toLowerCase() };
}

function seenIn(seen: unknown): number {
  return typeof seen === 'string' && /^\d{1,9}$/.test(seen) ? Number(seen) : 0;
}

/** Throws DomainError `conflict` when there was no place for it. */
function doneOf(answers: object | null, kept: Kept): string {
  if (answers === null) return 'empty';
  if (kept === null) throw new DomainError('conflict', TOO_MANY);
  return kept.replaced === null ? 'kept' : 'kept-over';
}
