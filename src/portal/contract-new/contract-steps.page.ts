import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ContractSketches } from '../../contracts';
import type { Sketch } from '../../contracts';
import { CurrentActor } from '../../identity';
import { strainOf } from '../../payments';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { answersIn, asRefusal, readForm } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { oneOf, PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { PayingForm, TermsForm, WhatForm, WhyForm } from './sketch-forms';
import { SketchReader } from './sketch-reading.service';
import { leavesUsual, nextStep, planTermsIn, STEPS, whatIn } from './sketch-terms';
import type { Step } from './sketch-terms';
import { strainWords } from './strain.rules';

const FORMS = { what: WhatForm, terms: TermsForm, why: WhyForm, paying: PayingForm };
const TITLES: Record<Step, string> = {
  what: 'What is agreed',
  terms: 'When it is paid',
  why: 'Why not monthly in advance',
  paying: 'Paying it, and who answers for it',
};

/** The questions of a new contract after the group, a page each. The answers are kept as they are given. */
@PageController()
export class ContractStepsPage {
  constructor(
    private readonly pages: Pages,
    private readonly sketches: ContractSketches,
    private readonly reader: SketchReader,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/contracts/new/:id/:step')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Param('step', oneOf(STEPS)) step: Step,
  ): Promise<void> {
    const sketch = await this.reader.one(actor, id);
    const elsewhere = this.elsewhere(actor, sketch, step);
    if (elsewhere === null) this.pages.render(request, reply, templateOf(step), await this.page(actor, sketch, step));
    else this.pages.goTo(reply, elsewhere);
  }

  @Post('o/:org/contracts/new/:id/:step')
  async answer(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Param('step', oneOf(STEPS)) step: Step,
  ): Promise<void> {
    const sketch = await this.reader.one(actor, id);
    const elsewhere = this.elsewhere(actor, sketch, step);
    if (elsewhere !== null) {
      this.pages.goTo(reply, elsewhere);
      return;
    }
    const answers = answersIn(request.body);
    try {
      const given = textsOf(readForm<object>(FORMS[step], answers));
      const all = { ...sketch.answers, ...given };
      await this.check(actor, step, all);
      await this.sketches.keep(actor, id, given);
      this.pages.goTo(reply, `/o/${actor.organisationId}/contracts/new/${id}/${nextStep(all)}`);
    } catch (error) {
      const again = { template: templateOf(step), page: () => this.page(actor, sketch, step), answers };
      await this.pages.showAgain(request, reply, again, error);
    }
  }

  /** Where to go instead: the draft, once it is made; the first question, before anything is known of it. */
  private elsewhere({ organisationId }: Actor, { id, contractId, answers }: Sketch, step: Step): string | null {
    const root = `/o/${organisationId}/contracts`;
    if (contractId !== null) return `${root}/${contractId}`;
    const first = nextStep(answers);
    const early = step !== 'what' && (first === 'what' || (first === 'terms' && step !== 'terms'));
    return early ? `${root}/new/${id}/${first}` : null;
  }

  /** Each page refuses what no plan can be made of, while whoever entered it still looks at it. */
  private async check(actor: Actor, step: Step, answers: Sketch['answers']): Promise<void> {
    if (step === 'what') {
      whatIn(answers);
      const { title, reference, value, vatTreatment, startsOn, endsOn } = answers;
      await this.reader.plan(actor, textsOf({ title, reference, value, vatTreatment, startsOn, endsOn }));
    }
    if (step === 'terms') await this.reader.plan(actor, answers);
  }

  private async page(actor: Actor, sketch: Sketch, step: Step): Promise<PageData> {
    return {
      ...this.reader.page(actor, sketch),
      title: TITLES[step],
      step,
      today: this.clock.today(),
      ...(step === 'why' && { strain: await this.strain(actor, sketch.answers) }),
      ...(step === 'paying' && { people: await this.reader.people(actor, sketch) }),
    };
  }

  /** In words, or nothing where the answers make no plan any more: the page of checks says what to mend. */
  private async strain(actor: Actor, answers: Sketch['answers']): Promise<string[]> {
    if (!leavesUsual(answers)) return [];
    try {
      const strain = strainOf(await this.reader.plan(actor, answers), planTermsIn(answers));
      return strain === null ? [] : strainWords(strain);
    } catch (error) {
      if (asRefusal(error) === null) throw error;
      return [];
    }
  }
}

function templateOf(step: Step): string {
  return `contract-new/${step}.njk`;
}

/** As they are kept: what was left empty is kept as empty, so that it replaces what was there. */
function textsOf(form: object): Record<string, string> {
  const entries = Object.entries(form as Record<string, string | number | undefined>);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value ?? '')]));
}
