import { Injectable } from '@nestjs/common';
import { BrieflyKeptByKey } from '../contracts';
import { Database } from '../platform';

/** Stands for no health body: the server's own rates. */
const SERVER = '';

/** The Bank Rates that statutory interest is worked out from: SI 2002/1675 article 4. */
@Injectable()
export class StatutoryRates {
  private readonly kept = new BrieflyKeptByKey((healthBodyId) => this.read(healthBodyId));

  constructor(private readonly database: Database) {}

  /**
   * Bank Rate in basis points by the first day of the half-year in which interest starts, as it was at the most a minute
   * ago: the server's, and what this health body added for half-years that the server does not know. It has a connection
   * of its own, so ask for it before a transaction is opened.
   */
  rates(healthBodyId?: string): Promise<ReadonlyMap<string, number>> {
    return this.kept.get(healthBodyId ?? SERVER);
  }

  /** After a change that was made here. Other servers follow within a minute. */
  forget(healthBodyId: string): void {
    this.kept.forget(healthBodyId);
  }

  private async read(healthBodyId: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.server<{ half_year_from: string; rate_bp: number }>(
      'select half_year_from, rate_bp from bank_rates_of($1)',
      [healthBodyId === SERVER ? null : healthBodyId],
    );
    return new Map(rows.map(({ half_year_from, rate_bp }) => [half_year_from, rate_bp]));
  }
}
