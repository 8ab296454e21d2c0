import type { Actor } from '../../platform';
import type { UndoWord } from './undo-words.rules';

/** How a thing is taken back: by the same service as on its own page, and by the same people. */
export interface Inverse {
  /** The route of the access table whose roles may do it. Undoing opens nothing that is closed otherwise. */
  as: string;
  /** The page where it shows, below that of the organisation. */
  at(args: readonly string[]): string;
  undo(actor: Actor, args: readonly string[]): Promise<unknown>;
}

export type Inverses = Readonly<Partial<Record<UndoWord, Inverse>>>;

/** What the other side, or an auditor, reads as the reason. */
export const AT_ONCE = 'Undone at once by the person who did it.';
