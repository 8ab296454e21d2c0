import type { Side } from '../../shared/side';

type Standing = 'nothing_asked' | 'fits' | 'not_known' | 'differs' | 'gone_on';
type Result = 'fits' | 'differs' | 'not_done' | 'not_known';
const STANDINGS: Readonly<Record<Standing, Readonly<Record<Side, string>>>> = {
  nothing_asked: {
    health: 'Nobody has said yet what this contract asks of the group.',
    group: 'The health body has not said yet what it asks for, so that nothing is compared.',
  },
  fits: {
    health: 'It asks for what the group says it does.',
    group: 'It asks for what you say you do.',
  },
  not_known: {
    health: 'The group has not said enough about its work to tell. That is no mismatch: ask it.',
    group: 'You have not said enough about your work to tell. That counts against nobody.',
  },
  differs: {
    health: 'Some of what it asks for does not match what the group says of its work.',
    group:
      'Some of what it asks for does not match what you say of your work. The health body changes it, or says why it goes on.',
  },
  gone_on: {
    health: 'Some of it does not match what the group says of its work. You go on with it, and said why.',
    group: 'Some of it does not match what you say of your work. The health body goes on with it, and said why.',
  },
};

/** How a contract stands to what its group says of its work, for one side to read. */
export function standingWords(standing: Standing, side: Side): string {
  return STANDINGS[standing][side];
}

const TAGS: Readonly<Record<Result, { text: string; colour: string }>> = {
  fits: { text: 'Matches', colour: 'green' },
  differs: { text: 'Does not match', colour: 'orange' },
  not_done: { text: 'Not offered', colour: 'orange' },
  not_known: { text: 'Not known', colour: 'grey' },
};

export function resultTag(result: Result): { text: string; colour: string } {
  return TAGS[result];
}

/** The group reads of itself in the second person. */
export function addressed(words: string, side: Side): string {
  if (side === 'health') return words;
  return words
    .replace('the group does not name', 'you do not name')
    .replace('among what it does', 'among what you do')
    .replace('among those its work is for', 'among those your work is for')
    .replace('the group says that it does not do', 'you say that you do not do')
    .replace('the group says that it works', 'you say that you work')
    .replace('the group has not said what it does', 'you have not said what you do')
    .replace('the group has not said whom its work is for', 'you have not said whom your work is for')
    .replace('the group has not said where it works', 'you have not said where you work')
    .replace('the group’s work', 'your work')
    .replace('the group works', 'you work')
    .replace('the group does this', 'you do this');
}
