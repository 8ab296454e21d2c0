import { counted } from '../frame/wording.rules';

/** "2 new partners have no mentor yet. One mentor to ask about." Null where there is nothing to do. */
export function toDoSentence(withoutMentor: number, toAsk: number): string | null {
  const parts = [
    ...(withoutMentor === 0
      ? []
      : [
          withoutMentor === 1
            ? 'A new partner has no mentor yet.'
            : `${counted(withoutMentor, 'new partner')} have no mentor yet.`,
        ]),
    ...(toAsk === 0 ? [] : [`${toAsk === 1 ? 'One mentor' : counted(toAsk, 'mentor')} to ask about: still needed?`]),
  ];
  return parts.length === 0 ? null : parts.join(' ');
}
