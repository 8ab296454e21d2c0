export { Priorities } from './priorities.service';
export { StrategyListQuery } from './strategies.dto';
export type { NewStrategyDto, StrategyView } from './strategies.dto';
export { Strategies } from './strategies.service';
export { StrategyFiles } from './strategy-files.service';
export type { StrategyLinkView } from './strategy-links.dto';
export { StrategyLinks } from './strategy-links.service';
export type { Linked } from './strategy-links.service';
export { StrategyModule } from './strategy.module';
