/** Where a group sees to what is not seen to on the contract's page. */
const PLACES: Readonly<Record<string, string>> = {
  invoice_awaited: '/invoices/new',
  payee_name_awaited: '/payee-name',
  key_person: '/people',
  stale_lead: '/people',
};

/** Where in its pages a group sees to what waits for it. */
export function waitingPlace(rule: string, contractId: string | null): string {
  const place = PLACES[rule];
  if (place !== undefined) return place;
  return contractId === null ? '/payments' : `/contracts/${contractId}`;
}
