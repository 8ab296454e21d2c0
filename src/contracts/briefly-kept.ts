const A_MINUTE = 60_000;

/** A value of the whole server that is read often and changes perhaps once a year: read again after a minute. */
export class BrieflyKept<Value> {
  private kept: { value: Promise<Value>; until: number } | null = null;

  constructor(private readonly read: () => Promise<Value>) {}

  async get(): Promise<Value> {
    if (this.kept === null || this.kept.until < performance.now()) {
      this.kept = { value: this.read(), until: performance.now() + A_MINUTE };
    }
    const { value } = this.kept;
    try {
      return await value;
    } catch (error) {
      // A failure is not kept: the next caller reads again.
      this.kept = null;
      throw error;
    }
  }
}

/** The same for each key, such as a health body; a change is seen at once on the server where it was made. */
export class BrieflyKeptByKey<Value> {
  private readonly kept = new Map<string, BrieflyKept<Value>>();

  constructor(private readonly read: (key: string) => Promise<Value>) {}

  get(key: string): Promise<Value> {
    const known = this.kept.get(key) ?? new BrieflyKept(() => this.read(key));
    this.kept.set(key, known);
    return known.get();
  }

  forget(key: string): void {
    this.kept.delete(key);
  }
}
