import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, IsUUID, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { MATTER_KINDS, MatterListQuery, PrivateMatters, PrivatePeople } from '../../challenges';
import type { MatterKind, MatterView } from '../../challenges';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { MATTER_WORDS } from './challenge-words.rules';

class MatterForm {
  @IsUUID(undefined, { message: 'Choose whom you want to tell' })
  healthBodyId!: string;

  @IsIn(MATTER_KINDS, { message: 'Choose what it is about' })
  kind!: MatterKind;

  @MinLength(1, { message: 'Say what it is' })
  @MaxLength(4000, { message: 'Say it in at most 4,000 characters' })
  words!: string;
}

class ReplyForm {
  @IsOptional()
  @MaxLength(4000, { message: 'Say it in at most 4,000 characters' })
  reply?: string;

  @IsIn(['reply', 'settle'], { message: 'Choose what you want to do' })
  step!: string;
}

const TEMPLATE = 'challenges/private.njk';
const A_PAGE = 10;
const DONE: Readonly<Record<string, string>> = {
  sent: 'Sent. One person reads it, and the users of your group: nobody else.',
  written: 'Kept. The other side hears that something waits, and no more.',
};

/** What a group tells one person of a health body alone, and what that person answers. */
@PageController()
export class PrivatePage {
  constructor(
    private readonly pages: Pages,
    private readonly people: PrivatePeople,
    private readonly matters: PrivateMatters,
  ) {}

  @Get('o/:org/private')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('cursor') cursor: unknown,
    @Query('kind') about: unknown,
  ): Promise<void> {
    const page = await this.page(actor, typeof cursor === 'string' ? cursor : undefined);
    const kind = MATTER_KINDS.find((each) => each === about);
    const answers = kind === undefined ? {} : { kind };
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: DONE, answers });
  }

  @Post('o/:org/private')
  send(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    return this.pages.move(
      request,
      reply,
      {
        form: MatterForm,
        template: TEMPLATE,
        page: () => this.page(actor),
        to: `/o/${actor.organisationId}/private`,
        done: 'sent',
      },
      (form) => this.matters.send(actor, form),
    );
  }

  @Post('o/:org/private/:id')
  write(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.submit(request, reply, {
      form: ReplyForm,
      template: TEMPLATE,
      page: async () => ({ ...(await this.page(actor)), answering: id }),
      work: async ({ reply: words = '', step }) => {
        const settles = step === 'settle';
        if (words === '' && !settles) throw new FormRefused(422, [{ field: `reply-${id}`, text: 'Write something' }]);
        await this.matters.reply(actor, id, { words: words === '' ? null : words, settles });
        return `/o/${actor.organisationId}/private?done=written`;
      },
    });
  }

  private async page(actor: Actor, cursor?: string): Promise<PageData> {
    const root = `/o/${actor.organisationId}`;
    const query = asked(MatterListQuery, { limit: A_PAGE, ...(cursor !== undefined && { cursor }) });
    const [{ items, next }, people] = await Promise.all([this.matters.list(actor, query), this.people.forMe(actor)]);
    return {
      title: 'In private',
      ...{ root, here: `${root}/private` },
      breadcrumbs: [{ text: 'Help', href: `${root}/help` }],
      inGroup: actor.side === 'group',
      told: people
        .filter(({ inAccord }) => inAccord)
        .map((person) => ({
          value: person.healthBodyId,
          text: `${person.name}, ${person.whatTheyDo}, ${person.healthBody}`,
        })),
      kinds: Object.entries(MATTER_WORDS).map(([value, text]) => ({ value, text })),
      matters: items.map((matter) => shown(matter, actor)),
      more: next === null ? null : `${root}/private?cursor=${encodeURIComponent(next)}`,
    };
  }
}

function shown(matter: MatterView, { side }: Actor) {
  const { id, kind, words, sentOn, readOn, settledOn, replies } = matter;
  return {
    ...{ id, words, what: MATTER_WORDS[kind], other: side === 'group' ? matter.healthBody : matter.group },
    sentOn: calendarDate(sentOn),
    readOn: readOn === null ? null : calendarDate(readOn),
    settledOn: settledOn === null ? null : calendarDate(settledOn),
    replies: replies.map((reply) => ({
      ...{ words: reply.words, settles: reply.settles, on: calendarDate(reply.writtenOn) },
      who: reply.side === side ? 'You' : side === 'group' ? 'The person you told' : matter.group,
    })),
  };
}
