import { Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  Reconciliations,
  SameFileError,
  StatementImports,
  StatementMappings,
  toReconciliationView,
  withStatement,
} from '../../finance';
import { checkFormToken, CurrentActor, CurrentSession } from '../../identity';
import type { SignedIn } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';

const TEMPLATE = 'finance/reconcile.njk';
const ROWS = 25;
const MOST_MAPPINGS = 100;

const BANNERS: Readonly<Record<string, string>> = {
  mapping: 'The layout is saved: choose it with the next file.',
  'mapping-removed': 'The layout is removed. What was read by it stays.',
};

/** Sending what the bank says, and what was sent before. */
@PageController()
export class ReconcilePage {
  constructor(
    private readonly pages: Pages,
    private readonly imports: StatementImports,
    private readonly reconciliations: Reconciliations,
    private readonly mappings: StatementMappings,
  ) {}

  @Get('o/:org/finance/reconcile')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('after') after: unknown,
  ): Promise<void> {
    const page = await this.page(actor, after);
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: BANNERS });
  }

  @Post('o/:org/finance/reconcile')
  async take(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @CurrentSession() person: SignedIn,
  ): Promise<void> {
    const root = `/o/${actor.organisationId}/finance/reconcile`;
    const token = { name: '_csrf', check: (value: unknown) => checkFormToken(value, person) };
    try {
      const id = await withStatement(request, (statement) => this.imports.take(actor, statement), token);
      this.pages.goTo(reply, `${root}/${id}?done=taken`);
    } catch (error) {
      if (error instanceof SameFileError) this.pages.goTo(reply, `${root}/${error.statementId}?done=same`);
      else {
        const again = { template: TEMPLATE, page: () => this.page(actor, undefined), answers: {} };
        await this.pages.showAgain(request, reply, again, error);
      }
    }
  }

  private async page(actor: Actor, after: unknown): Promise<PageData> {
    const cursor = typeof after === 'string' && after !== '' ? { cursor: after } : {};
    const root = `/o/${actor.organisationId}/finance/reconcile`;
    const [earlier, mappings] = await Promise.all([
      this.reconciliations.list(actor, { limit: ROWS, count: false, ...cursor }),
      this.mappings.list(actor, { limit: MOST_MAPPINGS, count: false }),
    ]);
    return {
      title: 'Reconcile',
      breadcrumbs: [{ text: 'Finance', href: `/o/${actor.organisationId}/finance` }],
      root,
      writes: actor.roles.includes('finance_officer'),
      mappings: mappings.items.map(({ id, name }) => ({ id, name })),
      earlier: earlier.items.map((row) => Object.assign({ at: row.imported_at }, toReconciliationView(row))),
      more: earlier.next === null ? null : `${root}?${new URLSearchParams({ after: earlier.next }).toString()}#earlier`,
      firstPage: after === undefined,
    };
  }
}
