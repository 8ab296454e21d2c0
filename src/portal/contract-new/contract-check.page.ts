import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ContractSketches } from '../../contracts';
import type { Sketch } from '../../contracts';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { asRefusal } from '../frame/form';
import type { FormError, FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { periodWords } from '../group/payment-words.rules';
import { instrumentWords, termsWords, vatWords } from '../group/terms-words.rules';
import { inPageWords, SketchReader } from './sketch-reading.service';
import { contractIn, leadsIn, leavesUsual, nextStep, planTermsIn } from './sketch-terms';

const TEMPLATE = 'contract-new/check.njk';

/** All answers with the whole plan of payments, before anything is made; then the draft. */
@PageController()
export class ContractCheckPage {
  constructor(
    private readonly pages: Pages,
    private readonly sketches: ContractSketches,
    private readonly reader: SketchReader,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/contracts/new/:id/check')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const sketch = await this.reader.one(actor, id);
    const elsewhere = elsewhereThanCheck(actor, sketch);
    if (elsewhere === null) await this.render(request, reply, actor, sketch);
    else this.pages.goTo(reply, elsewhere);
  }

  @Post('o/:org/contracts/new/:id/draft')
  async make(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const sketch = await this.reader.one(actor, id);
    const elsewhere = elsewhereThanCheck(actor, sketch);
    if (elsewhere !== null) {
      this.pages.goTo(reply, elsewhere);
      return;
    }
    try {
      const leads = leadsIn(sketch.answers, this.clock.today());
      const contractId = await this.sketches.make(actor, id, contractIn(sketch.answers), leads);
      this.pages.goTo(reply, `/o/${actor.organisationId}/contracts/${contractId}?done=drafted`);
    } catch (error) {
      const refusal = asRefusal(inPageWords(error));
      if (refusal === null) throw error;
      await this.render(request, reply, actor, sketch, refusal);
    }
  }

  @Post('o/:org/contracts/new/:id/discard')
  async discard(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.sketches.discard(actor, id);
    this.pages.goTo(reply, `/o/${actor.organisationId}/contracts/new`);
  }

  private async render(
    request: PageRequest,
    reply: FastifyReply,
    actor: Actor,
    sketch: Sketch,
    refused: Pick<FormRefused, 'status' | 'errors'> = { status: 422, errors: [] },
  ): Promise<void> {
    const { page, problems } = await this.page(actor, sketch);
    const all = [...refused.errors, ...problems].map(({ text }) => ({ field: null, text }));
    const again = all.length === 0 ? {} : { status: refused.status, errors: all };
    this.pages.render(request, reply, TEMPLATE, page, again);
  }

  /** Where the answers make no plan, everything else is shown all the same, with what is wrong. */
  private async page(actor: Actor, sketch: Sketch): Promise<{ page: PageData; problems: readonly FormError[] }> {
    const people = await this.reader.people(actor, sketch);
    const page = { ...this.reader.page(actor, sketch), title: 'Check before the draft is made' };
    try {
      const plan = await this.reader.plan(actor, sketch.answers);
      const shown = { ...page, ...answersShown(sketch, people), plan: plan.map(lineOf), ...sumsOf(plan) };
      return { page: shown, problems: [] };
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal === null) throw error;
      return { page: { ...page, ...answersShown(sketch, people), plan: [] }, problems: refusal.errors };
    }
  }
}

/** The draft, once it is made; the first question that is open. */
function elsewhereThanCheck({ organisationId }: Actor, { id, contractId, answers }: Sketch): string | null {
  const root = `/o/${organisationId}/contracts`;
  if (contractId !== null) return `${root}/${contractId}`;
  const next = nextStep(answers);
  return next === 'check' ? null : `${root}/new/${id}/${next}`;
}

const INVOICE: Readonly<Record<string, string>> = { yes: 'Needed for each payment', no: 'Not needed' };

type People = Awaited<ReturnType<SketchReader['people']>>;

function answersShown({ answers, group }: Sketch, { ours, theirs }: People) {
  const said = (name: string) => answers[name] ?? '';
  const named = (question: string) =>
    [...ours, ...theirs].find(({ value }) => value === said(question))?.text ?? 'Nobody yet';
  return {
    leaves: leavesUsual(answers),
    shown: {
      group,
      ...(planTermsOrNull(answers) ?? { valuePence: null, startsOn: null, endsOn: null }),
      instrument: instrumentWords(said('instrument')),
      vat: vatWords(said('vatTreatment')),
      timing: timingWords(answers),
      invoice: INVOICE[said('invoiceNeeded')] ?? 'Not known yet',
      lead: named('lead'),
      deputy: named('deputy'),
      groupLead: named('groupLead'),
    },
  };
}

function planTermsOrNull(answers: Sketch['answers']) {
  try {
    return planTermsIn(answers);
  } catch (error) {
    if (asRefusal(error) === null) throw error;
    return null;
  }
}

function timingWords({ timing = '', rhythm = '', paymentDays, paymentDay }: Sketch['answers']): string {
  const day = Number(paymentDay ?? '');
  return termsWords({ timing, rhythm, paymentDays: Number(paymentDays) || 30, paymentDay: day > 0 ? day : null });
}

type Planned = Awaited<ReturnType<SketchReader['plan']>>;

function lineOf({ label, periodStartsOn, periodEndsOn, dueOn, sendByOn, amountPence }: Planned[number]) {
  return { period: label ?? periodWords(periodStartsOn, periodEndsOn), dueOn, sendByOn, amountPence };
}

function sumsOf(plan: Planned) {
  return {
    amountPence: plan.reduce((sum, { amountPence }) => sum + amountPence, 0),
    vatPence: plan.reduce((sum, { vatPence }) => sum + vatPence, 0),
  };
}
