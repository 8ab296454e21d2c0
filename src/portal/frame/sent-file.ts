import type { FastifyReply } from 'fastify';
import { checkFormToken } from '../../identity';
import type { SignedIn } from '../../identity';
import { withDocument } from '../../platform';
import type { Actor, ReceivedFile, ReceivedForm } from '../../platform';
import { orAskAgain } from './ask-again';
import { FormRefused } from './form';
import type { Answers } from './form';
import type { Move, PageRequest, Pages } from './pages';

interface Sender {
  request: PageRequest;
  reply: FastifyReply;
  actor: Actor;
  person: SignedIn;
}

/** A form with one file in it, whose page goes on to another, or to itself, and says there what was done. */
export interface FileMove extends Omit<Move<object>, 'form' | 'undo'> {
  /** What the other forms of the page are filled in with when it is shown again. */
  answers?: Answers;
  /** In bytes, where the file may be larger than most. */
  limit?: number;
}

export interface SentFile {
  file: ReceivedFile;
  fields: Readonly<Record<string, string>>;
}

/**
 * As `Pages.move`, for a file: nothing of it is taken before the form's token was looked at, and it is kept once, however
 * often the button is pressed.
 */
export async function moveFile(
  pages: Pages,
  { request, reply, actor, person }: Sender,
  { template, page, to, done, answers = {}, ...limit }: FileMove,
  work: (actor: Actor, sent: SentFile) => Promise<unknown>,
): Promise<void> {
  const first = { name: '_csrf', check: (token: unknown) => checkFormToken(token, person) };
  try {
    await withDocument(
      request,
      async (form) => {
        const sent = sentIn(form);
        await orAskAgain(() => work({ ...actor, ...attemptOf(request, sent) }, sent));
      },
      { first, ...limit },
    );
    pages.goTo(reply, `${to}?done=${done}`);
  } catch (error) {
    await pages.showAgain(request, reply, { template, page, answers }, error);
  }
}

/** Throws DomainError or FormRefused where there is none, or none that can be taken. */
function sentIn({ fields, file, refusal }: ReceivedForm): SentFile {
  if (refusal !== null) throw refusal;
  if (file === null) throw new FormRefused(422, [{ field: 'file', text: 'Choose a photo or a PDF' }]);
  return { fields, file };
}

function attemptOf({ url }: PageRequest, { fields, file }: SentFile): Pick<Actor, 'attempt'> {
  const { _attempt: key = '' } = fields;
  return key === '' ? {} : { attempt: { route: `POST ${url}`, key, bodyHash: file.sha256 } };
}
