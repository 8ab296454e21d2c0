import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DirectoryEntries, DirectoryListQuery, IntroductionAnswers } from '../../directory';
import type { DirectoryEntryView } from '../../directory';
import { ExportsService } from '../../exchange';
import { CurrentActor } from '../../identity';
import { sendCsv } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { textOf } from '../manager/home';
import { DirectoryOfGroup } from './directory-group.service';
import { dialled, ENTRY_KIND_WORDS } from './directory-words.rules';

class AskForm {
  @MinLength(1, { message: 'Say what you would like to talk about with them' })
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  why!: string;
}

const ONE = 'directory/entry.njk';
const LIST_DONE: Readonly<Record<string, string>> = {
  removed: 'Taken out. Groups no longer find it here; what they asked before stays to be answered.',
};
const DONE: Readonly<Record<string, string>> = {
  added: 'Added. The groups that you work with can read it now.',
  changed: 'Saved, and marked as checked today.',
};

/** Who is who: the departments, teams and places of a health body, for itself and for the groups it works with. */
@PageController()
export class DirectoryPage {
  constructor(
    private readonly pages: Pages,
    private readonly entries: DirectoryEntries,
    private readonly ofGroup: DirectoryOfGroup,
    private readonly answers: IntroductionAnswers,
    private readonly exports: ExportsService,
  ) {}

  @Get('o/:org/who-is-who')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() { q, cursor }: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const search = textOf(q).slice(0, 200);
    const query = asked(DirectoryListQuery, {
      ...(search !== '' && { search }),
      ...(typeof cursor === 'string' && { cursor }),
    });
    const { items, next } = await this.entries.list(actor, query);
    const root = `/o/${actor.organisationId}`;
    const page = {
      title: 'Who is who',
      ...{ root, here: `${root}/who-is-who`, q: search, ours: actor.side === 'health' },
      mayAnswer: actor.roles.includes('partnership_manager'),
      several: new Set(items.map(({ healthBodyId }) => healthBodyId)).size > 1,
      items: items.map(({ id, kind, name, does, place, healthBody }) => ({
        ...{ id, name, does, place, healthBody, kindWord: ENTRY_KIND_WORDS[kind] },
      })),
      more: next === null ? null : `?${new URLSearchParams({ q: search, cursor: next }).toString()}`,
      ...(search === '' ? await this.ofGroup.own(actor) : { asked: [], mentors: [] }),
    };
    await this.pages.open(request, reply, { template: 'directory/list.njk', page, done: LIST_DONE });
  }

  /** All of it, for a spreadsheet. */
  @Get('o/:org/who-is-who/directory.csv')
  async file(@Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const file = await this.exports.directory(actor, 'csv');
    sendCsv(reply, 'directory.csv', file);
  }

  @Get('o/:org/who-is-who/:id')
  async one(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: ONE, page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/who-is-who/:id/introductions')
  async ask(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.submit(request, reply, {
      form: AskForm,
      template: ONE,
      page: await this.page(actor, id),
      work: async (form: AskForm) => {
        const made = await this.answers.ask(actor, id, form);
        return `/o/${actor.organisationId}/introductions/${made}?done=asked`;
      },
    });
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const entry = await this.entries.one(actor, id);
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'Who is who',
      breadcrumbs: [{ text: 'Who is who', href: `${root}/who-is-who` }],
      ...{ root, here: `${root}/who-is-who/${id}`, entry, ours: actor.side === 'health' },
      ...wordsOf(entry),
      waits: await this.ofGroup.openOne(actor, id),
    };
  }
}

function wordsOf({ kind, phone, checkedOn }: DirectoryEntryView) {
  return { kindWord: ENTRY_KIND_WORDS[kind], dial: dialled(phone), checkedOn: calendarDate(checkedOn) };
}
