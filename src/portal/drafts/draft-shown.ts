import type { AccordRequest } from '../../identity';
import type { DraftPlace, FoundDraft, Unfinished } from './drafts.service';

/** What is known of a draft while a request for its form is answered. */
export interface DraftOfRequest extends DraftPlace {
  found: FoundDraft | null;
  /** How often it has been kept so far. */
  saves: number;
}

export type DraftedRequest = AccordRequest & {
  draft?: DraftOfRequest;
  unfinished?: readonly Unfinished[];
};

/** What a page shows of the draft of its form; null where it has none that is kept. */
export function draftShown({ draft, actor }: DraftedRequest): object | null {
  if (draft === undefined || actor === undefined) return null;
  const { form, subjectId, found, saves } = draft;
  const root = `/o/${actor.organisationId}/drafts`;
  return {
    form,
    subjectId,
    save: `${root}?${new URLSearchParams({ form, about: subjectId, seen: String(saves) }).toString()}`,
    removal: `${root}/removal`,
    begunAt: found?.begunAt ?? null,
    version: found?.answers.version ?? null,
  };
}
