import type { Role } from './actor';

export const GROUP: readonly Role[] = ['group_lead', 'group_member'];
export const PARTNERS: readonly Role[] = ['partnership_manager', ...GROUP];
/** Who speaks for their side of a contract. */
export const AGREES: readonly Role[] = ['partnership_manager', 'group_lead'];
export const MONEY: readonly Role[] = [...PARTNERS, 'finance_officer', 'finance_approver'];
export const ENTERS_MONEY: readonly Role[] = ['partnership_manager', 'finance_officer'];
/** A group sends its invoices; the health side writes down what came another way. */
export const SENDS_INVOICES: readonly Role[] = [...PARTNERS, 'finance_officer'];
export const READS_CODING: readonly Role[] = ['partnership_manager', 'finance_officer', 'finance_approver'];
export const EVERYBODY: readonly Role[] = [...MONEY, 'administrator', 'auditor'];
export const KEEPS_PEOPLE: readonly Role[] = ['partnership_manager', 'administrator', 'group_lead'];
export const READS_PEOPLE: readonly Role[] = [...KEEPS_PEOPLE, 'group_member'];
export const TALKS: readonly Role[] = ['partnership_manager', 'group_lead'];
/** They see payee, amount, coding and reference of what is paid, and nothing else of a partnership. */
export const FINANCE: readonly Role[] = ['finance_officer', 'finance_approver'];
export const READS_STATEMENTS: readonly Role[] = [...FINANCE, 'auditor'];
export const TOLD_OF_MONEY: readonly Role[] = [...FINANCE, 'group_lead', 'group_member'];
export const KEEPS_USERS: readonly Role[] = ['administrator', 'group_lead'];
