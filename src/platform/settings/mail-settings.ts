import { SettingsError } from './settings-error';

/** How emails leave. */
export interface MailSettings {
  /** The mail server, with its login where it needs one; null: none. */
  smtpUrl: string | null;
  /** What emails are from: `Accord <accord@icb.example>`. */
  mailFrom: string | null;
  /** Where emails are written as files, when there is no mail server. */
  mailFolder: string | null;
}

type Read = <T>(name: string, parse: (text: string, name: string) => T) => T | null;

export const MAIL_NAMES = ['ACCORD_SMTP_URL', 'ACCORD_MAIL_FROM', 'ACCORD_MAIL_FOLDER'];
const ADDRESS = /^(?:[^<>@\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/;

/** Throws SettingsError. */
export function readMailSettings(read: Read): MailSettings {
  const smtpUrl = read('ACCORD_SMTP_URL', parseSmtpUrl);
  const mailFrom = read('ACCORD_MAIL_FROM', parseFrom);
  if (smtpUrl !== null && mailFrom === null) {
    throw new SettingsError('ACCORD_SMTP_URL needs ACCORD_MAIL_FROM: the address that emails come from.');
  }
  return { smtpUrl, mailFrom, mailFolder: read('ACCORD_MAIL_FOLDER', (text) => text) };
}

// The address may hold a password, so no message repeats it.
function parseSmtpUrl(text: string, name: string): string {
  if (!URL.canParse(text) || !/^smtps?:$/.test(new URL(text).protocol) || new URL(text).hostname === '') {
    throw new SettingsError(`${name} must be an address like smtps://user:password@mail.example:465.`);
  }
  return text;
}

function parseFrom(text: string, name: string): string {
  if (!ADDRESS.test(text))
    throw new SettingsError(`${name} must be an email address, or a name and one: Accord <accord@example.org>.`);
  return text;
}
