export type { MailKind, Notice } from './mail-words.rules';
export { NoticesModule } from './notices.module';
export { Outbox } from './outbox.service';
export { MailPreferences } from './preferences.service';
export { MailSender } from './sender.service';
