import { Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ContractListQuery, ContractsService, toContractView } from '../../contracts';
import type { ContractView } from '../../contracts';
import { EngagementListQuery, EngagementsService, toEngagementView } from '../../engagement';
import { CurrentActor } from '../../identity';
import { CapacityStatements } from '../../organisations';
import type { CapacityStatementView } from '../../organisations';
import { PartnershipsService, toPartnershipDetailView } from '../../partnerships';
import type { PartnershipContactView } from '../../partnerships';
import { InstalmentListQuery, InstalmentsService, toInstalmentDetailView } from '../../payments';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate, type CalendarDate } from '../../shared/calendar-date';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { day } from '../frame/wording.rules';
import { asked } from '../group/asked';
import { paymentLine } from '../group/payment-line';
import { CHANNEL_WORDS, ROLE_WORDS } from '../group/lead-cards.service';
import { stateTag } from '../group/terms-words.rules';
import { capacityQuote } from '../profile/capacity-words.rules';
import { CareService } from './care.service';
import { textOf } from './home';
import { SharesService } from './shares.service';

const MOST_CONTRACTS = 50;
const MOST_LATE = 50;
const NEXT_PAYMENTS = 3;
/** Some of the next may have come early. */
const LOOK_AHEAD = 12;
const LOG_ROWS = 10;
const MOST_FINDINGS = 50;
/** The worst come first: who asks for all of them sees all. */
const FIRST_FINDINGS = 10;

const DONE: Readonly<Record<string, string>> = {
  noted: 'It is noted that your side knows of it and sees to it.',
  snoozed: 'It is put off. It comes back by itself on the day after, or earlier if it gets worse.',
};

/** One partnership: what was agreed and paid, who holds it, and what needs care. */
@PageController()
export class PartnershipPage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly partnerships: PartnershipsService,
    private readonly contracts: ContractsService,
    private readonly instalments: InstalmentsService,
    private readonly engagements: EngagementsService,
    private readonly capacity: CapacityStatements,
    private readonly shares: SharesService,
    private readonly care: CareService,
  ) {}

  @Get('o/:org/partnerships/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query() { log, care }: { log?: unknown; care?: unknown },
  ): Promise<void> {
    const page = await this.page(actor, id, {
      log: textOf(log),
      findings: care === 'all' ? MOST_FINDINGS : FIRST_FINDINGS,
    });
    await this.pages.open(request, reply, { template: 'manager/partnership.njk', page, done: DONE });
  }

  private async page(
    actor: Actor,
    id: string,
    { log, findings }: { log: string; findings: number },
  ): Promise<PageData> {
    const today = this.clock.today();
    const partnership = toPartnershipDetailView(await this.partnerships.one(actor, id));
    const { groupId } = partnership;
    const [contracts, late, upcoming, engagements, capacity, shares, care, putOff] = await Promise.all([
      this.contracts.list(actor, asked(ContractListQuery, { groupId, sort: '-endsOn', limit: MOST_CONTRACTS })),
      this.payments(actor, { groupId, overdue: true, limit: MOST_LATE }, today),
      this.payments(actor, { groupId, dueFrom: today, limit: LOOK_AHEAD }, today),
      this.log(actor, groupId, log),
      this.capacity.ofPartners(actor, [groupId]),
      this.shares.of(actor, groupId, today),
      this.care.list(actor, { partnershipId: id, limit: findings }),
      this.care.list(actor, { partnershipId: id, limit: MOST_FINDINGS, state: 'snoozed' }),
    ]);
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'Partnership',
      root,
      here: `${root}/partnerships/${id}`,
      partnership,
      people: { health: peopleOf(partnership.contacts, 'health'), group: peopleOf(partnership.contacts, 'group') },
      contracts: contracts.items.map((row) => contractLine(toContractView(row), root)),
      late,
      upcoming: upcoming.filter(({ toSend }) => toSend).slice(0, NEXT_PAYMENTS),
      engagements,
      capacity: capacityOf(capacity.get(groupId)),
      shares,
      care: care.items,
      needCare: care.count,
      moreCare: findings < MOST_FINDINGS,
      putOff: putOff.items,
      firstOfLog: log === '',
    };
  }

  private async payments(actor: Actor, filter: Partial<InstalmentListQuery>, today: CalendarDate) {
    const { page, judge } = await this.instalments.list(actor, asked(InstalmentListQuery, filter));
    return page.items.map((row) => paymentLine(toInstalmentDetailView(row, judge), today));
  }

  private async log(actor: Actor, groupId: string, cursor: string) {
    const query = asked(EngagementListQuery, {
      groupId,
      limit: LOG_ROWS,
      sort: '-happenedOn',
      ...(cursor !== '' && { cursor }),
    });
    const { items, next } = await this.engagements.list(actor, query);
    return {
      lines: items.map((row) => logLine(toEngagementView(row))),
      more: next === null ? null : `?${new URLSearchParams({ log: next }).toString()}#contact-log`,
    };
  }
}

/** As the group said it; where it said nothing, nothing is said. */
function capacityOf(said: CapacityStatementView | undefined) {
  if (said === undefined) return null;
  return { quote: capacityQuote(said), words: said.words, on: calendarDate(said.statedOn) };
}

function contractLine(view: ContractView, root: string) {
  return {
    href: `${root}/contracts/${view.id}`,
    reference: view.reference,
    title: view.title,
    state: stateTag(view.state),
    valuePence: view.valuePence,
    startsOn: calendarDate(view.startsOn),
    endsOn: calendarDate(view.endsOn),
  };
}

function peopleOf(contacts: readonly PartnershipContactView[], side: string) {
  return contacts
    .filter((contact) => contact.side === side)
    .map(({ name, email, phone, roles, verifiedOn, away, leavingOn }) => ({
      name: name ?? email ?? 'Name not known',
      email,
      phone,
      roles: roles.map((role) => ROLE_WORDS[role] ?? role).join(' and '),
      verifiedOn: verifiedOn === null ? null : calendarDate(verifiedOn),
      note: noteOf(away, leavingOn),
    }));
}

function noteOf(away: PartnershipContactView['away'], leavingOn: string | null): string {
  const standIn = away?.standIn?.name ?? null;
  const instead = standIn === null ? '' : `, ${standIn} stands in`;
  return [
    ...(away === null ? [] : [`Away until ${day(calendarDate(away.toOn))}${instead}.`]),
    ...(leavingOn === null ? [] : [`Last day ${day(calendarDate(leavingOn))}.`]),
  ].join(' ');
}

function logLine(view: ReturnType<typeof toEngagementView>) {
  const group = view.groupPerson === null ? null : (view.groupPerson.name ?? view.groupPerson.email);
  return {
    id: view.id,
    on: calendarDate(view.happenedOn),
    how: CHANNEL_WORDS[view.channel] ?? view.channel,
    who: [view.healthPerson.name ?? view.healthPerson.email, group].filter((name) => name !== null).join(' and '),
    answered: view.twoWay,
    about: view.visibility === 'restricted' ? 'Restricted: for named people only' : (view.purpose ?? ''),
    outcome: view.outcome ?? '',
  };
}
