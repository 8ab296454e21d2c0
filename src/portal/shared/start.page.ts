import { Get, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentSession, sessionTokenIn, SignInService } from '../../identity';
import type { SignedIn } from '../../identity';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';

/** Where somebody starts: their organisation, or which of several. */
@PageController()
export class StartPage {
  constructor(
    private readonly pages: Pages,
    private readonly signIn: SignInService,
  ) {}

  @Get('/')
  async start(@Req() request: PageRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = sessionTokenIn(request);
    const person = token === null ? null : await this.signIn.whoIs(token);
    this.pages.goTo(reply, person === null ? '/sign-in' : homeOf(person));
  }

  @Get('choose-organisation')
  choose(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentSession() person: SignedIn): void {
    const organisations = person.memberships.map(({ name, organisationId }) => ({
      name,
      href: `/o/${organisationId}`,
    }));
    if (organisations.length === 1) this.pages.goTo(reply, homeOf(person));
    else {
      this.pages.render(request, reply, 'shared/choose-organisation.njk', {
        title: organisations.length === 0 ? 'No organisation yet' : 'Choose an organisation',
        organisations,
        breadcrumbs: null,
      });
    }
  }
}

/** One organisation needs no choice. */
export function homeOf({ memberships }: SignedIn): string {
  const [first, second] = memberships;
  return first !== undefined && second === undefined ? `/o/${first.organisationId}` : '/choose-organisation';
}
