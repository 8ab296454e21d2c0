import { FormRefused } from '../frame/form';
import type { Answers } from '../frame/form';
import { stillMissing } from './confirmation.rules';
import type { CheckFacts } from './confirmation.rules';

/** Why a manager goes on without what is missing. Throws FormRefused with a message at each empty answer. */
export function reasonsIn(answers: Answers, checks: readonly CheckFacts[]): { check: string; reason: string }[] {
  const given = stillMissing(checks).map(({ check, whatToDo }) => {
    const reason = answers[`reason-${check}`];
    return { check, whatToDo, reason: typeof reason === 'string' ? reason : '' };
  });
  const empty = given.filter(({ reason }) => reason === '');
  if (empty.length === 0) return given.map(({ check, reason }) => ({ check, reason }));
  throw new FormRefused(
    422,
    empty.map(({ check, whatToDo }) => ({
      field: `reason-${check}`,
      text: `Say why you go on without this, or see to it first: ${whatToDo}`,
    })),
  );
}
