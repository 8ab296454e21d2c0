/** What shows that a finding is true, as it comes from its rule: JSON, so that anything may be missing. */
export type Evidence = Readonly<Record<string, unknown>>;

export function textIn(evidence: Evidence, name: string): string | null {
  const value = evidence[name];
  return typeof value === 'string' ? value : null;
}

/** The contracts that a finding about the whole partnership speaks of; of payments the latest first. */
export function contractsIn({ contractIds, instalments }: Evidence): string[] {
  const ofPayments = listIn(instalments)
    .flatMap((each) => (isFacts(each) ? [textIn(each, 'contractId')] : []))
    .reverse();
  return [...listIn(contractIds), ...ofPayments].filter((id) => typeof id === 'string');
}

/** The person whom it is about, as one of the reader's own people. */
export function personIn({ contact }: Evidence): string | null {
  return isFacts(contact) ? textIn(contact, 'personId') : null;
}

export function firstCheck({ checks }: Evidence): string | null {
  const [first] = listIn(checks);
  return typeof first === 'string' ? first : null;
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isFacts(value: unknown): value is Evidence {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
