import type { FastifyReply } from 'fastify';
import type { Pages, PageRequest } from '../frame/pages';

/** For a one-time link that was used, has run out, was taken back or never was: all look the same. */
export function showLinkUsedUp(pages: Pages, request: PageRequest, reply: FastifyReply, next: string): void {
  const data = {
    title: 'This link no longer works',
    what: 'If you pasted it, check that you copied all of it.',
    next,
    requestId: null,
    breadcrumbs: null,
  };
  pages.render(request, reply, 'shared/error.njk', data, { status: 404 });
}
