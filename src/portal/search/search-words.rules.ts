type HitKind =
  | 'group'
  | 'payee'
  | 'person'
  | 'contract'
  | 'decision'
  | 'commencement'
  | 'material'
  | 'challenge'
  | 'introduction'
  | 'payment'
  | 'invoice'
  | 'engagement'
  | 'note'
  | 'strategy';

/** The kinds as headings, and what to do where there is more of one than a page shows. */
export const KIND_WORDS: Readonly<Record<HitKind, string>> = {
  group: 'Groups',
  payee: 'Payees',
  person: 'People',
  contract: 'Contracts',
  decision: 'Decisions',
  commencement: 'How you work together',
  material: 'Materials',
  challenge: 'Challenges',
  introduction: 'Introductions',
  payment: 'Payments',
  invoice: 'Invoices',
  engagement: 'Contact log',
  note: 'Your side’s own notes',
  strategy: 'Strategies',
};

/** What the day of a hit means. */
export const DAY_WORDS: Readonly<Partial<Record<HitKind, string>>> = {
  contract: 'Ends',
  decision: 'Proposed',
  commencement: 'Proposed',
  material: 'Begun',
  challenge: 'Raised',
  introduction: 'Asked',
  payment: 'Due',
  invoice: 'Dated',
  engagement: 'On',
  note: 'Written',
  strategy: 'From',
};

/** Below the organisation, where a record of a kind can be read: the first of these that is open to the reader. */
export function placesOf(kind: HitKind): readonly { page: string; of: 'id' | 'partnershipId' }[] {
  const partnership = { page: '/partnerships/:id', of: 'partnershipId' } as const;
  const own: Readonly<Partial<Record<HitKind, string>>> = {
    contract: '/contracts/:id',
    decision: '/decisions/:id',
    commencement: '/contracts/:id/commencement',
    material: '/materials/:id',
    challenge: '/challenges/:id',
    introduction: '/introductions/:id',
    payment: '/payments/:id',
    invoice: '/invoices/:id',
    engagement: '/contact-log/:id',
    note: '/notes/:id',
    strategy: '/admin/strategy/:id',
  };
  const page = own[kind];
  return page === undefined ? [partnership] : [{ page, of: 'id' }, partnership];
}

/** What a reader looks for here, in the hint of the field. */
export function hintFor(kinds: { health: boolean; knowsPartners: boolean }): string {
  if (!kinds.health)
    return 'A person, a contract, a payment reference, an invoice number, or words from a decision, a material or the contact log';
  if (kinds.knowsPartners) {
    return 'A group, a person, a contract, a payment reference, an invoice number, or words from a decision, a material or the contact log';
  }
  return 'A payee, or the beginning of a payment reference or invoice number';
}
