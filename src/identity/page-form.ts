import type { FastifyRequest } from 'fastify';
import { DomainError } from '../shared/domain-error';
import type { SignedIn } from './request';
import { sameSecret } from './secrets';

/** What our own forms carry besides a person's answers. */
export interface HiddenFields {
  csrf?: string;
  /** Made with the form, so that sending it twice does the work once. */
  attempt?: string;
}

/** Takes the hidden fields out of a page's form, so that only the answers are left in the body. */
export function takeHiddenFields(request: FastifyRequest): HiddenFields {
  if (typeof request.body !== 'object' || request.body === null) return {};
  const { _csrf: csrf, _attempt: attempt, ...answers } = request.body as Record<string, unknown>;
  request.body = answers;
  return { ...(typeof csrf === 'string' && { csrf }), ...(typeof attempt === 'string' && { attempt }) };
}

const OUT_OF_DATE =
  'This form is out of date, perhaps because you have signed in again since. Open the page again and send it once more.';

/** Throws DomainError unless the form was made in this session. */
export function checkFormToken(given: unknown, { csrfToken }: SignedIn): void {
  if (typeof given !== 'string' || !sameSecret(given, csrfToken)) throw new DomainError('forbidden', OUT_OF_DATE);
}

/** Before anybody is signed in there is no token: the browser itself says from which site a form comes. */
export function checkSameSite({ headers, host }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  const same = site === undefined ? isOwnOrigin(headers.origin, host) : site === 'same-origin' || site === 'none';
  if (!same)
    throw new DomainError('forbidden', 'This form came from another site. Open the page here and send it again.');
}

/** Every browser names the origin of a form that it posts; a program that is no browser may leave it out. */
function isOwnOrigin(origin: string | undefined, host: string): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
