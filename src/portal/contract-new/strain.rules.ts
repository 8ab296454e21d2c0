import type { Strain } from '../../shared/funding-impact';
import { pounds } from '../../shared/money';
import { day, days } from '../frame/wording.rules';

/** What the terms do to a small group, said plainly; amounts in whole pounds, because they are an estimate. */
export function strainWords(strain: Strain): string[] {
  if (strain.deepestPence === 0) {
    return ['The money is there before the work, but not month by month: the group plans with larger sums.'];
  }
  const roughly = pounds(Math.round(strain.deepestPence / 100) * 100).replace(/\.00$/, '');
  return [
    ...(strain.daysToFirst > 0
      ? [`The group works for ${days(strain.daysToFirst)} before its first payment comes.`]
      : []),
    `By ${day(strain.until)} it will have spent about ${roughly} of its own, if the work costs the same each day.`,
    'A small group without reserves pays wages and rent out of nothing until then, or stops the work.',
  ];
}
