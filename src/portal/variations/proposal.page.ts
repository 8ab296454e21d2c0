import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ContractDetailService, toContractDetailView, toPlanComparisonView, VariationProposals } from '../../contracts';
import type { ContractDetailView, PreviewVariationDto } from '../../contracts';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { addDays } from '../../shared/calendar-date';
import { orAskAgain } from '../frame/ask-again';
import { answersIn, asRefusal, FormRefused, readForm } from '../frame/form';
import type { Answers } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { askedIn, ProposalForm } from './proposal-form';
import { changesOf, comparisonWords, givenIn } from './variation-words.rules';
import type { VariedTerms } from './variation-words.rules';

const QUESTIONS = 'variations/proposal.njk';
const CHECK = 'variations/proposal-check.njk';
const FIELD_NAMES: Readonly<Record<string, string>> = { valuePence: 'value' };

/** Proposing other terms: questions, then what they come to beside what is, then sent. */
@PageController()
export class ProposalPage {
  constructor(
    private readonly pages: Pages,
    private readonly contracts: ContractDetailService,
    private readonly proposals: VariationProposals,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/contracts/:id/variation')
  async questions(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, QUESTIONS, await this.page(actor, id));
  }

  @Post('o/:org/contracts/:id/variation')
  async check(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const answers = answersIn(request.body);
    const contract = await this.contract(actor, id);
    await this.orMend(request, reply, { actor, id, answers }, async () => {
      const form = readForm(ProposalForm, answers);
      const asked = askedIn(form, contract);
      const comparison = toPlanComparisonView(await this.proposals.preview(actor, id, asked));
      this.pages.render(request, reply, CHECK, {
        ...(await this.page(actor, id)),
        title: 'Check before you send it',
        given: givenIn(answers),
        reason: form.reason,
        effectiveOn: asked.effectiveOn,
        changes: changesOf(contract, variedTo(contract, asked)),
        compared: comparisonWords(comparison),
      });
    });
  }

  @Post('o/:org/contracts/:id/variation/sent')
  async send(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const answers = answersIn(request.body);
    const contract = await this.contract(actor, id);
    await this.orMend(request, reply, { actor, id, answers }, async () => {
      const form = readForm(ProposalForm, answers);
      const asked = Object.assign(askedIn(form, contract), { reason: form.reason });
      const sent = await orAskAgain(() => this.proposals.propose(actor, id, form.version, asked));
      this.pages.goTo(reply, `/o/${actor.organisationId}/variations/${sent}?done=proposed`);
    });
  }

  private async orMend(
    request: PageRequest,
    reply: FastifyReply,
    { actor, id, answers }: { actor: Actor; id: string; answers: Answers },
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      const again = { template: QUESTIONS, page: () => this.page(actor, id), answers };
      await this.pages.showAgain(request, reply, again, atItsField(error));
    }
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const contract = await this.contract(actor, id);
    const today = this.clock.today();
    const from = contract.startsOn > today ? contract.startsOn : addDays(today, 1);
    return {
      title: 'Propose a change',
      root: `/o/${actor.organisationId}`,
      contract,
      versionNow: contract.version,
      other: actor.side === 'health' ? contract.group : contract.healthBody,
      value: (contract.valuePence / 100).toFixed(2),
      started: contract.startsOn <= today,
      usualFrom: from < contract.endsOn ? from : contract.endsOn,
      timings: options(TIMINGS),
      rhythms: options(RHYTHMS),
    };
  }

  private async contract(actor: Actor, id: string): Promise<ContractDetailView> {
    return toContractDetailView(await this.contracts.one(actor, id));
  }
}

const TIMINGS = {
  in_advance: 'In advance, before the work',
  in_arrears: 'In arrears, after the work',
  on_milestone: 'On milestones',
};
const RHYTHMS = {
  monthly: 'Every month',
  quarterly: 'Every three months',
  annually: 'Once a year',
  once: 'In one payment',
};

function options(words: Record<string, string>): { value: string; text: string }[] {
  return Object.entries(words).map(([value, text]) => ({ value, text }));
}

function variedTo(present: VariedTerms, asked: PreviewVariationDto): VariedTerms {
  const changed = Object.entries(asked).filter(([name, value]) => name in present && value !== undefined);
  return { ...present, ...(Object.fromEntries(changed) as Partial<VariedTerms>) };
}

/** The API's name of a field, as the form has it. */
function atItsField(error: unknown): unknown {
  const refusal = asRefusal(error);
  if (refusal === null) return error;
  const errors = refusal.errors.map(({ field, text }) => ({ field: FIELD_NAMES[field ?? ''] ?? field, text }));
  return new FormRefused(refusal.status, errors);
}
