import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { MailPreferences } from '../../notices';
import type { Notice } from '../../notices';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { showLinkUsedUp } from './link-used-up';

const ABOUT: Record<Notice, string> = {
  payment_late: 'that a payment is late',
  lead_changed: 'that somebody else takes over as lead',
  something_waits: 'that something waits for you',
  digest: 'with a summary, once a week',
};
const UNKNOWN = 'You can choose what you get under “Your account”, after you sign in.';

/** Stops one kind of email, without signing in. Opening the page stops nothing; mail programs send the form themselves. */
@PageController()
export class UnsubscribePage {
  constructor(
    private readonly pages: Pages,
    private readonly preferences: MailPreferences,
  ) {}

  @Get('unsubscribe/:token')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @Param('token') token: string): Promise<void> {
    this.answer(request, reply, await this.preferences.stoppedBy(token), false);
  }

  @Post('unsubscribe/:token')
  async stop(@Req() request: PageRequest, @Res() reply: FastifyReply, @Param('token') token: string): Promise<void> {
    this.answer(request, reply, await this.preferences.stop(token), true);
  }

  private answer(request: PageRequest, reply: FastifyReply, kind: Notice | null, stopped: boolean): void {
    if (kind === null) showLinkUsedUp(this.pages, request, reply, UNKNOWN);
    else {
      this.pages.render(request, reply, 'shared/unsubscribe.njk', {
        title: stopped ? 'These emails have stopped' : 'Stop these emails',
        about: ABOUT[kind],
        stopped,
        breadcrumbs: null,
      });
    }
  }
}
