import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { checkSameSite, IDLE, sessionTokenIn, sha256 } from '../../identity';
import { Log } from '../../platform';
import { answersIn } from '../frame/form';
import { placeIn } from './draft.interceptor';
import type { DraftedRequest } from './draft-shown';
import { isFormKey, keptOf } from './drafted-forms.rules';
import { Drafts } from './drafts.service';
import type { DraftPlace } from './drafts.service';

const KEEPING = '/o/:org/drafts';

/** Whoever sends a long form after their session ran out finds it again once they have signed in. */
@Injectable()
export class DraftsOfEndedSessions {
  constructor(
    private readonly drafts: Drafts,
    private readonly log: Log,
  ) {}

  /** Never throws: whoever is not signed in is asked to sign in, whatever becomes of this. */
  async keep(request: DraftedRequest): Promise<void> {
    const token = sessionTokenIn(request);
    if (request.method !== 'POST' || token === null) return;
    try {
      checkSameSite(request);
      await this.keepFor(sha256(token), request);
    } catch {
      this.log.warn('A form of an ended session could not be kept.');
    }
  }

  private async keepFor(hash: Buffer, request: DraftedRequest): Promise<void> {
    const place = placeIn(request) ?? placeAsked(request);
    const { org } = request.params as { org?: unknown };
    if (place === null || !isUUID(org)) return;
    const answers = keptOf(place.form, answersIn(request.body));
    if (answers !== null) await this.drafts.keepOfEndedSession({ hash, idle: IDLE }, String(org), place, answers);
  }
}

/** Of the button that keeps a form, which names it in the address. */
function placeAsked({ routeOptions, query }: DraftedRequest): DraftPlace | null {
  const { form, about } = query as Record<string, unknown>;
  if (routeOptions.url !== KEEPING || !isFormKey(form) || !isUUID(about)) return null;
  return { form, subjectId: String(about).toLowerCase() };
}
