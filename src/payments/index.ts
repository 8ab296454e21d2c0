export { contractCounts, InstalmentStandings, ledgerOf } from './instalment-standing.service';
export type { LedgerRow, Standing, StandingJudge, StandingRow } from './instalment-standing.service';
export { daysOverdue, isLate, LATENESS_THRESHOLDS, latenessSeverity } from './lateness.rules';
export type { LatenessSeverity, LatenessThresholds } from './lateness.rules';
export { PaymentsModule } from './payments.module';
export * from './placement.rules';
export { StatutoryRates } from './statutory-rates.service';
