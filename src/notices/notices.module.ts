import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Clock, Database, JobsService } from '../platform';
import { Outbox } from './outbox.service';
import { MailPreferences } from './preferences.service';
import { MailSender } from './sender.service';

/** So soon after it was asked for, a link is on its way. */
const SECONDS_BETWEEN = 3;

/** Emails: written by what causes them, sent from here. */
@Module({
  providers: [MailSender, MailPreferences, Outbox],
  exports: [MailSender, MailPreferences, Outbox],
})
export class NoticesModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobsService,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sender: MailSender,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('send-mail', async () => {
      await this.sender.sendWaiting().finally(() => this.jobs.send('send-mail', {}, SECONDS_BETWEEN));
    });
    this.jobs.handle('write-digests', async () => {
      await this.database.server('select mail_purge()');
      await this.database.server('select mail_digests($1)', [this.clock.today()]);
    });
    this.jobs.everyDay('write-digests', '8:00');
  }
}
