export { BankHolidays } from './bank-holidays.service';
export { BankingCalendar } from './banking-calendar.rules';
export { BrieflyKept } from './briefly-kept';
export { ContractsModule } from './contracts.module';
export { planSchedule } from './schedule.rules';
export type { PlannedInstalment } from './schedule.rules';
export { isShort, leavesDefaultTerms } from './payment-terms.rules';
export type { Rhythm, Timing } from './payment-terms.rules';
