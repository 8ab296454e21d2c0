import { dayInLondon } from '../shared/calendar-date';
import type { CalendarDate } from '../shared/calendar-date';
import type { Settings } from './settings/settings';

/** What day it is, for everything that judges by the day: today in London, unless the settings fix another. */
export class Clock {
  constructor(private readonly settings: Pick<Settings, 'today'>) {}

  today(): CalendarDate {
    return this.settings.today ?? dayInLondon(new Date());
  }

  /** The moment it is, for what is counted in hours: noon of the day that the settings fix. */
  now(): Date {
    return this.settings.today === null ? new Date() : new Date(`${this.settings.today}T12:00:00Z`);
  }
}
