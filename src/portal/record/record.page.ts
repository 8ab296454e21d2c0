import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GroupRecord } from '../../exchange';
import { AuditEventListQuery, AuditEventsService, CurrentActor, PeopleHere } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { auditWords, whoDidIt } from './audit-words.rules';

const A_PAGE = 25;
const MOST_USERS = 200;
/** On the group's record, though it was somebody of a health body. */
const BY_WHOM_TOLD: readonly string[] = ['private-matter.read', 'private-matter.answer-came'];

/** What is held about a group, who looked at it and changed it, and all of it to take away. */
@PageController()
export class RecordPage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly events: AuditEventsService,
    private readonly users: PeopleHere,
    private readonly record: GroupRecord,
  ) {}

  @Get('o/:org/record')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('from') from: unknown,
  ): Promise<void> {
    const root = `/o/${actor.organisationId}`;
    const leads = actor.roles.includes('group_lead');
    const { lines, next } = leads ? await this.log(actor, from) : { lines: [], next: null };
    this.pages.render(request, reply, 'record/record.njk', {
      title: 'Our record',
      root,
      leads,
      lines,
      more: next === null ? null : `${root}/record?from=${encodeURIComponent(next)}#log`,
    });
  }

  @Get('o/:org/record/everything.jsonl')
  async everything(@Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const stream = await this.record.everything(actor);
    void reply
      .headers({
        'Content-Type': 'application/jsonl; charset=utf-8',
        'Content-Disposition': `attachment; filename="accord-record-${this.clock.today()}.jsonl"`,
        'Cache-Control': 'no-store',
      })
      .send(stream);
  }

  private async log(actor: Actor, from: unknown) {
    const cursor = typeof from === 'string' && from !== '' ? { cursor: from } : {};
    const [{ items, next }, users] = await Promise.all([
      this.events.list(actor, asked(AuditEventListQuery, { limit: A_PAGE, ...cursor })),
      this.users.list(actor, { limit: MOST_USERS, search: '', after: '' }),
    ]);
    const names = new Map(users.items.map(({ accountId, name, email }) => [accountId, name ?? email]));
    const lines = items.map((row) => ({
      at: row.happened_at,
      what: auditWords(row.action),
      who: BY_WHOM_TOLD.includes(row.action)
        ? 'The person whom you told in private'
        : whoDidIt({ actorKind: row.actor_kind, actorId: row.actor_id }, actor.id, names),
    }));
    return { lines, next };
  }
}
