import { Injectable } from '@nestjs/common';
import { BrieflyKept } from '../contracts';
import { Database } from '../platform';

/** The Bank Rates that statutory interest is worked out from: SI 2002/1675 article 4. */
@Injectable()
export class StatutoryRates {
  private readonly kept = new BrieflyKept(() => this.read());

  constructor(private readonly database: Database) {}

  /**
   * Bank Rate in basis points by the first day of the half-year in which interest starts, as it was at the most a minute
   * ago. It has a connection of its own, so ask for it before a transaction is opened.
   */
  rates(): Promise<ReadonlyMap<string, number>> {
    return this.kept.get();
  }

  private async read(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.server<{ half_year_from: string; rate_bp: number }>(
      'select half_year_from, rate_bp from bank_rate',
    );
    return new Map(rows.map(({ half_year_from, rate_bp }) => [half_year_from, rate_bp]));
  }
}
