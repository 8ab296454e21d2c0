export { contractCounts, InstalmentStandings, ledgerOf } from './instalment-standing.service';
export type { Standing, StandingJudge, StandingRow } from './instalment-standing.service';
export { PaymentsModule } from './payments.module';
export * from './placement.rules';
