import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiTokensService, CurrentActor } from '../../identity';
import type { TokenRow } from '../../identity';
import { Clock, ListQuery } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { textOf } from '../manager/home';
import { roleName } from '../shared/role-words.rules';
import { tokenState } from './token-words.rules';

const ROWS = 25;
const REVOKE = 'admin/token-revoke.njk';
const DONE = { revoked: 'The token is stopped. Nothing can use it any more.' };

/** The keys of services: which there are, and stopping one. */
@PageController()
export class TokensPage {
  constructor(
    private readonly pages: Pages,
    private readonly tokens: ApiTokensService,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/admin/tokens')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('after') after: unknown,
  ): Promise<void> {
    const root = `/o/${actor.organisationId}/admin/tokens`;
    const cursor = textOf(after);
    const query = asked(ListQuery, { limit: ROWS, ...(cursor !== '' && { cursor }) });
    const { items, next } = await this.tokens.list(actor, query);
    const page = {
      title: 'API tokens',
      root,
      tokens: items.map((row) => this.view(row)),
      firstPage: cursor === '',
      more: next,
    };
    await this.pages.open(request, reply, { template: 'admin/tokens.njk', page, done: DONE });
  }

  @Get('o/:org/admin/tokens/:id/revoke')
  async askRevoke(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, REVOKE, await this.page(actor, id));
  }

  @Post('o/:org/admin/tokens/:id/revoke')
  async revoke(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.tokens.revoke(actor, id);
    this.pages.goTo(reply, `/o/${actor.organisationId}/admin/tokens?done=revoked`);
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const root = `/o/${actor.organisationId}/admin/tokens`;
    const token = this.view(await this.tokens.one(actor, id));
    return { title: 'Stop this token', root, token, breadcrumbs: [{ text: 'API tokens', href: root }] };
  }

  private view(row: TokenRow): object {
    return {
      id: row.id,
      label: row.label,
      role: roleName(row.role),
      scopes: row.scopes,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      lastUsedOn: row.last_used_on,
      state: tokenState(row, { now: new Date(), today: this.clock.today() }),
    };
  }
}
