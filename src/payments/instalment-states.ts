export const INSTALMENT_STATES = ['planned', 'approved', 'exported', 'paid', 'returned', 'held', 'cancelled'] as const;
export type InstalmentState = (typeof INSTALMENT_STATES)[number];
