import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Equals } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { AttachedDocumentsService } from '../../documents';
import type { DocumentView, SubjectKind } from '../../documents';
import { CurrentActor, CurrentSession } from '../../identity';
import type { SignedIn } from '../../identity';
import { sendFile } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { moveFile } from '../frame/sent-file';
import { FilesReader } from './files-reading.service';
import { filesAt, subjectOfFile } from './files-words.rules';

const TEMPLATE = 'files/files.njk';
const PATHS = [
  'o/:org/contracts/:id/files',
  'o/:org/payments/:id/files',
  'o/:org/contact-log/:id/files',
  'o/:org/decisions/:id/files',
];
const DONE: Readonly<Record<string, string>> = {
  added: 'The file was added. Both sides see it.',
  removed: 'The file is gone. The other side sees that there was one.',
};

class RemovalForm {
  @Equals('yes', { message: 'Open the page again, then press the button once more' })
  sure!: string;
}

/** The files that go with a contract, a payment, a decision or an entry of the contact log, for both sides. */
@PageController()
export class FilesPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: FilesReader,
    private readonly documents: AttachedDocumentsService,
  ) {}

  @Get(PATHS)
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.reader.page(actor, { kind: kindIn(request), id });
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: DONE });
  }

  @Post(PATHS)
  async add(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @CurrentSession() person: SignedIn,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const of = { kind: kindIn(request), id };
    await this.documents.subject(actor, of);
    const page = () => this.reader.page(actor, of);
    const move = { template: TEMPLATE, page, to: filesAt(actor.organisationId, of), done: 'added' };
    await moveFile(this.pages, { request, reply, actor, person }, move, (once, { file }) =>
      this.documents.add(once, of, file),
    );
  }

  @Get('o/:org/documents/:id')
  async download(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    sendFile(reply, await this.documents.read(actor, id));
  }

  @Get('o/:org/documents/:id/removal')
  async ask(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, 'files/removal.njk', await this.reader.removal(actor, id));
  }

  @Post('o/:org/documents/:id/removal')
  async remove(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.reader.removal(actor, id);
    await this.pages.move(
      request,
      reply,
      {
        form: RemovalForm,
        template: 'files/removal.njk',
        page,
        to: filesAt(actor.organisationId, subjectOfFile(page.file as DocumentView)),
        done: 'removed',
      },
      () => this.documents.remove(actor, id),
    );
  }
}

/** By the address: the part before the id. */
function kindIn({ url }: PageRequest): SubjectKind {
  if (url.includes('/contracts/')) return 'contract';
  if (url.includes('/decisions/')) return 'decision';
  return url.includes('/payments/') ? 'payment' : 'contact';
}
