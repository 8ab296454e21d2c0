import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Equals } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { AttachedDocumentsService } from '../../documents';
import type { DocumentView, SubjectKind } from '../../documents';
import { checkFormToken, CurrentActor, CurrentSession } from '../../identity';
import type { SignedIn } from '../../identity';
import { sendFile, withDocument } from '../../platform';
import type { Actor, ReceivedForm } from '../../platform';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
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

interface Asking {
  request: PageRequest;
  reply: FastifyReply;
  actor: Actor;
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
    const token = { name: '_csrf', check: (value: unknown) => checkFormToken(value, person) };
    await this.documents.subject(actor, of);
    try {
      await withDocument(request, (form) => this.keep({ request, reply, actor }, of, form), { first: token });
      this.pages.goTo(reply, `${filesAt(actor.organisationId, of)}?done=added`);
    } catch (error) {
      const again = { template: TEMPLATE, page: () => this.reader.page(actor, of), answers: {} };
      await this.pages.showAgain(request, reply, again, error);
    }
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

  private keep({ request, actor }: Asking, of: { kind: SubjectKind; id: string }, form: ReceivedForm): Promise<string> {
    const { fields, file, refusal } = form;
    if (refusal !== null) throw refusal;
    if (file === null) throw new FormRefused(422, [{ field: 'file', text: 'Choose a photo or a PDF' }]);
    const { _attempt: key = '' } = fields;
    const attempt = key === '' ? {} : { attempt: { route: `POST ${request.url}`, key, bodyHash: file.sha256 } };
    return this.documents.add({ ...actor, ...attempt }, of, file);
  }
}

/** By the address: the part before the id. */
function kindIn({ url }: PageRequest): SubjectKind {
  if (url.includes('/contracts/')) return 'contract';
  if (url.includes('/decisions/')) return 'decision';
  return url.includes('/payments/') ? 'payment' : 'contact';
}
