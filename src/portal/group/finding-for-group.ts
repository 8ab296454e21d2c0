import type { FindingDetailView } from '../../findings';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { challengeHref } from '../challenges/challenge-words.rules';
import type { PageData } from '../frame/pages';
import { nextStep } from '../mending/mending';

/** What Accord noticed, as the group reads it: in words that blame nobody, and with the way to say that it is wrong. */
export function findingForGroup(view: FindingDetailView, actor: Actor): PageData {
  const root = `/o/${actor.organisationId}`;
  const step = view.actsOn === 'group' && view.clearedOn === null ? nextStep(view, actor) : null;
  const { contractId, contractReference: reference } = view;
  return {
    title: view.title,
    ...{ root, payer: view.healthBody, clearedBy: view.clearedBy },
    since: calendarDate(view.firstSeenOn),
    cleared: view.clearedOn === null ? null : calendarDate(view.clearedOn),
    clearedWhy: view.clearedWhyInWords,
    ours: view.actsOn === 'group',
    contract: contractId === null ? null : { reference, href: `${root}/contracts/${contractId}` },
    payment: view.instalmentId === null ? null : `${root}/payments/${view.instalmentId}`,
    step: step === null ? null : { text: step.text, href: root + step.path, whoCan: step.whoCan },
    happened: `${root}/partnerships/${view.partnershipId}/timeline`,
    challenge: view.audience === 'both' ? challengeHref(actor, 'finding', view.id) : null,
  };
}
