import type { ImportScope, KnownBody, Refusal } from './import-scope';

/** What a row of payments or contacts says about the contract that it belongs to. */
export interface ContractPointer {
  reference: string;
  healthBody: string | null;
}

export type Found = { kind: 'found'; body: KnownBody } | { kind: 'waits' } | ({ kind: 'refused' } & Refusal);

/** Finds the health body whose contract a row means, by its reference and, where the file says so, its health body. */
export class ReferenceFinder {
  private readonly bodies = new Map<string, readonly KnownBody[]>();
  /** References of contract rows that were refused, and for whom: rows that wait for them are not reported again. */
  private readonly refused = new Map<string, Set<string | null>>();
  private allRefused = false;

  constructor(private readonly scope: ImportScope) {}

  noteRefused(reference: string | undefined, healthBody: string | null): void {
    if (reference === undefined) return;
    const key = reference.trim().toLowerCase();
    this.refused.set(key, (this.refused.get(key) ?? new Set()).add(healthBody));
  }

  /** The contracts file could not be read (to its end), so it is not known what it would have brought. */
  noteUnread(): void {
    this.allRefused = true;
  }

  /** Looks up all references of a batch at once. */
  async prepare(pointers: readonly ContractPointer[]): Promise<void> {
    const wanted = new Set(
      pointers.map(({ reference }) => reference.toLowerCase()).filter((key) => !this.bodies.has(key)),
    );
    if (wanted.size === 0) return;
    const found = await this.scope.bodiesWith([...wanted]);
    for (const key of wanted) this.bodies.set(key, found.get(key) ?? []);
  }

  find({ reference, healthBody }: ContractPointer): Found {
    const having = this.bodies.get(reference.toLowerCase()) ?? [];
    if (healthBody === null) return this.withoutBody(reference, having);
    const named = this.scope.knownBody(healthBody);
    if ('problem' in named) return this.waits(reference) ? { kind: 'waits' } : { kind: 'refused', ...named };
    return having.includes(named) ? { kind: 'found', body: named } : this.unknown(reference);
  }

  private withoutBody(reference: string, having: readonly KnownBody[]): Found {
    const [only, another] = having;
    if (only === undefined) return this.unknown(reference);
    if (another === undefined)
      return this.mayBeAnothers(reference, only) ? { kind: 'waits' } : { kind: 'found', body: only };
    const names = having.map(({ name }) => name).join(' and ');
    const problem = `${names} both have a contract of this reference; add a column Health body that says which`;
    return { kind: 'refused', column: 'Contract reference', problem };
  }

  private unknown(reference: string): Found {
    if (this.waits(reference)) return { kind: 'waits' };
    const problem = 'no contract of this reference is known; correct it, or add the contract to the contracts file';
    return { kind: 'refused', column: 'Contract reference', problem };
  }

  /** A refused row may be about another health body's contract of this reference: its money is not this one's. */
  private mayBeAnothers(reference: string, body: KnownBody): boolean {
    const named = [...(this.refused.get(reference.toLowerCase()) ?? [])];
    return named.some((name) => name === null || this.scope.knownBody(name) !== body);
  }

  private waits(reference: string): boolean {
    return this.allRefused || this.refused.has(reference.toLowerCase());
  }
}

export const WAITS = 'its contract was not taken: mend that row first';
