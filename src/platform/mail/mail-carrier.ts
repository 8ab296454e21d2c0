import { createTransport } from 'nodemailer';
import type { MailSettings } from '../settings/mail-settings';
import { readMailFolder, writeMail } from './mail-folder';
import type { Message, WrittenMail } from './mail-folder';

/** So long a mail server may take for each step; a claim lasts longer than all of them. */
const STEP_MS = 10_000;
const FROM = 'Accord <accord@localhost>';

/** The mail server did not take it. Codes only: what it said may hold an address. */
export class NotCarriedError extends Error {
  constructor(
    readonly code: string,
    /** It will not take it later either. */
    readonly forGood: boolean,
  ) {
    super('The email was not taken.');
  }
}

/** Takes an email out of the house: to the mail server of the settings, or as a file into a folder. */
export class MailCarrier {
  private readonly server: ReturnType<typeof serverAt> | null;

  constructor(private readonly settings: MailSettings) {
    this.server = settings.smtpUrl === null ? null : serverAt(settings.smtpUrl);
  }

  /** Whether emails leave at all: without a mail server or a folder, none is promised to anybody. */
  get carries(): boolean {
    return this.server !== null || this.settings.mailFolder !== null;
  }

  /** Whether emails go into a folder, and nobody outside gets them. */
  get onlyWrites(): boolean {
    return this.server === null && this.settings.mailFolder !== null;
  }

  /** The same id gives the same Message-ID, by which a mail server drops a repeat. Throws NotCarriedError. */
  async carry(message: Message): Promise<void> {
    const from = this.settings.mailFrom ?? FROM;
    const mail = { ...message, from, messageId: `<${message.id}@${hostOf(from)}>` };
    const { mailFolder } = this.settings;
    if (this.server === null) {
      if (mailFolder === null) throw new NotCarriedError('NOWHERE', false);
      await writeMail(mailFolder, mail);
      return;
    }
    await this.server.sendMail(mail).catch((error: unknown) => {
      throw refusalIn(error);
    });
  }

  /** What was written into the folder, newest first. */
  written(most: number): Promise<WrittenMail[]> {
    const { mailFolder } = this.settings;
    return this.onlyWrites && mailFolder !== null ? readMailFolder(mailFolder, most) : Promise.resolve([]);
  }
}

function serverAt(url: string) {
  return createTransport(
    {
      url,
      connectionTimeout: STEP_MS,
      greetingTimeout: STEP_MS,
      socketTimeout: STEP_MS,
      // Nothing in a message may make it read a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } },
  );
}

function hostOf(from: string): string {
  return /@([^\s<>@]+?)>?$/.exec(from)?.[1] ?? 'localhost';
}

/** A refusal of the recipient or the message stands; whatever else went wrong may come right. */
function refusalIn(error: unknown): NotCarriedError {
  const { code = 'UNKNOWN', responseCode = 0 } = error as { code?: string; responseCode?: number };
  const refused = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  return new NotCarriedError(responseCode > 0 ? `${code} ${String(responseCode)}` : code, refused);
}
