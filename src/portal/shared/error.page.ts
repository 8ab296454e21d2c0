import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { isFresh } from '../../identity';
import { ACCESS_TABLE, ErrorPages } from '../../platform';
import type { Problem } from '../../platform';
import { DraftsOfEndedSessions } from '../drafts/ended-sessions.service';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';

interface Words {
  title: string;
  /** What happened, where the problem's own words would not help; else those are shown. */
  what?: string;
  next: string;
}

const BACK = 'Go back to the page before, or start again from the home page.';

const WORDS: Readonly<Record<number, Words>> = {
  403: { title: 'You cannot do this', next: BACK },
  404: {
    title: 'Page not found',
    what: 'There is nothing at this address, or you may not see it.',
    next: 'If you typed the address, check that it is right. If you pasted it, check that you copied all of it.',
  },
  409: { title: 'This could not be done', next: BACK },
  412: {
    title: 'Somebody else has changed this',
    what: 'It was changed after you opened it, so your change was not made.',
    next: 'Open the page again to see it as it is now, then make your change.',
  },
  413: { title: 'This is too large', next: 'Send less at a time: a file may have up to 100 MB.' },
  429: {
    title: 'Too many requests',
    what: 'Many requests came from your address in a short time.',
    next: 'Wait a minute, then try again.',
  },
  503: {
    title: 'Accord is not available just now',
    what: 'Nothing was changed.',
    next: 'Try again in a minute. You can go back to the page before without losing what is already recorded.',
  },
};

const OURS: Words = {
  title: 'Something went wrong',
  what: 'The fault is on our side. Nothing was changed.',
  next: 'Try again. If it happens again, tell whoever looks after Accord for you.',
};
const YOURS: Words = { title: 'This could not be read', next: BACK };

/** Failures, in words that help to go on. Who is not signed in is asked to sign in. */
@Injectable()
export class ErrorPage implements OnModuleInit {
  constructor(
    private readonly registry: ErrorPages,
    private readonly pages: Pages,
    private readonly ended: DraftsOfEndedSessions,
  ) {}

  onModuleInit(): void {
    this.registry.register((problem, request, reply) => this.show(problem, request, reply));
  }

  private show(problem: Problem, request: PageRequest, reply: FastifyReply): void {
    if (problem.status === 401)
      void this.ended.keep(request).then(() => {
        this.pages.goTo(reply, signInFor(request));
      });
    else if (problem.status === 403 && needsFresh(request)) this.pages.goTo(reply, signInFor(request, 'again=yes&'));
    else {
      const { title, what = problem.detail, next } = wordsFor(problem.status);
      const data = { title, what, next, requestId: problem.requestId ?? null, breadcrumbs: null };
      this.pages.render(request, reply, 'shared/error.njk', data, { status: problem.status });
    }
  }
}

function wordsFor(status: number): Words {
  return WORDS[status] ?? (status >= 500 ? OURS : YOURS);
}

/** The page is for people who have shown who they are in the last minutes, and this one has not. */
function needsFresh({ routeOptions, method, signedIn }: PageRequest): boolean {
  const entry = ACCESS_TABLE[`${method} ${routeOptions.url ?? ''}`];
  return entry?.fresh === true && signedIn !== undefined && !isFresh(signedIn);
}

/** Back to the page afterwards; to the page that a form is on, where that is the path before its last part. */
function signInFor({ routeOptions, url }: PageRequest, how = ''): string {
  const before = (path: string) => path.replace(/\?.*$/, '').replace(/\/[^/]*$/, '');
  const route = routeOptions.url ?? '';
  const places = [[route, url] as const, ...(how === '' ? [] : [[before(route), before(url)] as const])];
  const [, next = '/'] = places.find(([pattern]) => ACCESS_TABLE[`GET ${pattern}`] !== undefined) ?? [];
  if (next !== '/') return `/sign-in?${how}next=${encodeURIComponent(next)}`;
  return how === '' ? '/sign-in' : '/sign-in?again=yes';
}
