import { Get, Post, Query, Req, Res } from '@nestjs/common';
import { isUUID, IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';
import type { FastifyReply } from 'fastify';
import {
  BankDetailListQuery,
  BankDetailProposals,
  BankDetailsService,
  toBankDetailView,
  VaultStatusService,
} from '../../finance';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { REASONS, stateWords } from './bank-detail-words.rules';

const ROWS = 25;
const TEMPLATE = 'finance/bank-detail-new.njk';

class ProposeForm {
  @IsOptional()
  @ValidateIf(({ group }: ProposeForm) => group !== '')
  @IsUUID(undefined, { message: 'Choose the payee again' })
  group?: string;

  @IsString({ message: 'Enter the name on the account' })
  @IsNotEmpty({ message: 'Enter the name on the account' })
  @MaxLength(100, { message: 'The name on the account has at most 100 characters' })
  accountName!: string;

  @IsString({ message: 'Enter the sort code' })
  @IsNotEmpty({ message: 'Enter the sort code' })
  @MaxLength(20, { message: 'A sort code has six digits, like 12-34-56' })
  sortCode!: string;

  @IsString({ message: 'Enter the account number' })
  @IsNotEmpty({ message: 'Enter the account number' })
  @MaxLength(20, { message: 'An account number has eight digits' })
  accountNumber!: string;

  @IsOptional()
  @IsString()
  @MaxLength(20, { message: 'A service user number has six digits' })
  serviceUserNumber?: string;

  @IsIn(REASONS.map(({ value }) => value), { message: 'Choose why' })
  reasonCode!: (typeof REASONS)[number]['value'];
}

interface ListQuery {
  all?: unknown;
  after?: unknown;
}

/** Where payees are paid, and how a change of that begins. */
@PageController()
export class BankDetailsPage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly vault: VaultStatusService,
    private readonly details: BankDetailsService,
    private readonly proposals: BankDetailProposals,
  ) {}

  @Get('o/:org/finance/bank-details')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() { all, after }: ListQuery,
  ): Promise<void> {
    const everything = all === 'true';
    const cursor = typeof after === 'string' && after !== '' ? { cursor: after } : {};
    const query = { limit: ROWS, ...cursor, ...(!everything && { open: true }) };
    const [vault, page] = await Promise.all([
      this.vault.now(actor),
      this.details.list(actor, asked(BankDetailListQuery, query)),
    ]);
    const root = `/o/${actor.organisationId}/finance/bank-details`;
    const more = new URLSearchParams({ ...(everything && { all: 'true' }), after: page.next ?? '' });
    const now = this.clock.now();
    this.pages.render(request, reply, 'finance/bank-details.njk', {
      title: 'Bank details',
      root,
      vault,
      everything,
      mayPropose: actor.roles.includes('finance_officer'),
      items: page.items.map((row) => itemOf(toBankDetailView(row, now))),
      more: page.next === null ? null : `${root}?${more.toString()}`,
    });
  }

  @Get('o/:org/finance/bank-details/new')
  async choose(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() query: Record<string, unknown>,
  ): Promise<void> {
    const data = await this.newPage(actor, query);
    this.pages.render(request, reply, TEMPLATE, data);
  }

  @Post('o/:org/finance/bank-details/new')
  propose(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const { group } = (request.body ?? {}) as Record<string, unknown>;
    return this.pages.submit(request, reply, {
      form: ProposeForm,
      template: TEMPLATE,
      page: () => this.newPage(actor, group === '' ? { own: 'true' } : { group }),
      work: async ({ group: groupId, serviceUserNumber, ...wanted }) => {
        const id = await this.proposals.propose(actor, {
          ...wanted,
          ...(groupId ? { groupId } : {}),
          ...(serviceUserNumber ? { serviceUserNumber } : {}),
        });
        return `/o/${actor.organisationId}/finance/bank-details/${id}?done=proposed`;
      },
    });
  }

  /** First whose details they are, then the details. */
  private async newPage(actor: Actor, { group, own, payee }: Record<string, unknown>): Promise<PageData> {
    const root = `/o/${actor.organisationId}/finance/bank-details`;
    const search = typeof payee === 'string' ? payee.trim() : '';
    const chosen = typeof group === 'string' && isUUID(group) ? group : null;
    return {
      title: 'Propose bank details',
      breadcrumbs: [{ text: 'Bank details', href: root }],
      root,
      vault: await this.vault.now(actor),
      chosen,
      own: own === 'true',
      payee: chosen === null ? null : await this.details.payee(actor, chosen),
      search,
      found: search === '' ? null : await this.details.payees(actor, search),
      reasons: REASONS,
    };
  }
}

function itemOf(view: ReturnType<typeof toBankDetailView>) {
  const { id, payee, sortCode, accountNumber, state, groupId } = view;
  const proposedAt = new Date(view.proposedAt);
  return { id, payee, sortCode, accountNumber, proposedAt, words: stateWords(state, groupId === null) };
}
