import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { HIT_KINDS, SearchService } from '../../search';
import type { HitKind, HitsOfKindView, HitView } from '../../search';
import { isOpen } from '../frame/navigation';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { DAY_WORDS, hintFor, KIND_WORDS, placesOf } from './search-words.rules';

/** Finding something by words, whoever wrote it and wherever it lies. */
@PageController()
export class SearchPage {
  constructor(
    private readonly pages: Pages,
    private readonly search: SearchService,
  ) {}

  @Get('o/:org/search')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() query: { q?: unknown; kind?: unknown },
  ): Promise<void> {
    const q = typeof query.q === 'string' ? query.q.trim().slice(0, 200) : '';
    const only = HIT_KINDS.find((kind) => kind === query.kind);
    const found = q === '' ? [] : await this.search.find(actor, only === undefined ? { q } : { q, kind: only });
    this.pages.render(request, reply, 'search/search.njk', {
      title: 'Search',
      root: `/o/${actor.organisationId}`,
      q,
      hint: hintFor({
        health: actor.side === 'health',
        knowsPartners: isOpen({ path: '/partnerships/:id' }, actor.roles),
      }),
      tooShort: found === null,
      only: only === undefined ? null : KIND_WORDS[only],
      kinds: (found ?? []).map((one) => section(one, { actor, q, whole: only !== undefined })),
      everything: linkTo(actor, { q }),
    });
  }
}

function section({ kind, more, items }: HitsOfKindView, at: { actor: Actor; q: string; whole: boolean }): object {
  return {
    heading: KIND_WORDS[kind],
    dayWord: DAY_WORDS[kind] ?? null,
    items: items.map((hit) => ({ hit, href: hrefOf(kind, hit, at.actor) })),
    // Of more than one page holds, nobody reads the second: other words find it sooner.
    tooMany: more && at.whole,
    all: more && !at.whole ? linkTo(at.actor, { q: at.q, kind }) : null,
  };
}

function hrefOf(kind: HitKind, hit: HitView, { organisationId, roles }: Actor): string | null {
  for (const { page, of } of placesOf(kind)) {
    const id = hit[of];
    if (id !== null && isOpen({ path: page }, roles)) return `/o/${organisationId}${page.replace(':id', id)}`;
  }
  return null;
}

function linkTo({ organisationId }: Actor, query: Record<string, string>): string {
  return `/o/${organisationId}/search?${new URLSearchParams(query).toString()}`;
}
