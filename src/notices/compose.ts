import { join } from 'node:path';
import { Environment, FileSystemLoader } from 'nunjucks';
import type { Message } from '../platform';
import { wordsOf } from './mail-words.rules';
import type { Figures, MailKind } from './mail-words.rules';

export interface MailToCompose {
  id: string;
  kind: MailKind;
  address: string;
  detail: Figures;
  /** Where its one link leads. */
  href: string;
  /** Where to stop emails of this kind; null for a link that somebody asked for. */
  stop: string | null;
}

const templates = new Environment(new FileSystemLoader(join(__dirname)), {
  autoescape: true,
  trimBlocks: true,
  lstripBlocks: true,
  throwOnUndefined: true,
});

/** As plain text and as simple HTML, without pictures or anything else that is fetched. */
export function compose({ id, kind, address, detail, href, stop }: MailToCompose): Message {
  const words = wordsOf(kind, detail);
  const end = stop === null ? [] : [`To stop these emails: ${stop}`];
  return {
    id,
    to: address,
    subject: words.subject,
    text: `${[...words.paragraphs, `${words.button}: ${href}`, ...end].join('\n\n')}\n`,
    html: templates.render('mail.njk', { words, href, stop }),
    ...(stop !== null && {
      headers: { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    }),
  };
}
