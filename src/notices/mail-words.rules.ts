/** What an email is about. */
export const NOTICES = ['payment_late', 'lead_changed', 'something_waits', 'digest'] as const;
export type Notice = (typeof NOTICES)[number];
export const LINKS = ['sign_in_link', 'password_link', 'first_link', 'invitation'] as const;
/** `leaving` is told to everybody whom it ends: nobody can choose not to get it. */
export type MailKind = Notice | (typeof LINKS)[number] | 'leaving';

export function isNotice(kind: string): kind is Notice {
  return (NOTICES as readonly string[]).includes(kind);
}

export interface MailWords {
  /** Names no group, contract or person: it is read on a locked screen, by whoever stands beside. */
  subject: string;
  paragraphs: string[];
  button: string;
}

/** A digest's figures, and how far a leaving is; other emails have none. */
export interface Figures {
  waiting?: number;
  late?: number;
  stopped?: boolean;
  soon?: boolean;
}

const SUBJECT = 'Something is waiting for you';
const BEHIND_SIGN_IN = 'For your privacy this email says no more. Sign in to see what it is.';
const NOT_ASKED = 'If you did not ask for it, you need do nothing: nobody gets in without it.';

const WORDS: Record<Exclude<MailKind, 'digest' | 'leaving'>, MailWords> = {
  sign_in_link: {
    subject: 'Your link to sign in',
    paragraphs: ['Open this link and press the button there. It works once, for 15 minutes.', NOT_ASKED],
    button: 'Sign in',
  },
  password_link: {
    subject: 'Your link to set a password',
    paragraphs: [
      'Open this link to choose a new password. It works once, for 15 minutes.',
      'If you did not ask for it, you need do nothing: your password stays as it is.',
    ],
    button: 'Choose a password',
  },
  first_link: {
    subject: 'Your link to Accord',
    paragraphs: ['You have been given a place in Accord. Open this link to begin. It works once.'],
    button: 'Begin',
  },
  invitation: {
    subject: 'The invitation that you were told of',
    paragraphs: ['Open this link to see who invites you, and to answer. Opening it decides nothing.'],
    button: 'See the invitation',
  },
  payment_late: { subject: SUBJECT, paragraphs: ['A payment needs a look.', BEHIND_SIGN_IN], button: 'See it' },
  lead_changed: {
    subject: SUBJECT,
    paragraphs: ['Whom you deal with has changed.', BEHIND_SIGN_IN],
    button: 'See who it is now',
  },
  something_waits: { subject: SUBJECT, paragraphs: ['Something waits for you.', BEHIND_SIGN_IN], button: 'See it' },
};

export function wordsOf(kind: MailKind, figures: Figures): MailWords {
  if (kind === 'leaving') return leavingWords(figures);
  if (kind !== 'digest') return WORDS[kind];
  return { subject: 'Your week', paragraphs: [...linesOf(figures), BEHIND_SIGN_IN], button: 'Open Accord' };
}

function linesOf({ waiting = 0, late = 0 }: Figures): string[] {
  const lines: string[] = [];
  if (waiting > 0) lines.push(waiting === 1 ? 'One thing waits for you.' : `${String(waiting)} things wait for you.`);
  if (late > 0) lines.push(late === 1 ? 'One payment is late.' : `${String(late)} payments are late.`);
  return lines;
}

function leavingWords({ stopped = false, soon = false }: Figures): MailWords {
  const told = stopped
    ? 'You keep your place in Accord: its end was stopped.'
    : soon
      ? 'Your place in Accord ends in two days or less. Until then it can be stopped.'
      : 'Your place in Accord is set to end in two weeks. Until then it can be stopped.';
  return { subject: SUBJECT, paragraphs: [told, BEHIND_SIGN_IN], button: 'See it' };
}
