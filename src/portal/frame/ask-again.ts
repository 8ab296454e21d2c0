import { DomainError } from '../../shared/domain-error';
import { FormRefused } from './form';
import { withDays } from './wording.rules';

/** What somebody saw has changed since: the page shows what is so now, with the sentence that says so. */
export async function orAskAgain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'stale') {
      throw new FormRefused(409, [{ field: null, text: withDays(error.message) }]);
    }
    throw error;
  }
}
