import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { NoteListQuery, NotesService, NoteWritesService, REACH, toNoteView } from '../../engagement';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { textOf } from '../manager/home';
import { PartnershipFrame } from './partnership-frame.service';

const ROWS = 25;
const TEMPLATE = 'partnership/notes.njk';

class NoteForm {
  @MinLength(1, { message: 'Write the note' })
  @MaxLength(10_000, { message: 'Write at most 10,000 characters' })
  body!: string;
}

/** What the own side notes about a partnership for itself. */
@PageController()
export class PartnershipNotesPage {
  constructor(
    private readonly pages: Pages,
    private readonly frame: PartnershipFrame,
    private readonly notes: NotesService,
    private readonly writes: NoteWritesService,
  ) {}

  @Get('o/:org/partnerships/:id/notes')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('after') after: unknown,
  ): Promise<void> {
    this.pages.render(request, reply, TEMPLATE, await this.page(actor, id, textOf(after)));
  }

  @Post('o/:org/partnerships/:id/notes')
  async write(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.frame.of(actor, id, '');
    await this.pages.submit(request, reply, {
      form: NoteForm,
      template: TEMPLATE,
      page: () => this.page(actor, id, ''),
      work: async ({ body }) => {
        const note = { subjectKind: 'partnership', subjectId: id, body, visibility: 'own_side' } as const;
        await this.writes.write(actor, { ...note, readerIds: [] });
        return `/o/${actor.organisationId}/partnerships/${id}/notes`;
      },
    });
  }

  private async page(actor: Actor, id: string, after: string): Promise<PageData> {
    const filter = { partnershipId: id, limit: ROWS, ...(after !== '' && { cursor: after }) };
    const [frame, { items, next }] = await Promise.all([
      this.frame.of(actor, id, 'Notes of your side'),
      this.notes.list(actor, asked(NoteListQuery, filter)),
    ]);
    return {
      ...frame,
      reach: REACH,
      notes: items.map(toNoteView).map(({ id: note, body, createdAt, version }) => ({
        href: `/o/${actor.organisationId}/notes/${note}`,
        body,
        at: new Date(createdAt),
        corrected: version > 1,
      })),
      firstPage: after === '',
      more: next === null ? null : `${frame.here}/notes?${new URLSearchParams({ after: next }).toString()}`,
    };
  }
}
