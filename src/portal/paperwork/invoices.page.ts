import { createHash } from 'node:crypto';
import { Get, Post, Query, Req, Res } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { checkFormToken, CurrentActor, CurrentSession } from '../../identity';
import type { SignedIn } from '../../identity';
import { InvoiceWritesService } from '../../payments';
import { Clock, withDocument } from '../../platform';
import type { Actor, ReceivedForm } from '../../platform';
import { keptOf } from '../drafts/drafted-forms.rules';
import { Drafts } from '../drafts/drafts.service';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { readInvoiceForm } from './invoice-form';
import { mayEnter } from './invoice-may.rules';
import { InvoiceReader } from './invoice-reading.service';
import { dayFirst } from './money-in.rules';

const LIST = 'paperwork/invoices.njk';
const FORM = 'paperwork/invoice-form.njk';
const FILTERS = [
  { state: 'received', text: 'To be checked' },
  { state: 'disputed', text: 'Disputed' },
  { state: 'valid', text: 'Right' },
  { state: null, text: 'All' },
] as const;

/** Invoices of either side: a group sends them, the health body checks them, or writes down what came another way. */
@PageController()
export class InvoicesPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: InvoiceReader,
    private readonly writes: InvoiceWritesService,
    private readonly clock: Clock,
    private readonly drafts: Drafts,
  ) {}

  @Get('o/:org/invoices')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() query: Record<string, unknown>,
  ): Promise<void> {
    const known = FILTERS.find(({ state }) => state === query.state) ?? FILTERS[actor.side === 'health' ? 0 : 3];
    const chosen = query.state === 'all' ? FILTERS[3] : known;
    const cursor = typeof query.after === 'string' && query.after !== '' ? { cursor: query.after } : {};
    const filter = chosen.state === null ? {} : { state: chosen.state };
    const { items, next } = await this.reader.list(actor, { ...filter, ...cursor });
    const root = `/o/${actor.organisationId}/invoices`;
    const address = (state: string | null, after?: string) =>
      `${root}?${new URLSearchParams({ state: state ?? 'all', ...(after !== undefined && { after }) }).toString()}`;
    this.pages.render(request, reply, LIST, {
      title: 'Invoices',
      root,
      items,
      more: next === null ? null : address(chosen.state, next),
      filters: FILTERS.map(({ state, text }) => ({ text, href: address(state), current: state === chosen.state })),
      chosen: chosen.text,
      maySend: mayEnter(actor),
    });
  }

  @Get('o/:org/invoices/new')
  async form(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('contract') contract: unknown,
  ): Promise<void> {
    const answers = { receivedOn: dayFirst(this.clock.today()) };
    const page = await this.page(actor, contract);
    // The address says which contract it is for, and so which draft of it is opened.
    const { contract: chosen } = page;
    if (contract === undefined && chosen !== null)
      this.pages.goTo(reply, `/o/${actor.organisationId}/invoices/new?contract=${chosen.id}`);
    else this.pages.render(request, reply, FORM, page, { answers });
  }

  @Post('o/:org/invoices/new')
  async send(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @CurrentSession() person: SignedIn,
  ): Promise<void> {
    const token = { name: '_csrf', check: (value: unknown) => checkFormToken(value, person) };
    let fields: Record<string, string> = {};
    try {
      const id = await withDocument(
        request,
        (form) => {
          fields = { ...form.fields };
          return this.enter(actor, request, form);
        },
        { first: token },
      );
      this.pages.goTo(reply, `/o/${actor.organisationId}/invoices/${id}?done=sent`);
    } catch (error) {
      const page = () => this.page(actor, fields.contractId);
      await this.keep(actor, fields);
      await this.pages.showAgain(request, reply, { template: FORM, page, answers: fields }, error);
    }
  }

  /** A form with a file is read late, and so kept only once something was wrong with it. The file is not. */
  private async keep(actor: Actor, fields: Record<string, string>): Promise<void> {
    const { contractId: subjectId } = fields;
    const answers = keptOf('invoice', fields);
    if (answers === null || !isUUID(subjectId)) return;
    await this.drafts.keep(actor, { form: 'invoice', subjectId: String(subjectId) }, answers, null);
  }

  private enter(actor: Actor, request: PageRequest, { fields, file, refusal }: ReceivedForm): Promise<string> {
    if (refusal !== null) throw refusal;
    const { _attempt: key = '', contractId = '' } = fields;
    const bodyHash = createHash('sha256')
      .update(JSON.stringify(fields))
      .update(file?.sha256 ?? '')
      .digest();
    const attempt = key === '' ? {} : { attempt: { route: `POST ${request.url}`, key, bodyHash } };
    const filled = { ...readInvoiceForm(fields, actor.side), contractId: isUUID(contractId) ? contractId : NOBODY };
    return this.writes.enter({ ...actor, ...attempt }, filled, file);
  }

  /** The contracts to choose from; once one is chosen, its payments. */
  private async page(actor: Actor, wanted: unknown) {
    const contracts = await this.reader.contracts(actor);
    const chosen = contracts.find(({ id }) => id === wanted) ?? (contracts.length === 1 ? contracts[0] : undefined);
    return {
      title: actor.side === 'group' ? 'Send an invoice' : 'Write down an invoice',
      root: `/o/${actor.organisationId}/invoices`,
      breadcrumbs: [{ text: 'Invoices', href: `/o/${actor.organisationId}/invoices` }],
      contracts,
      contract: chosen ?? null,
      payments: chosen === undefined ? [] : await this.reader.payments(actor, chosen.id),
      orders: chosen === undefined ? [] : await this.reader.orders(actor, chosen.id),
    };
  }
}

/** No contract has this id. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
