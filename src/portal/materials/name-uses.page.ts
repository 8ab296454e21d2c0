import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsUUID, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ExportsService } from '../../exchange';
import { CurrentActor } from '../../identity';
import { NameUseListQuery, NameUses } from '../../materials';
import { Clock, sendCsv } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { asked } from '../group/asked';
import { dayAnswered } from '../payment/forms';
import { MaterialReader, useOf } from './material-reading.service';

class NoteForm {
  @MinLength(1, { message: 'Say where it is used' })
  @MaxLength(300, { message: 'Say it in at most 300 characters' })
  place!: string;

  @MaxLength(10)
  sinceOn!: string;
}

class MoveForm extends VersionForm {
  @IsUUID(undefined, { message: 'Open the page again, then send it' })
  versionId!: string;
}

/** The register of where groups' names are used. */
@PageController()
export class NameUsesPage {
  constructor(
    private readonly pages: Pages,
    private readonly uses: NameUses,
    private readonly reader: MaterialReader,
    private readonly exports: ExportsService,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/name-uses')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('cursor') cursor: unknown,
  ): Promise<void> {
    const query = asked(NameUseListQuery, { ...(typeof cursor === 'string' && { cursor }) });
    const { items, next } = await this.uses.list(actor, query);
    const root = `/o/${actor.organisationId}`;
    this.pages.render(request, reply, 'materials/name-uses.njk', {
      title: 'Where the name is used',
      breadcrumbs: [{ text: 'Materials', href: `${root}/materials` }],
      root,
      more: next === null ? null : `${root}/name-uses?cursor=${encodeURIComponent(next)}`,
      items: items.map((item) => ({ ...useOf(item), other: actor.side === 'health' ? item.group : item.healthBody })),
    });
  }

  /** All of them, for a spreadsheet. */
  @Get('o/:org/name-uses/name-uses.csv')
  async file(@Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    sendCsv(reply, 'name-uses.csv', await this.exports.nameUses(actor, 'csv'));
  }

  /** Each yes to a name and how it ended, for a spreadsheet. */
  @Get('o/:org/name-uses/consents.csv')
  async consents(@Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    sendCsv(reply, 'name-consents.csv', await this.exports.nameConsents(actor, 'csv'));
  }

  @Post('o/:org/material-versions/:id/name-uses')
  async note(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const materialId = await this.reader.materialOf(actor, id);
    await this.pages.move(request, reply, this.move(actor, materialId, NoteForm, 'noted'), (form: NoteForm) => {
      const sinceOn = dayAnswered('sinceOn', form.sinceOn, 'Enter the day since when it is used', this.clock.today());
      return this.uses.note(actor, id, { place: form.place, sinceOn });
    });
  }

  @Post('o/:org/name-uses/:id/end')
  async end(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { materialId } = await this.uses.one(actor, id);
    await this.pages.move(request, reply, this.move(actor, materialId, VersionForm, 'ended'), ({ version }) =>
      this.uses.end(actor, id, version, this.clock.today()),
    );
  }

  @Post('o/:org/name-uses/:id/version')
  async change(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { materialId } = await this.uses.one(actor, id);
    await this.pages.move(request, reply, this.move(actor, materialId, MoveForm, 'moved'), (form: MoveForm) =>
      this.uses.move(actor, id, form.version, form.versionId),
    );
  }

  private move<Form extends object>(actor: Actor, id: string, form: new () => Form, done: string) {
    const to = `/o/${actor.organisationId}/materials/${id}`;
    return { form, template: 'materials/material.njk', page: () => this.reader.page(actor, id), to, done };
  }
}
