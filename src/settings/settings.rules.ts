import type { FieldError } from '../shared/domain-error';

interface Setting {
  /** What holds until a health body sets another. */
  standard: number;
  least: number;
  most: number;
  unit: 'days' | 'months' | 'per cent' | 'times' | 'contacts' | 'pence a year' | 'banking days';
  meaning: string;
}

/** From when something is noticed, or asked for. A health body can be stricter or more patient, within reason. */
export const SETTINGS_OF_BODY = {
  overdueSeriousFromDays: {
    standard: 8,
    least: 2,
    most: 60,
    unit: 'days',
    meaning: 'A payment is seriously late from so many days overdue.',
  },
  overdueCriticalFromDays: {
    standard: 30,
    least: 3,
    most: 90,
    unit: 'days',
    meaning: 'A payment is critically late from so many days overdue.',
  },
  repeatLateCount: {
    standard: 2,
    least: 2,
    most: 12,
    unit: 'times',
    meaning: 'So many instalments late within twelve months are late again and again.',
  },
  leavingWithinDays: {
    standard: 60,
    least: 14,
    most: 180,
    unit: 'days',
    meaning: 'Somebody is leaving while their last day is at most so many days away.',
  },
  contactSharePercent: {
    standard: 80,
    least: 50,
    most: 100,
    unit: 'per cent',
    meaning: 'A relationship rests on one person from this share of the contact.',
  },
  leastEngagements: {
    standard: 5,
    least: 3,
    most: 50,
    unit: 'contacts',
    meaning: 'A share of the contact is judged from so many contacts within twelve months on.',
  },
  youngUnderDays: {
    standard: 90,
    least: 0,
    most: 365,
    unit: 'days',
    meaning: 'A partnership is young while its first contract started fewer days ago.',
  },
  staleLeadDays: {
    standard: 180,
    least: 30,
    most: 730,
    unit: 'days',
    meaning: 'A named lead is stale when nobody has verified them for so many days.',
  },
  fundingCliffMonths: {
    standard: 3,
    least: 1,
    most: 12,
    unit: 'months',
    meaning: 'A cliff is near when less than so many months of agreed income are left.',
  },
  lateCaseReplyDays: {
    standard: 5,
    least: 1,
    most: 20,
    unit: 'days',
    meaning: 'A group that asked where its money is has waited too long for an answer after so many days.',
  },
  mentorWithinDays: {
    standard: 14,
    least: 1,
    most: 90,
    unit: 'days',
    meaning:
      'A new partner has waited too long for a mentor so many days after its first contract began or was agreed.',
  },
  lightAgreementBelowPence: {
    standard: 2_500_000,
    least: 0,
    most: 10_000_000,
    unit: 'pence a year',
    meaning:
      'A contract for less is light: it is agreed on one page, and may do without a record of how both work together and a decision process of its own. One for less than a year counts with its whole value.',
  },
  challengeAnswerDays: {
    standard: 10,
    least: 3,
    most: 30,
    unit: 'banking days',
    meaning: 'Whoever is told that something is not right has so many banking days to answer.',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS_OF_BODY;
export type BodySettings = Record<SettingName, number>;
/** Null goes back to the standard. */
export type WantedSettings = Partial<Record<SettingName, number | null>>;

export const SETTING_NAMES = Object.keys(SETTINGS_OF_BODY) as SettingName[];

/** What holds: what the health body has set, and the standard for the rest. */
export function settingsWith(set: WantedSettings): BodySettings {
  const all = SETTING_NAMES.map((name) => [name, set[name] ?? SETTINGS_OF_BODY[name].standard]);
  return Object.fromEntries(all) as BodySettings;
}

/** What is wrong with settings as they would hold together; empty when nothing is. */
export function wrongIn(settings: BodySettings): FieldError[] {
  const outside = SETTING_NAMES.filter((name) => {
    const { least, most } = SETTINGS_OF_BODY[name];
    return !Number.isInteger(settings[name]) || settings[name] < least || settings[name] > most;
  });
  const errors = outside.map((name) => {
    const { least, most } = SETTINGS_OF_BODY[name];
    return { pointer: `/${name}`, detail: `${name} must be a whole number from ${String(least)} to ${String(most)}.` };
  });
  if (settings.overdueSeriousFromDays >= settings.overdueCriticalFromDays) {
    const detail =
      'A payment has to be seriously late before it is critically late: overdueSeriousFromDays must be smaller.';
    errors.push({ pointer: '/overdueSeriousFromDays', detail });
  }
  return errors;
}
