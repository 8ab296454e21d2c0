import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsOptional, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { MaterialEdits, MaterialVersions } from '../../materials';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { MaterialReader } from './material-reading.service';

class CreditForm extends VersionForm {
  @IsOptional()
  @MaxLength(500, { message: 'Say it in at most 500 characters' })
  credit?: string;
}

class CommentForm {
  @MinLength(1, { message: 'Write a comment' })
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  comment!: string;
}

const TEMPLATE = 'materials/material.njk';
const DONE: Readonly<Record<string, string>> = {
  started: 'Added. The other side reads it.',
  made: 'The new version is made, and the other side is told.',
  consented: 'Your yes to your name holds for this version, and for no other.',
  withdrawn: 'Taken back at once. The health body is told.',
  commented: 'Your comment is kept, and the other side reads it.',
  credited: 'How your people are credited is kept.',
  noted: 'Noted in the register of where the name is used.',
  ended: 'Noted: it is used there no more.',
  moved: 'Noted: the newest version is used there from today.',
};

/** One material: what it says now, what the group said of its name, and where it is used. */
@PageController()
export class MaterialPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: MaterialReader,
    private readonly versions: MaterialVersions,
    private readonly edits: MaterialEdits,
  ) {}

  @Get('o/:org/materials/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.reader.page(actor, id), done: DONE });
  }

  @Post('o/:org/materials/:id/credit')
  credit(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, CreditForm, 'credited'), (form: CreditForm) =>
      this.versions.credit(
        actor,
        id,
        form.version,
        form.credit === undefined || form.credit === '' ? null : form.credit,
      ),
    );
  }

  @Post('o/:org/material-versions/:id/comments')
  async comment(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const material = await this.reader.materialOf(actor, id);
    await this.pages.move(request, reply, this.move(actor, material, CommentForm, 'commented'), (form: CommentForm) =>
      this.edits.comment(actor, id, form.comment),
    );
  }

  private move<Form extends object>(actor: Actor, id: string, form: new () => Form, done: string) {
    const to = `/o/${actor.organisationId}/materials/${id}`;
    return { form, template: TEMPLATE, page: () => this.reader.page(actor, id), to, done };
  }
}
