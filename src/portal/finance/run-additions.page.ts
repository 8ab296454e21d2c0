import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { isUUID } from 'class-validator';
import { AdditionListQuery, RunAdditions, RunLines, toAdditionView } from '../../finance';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { orAskAgain } from '../frame/ask-again';
import { FormRefused } from '../frame/form';
import type { Answers } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { asked } from '../group/asked';
import { RunReader } from './run-reading.service';

const TEMPLATE = 'finance/run-additions.njk';
const ROWS = 50;
const PAYMENT = /^payment-(.+)$/;

interface AdditionsQuery {
  search?: unknown;
  after?: unknown;
}

/** What else a draft could take: found by payee or reference, and added by hand. */
@PageController()
export class RunAdditionsPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: RunReader,
    private readonly additions: RunAdditions,
    private readonly runLines: RunLines,
  ) {}

  @Get('o/:org/finance/runs/:id/additions')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query() query: AdditionsQuery,
  ): Promise<void> {
    this.pages.render(request, reply, TEMPLATE, await this.page(actor, id, query));
  }

  @Post('o/:org/finance/runs/:id/additions')
  async add(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query() query: AdditionsQuery,
  ): Promise<void> {
    await this.reader.run(actor, id);
    await this.pages.submit(request, reply, {
      form: VersionForm,
      template: TEMPLATE,
      page: () => this.page(actor, id, query),
      work: async ({ version }, answers) => {
        const chosen = chosenIn(answers);
        await orAskAgain(() => this.runLines.add(actor, id, version, chosen));
        return `/o/${actor.organisationId}/finance/runs/${id}?done=added#lines`;
      },
    });
  }

  private async page(actor: Actor, id: string, query: AdditionsQuery): Promise<PageData> {
    const { run, data } = await this.reader.head(actor, id);
    const search = typeof query.search === 'string' ? query.search.trim().slice(0, 200) : '';
    const narrowed = search === '' ? {} : { search };
    const after = typeof query.after === 'string' && query.after !== '' ? { cursor: query.after } : {};
    const filter = asked(AdditionListQuery, { limit: ROWS, ...narrowed, ...after });
    const { items, next } = await this.additions.list(actor, id, filter);
    const here = `${String(data.root)}/additions`;
    return {
      ...data,
      title: `Add payments to run ${String(run.number)}`,
      breadcrumbs: [
        ...(data.breadcrumbs ?? []),
        { text: `Payment run ${String(run.number)}`, href: String(data.root) },
      ],
      here,
      search,
      action: `${here}?${new URLSearchParams(narrowed).toString()}`,
      items: items.map(toAdditionView),
      more: next === null ? null : `${here}?${new URLSearchParams({ ...narrowed, after: next }).toString()}`,
    };
  }
}

/** Throws FormRefused where nothing is ticked. */
function chosenIn(answers: Answers): string[] {
  const ids = Object.keys(answers).flatMap((name) => {
    const [, id] = PAYMENT.exec(name) ?? [];
    return id !== undefined && isUUID(id) ? [id] : [];
  });
  if (ids.length > 0) return ids;
  throw new FormRefused(422, [{ field: 'payments', text: 'Choose the payments to add' }]);
}
