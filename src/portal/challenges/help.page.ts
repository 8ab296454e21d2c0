import { Get, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PrivateMatters, PrivatePeople } from '../../challenges';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { isOpen } from '../frame/navigation';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';

/** When something is wrong: whom to turn to, openly and in private. Each side has its own. */
@PageController()
export class HelpPage {
  constructor(
    private readonly pages: Pages,
    private readonly people: PrivatePeople,
    private readonly matters: PrivateMatters,
  ) {}

  @Get('o/:org/help')
  async help(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const told = isOpen({ path: '/private' }, actor.roles);
    const [people, open] = await Promise.all([this.people.forMe(actor), told ? this.matters.open(actor) : 0]);
    const template = actor.side === 'group' ? 'challenges/help.njk' : 'challenges/help-health.njk';
    this.pages.render(request, reply, template, {
      title: 'Help',
      root: `/o/${actor.organisationId}`,
      people,
      writable: people.some(({ inAccord }) => inAccord),
      open,
      challenges: isOpen({ path: '/challenges' }, actor.roles),
      names: actor.roles.includes('administrator'),
    });
  }
}
