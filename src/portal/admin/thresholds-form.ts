import { SETTING_NAMES, SETTINGS_OF_BODY } from '../../settings';
import type { SettingName, WantedSettings } from '../../settings';
import type { FormError } from '../frame/form';

interface Words {
  label: string;
  /** What follows from it. */
  effect: string;
  /** Who notices when it is changed. */
  seenBy: string;
}

export const THRESHOLD_WORDS: Readonly<Record<SettingName, Words>> = {
  overdueSeriousFromDays: {
    label: 'Days after which a late payment is serious',
    effect: 'From then on it stands above lesser findings.',
    seenBy: 'managers, and the group, whose payment it is',
  },
  overdueCriticalFromDays: {
    label: 'Days after which a late payment is urgent',
    effect: 'From then on it stands at the top of what needs care.',
    seenBy: 'managers, and the group, whose payment it is',
  },
  repeatLateCount: {
    label: 'Late payments in twelve months that make a pattern',
    effect: 'So many late payments under one contract are shown as late again and again.',
    seenBy: 'managers',
  },
  leavingWithinDays: {
    label: 'Days before somebody leaves that it is noticed',
    effect: 'So early before the last day of a person who holds a partnership, it asks to be handed over.',
    seenBy: 'managers',
  },
  contactSharePercent: {
    label: 'Share of the contact with one person, in per cent',
    effect: 'From this share on, a relationship is said to rest on one person.',
    seenBy: 'managers',
  },
  leastEngagements: {
    label: 'Contacts in twelve months before a share is judged',
    effect: 'With fewer, Accord says that there is not enough evidence.',
    seenBy: 'managers',
  },
  youngUnderDays: {
    label: 'Days for which a partnership is young',
    effect: 'While it is young, it is not judged for contact with one person alone.',
    seenBy: 'managers',
  },
  staleLeadDays: {
    label: 'Days without verifying a named lead',
    effect: 'After so many, Accord asks whether the lead is still right.',
    seenBy: 'managers',
  },
  fundingCliffMonths: {
    label: 'Months of agreed income left that are too few',
    effect: 'With less, the end of funding is said to be near.',
    seenBy: 'managers',
  },
  lateCaseReplyDays: {
    label: 'Days to answer a group that asks where its money is',
    effect: 'After so many without an answer, the question itself needs care.',
    seenBy: 'managers and finance',
  },
  mentorWithinDays: {
    label: 'Days for a new partner to have a mentor',
    effect: 'So many days after its first contract began or was agreed, Accord asks you to name somebody.',
    seenBy: 'managers',
  },
  lightAgreementBelowPence: {
    label: 'Pounds a year under which a contract is agreed on one page',
    effect:
      'A larger one also needs a record of how both work together and a way of deciding, or a reason to do without.',
    seenBy: 'managers, and groups, which agree the small ones with one button',
  },
  challengeAnswerDays: {
    label: 'Banking days to answer when something is challenged',
    effect: 'After so many without an answer of yours, the challenge needs care. A group is only reminded.',
    seenBy: 'managers, and the groups that raise one',
  },
};

/** Money is kept in pence, and asked for in pounds. */
export function isMoney(name: SettingName): boolean {
  return SETTINGS_OF_BODY[name].unit === 'pence a year';
}

/** A value as the form has it. */
export function asFilledIn(name: SettingName, value: number): number {
  return isMoney(name) ? value / 100 : value;
}

/** A value as people read it. */
export function asRead(name: SettingName, value: number): string {
  return isMoney(name) ? `£${asFilledIn(name, value).toLocaleString('en-GB')}` : String(value);
}

const ORDER_WRONG = 'A payment is serious before it is urgent: enter fewer days than for urgent';

/** What a form of thresholds asks for, an empty field for the standard; or what is wrong with it. */
export function thresholdsIn(answerTo: (name: string) => string): { wanted: WantedSettings; errors: FormError[] } {
  const errors: FormError[] = [];
  const wanted: WantedSettings = {};
  for (const name of SETTING_NAMES) {
    const text = answerTo(name);
    const { least, most } = SETTINGS_OF_BODY[name];
    const value = valueIn(name, text);
    if (text === '') wanted[name] = null;
    else if (value !== null && value >= least && value <= most) wanted[name] = value;
    else {
      const limits = `${asRead(name, least)} to ${asRead(name, most)}`;
      errors.push({ field: name, text: `Enter a whole number from ${limits}, or leave it empty for the standard` });
    }
  }
  if (errors.length === 0 && valueOf(wanted, 'overdueSeriousFromDays') >= valueOf(wanted, 'overdueCriticalFromDays')) {
    errors.push({ field: 'overdueSeriousFromDays', text: ORDER_WRONG });
  }
  return { wanted, errors };
}

/** As it is kept; null for what is no whole number. */
function valueIn(name: SettingName, text: string): number | null {
  const digits = isMoney(name) ? text.replaceAll(/[£,]/g, '') : text;
  if (!/^\d{1,7}$/.test(digits)) return null;
  return isMoney(name) ? Number(digits) * 100 : Number(digits);
}

function valueOf(wanted: WantedSettings, name: SettingName): number {
  return wanted[name] ?? SETTINGS_OF_BODY[name].standard;
}
