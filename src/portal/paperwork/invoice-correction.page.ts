import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { InvoiceWritesService } from '../../payments';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import { answersIn, FormRefused } from '../frame/form';
import type { Answers } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { withDays } from '../frame/wording.rules';
import { readAmounts } from './invoice-form';
import { InvoiceReader } from './invoice-reading.service';
import type { ShownInvoice } from './invoice-reading.service';
import { amountIn, dayFirst } from './money-in.rules';

const TEMPLATE = 'paperwork/invoice-correction.njk';

/** Putting right what one's own side entered. */
@PageController()
export class InvoiceCorrectionPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: InvoiceReader,
    private readonly writes: InvoiceWritesService,
  ) {}

  @Get('o/:org/invoices/:id/correction')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const invoice = await this.reader.one(actor, id);
    this.pages.render(request, reply, TEMPLATE, pageOf(actor, invoice), { answers: answersOf(invoice) });
  }

  @Post('o/:org/invoices/:id/correction')
  async correct(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const invoice = await this.reader.one(actor, id);
    const answers = answersIn(request.body);
    await this.pages.submit(request, reply, {
      form: VersionForm,
      template: TEMPLATE,
      page: () => Promise.resolve(pageOf(actor, invoice)),
      work: async ({ version }) => {
        await this.writes.correct(actor, id, version, readAmounts(textsOf(answers))).catch((error: unknown) => {
          throw asMendable(error);
        });
        return `/o/${actor.organisationId}/invoices/${id}?done=corrected`;
      },
    });
  }
}

function pageOf({ organisationId }: Actor, invoice: ShownInvoice): PageData {
  const root = `/o/${organisationId}/invoices`;
  return {
    title: 'Put an invoice right',
    root,
    breadcrumbs: [
      { text: 'Invoices', href: root },
      { text: 'Invoice', href: `${root}/${invoice.id}` },
    ],
    invoice,
  };
}

function answersOf({ number, datedOn, netPence, vatPence }: ShownInvoice): Answers {
  return {
    number,
    datedOn: dayFirst(calendarDate(datedOn)),
    netPence: amountIn(netPence),
    vatPence: amountIn(vatPence),
  };
}

function textsOf(answers: Answers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answers).filter((each): each is [string, string] => typeof each[1] === 'string'),
  );
}

/** What only the other side may do, or what somebody else did meanwhile, is said on the form. */
function asMendable(error: unknown): unknown {
  if (!(error instanceof DomainError) || (error.kind !== 'stale' && error.kind !== 'forbidden')) return error;
  return new FormRefused(409, [{ field: null, text: withDays(error.message) }]);
}
