import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Equals, IsNotEmpty, IsOptional, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor, CurrentSession } from '../../identity';
import type { SignedIn } from '../../identity';
import { InvoiceFilesService, InvoiceMovesService } from '../../payments';
import { Clock, sendFile } from '../../platform';
import type { Actor } from '../../platform';
import { challengeHref } from '../challenges/challenge-words.rules';
import { FormRefused } from '../frame/form';
import { isOpen } from '../frame/navigation';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { moveFile } from '../frame/sent-file';
import { VersionForm } from '../frame/version-form';
import { InvoiceReader } from './invoice-reading.service';
import { invoiceMay } from './invoice-may.rules';
import { dayIn } from './money-in.rules';

const TEMPLATE = 'paperwork/invoice.njk';
const AGAIN = { message: 'Open the page again, then press the button once more' };
const DONE: Readonly<Record<string, string>> = {
  sent: 'The invoice is on record.',
  valid: 'The invoice is right, and may be paid.',
  disputed: 'The group reads what is wrong with it.',
  credited: 'The invoice was taken back. Its payments can have another.',
  corrected: 'The invoice was corrected, and is to be checked again.',
  file: 'The file was added.',
  removed: 'The file is gone.',
};

class DisputeForm extends VersionForm {
  @IsNotEmpty({ message: 'Say what is wrong with it, so that the group can put it right' })
  @MaxLength(1000, { message: 'Say it in at most 1,000 characters' })
  reason!: string;

  @IsOptional()
  groupToldOn?: string;
}

class RemovalForm {
  @Equals('yes', AGAIN)
  sure!: string;
}

/** One invoice, for either side: what it asks for, its files, what became of it, and what can be done with it. */
@PageController()
export class InvoicePage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: InvoiceReader,
    private readonly moves: InvoiceMovesService,
    private readonly files: InvoiceFilesService,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/invoices/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/invoices/:id/validation')
  validate(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.move(request, reply, actor, id, {
      form: VersionForm,
      work: ({ version }) => this.moves.validate(actor, id, version),
      done: 'valid',
    });
  }

  @Post('o/:org/invoices/:id/dispute')
  dispute(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.move(request, reply, actor, id, {
      form: DisputeForm,
      work: ({ version, reason, groupToldOn }) => {
        const told = groupToldOn === undefined || groupToldOn === '' ? this.clock.today() : dayIn(groupToldOn);
        if (told === null) throw new FormRefused(422, [{ field: 'groupToldOn', text: 'Say the day like 20/11/2026' }]);
        return this.moves.dispute(actor, id, version, { reason, groupToldOn: told });
      },
      done: 'disputed',
    });
  }

  @Post('o/:org/invoices/:id/credit')
  credit(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.move(request, reply, actor, id, {
      form: VersionForm,
      work: ({ version }) => this.moves.credit(actor, id, version),
      done: 'credited',
    });
  }

  @Post('o/:org/invoices/:id/files')
  async addFile(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @CurrentSession() person: SignedIn,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.reader.one(actor, id);
    const move = { ...this.place(actor, id), done: 'file' };
    await moveFile(this.pages, { request, reply, actor, person }, move, (once, { file }) =>
      this.files.add(once, id, file),
    );
  }

  @Get('o/:org/invoice-documents/:id')
  async download(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    sendFile(reply, await this.files.read(actor, id));
  }

  @Post('o/:org/invoice-documents/:id/removal')
  async removeFile(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const invoiceId = await this.files.invoiceOf(actor, id);
    const move = { form: RemovalForm, ...this.place(actor, invoiceId), done: 'removed' };
    await this.pages.move(request, reply, move, () => this.files.remove(actor, id));
  }

  private async move<Form extends object>(
    request: PageRequest,
    reply: FastifyReply,
    actor: Actor,
    id: string,
    { form, work, done }: { form: new () => Form; work: (form: Form) => Promise<string>; done: string },
  ): Promise<void> {
    await this.reader.one(actor, id);
    await this.pages.move(request, reply, { form, ...this.place(actor, id), done }, work);
  }

  private place(actor: Actor, id: string) {
    return { template: TEMPLATE, page: () => this.page(actor, id), to: `/o/${actor.organisationId}/invoices/${id}` };
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const invoice = await this.reader.one(actor, id);
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'Invoice',
      root,
      breadcrumbs: [{ text: 'Invoices', href: `${root}/invoices` }],
      invoice,
      side: actor.side,
      may: invoiceMay(actor, invoice),
      // Those who only pay challenge nothing of a partnership.
      challenge: isOpen({ path: '/challenges/new' }, actor.roles) ? challengeHref(actor, 'invoice', id) : null,
    };
  }
}
