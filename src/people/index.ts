export { PeopleContributions } from './contributions';
export type { Holding, HoldingsContribution, NameChange, NameChangeContribution } from './contributions';
export { PeopleModule } from './people.module';
