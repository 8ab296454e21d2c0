import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LeadNamingService } from '../../contracts';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { addDays, isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { orAskAgain } from '../frame/ask-again';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { textOf } from '../manager/home';
import { dayIn } from '../variations/move-form';
import { EndForm, HandOverForm, NameForm, rolesOf, VersionForm } from './lead-forms';
import { LeadsReader } from './leads-reading.service';

const TEMPLATE = 'leads/leads.njk';
const HANDOVER = 'leads/handover.njk';
const DONE: Readonly<Record<string, string>> = {
  named: 'They are named.',
  verified: 'It is noted that this is right today.',
  'handed-over': 'It is handed over: no day is without anybody.',
  ended: 'The last day is set.',
};

/** Who answers for a contract: naming somebody, saying that it is still right, handing over. Each side its own. */
@PageController()
export class LeadsPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: LeadsReader,
    private readonly naming: LeadNamingService,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/contracts/:id/leads')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('role') role: unknown,
  ): Promise<void> {
    const offered = rolesOf(actor.side).find(({ value }) => value === role);
    const usual = offered === undefined ? {} : { usualRole: offered.value };
    const page = { ...(await this.page(actor, id)), ...usual };
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: DONE });
  }

  @Post('o/:org/contracts/:id/leads')
  async name(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.reader.ofContract(actor, id, this.clock.today());
    await this.pages.move(
      request,
      reply,
      {
        form: NameForm,
        template: TEMPLATE,
        page: () => this.page(actor, id),
        to: `/o/${actor.organisationId}/contracts/${id}/leads`,
        done: 'named',
      },
      ({ contactId, role, fromOn }) =>
        this.naming.name(actor, { contractId: id, contactId, role, fromOn: dayIn('fromOn', fromOn) }),
    );
  }

  @Post('o/:org/named-leads/:id/verification')
  async verify(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { contract } = await this.reader.ofLead(actor, id, this.clock.today());
    await this.pages.move(
      request,
      reply,
      {
        form: VersionForm,
        template: TEMPLATE,
        page: () => this.page(actor, contract.id),
        to: `/o/${actor.organisationId}/contracts/${contract.id}/leads`,
        done: 'verified',
      },
      ({ version }) => this.naming.verify(actor, id, version),
    );
  }

  @Get('o/:org/named-leads/:id/handover')
  async showHandover(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query() { departure, from }: { departure?: unknown; from?: unknown },
  ): Promise<void> {
    const page = await this.handover(actor, id, textOf(departure));
    const offered = textOf(from);
    this.pages.render(request, reply, HANDOVER, { ...page, ...(isCalendarDate(offered) && { usualFrom: offered }) });
  }

  @Post('o/:org/named-leads/:id/handover')
  async handOver(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('departure') departure: unknown,
  ): Promise<void> {
    const { contract } = await this.reader.ofLead(actor, id, this.clock.today());
    await this.pages.submit(request, reply, {
      form: HandOverForm,
      template: HANDOVER,
      page: () => this.handover(actor, id, textOf(departure)),
      work: async ({ version, contactId, fromOn }) => {
        const wanted = { contactId, fromOn: dayIn('fromOn', fromOn) };
        await orAskAgain(() => this.naming.handOver(actor, id, version, wanted));
        return onFrom(actor, contract.id, textOf(departure), 'handed-over');
      },
    });
  }

  @Post('o/:org/named-leads/:id/end')
  async end(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('departure') departure: unknown,
  ): Promise<void> {
    const { contract } = await this.reader.ofLead(actor, id, this.clock.today());
    await this.pages.submit(request, reply, {
      form: EndForm,
      template: HANDOVER,
      page: () => this.handover(actor, id, textOf(departure)),
      work: async ({ version, toOn }) => {
        await orAskAgain(() => this.naming.end(actor, id, version, dayIn('toOn', toOn)));
        return onFrom(actor, contract.id, textOf(departure), 'ended');
      },
    });
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const today = this.clock.today();
    const reading = await this.reader.ofContract(actor, id, today);
    const { startsOn, other, partnershipId } = reading.contract;
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'Who answers for the contract',
      root,
      addPeople: actor.side === 'health' ? `${root}/partnerships/${partnershipId}/people#add` : `${root}/people`,
      ...reading,
      sides: [
        { title: 'On your side', leads: reading.leads.filter(({ side }) => side === actor.side) },
        { title: `At ${other}`, leads: reading.leads.filter(({ side }) => side !== actor.side) },
      ],
      roles: rolesOf(actor.side),
      usualFrom: later(startsOn, today),
    };
  }

  /** The day on offer is the one after the last of whoever hands over. */
  private async handover(actor: Actor, id: string, departure: string): Promise<PageData> {
    const today = this.clock.today();
    const { contract, lead, people } = await this.reader.ofLead(actor, id, today);
    const root = `/o/${actor.organisationId}`;
    const usual = lead.toOn === null ? addDays(today, 1) : addDays(lead.toOn, 1);
    return {
      title: 'Hand over',
      root,
      contract,
      lead,
      departure: /^[0-9a-f-]{36}$/.test(departure) ? departure : '',
      others: people.filter(({ value, side }) => value !== lead.contactId && side === lead.side),
      usualFrom: usual,
      usualTo: lead.toOn ?? '',
    };
  }
}

function later(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other;
}

/** Back to the departure that this is part of, or to the contract's people. */
function onFrom({ organisationId }: Actor, contractId: string, departure: string, done: string): string {
  const root = `/o/${organisationId}`;
  if (/^[0-9a-f-]{36}$/.test(departure)) return `${root}/departures/${departure}?done=${done}`;
  return `${root}/contracts/${contractId}/leads?done=${done}`;
}
