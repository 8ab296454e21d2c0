import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';

/** What a health body says of one of its strategies. */
export interface StrategyTerms {
  title: string;
  fromOn: CalendarDate;
  /** Null while no end is set. */
  toOn: CalendarDate | null;
  webAddress: string | null;
  published: boolean;
}

/** Throws DomainError `invalid` for an end before the beginning, or an address that is none of a web page. */
export function assertStrategy({ fromOn, toOn, webAddress }: StrategyTerms): void {
  if (toOn !== null && toOn < fromOn) throw wrong('toOn', 'It must not end before it begins.');
  if (webAddress !== null && !isWebPage(webAddress)) {
    throw wrong('webAddress', 'Give the whole address of the page, beginning with https://.');
  }
}

/** An address that a browser may be sent to from here: never one that runs something. */
function isWebPage(address: string): boolean {
  if (!/^https?:\/\/[^\s/]+/.test(address) || /\s/.test(address) || !URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

function wrong(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: `/${field}`, detail }]);
}
