/** Of a group. Unincorporated and unregistered are as good as any. */
export const LEGAL_FORMS = [
  'unincorporated',
  'unregistered',
  'charitable_incorporated_organisation',
  'charitable_company',
  'charitable_trust',
  'company_limited_by_guarantee',
  'community_interest_company',
  'registered_society',
  'charity',
  'other',
] as const;
export type LegalForm = (typeof LEGAL_FORMS)[number];
