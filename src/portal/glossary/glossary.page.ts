import { Get, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { GLOSSARY } from './glossary.rules';

/** What the words of the health service and its money mean, for anybody. */
@PageController()
export class GlossaryPage {
  constructor(private readonly pages: Pages) {}

  @Get('glossary')
  show(@Req() request: PageRequest, @Res() reply: FastifyReply): void {
    this.pages.render(request, reply, 'glossary/glossary.njk', { title: 'What words mean', terms: GLOSSARY });
  }
}
