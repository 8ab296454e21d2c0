/** Something of a list, with its words. */
export interface Named {
  code: string;
  name: string;
}

/** What a contract asks of the group. */
export interface Asked {
  kinds: readonly Named[];
  communities: readonly Named[];
  area: string | null;
}

/** What the group says of its work; an empty list, or no area, is "not said". */
export interface Profile {
  kindsOfWork: readonly string[];
  kindsNotDone: readonly string[];
  communities: readonly string[];
  area: string | null;
}

/** Work for everybody is work for each community. */
const EVERYBODY = 'all_lgbtq';

/** `not_done`: the group says that it does not do this. `not_known`: the group has not said, which is never a mismatch. */
export const RESULTS = ['fits', 'differs', 'not_done', 'not_known'] as const;
export type Result = (typeof RESULTS)[number];

export interface FitLine {
  /** Names what was asked: what was gone on with is known again by it. */
  code: string;
  result: Result;
  /** For people of either side to read. */
  words: string;
}

const SENTENCES: Readonly<Record<'kind' | 'community', Readonly<Record<Result, string>>>> = {
  kind: {
    fits: 'the group does this.',
    differs: 'the group does not name this among what it does.',
    not_done: 'the group says that it does not do this.',
    not_known: 'the group has not said what it does.',
  },
  community: {
    fits: 'the group’s work is for these people.',
    differs: 'the group does not name these people among those its work is for.',
    not_done: '',
    not_known: 'the group has not said whom its work is for.',
  },
};

/** What was asked for against what the group says, one line each in the order of the lists. */
export function checkFit(asked: Asked, profile: Profile): FitLine[] {
  return [
    ...asked.kinds.map((kind) => line('kind', kind, kindResult(kind.code, profile))),
    ...asked.communities.map((community) => line('community', community, communityResult(community.code, profile))),
    ...(asked.area === null ? [] : [areaLine(asked.area, profile.area)]),
  ];
}

function kindResult(kind: string, { kindsOfWork, kindsNotDone }: Profile): Result {
  if (kindsNotDone.includes(kind)) return 'not_done';
  if (kindsOfWork.length === 0) return 'not_known';
  return kindsOfWork.includes(kind) ? 'fits' : 'differs';
}

function communityResult(community: string, { communities }: Profile): Result {
  if (communities.length === 0) return 'not_known';
  return communities.includes(community) || communities.includes(EVERYBODY) ? 'fits' : 'differs';
}

function line(about: 'kind' | 'community', { code, name }: Named, result: Result): FitLine {
  return { code: `${about}:${code}`, result, words: `${name}: ${SENTENCES[about][result]}` };
}

/** A place fits where the group names it, in whole words. */
function areaLine(asked: string, area: string | null): FitLine {
  const code = `area:${asked}`;
  if (area === null) return { code, result: 'not_known', words: `${asked}: the group has not said where it works.` };
  if (wordsOf(area).includes(wordsOf(asked)))
    return { code, result: 'fits', words: `${asked}: the group works there.` };
  return { code, result: 'differs', words: `${asked}: the group says that it works in “${area}”.` };
}

function wordsOf(text: string): string {
  return ` ${text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

/** What does not match, by code. What is not known is not among it. */
export function gapsIn(lines: readonly FitLine[]): string[] {
  return lines.filter(({ result }) => result === 'differs' || result === 'not_done').map(gapOf);
}

/** That the group says it does not do a thing is another gap than that it does not name it. */
function gapOf({ code, result }: FitLine): string {
  return result === 'not_done' ? code.replace('kind:', 'not_done:') : code;
}

/** What does not match and was not gone on with for a reason yet. */
export function openGaps(lines: readonly FitLine[], overrides: readonly { gaps: readonly string[] }[]): string[] {
  return gapsIn(lines).filter((gap) => !overrides.some(({ gaps }) => gaps.includes(gap)));
}

/** How the whole stands, for one sentence or a check of readiness. */
export const STANDINGS = ['nothing_asked', 'fits', 'not_known', 'differs', 'gone_on'] as const;
export type Standing = (typeof STANDINGS)[number];

export function standingOf(lines: readonly FitLine[], overrides: readonly { gaps: readonly string[] }[]): Standing {
  if (lines.length === 0) return 'nothing_asked';
  if (openGaps(lines, overrides).length > 0) return 'differs';
  if (gapsIn(lines).length > 0) return 'gone_on';
  return lines.some(({ result }) => result === 'not_known') ? 'not_known' : 'fits';
}
