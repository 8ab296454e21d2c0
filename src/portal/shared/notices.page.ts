import { Get, Post, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentSession } from '../../identity';
import type { SignedIn } from '../../identity';
import { MailPreferences } from '../../notices';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';

const DAYS = ['none', '1', '2', '3', '4', '5'] as const;

class NoticesForm {
  @IsOptional()
  @IsIn(['yes'])
  paymentLate?: 'yes';

  @IsOptional()
  @IsIn(['yes'])
  leadChanged?: 'yes';

  @IsOptional()
  @IsIn(['yes'])
  somethingWaits?: 'yes';

  @IsIn(DAYS, { message: 'Choose the day of your summary, or none' })
  digestDay!: (typeof DAYS)[number];

  @IsOptional()
  @IsIn(['yes'])
  anyTime?: 'yes';
}

const TEMPLATE = 'shared/notices.njk';
const SAVED = 'Your choice is kept.';

/** Which emails somebody gets, and when. */
@PageController()
export class NoticesPage {
  constructor(
    private readonly pages: Pages,
    private readonly preferences: MailPreferences,
  ) {}

  @Get('account/notices')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentSession() person: SignedIn,
  ): Promise<void> {
    const page = await this.page(person);
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: { yes: SAVED } });
  }

  @Post('account/notices')
  keep(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentSession() person: SignedIn): Promise<void> {
    return this.pages.submit(request, reply, {
      form: NoticesForm,
      template: TEMPLATE,
      page: () => this.page(person),
      work: async ({ paymentLate, leadChanged, somethingWaits, digestDay, anyTime }) => {
        await this.preferences.keep(person.accountId, {
          paymentLate: paymentLate === 'yes',
          leadChanged: leadChanged === 'yes',
          somethingWaits: somethingWaits === 'yes',
          digestDay: digestDay === 'none' ? null : Number(digestDay),
          quietHours: anyTime !== 'yes',
        });
        return '/account/notices?done=yes';
      },
    });
  }

  private async page({ accountId, email }: SignedIn): Promise<PageData> {
    const kept = await this.preferences.of(accountId);
    return {
      title: 'Emails you get',
      breadcrumbs: [{ text: 'Your account', href: '/account' }],
      email,
      kept: {
        paymentLate: kept.paymentLate,
        leadChanged: kept.leadChanged,
        somethingWaits: kept.somethingWaits,
        anyTime: !kept.quietHours,
        digestDay: kept.digestDay === null ? 'none' : String(kept.digestDay),
      },
    };
  }
}
