import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { Observable } from 'rxjs';
import type { Actor } from '../../platform';
import { answersIn } from '../frame/form';
import type { DraftedRequest } from './draft-shown';
import { formOfRoute, keptOf, subjectIn } from './drafted-forms.rules';
import type { FormKey } from './drafted-forms.rules';
import { Drafts } from './drafts.service';

const OF_AN_ORGANISATION = '/o/:org';

/**
 * Opens a long form with what its reader had typed before, and keeps what they send until it is done: whatever stops it
 * between, a mistake to mend or a lost connection, the answers are there again.
 */
@Injectable()
export class DraftInterceptor implements NestInterceptor {
  constructor(private readonly drafts: Drafts) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<DraftedRequest>();
    const { actor } = request;
    if (actor !== undefined && request.method === 'GET' && request.routeOptions.url === OF_AN_ORGANISATION)
      request.unfinished = await this.drafts.unfinished(actor);
    const place = placeIn(request);
    if (actor !== undefined && place !== null) await this.prepare(request, actor, place);
    return next.handle();
  }

  private async prepare(request: DraftedRequest, actor: Actor, place: { form: FormKey; subjectId: string }) {
    if (request.method === 'GET') {
      const found = await this.drafts.find(actor, place);
      request.draft = { ...place, found, saves: found?.saves ?? 0 };
      return;
    }
    const answers = keptOf(place.form, answersIn(request.body));
    const kept = answers === null ? null : await this.drafts.keep(actor, place, answers, null);
    request.draft = { ...place, found: null, saves: kept?.saves ?? 0 };
    actor.sentDraft = place;
  }
}

/** The form that a request opens or sends, and for what. */
export function placeIn(request: DraftedRequest): { form: FormKey; subjectId: string } | null {
  const { url = '' } = request.routeOptions;
  if (!url.startsWith(OF_AN_ORGANISATION)) return null;
  const form = formOfRoute(request.method, url.slice(OF_AN_ORGANISATION.length));
  if (form === null) return null;
  const params = request.params as Record<string, unknown>;
  const query = request.query as Record<string, unknown>;
  const body = (request.body ?? {}) as Record<string, unknown>;
  const subjectId = subjectIn(form, String(params.org), { params, query, body });
  return isUUID(subjectId) ? { form, subjectId: String(subjectId).toLowerCase() } : null;
}
