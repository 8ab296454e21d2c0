import { type CalendarDate, daysBetween, isCalendarDate } from '../../shared/calendar-date';
import { pounds } from '../../shared/money';
import { day } from '../frame/wording.rules';
import { joined } from './finding-reasons';

/** A finding as the pages put it into words. */
export interface FindingFacts {
  rule: string;
  /** Ids, dates and figures. */
  evidence: Readonly<Record<string, unknown>>;
  /** The names of those whom it is about. */
  people: readonly string[];
}

/** Reads evidence, which comes as JSON: what is missing reads as nothing. */
export class Evidence {
  constructor(
    private readonly facts: FindingFacts,
    readonly today: CalendarDate,
  ) {}

  get person(): string {
    return this.facts.people[0] ?? 'Somebody';
  }

  text(name: string): string {
    const value = this.facts.evidence[name];
    return typeof value === 'string' ? value : '';
  }

  number(name: string): number {
    const value = this.facts.evidence[name];
    return typeof value === 'number' ? value : 0;
  }

  list(name: string): unknown[] {
    const value = this.facts.evidence[name];
    return Array.isArray(value) ? value : [];
  }

  /** "1 April 2026"; "a day not known" without one. */
  on(name: string): string {
    const date = this.date(name);
    return date === null ? 'a day not known' : day(date);
  }

  /** Days from a date to today: negative when it is still to come. */
  since(name: string): number {
    const date = this.date(name);
    return date === null ? 0 : daysBetween(date, this.today);
  }

  date(name: string): CalendarDate | null {
    const text = this.text(name);
    return isCalendarDate(text) ? text : null;
  }

  get owed(): string {
    return pounds(this.number('amountPence') - this.number('receivedPence'));
  }

  /** What somebody is named for: "WM-0110 and WM-0111". */
  get held(): string {
    const references = this.list('leaves').map((each) =>
      typeof each === 'object' && each !== null && 'contractReference' in each ? String(each.contractReference) : '',
    );
    return joined(references.filter((reference) => reference !== ''));
  }
}

/** How one rule speaks. */
export interface Words {
  what: string;
  why: (evidence: Evidence) => string;
  next: string;
}
