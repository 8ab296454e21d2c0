import { ServedSubjects } from './served-subjects.service';
import { ServedPage } from './served.page';
import { StrategiesPage } from './strategies.page';
import { StrategyChangesPage } from './strategy-changes.page';
import { StrategyReader } from './strategy-reading.service';

/** What a health body has set itself, and what it does with groups that serves it. */
export const STRATEGY_PAGES = [StrategiesPage, StrategyChangesPage, ServedPage];
export const STRATEGY_READERS = [StrategyReader, ServedSubjects];
