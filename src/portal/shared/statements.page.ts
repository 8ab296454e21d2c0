import { Get, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';

/** What anybody may read, signed in or not. */
@PageController()
export class StatementsPage {
  constructor(private readonly pages: Pages) {}

  @Get('privacy')
  privacy(@Req() request: PageRequest, @Res() reply: FastifyReply): void {
    this.pages.render(request, reply, 'shared/privacy.njk', { title: 'Privacy' });
  }

  @Get('accessibility')
  accessibility(@Req() request: PageRequest, @Res() reply: FastifyReply): void {
    this.pages.render(request, reply, 'shared/accessibility.njk', { title: 'Accessibility' });
  }
}
