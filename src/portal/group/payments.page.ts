import { Get, Query, Req, Res } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ContractListQuery, ContractsService, toContractView } from '../../contracts';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { asked } from './asked';
import { Lately } from './lately.service';
import { GroupMoney, isToCome, lateNow, nextOf } from './money.service';
import type { PaymentChoice } from './money.service';
import { moneySentence } from './payment-words.rules';

const MOST_CONTRACTS = 200;

interface PaymentsQuery {
  contract?: unknown;
  coming?: unknown;
  earlier?: unknown;
}

/** Every payment of a group, by payer and contract: what is late first, then what is to come, then what came. */
@PageController()
export class GroupPaymentsPage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly money: GroupMoney,
    private readonly contracts: ContractsService,
    private readonly lately: Lately,
  ) {}

  @Get('o/:org/payments')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() query: PaymentsQuery,
  ): Promise<void> {
    const today = this.clock.today();
    const root = `/o/${actor.organisationId}/payments`;
    const choice = choiceOf(query);
    const [late, coming, earlier, { picture, next: soon }, last, contracts] = await Promise.all([
      this.money.late(actor, choice),
      this.money.upcoming(actor, today, { ...choice, ...cursorOf(query.coming) }),
      this.money.earlier(actor, today, { ...choice, ...cursorOf(query.earlier) }),
      this.money.year(actor, today, choice),
      this.lately.lastPayment(actor, today),
      this.contracts.list(actor, asked(ContractListQuery, { limit: MOST_CONTRACTS, sort: '-endsOn' })),
    ]);
    const [lateLines, comingLines, earlierLines] = await this.money.shown(actor, [late, coming.items, earlier.items]);
    const next = nextOf(soon ?? coming.items.find(isToCome));
    const payee = await this.money.payee(actor, soon ?? coming.items[0]);
    const more = (name: string, cursor: string | null) =>
      cursor === null
        ? null
        : `${root}?${new URLSearchParams({ ...addressOf(choice), [name]: cursor }).toString()}#${name}`;
    this.pages.render(request, reply, 'group/payments.njk', {
      title: 'Payments',
      root: `/o/${actor.organisationId}`,
      sentence: moneySentence(
        { late: lateNow(late), last: choice.contractId === undefined ? last : null, next },
        today,
      ),
      next,
      late: lateLines,
      coming: {
        lines: comingLines,
        more: more('coming', coming.next),
        first: query.coming === undefined,
      },
      earlier: {
        lines: earlierLines,
        more: more('earlier', earlier.next),
        first: query.earlier === undefined,
      },
      picture,
      payee,
      contracts: contracts.items.map(toContractView),
      chosen: choice.contractId ?? '',
    });
  }
}

/** What is no contract's id chooses nothing. */
function choiceOf({ contract }: PaymentsQuery): PaymentChoice {
  return typeof contract === 'string' && isUUID(contract) ? { contractId: contract } : {};
}

function addressOf({ contractId }: PaymentChoice): Record<string, string> {
  return contractId === undefined ? {} : { contract: contractId };
}

function cursorOf(value: unknown): { cursor?: string } {
  return typeof value === 'string' && value !== '' ? { cursor: value } : {};
}
