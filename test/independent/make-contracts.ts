import { dayFromText, dayOf, monthsAfter, partsOf } from './days';
import type { Day } from './days';
import type { Dice } from './dice';
import { plan } from './plan';
import type { Contract, Frequency, Person } from './portfolio';

export interface Size {
  bodies: number;
  groups: number;
  contracts: number;
}

const FIRST_START = dayFromText('2018-02-01');
const LAST_END = dayFromText('2028-10-15');
const MONTHS: Record<Frequency, number> = { monthly: 1, quarterly: 3, annually: 12, once: 5 };
const FORENAMES = ['Asa', 'Bryn', 'Chidi', 'Dara', 'Eilidh', 'Farah', 'Gwen', 'Hari', 'Idris', 'Jo', 'Kit', 'Lowri'];
const GROUPS = ['Lantern', 'Harbour', 'Meadow', 'Copper Kettle', 'Northern Thread', 'Café Violet', 'Two Rivers', 'Oak'];
/** Days from the day judged by to a last day, chosen for what turns on them; null is nobody leaving. */
const LAST_DAYS = [null, null, null, null, -400, -30, -2, -1, 0, 1, 30, 59, 60, 61, 62, 200];

interface Body {
  name: string;
  odsCode: string;
  people: (Person & { lastDay: Day | null })[];
  groups: Group[];
}

interface Group {
  name: string;
  charityNumber: string;
  companyNumber: string;
  people: Person[];
}

/**
 * Contracts of every kind around a day to judge by, with the spellings that different rows give the same names. The
 * label keeps one portfolio's health bodies apart from another's.
 */
export function makeContracts(dice: Dice, pivot: Day, size: Size, label: string): Contract[] {
  const bodies = Array.from({ length: size.bodies }, (_, index) =>
    makeBody(dice, pivot, `${label}-${index}`, size.groups),
  );
  const seen = new Set<string>();
  const counts = bodies.map(() => 0);
  return Array.from({ length: size.contracts }, () => {
    const body = dice.from(0, bodies.length - 1);
    const group = dice.from(0, size.groups - 1);
    const parties = partiesOf(dice, at(bodies, body), group, !seen.has(`${body}/${group}`));
    seen.add(`${body}/${group}`);
    // Counted within the body, so that two bodies use the same references.
    counts[body] = at(counts, body) + 1;
    return { body, group, reference: referenceOf(dice, at(counts, body)), ...parties, ...termsOf(dice, pivot) };
  });
}

function at<Item>(items: Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`There is no ${index}`);
  return item;
}

function makeBody(dice: Dice, pivot: Day, label: string, groups: number): Body {
  const hasCode = dice.percent(60);
  const people = Array.from({ length: dice.from(2, 6) }, (_, at) => {
    const forename = FORENAMES[at] ?? '';
    // Some addresses are the same at every body: two people all the same, with nothing to join them.
    const email = at === 0 ? 'shared.name@health.example' : `${forename.toLowerCase()}${at}@body${label}.example`;
    const away = dice.one(LAST_DAYS);
    return { name: `${forename} Person ${at}`, email, lastDay: away === null ? null : pivot + away };
  });
  return {
    name: `Body ${label} Health Board`,
    odsCode: hasCode ? `Q${label.replace('-', 'X')}` : '',
    people,
    groups: Array.from({ length: groups }, (_, at) => makeGroup(dice, at)),
  };
}

function makeGroup(dice: Dice, at: number): Group {
  const name = `${GROUPS[at % GROUPS.length] ?? ''} Group ${at}`;
  const kind = dice.from(0, 3);
  return {
    name,
    charityNumber: kind === 1 || kind === 3 ? String(1_100_000 + at * 7) : '',
    companyNumber: kind >= 2 ? String(700_000 + at * 13) : '',
    people: Array.from({ length: dice.from(1, 3) }, (_, person) => ({
      name: `Member ${person}`,
      email: dice.percent(80) ? `member${person}@group${at}.example` : '',
    })),
  };
}

type Parties = Pick<
  Contract,
  | 'bodyName'
  | 'odsCode'
  | 'groupName'
  | 'charityNumber'
  | 'companyNumber'
  | 'lead'
  | 'leadLastDay'
  | 'deputy'
  | 'groupLead'
>;

function partiesOf(dice: Dice, body: Body, groupIndex: number, isFirst: boolean): Parties {
  const group = at(body.groups, groupIndex);
  const { lastDay, ...lead } = dice.one(body.people);
  const deputy = dice.percent(35) ? dice.one(body.people) : null;
  return {
    bodyName: body.odsCode === '' ? body.name : dice.one([body.name, body.name.toUpperCase(), `The ${body.name}`]),
    odsCode: body.odsCode,
    groupName: isFirst ? group.name : spelling(dice, group),
    charityNumber: group.charityNumber === '' ? '' : dice.one([group.charityNumber, `0${group.charityNumber}`]),
    companyNumber:
      group.companyNumber === '' ? '' : dice.one([group.companyNumber, group.companyNumber.padStart(8, '0')]),
    lead,
    // Mostly on every row of theirs; here and there a row does not know.
    leadLastDay: dice.percent(80) ? lastDay : null,
    deputy: deputy === null ? null : { name: deputy.name, email: deputy.email },
    groupLead: dice.one(group.people),
  };
}

function spelling(dice: Dice, { name, charityNumber, companyNumber }: Group): string {
  const spellings = [name, name.toUpperCase(), name.toLowerCase(), name.replace(' ', '  ')];
  return dice.one(charityNumber + companyNumber === '' ? spellings : [...spellings, `${name} (registered)`]);
}

function referenceOf(dice: Dice, count: number): string {
  return dice.one([`C-${count}`, `con/${count}`, `${count} Grant`, `REF.${count}`]);
}

type Terms = Omit<Contract, 'body' | 'group' | 'reference' | keyof Parties>;

function termsOf(dice: Dice, pivot: Day): Terms {
  const timing = dice.percent(55) ? 'advance' : 'arrears';
  const frequency = dice.one(['monthly', 'monthly', 'monthly', 'quarterly', 'annually', 'once'] as const);
  const terms: Terms = {
    instrument: dice.percent(65) ? 'contract' : 'grant',
    valuePence: 0,
    ...datesOf(dice, pivot, frequency),
    timing,
    frequency,
    reason: dice.percent(50) ? 'Agreed with the group' : '',
    vat: dice.one(['outside_scope', 'outside_scope', 'exempt', 'zero', 'standard']),
    paymentDays: timing === 'arrears' && dice.percent(50) ? dice.from(1, 30) : null,
    paymentDay: timing === 'advance' && dice.percent(15) ? dice.from(1, 28) : null,
  };
  return { ...terms, valuePence: valueOf(dice, terms) };
}

/** Dates that turn on the day judged by: ending on it or the day before, starting on it, 89 or 90 days before. */
function datesOf(dice: Dice, pivot: Day, frequency: Frequency): { startsOn: Day; endsOn: Day } {
  const step = MONTHS[frequency];
  const back = dice.one([0, 1, 2, 4, 8, 14, 26]) * step;
  const startsOn = within(
    dice.one([
      oddStart(dice, monthsAfter(pivot, -back)),
      oddStart(dice, monthsAfter(pivot, dice.from(-14, 3))),
      pivot + dice.one([-90, -89, -1, 0, 1]),
    ]),
  );
  const whole = monthsAfter(startsOn, step * dice.from(1, 14)) - 1;
  const ends = dice.one([
    whole,
    whole,
    whole + dice.from(1, 80),
    startsOn + dice.from(0, 40),
    pivot - 1,
    pivot,
    pivot + 1,
  ]);
  return { startsOn, endsOn: Math.min(Math.max(ends, startsOn + dice.from(0, 3)), LAST_END) };
}

function oddStart(dice: Dice, near: Day): Day {
  const { year, month } = partsOf(near);
  const dayOfMonth = dice.one([1, 1, 1, 15, 28, 29, 30, 31, dice.from(1, 28)]);
  return Math.min(dayOf(year, month, dayOfMonth), monthsAfter(dayOf(year, month, 1), 1) - 1);
}

function within(day: Day): Day {
  return Math.min(Math.max(day, FIRST_START), LAST_END - 60);
}

/** Amounts on both sides of the fixed sums' steps, odd pennies that do not divide, and some very large. */
function valueOf(dice: Dice, terms: Terms): number {
  const count = plan({ ...terms, reference: '', valuePence: 1 } as Contract).length;
  const each = dice.one([99_999, 100_000, 999_999, 1_000_000, dice.from(1, 900_000), dice.from(1, 99)]);
  return dice.one([count * each, count * each + dice.from(0, count), dice.percent(5) ? 987_654_321_098 : 1_237_500]);
}
