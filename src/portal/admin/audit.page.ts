import { Readable } from 'node:stream';
import { Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { csvLine } from '../../finance';
import { AuditChecks, AuditEventsService, AuditExport, AuditNames, CurrentActor, idsIn } from '../../identity';
import type { AuditEventRow } from '../../identity';
import { sendCsv } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { auditFilter, filterQuery, questionIn } from './audit-filter';
import type { AuditQuestion } from './audit-filter';
import { entryWords } from './audit-figures';
import { ABOUT_CHOICES, actorOf, checkWords } from './audit-words.rules';

const STYLE = { separator: 'comma', lineEnding: 'crlf', quoting: 'needed' } as const;
const HEAD = ['entry', 'happened_at', 'who', 'who_id', 'what', 'action', 'on', 'record_id', 'detail'];
const CHECKED = { banner: { text: 'The record was followed from its first entry to its last.', success: true } };

/** Who did what and when, in sentences, narrowed and as a file; and whether the record is whole. */
@PageController()
export class AuditPage {
  constructor(
    private readonly pages: Pages,
    private readonly events: AuditEventsService,
    private readonly names: AuditNames,
    private readonly exporting: AuditExport,
    private readonly checks: AuditChecks,
  ) {}

  @Get('o/:org/admin/audit')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() query: Record<string, unknown>,
  ): Promise<void> {
    const page = await this.page(actor, questionIn(query));
    this.pages.render(request, reply, 'admin/audit.njk', { ...page, ...(query.done === 'checked' ? CHECKED : {}) });
  }

  @Get('o/:org/admin/audit/file')
  async file(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() query: Record<string, unknown>,
  ): Promise<void> {
    const question = { ...questionIn(query), after: '' };
    const { filter } = auditFilter(question, await this.actorsFor(actor, question));
    const lines = this.lines(actor, filter);
    sendCsv(reply, 'audit.csv', Readable.from(await lines));
  }

  @Post('o/:org/admin/audit/check')
  async check(@Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.checks.check(actor);
    this.pages.goTo(reply, `${rootOf(actor)}?done=checked`);
  }

  private async page(actor: Actor, question: AuditQuestion): Promise<PageData> {
    const root = rootOf(actor);
    const { filter, problems } = auditFilter(question, await this.actorsFor(actor, question));
    const { items, next } = await this.events.list(actor, filter);
    const [names, last] = await Promise.all([this.names.of(actor, idsIn(items)), this.checks.latest(actor)]);
    const { after, ...narrowed } = question;
    return {
      title: 'Audit',
      root,
      question,
      problems,
      narrowed: filterQuery(narrowed),
      firstPage: after === '',
      more: next === null ? null : filterQuery({ ...narrowed, after: next }),
      about: [{ value: '', text: 'Everything' }, ...ABOUT_CHOICES],
      lines: items.map((event) => lineOf(event, names)),
      check: checkWords(last),
      checkedAt: last?.checked_at ?? null,
    };
  }

  private async actorsFor(actor: Actor, { who }: AuditQuestion): Promise<string[] | null> {
    return who === '' ? null : this.names.called(actor, who);
  }

  private async lines(actor: Actor, filter: Parameters<AuditExport['start']>[1]): Promise<AsyncIterable<string>> {
    const events = await this.exporting.start(actor, filter);
    return (async function* () {
      yield csvLine(HEAD, STYLE);
      for await (const { event, names } of events) yield csvLine(cellsOf(event, names), STYLE);
    })();
  }
}

const rootOf = ({ organisationId }: Actor) => `/o/${organisationId}/admin/audit`;

function lineOf(event: AuditEventRow, names: ReadonlyMap<string, string>): object {
  return {
    at: event.happened_at,
    who: actorOf(event.actor_kind, names.get(event.actor_id ?? '')),
    what: entryWords(event.action, event.detail),
    on: names.get(event.subject_id) ?? null,
    record: event.subject_id,
  };
}

function cellsOf(event: AuditEventRow, names: ReadonlyMap<string, string>): string[] {
  return [
    event.id,
    event.happened_at.toISOString(),
    actorOf(event.actor_kind, names.get(event.actor_id ?? '')),
    event.actor_id ?? '',
    entryWords(event.action, event.detail),
    event.action,
    names.get(event.subject_id) ?? '',
    event.subject_id,
    event.detail === null ? '' : JSON.stringify(event.detail),
  ];
}
