import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { isCorrectable, NotesService, NoteWritesService, toNoteDetailView } from '../../engagement';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { PartnershipFrame } from './partnership-frame.service';

const TEMPLATE = 'partnership/note.njk';
const DONE = { corrected: 'It is put right. What it said before stays below, struck out.' };

class NoteCorrectionForm extends VersionForm {
  @MinLength(1, { message: 'Write what the note should say' })
  @MaxLength(10_000, { message: 'Write at most 10,000 characters' })
  body!: string;
}

/** What a note may be about besides a partnership, and where that is read. */
const ABOUT: Readonly<Record<string, { text: string; path: string | null }>> = {
  contract: { text: 'a contract', path: '/contracts' },
  instalment: { text: 'a payment', path: '/payments' },
  engagement: { text: 'an entry of the contact log', path: '/contact-log' },
  contact: { text: 'a person', path: null },
};

/** One note of the own side: whoever wrote it puts it right, and what it said stays. */
@PageController()
export class PartnershipNotePage {
  constructor(
    private readonly pages: Pages,
    private readonly frame: PartnershipFrame,
    private readonly notes: NotesService,
    private readonly writes: NoteWritesService,
  ) {}

  @Get('o/:org/notes/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/notes/:id')
  async correct(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.notes.one(actor, id);
    const move = {
      form: NoteCorrectionForm,
      template: TEMPLATE,
      page: () => this.page(actor, id),
      to: `/o/${actor.organisationId}/notes/${id}`,
      done: 'corrected',
    };
    await this.pages.move(request, reply, move, ({ version, body }) => this.writes.correct(actor, id, version, body));
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const row = await this.notes.one(actor, id);
    const note = toNoteDetailView(row);
    const frame = await this.frame.withGroup(actor, note.groupId, 'A note of your side');
    const about = ABOUT[note.subjectKind];
    const path = about?.path ?? null;
    const former = note.corrections.map(({ was, correctedAt }) => ({ was, until: new Date(correctedAt) }));
    return {
      ...frame,
      breadcrumbs: [...(frame.breadcrumbs ?? []), { text: 'Notes', href: `${frame.here}/notes` }],
      note,
      at: `/o/${actor.organisationId}/notes/${id}`,
      writtenAt: new Date(note.createdAt),
      about: about === undefined ? null : about.text,
      aboutAt: path === null ? null : `/o/${actor.organisationId}${path}/${note.subjectId}`,
      former: former.reverse(),
      mayCorrect: isCorrectable(actor, row),
    };
  }
}
