import { MoneyInverses } from './money-inverses.service';
import { PeopleInverses } from './people-inverses.service';
import { UndoPage } from './undo.page';

export const UNDO_PAGES = [UndoPage];

/** What takes back what was just done. */
export const UNDOERS = [MoneyInverses, PeopleInverses];
