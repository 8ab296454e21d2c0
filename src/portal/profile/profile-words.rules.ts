export const LEGAL_FORM_WORDS = {
  unincorporated: 'A group with a constitution, not incorporated',
  unregistered: 'A group that is not registered anywhere',
  charitable_incorporated_organisation: 'Charitable incorporated organisation (CIO)',
  charitable_company: 'Charitable company',
  charitable_trust: 'Charitable trust',
  company_limited_by_guarantee: 'Company limited by guarantee',
  community_interest_company: 'Community interest company (CIC)',
  registered_society: 'Registered society',
  charity: 'Charity',
  other: 'Something else',
} as const;

/** Under what name open data shows a group. */
export function publishedWords(chosen: string | null): string {
  return chosen === null ? 'Not by name: open data says “Partner group”' : `As ${chosen}`;
}
