import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { COMMUNITIES, KINDS_OF_WORK, WAYS_OF_WORKING } from '../../organisations';
import { PartnershipListQuery, PartnershipsService, toPartnershipView } from '../../partnerships';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { textOf } from '../manager/home';
import { WORK_OPTIONS, workInWords } from '../profile/work-form';

const ROWS = 25;
const NO_MATTER = { value: '', text: 'No matter' };

/** Which group does this, for these people, there: found by what the groups say of their work. */
@PageController()
export class FindGroupsPage {
  constructor(
    private readonly pages: Pages,
    private readonly partnerships: PartnershipsService,
  ) {}

  @Get('o/:org/partnerships/find')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() query: Record<string, unknown>,
  ): Promise<void> {
    const filter = filterIn(query);
    const after = textOf(query.after);
    const root = `/o/${actor.organisationId}`;
    const found = Object.keys(filter).length > 0 ? await this.find(actor, filter, after) : null;
    const more = found?.next == null ? null : new URLSearchParams({ ...filter, after: found.next }).toString();
    this.pages.render(request, reply, 'fit/find-groups.njk', {
      title: 'Find a group by what it does',
      root,
      breadcrumbs: [{ text: 'Partnerships', href: `${root}/partnerships` }],
      filter,
      kinds: [NO_MATTER, ...WORK_OPTIONS.kinds],
      communities: [NO_MATTER, ...WORK_OPTIONS.communities],
      ways: [NO_MATTER, ...WORK_OPTIONS.ways],
      groups: found?.items.map(toPartnershipView).map(({ id, group, work }) => ({
        href: `${root}/partnerships/${id}/profile`,
        group,
        work: workInWords(work),
      })),
      count: found?.count ?? 0,
      firstPage: after === '',
      first: `${root}/partnerships/find?${new URLSearchParams(filter).toString()}`,
      more: more === null ? null : `${root}/partnerships/find?${more}`,
    });
  }

  private find(actor: Actor, filter: Filter, after: string) {
    const page = { limit: ROWS, count: true, ...(after !== '' && { cursor: after }) };
    return this.partnerships.list(actor, asked(PartnershipListQuery, { ...filter, ...page }));
  }
}

type Filter = Pick<PartnershipListQuery, 'kindOfWork' | 'community' | 'way' | 'area'>;

/** Anything that the page does not offer counts as not asked. */
function filterIn(query: Record<string, unknown>): Filter {
  const kindOfWork = KINDS_OF_WORK.find((kind) => kind === query.kindOfWork);
  const community = COMMUNITIES.find((each) => each === query.community);
  const way = WAYS_OF_WORKING.find((each) => each === query.way);
  const area = textOf(query.area).slice(0, 200);
  return {
    ...(kindOfWork !== undefined && { kindOfWork }),
    ...(community !== undefined && { community }),
    ...(way !== undefined && { way }),
    ...(area !== '' && { area }),
  };
}
