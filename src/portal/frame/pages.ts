import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { SignedIn } from '../../identity';
import { SETTINGS } from '../../platform';
import type { Actor, Settings } from '../../platform';
import { draftShown } from '../drafts/draft-shown';
import type { DraftedRequest } from '../drafts/draft-shown';
import { explained } from '../glossary/explained';
import type { RequestWithWords } from '../glossary/own-words.interceptor';
import { undoneBanner, undoQuery, undoShown } from '../undo/undo-offer';
import type { UndoStep } from '../undo/undo-token.rules';
import { orAskAgain } from './ask-again';
import { Assets } from './assets';
import { sendPage } from './coding';
import { bannerOf } from './done';
import { answersIn, asRefusal, readForm } from './form';
import type { Answers, FormError } from './form';
import { lookOf, PLAIN_LOOK } from './look';
import { isClosed, isOpen, menuFor } from './navigation';
import type { Link, MenuItem } from './navigation';
import { templates } from './templates';
import { openWay, wayHere } from './way-here.rules';

export type PageRequest = DraftedRequest;

/** What a template is given: the title and whatever else the page shows. */
export interface PageData {
  /** The heading, and what the browser's tab says: neutral, without the name of a group or a person. */
  title: string;
  /** The way here, outermost first, without the home page; by the address if left out, null where there is no way back. */
  breadcrumbs?: readonly Link[] | null;
  banner?: { text: string; success?: boolean };
  [name: string]: unknown;
}

/** A form that was sent. */
export interface Submission<Form> {
  form: new () => Form;
  /** The page to show again when something has to be mended. */
  template: string;
  page: PageData | (() => Promise<PageData>);
  /**
   * Does what the form asks for, and says where to go on, or what is to be looked at before it is done. May throw
   * DomainError, which the form then shows.
   */
  work: (form: Form, answers: Answers) => Promise<string | Shown>;
}

/** A page in answer to a form that has done nothing yet: what it comes to, or what is shown only once. */
export interface Shown {
  template: string;
  data: PageData;
}

/** A form whose page goes on to another, or to itself, and says there what was done. */
export interface Move<Form> extends Omit<Submission<Form>, 'work'> {
  to: string;
  /** The word in the address by which that page knows what to say: see `Opened`. */
  done: string;
  /** How that page may offer to take it back. */
  undo?: (form: Form) => UndoStep | null;
}

/** A page that is opened, and that forms come back to. */
export interface Opened extends Pick<Submission<object>, 'template' | 'page'> {
  /** What it says of what was just done, by the word `done` in its address. */
  done: Readonly<Record<string, string>>;
  /** What its forms are filled in with. */
  answers?: Answers;
}

/** What is shown again after a failed form. */
interface Again {
  status?: number;
  errors?: readonly FormError[];
  answers?: Answers;
}

@Injectable()
export class Pages {
  private readonly templates = templates();

  constructor(
    private readonly assets: Assets,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  render(
    request: DraftedRequest & RequestWithWords,
    reply: FastifyReply,
    template: string,
    data: PageData,
    again: Again = {},
  ): void {
    const { status = 200, errors = [] } = again;
    const answers: Answers = { ...again.answers, ...request.draft?.found?.answers };
    const nonce = randomBytes(16).toString('base64');
    const frame = frameOf(request);
    const html = this.templates.render(template, {
      banner: undoneBanner(request),
      undo: undoShown(request),
      formDraft: draftShown(request),
      versionNow: null,
      ...data,
      breadcrumbs: wayOf(request.actor, frame, data.breadcrumbs),
      errors,
      errorList: errors.map(({ field, text }) => ({ text, href: field === null ? false : `#${field}` })),
      answers,
      problem: (field: string) => errors.find((error) => error.field === field),
      // What was emptied stays empty: only what was not asked for has its usual answer.
      answer: (field: string, usual: unknown = '') => answers[field] ?? usual,
      assetPath: `/assets/${this.assets.version}`,
      cspNonce: nonce,
      frame,
    });
    const whole = explained(html, this.templates, request.words);
    sendPage(request, reply.status(status).headers(this.headers(nonce)), whole);
  }

  /** After a form: the browser fetches the page there, and going back does not send the form again. */
  goTo(reply: FastifyReply, path: string): void {
    void reply.status(303).header('Cache-Control', 'no-store').header('Location', path).send();
  }

  /** The page as it is now, with what it says of what was just done. */
  async open(request: PageRequest, reply: FastifyReply, { template, page, done, answers = {} }: Opened): Promise<void> {
    const data = await dataOf(page);
    const { done: word } = request.query as { done?: unknown };
    this.render(request, reply, template, { ...data, ...bannerOf(done, word) }, { answers });
  }

  /** Goes on to where the work says, or shows the form again with the answers and what is wrong. */
  async submit<Form extends object>(
    request: PageRequest,
    reply: FastifyReply,
    { form, template, page, work }: Submission<Form>,
  ): Promise<void> {
    const answers = answersIn(request.body);
    try {
      const next = await work(readForm(form, answers), answers);
      if (typeof next === 'string') this.goTo(reply, next);
      else this.render(request, reply, next.template, next.data);
    } catch (error) {
      await this.showAgain(request, reply, { template, page, answers }, error);
    }
  }

  /**
   * As `submit`, for what is done and then said on the page that comes next. What changed after the reader saw it is not
   * overwritten: the page shows it as it is now, and says so.
   */
  move<Form extends object>(
    request: PageRequest,
    reply: FastifyReply,
    { to, done, undo, ...submission }: Move<Form>,
    work: (form: Form) => Promise<unknown>,
  ): Promise<void> {
    return this.submit(request, reply, {
      ...submission,
      work: async (form) => {
        await orAskAgain(() => work(form));
        return `${to}?done=${done}${undoQuery(request, undo?.(form) ?? null)}`;
      },
    });
  }

  /** The form with the answers and what is wrong. Throws the error when nobody can mend it there. */
  async showAgain(
    request: PageRequest,
    reply: FastifyReply,
    { template, page, answers }: Pick<Submission<object>, 'template' | 'page'> & { answers: Answers },
    error: unknown,
  ): Promise<void> {
    const refusal = asRefusal(error);
    if (refusal === null) throw error;
    this.render(request, reply, template, await dataOf(page), {
      status: refusal.status,
      errors: refusal.errors,
      answers,
    });
  }

  private headers(nonce: string): Record<string, string> {
    const https = this.settings.publicUrl?.protocol === 'https:';
    const sources = [
      "default-src 'self'",
      `script-src 'nonce-${nonce}'`,
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      ...(https ? ['upgrade-insecure-requests'] : []),
    ];
    return {
      'Cache-Control': 'no-store',
      'Content-Security-Policy': sources.join('; '),
      // Other sites learn nothing, and our own forms still say where they come from.
      'Referrer-Policy': 'same-origin',
    };
  }
}

function dataOf(page: Submission<object>['page']): PageData | Promise<PageData> {
  return typeof page === 'function' ? page() : page;
}

/** What the frame around every page shows: for whom, and what else there is. */
function frameOf({ actor, signedIn, url, unfinished = [] }: DraftedRequest) {
  const [path = ''] = url.split('?');
  return {
    path,
    attempt: randomUUID(),
    unfinished: unfinished.length,
    ...personIn(signedIn),
    ...placeOf(actor, signedIn, path),
  };
}

function wayOf(
  actor: Actor | undefined,
  { path, menu }: { path: string; menu: readonly MenuItem[] },
  given: PageData['breadcrumbs'],
): readonly Link[] | null {
  if (given === null) return null;
  if (actor === undefined) return given ?? [];
  if (given !== undefined) return openWay(given, (page) => isClosed(page, actor.roles));
  const place = menu.find(({ current }) => current);
  return wayHere(path, place, (page) => isOpen({ path: page }, actor.roles));
}

function personIn(signedIn: SignedIn | undefined): object {
  if (signedIn === undefined) return { signedIn: false, several: false, csrf: '' };
  return { signedIn: true, several: signedIn.memberships.length > 1, csrf: signedIn.csrfToken };
}

const NO_MENU: readonly MenuItem[] = [];

function placeOf(actor: Actor | undefined, signedIn: SignedIn | undefined, path: string) {
  if (actor === undefined) return { home: '/', ...PLAIN_LOOK, inGroup: false, menu: NO_MENU, search: null };
  const { organisationId, side, roles } = actor;
  const own = signedIn?.memberships.find((membership) => membership.organisationId === organisationId);
  const menu = menuFor(actor, path);
  const home = `/o/${organisationId}`;
  const search = isOpen({ path: '/search' }, roles) ? `${home}/search` : null;
  return { home, ...lookOf(own), inGroup: side === 'group', menu, search };
}
