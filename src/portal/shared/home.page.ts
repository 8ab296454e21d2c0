import { Get, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';

/** An organisation's first page. */
@PageController()
export class HomePage {
  constructor(private readonly pages: Pages) {}

  @Get('o/:org')
  show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): void {
    const template = actor.side === 'group' ? 'group/home.njk' : 'manager/home.njk';
    this.pages.render(request, reply, template, { title: 'Home' });
  }
}
