import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { Materials, NameConsents } from '../../materials';
import { Documents, sendFile } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { MaterialReader } from './material-reading.service';

/** One version beside the one before, and the group's yes to its name in it. */
@PageController()
export class MaterialVersionPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: MaterialReader,
    private readonly materials: Materials,
    private readonly consents: NameConsents,
    private readonly documents: Documents,
  ) {}

  @Get('o/:org/material-versions/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, 'materials/version.njk', await this.reader.versionPage(actor, id));
  }

  @Get('o/:org/material-versions/:id/file')
  async file(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    sendFile(reply, await this.documents.read(actor, await this.materials.fileOf(actor, id)));
  }

  @Post('o/:org/material-versions/:id/consent')
  async consent(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.consents.give(actor, id);
    this.pages.goTo(reply, await this.materialAt(actor, id, 'consented'));
  }

  @Post('o/:org/material-versions/:id/consent/withdrawal')
  async withdraw(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.consents.withdraw(actor, id);
    this.pages.goTo(reply, await this.materialAt(actor, id, 'withdrawn'));
  }

  private async materialAt(actor: Actor, id: string, done: string): Promise<string> {
    return `/o/${actor.organisationId}/materials/${await this.reader.materialOf(actor, id)}?done=${done}`;
  }
}
