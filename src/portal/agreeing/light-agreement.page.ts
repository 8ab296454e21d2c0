import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LightAgreementReader, LightAgreements } from '../../agreeing';
import type { LightAgreementView } from '../../agreeing';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { CHANNEL_OPTIONS, commencementLines, WAY_OPTIONS } from '../commencement/commencement-words.rules';
import type { Names } from '../decisions/own-people.rules';
import { shown } from '../decisions/process-shown';
import { orAskAgain } from '../frame/ask-again';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { confirmationOf } from '../group/confirmation.rules';
import { ContractReader } from '../group/contract-reading.service';
import type { ContractOffer } from '../group/contract-reading.service';
import { reasonsIn } from '../group/reasons-in';
import { LightForm, wantedIn } from './light-form';
import { contactNow, editsOf, processNow } from './light-parts';

const TEMPLATE = 'agreeing/light-agreement.njk';
/** The one page names no contacts. */
const NOBODY_KNOWN: ReadonlyMap<string, string> = new Map();

/** A small contract as a whole, on one page with one button: its terms, payments and people, keeping in touch, deciding. */
@PageController()
export class LightAgreementPage {
  constructor(
    private readonly pages: Pages,
    private readonly contracts: ContractReader,
    private readonly reader: LightAgreementReader,
    private readonly agreements: LightAgreements,
  ) {}

  @Get('o/:org/contracts/:id/light-agreement')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const reading = await this.contracts.offer(actor, id);
    const light = await this.reader.ofRead(actor, reading.contract);
    if (light.open) this.pages.render(request, reply, TEMPLATE, pageOf(actor, reading, light));
    else this.pages.goTo(reply, `${addressOf(actor, id)}#confirm`);
  }

  @Post('o/:org/contracts/:id/light-agreement')
  async agree(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const reading = await this.contracts.offer(actor, id);
    const light = await this.reader.ofRead(actor, reading.contract);
    await this.pages.submit(request, reply, {
      form: LightForm,
      template: TEMPLATE,
      page: pageOf(actor, reading, light),
      work: async (form, answers) => {
        const checks = actor.side === 'health' ? (reading.contract.readiness ?? []) : [];
        const goOnWithout = reasonsIn(answers, checks);
        const wanted = Object.assign(wantedIn(form, light, actor.side), { goOnWithout });
        await orAskAgain(() => this.agreements.agree(actor, id, form.version, wanted));
        return `${addressOf(actor, id)}?done=agreed-on-one-page`;
      },
    });
  }
}

function addressOf({ organisationId }: Actor, id: string): string {
  return `/o/${organisationId}/contracts/${id}`;
}

function pageOf(actor: Actor, reading: ContractOffer, light: LightAgreementView): PageData {
  const { contract } = reading;
  const { side, roles, organisationId } = actor;
  return {
    title: 'Agree on one page',
    root: `/o/${organisationId}`,
    here: `${addressOf(actor, contract.id)}/light-agreement`,
    ...reading,
    other: side === 'health' ? contract.group : contract.healthBody,
    mayConfirm: side === 'health' || roles.includes('group_lead'),
    confirmation: confirmationOf(contract, side, addressOf(actor, contract.id)),
    ...contactPart(reading, light),
    ...processPart(light, side, { health: contract.healthBody, group: contract.group }),
  };
}

function contactPart({ contract, cards }: ContractOffer, { contact: said }: LightAgreementView) {
  const terms = { startsOn: calendarDate(contract.startsOn), endsOn: calendarDate(contract.endsOn) };
  const [health, group] = [cards.health[0]?.availability ?? null, cards.group[0]?.availability ?? null];
  const contact = contactNow(said, terms, { health, group });
  return {
    contact,
    contactSeen: said?.number ?? 0,
    contactLines: commencementLines(contact, { health: contract.healthBody, group: contract.group }),
    channels: CHANNEL_OPTIONS,
    ways: WAY_OPTIONS,
  };
}

function processPart({ process: standing }: LightAgreementView, side: Actor['side'], names: Names) {
  const process = processNow(standing);
  return {
    process: shown(process, names, NOBODY_KNOWN),
    processSeen: standing?.state === 'open' ? standing.id : '',
    edits: editsOf(process, side),
  };
}
