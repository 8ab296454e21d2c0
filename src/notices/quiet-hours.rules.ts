const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  hour: '2-digit',
  hourCycle: 'h23',
});
const FROM = 20;
const UNTIL = 8;

/** Whether emails that can wait do: from 20:00 to 08:00 and at weekends, by the clock in London. */
export function isQuiet(instant: Date): boolean {
  const parts = new Map(LONDON.formatToParts(instant).map(({ type, value }) => [type, value]));
  const hour = Number(parts.get('hour'));
  const weekday = parts.get('weekday') ?? '';
  return weekday.startsWith('S') || hour < UNTIL || hour >= FROM;
}
