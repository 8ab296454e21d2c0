import { Injectable } from '@nestjs/common';
import { Clock, Database } from '../../platform';
import type { Tx } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import { checkModulus } from './modulus.rules';
import type { ModulusAnswer, ModulusRow } from './modulus.rules';
import { ModulusTableError, readSubstitutions, readWeights } from './modulus-tables.rules';

interface FoundTables {
  version: string;
  rows: ModulusRow[];
  instead: string | null;
}

export interface LoadedTables {
  version: string;
  weights: number;
  substitutions: number;
}

/** Checks account numbers with the published tables that the operator has loaded; without them, none can be checked. */
@Injectable()
export class ModulusService {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  /** By the tables in force today, and by which. */
  async check(
    tx: Tx,
    sortCode: string,
    accountNumber: string,
  ): Promise<{ answer: ModulusAnswer; version: string | null }> {
    const [found] = await tx.asServer<FoundTables>('select * from modulus_of($1, $2)', [sortCode, this.clock.today()]);
    if (found === undefined) return { answer: 'not_checkable', version: null };
    return { answer: checkModulus(sortCode, accountNumber, found), version: found.version };
  }

  /** Of the tables in force today; null while none is loaded. */
  async version(): Promise<string | null> {
    const [found] = await this.database.server<{ version: string }>('select version from modulus_of($1, $2)', [
      '000000',
      this.clock.today(),
    ]);
    return found?.version ?? null;
  }

  /** For the operator. Throws DomainError `invalid` with the line that is none, or `conflict` when the version is there. */
  async load(
    version: string,
    effectiveOn: CalendarDate,
    files: { weights: string; substitutions: string },
  ): Promise<LoadedTables> {
    const [weights, substitutions] = read(files);
    if (weights.length === 0) throw new DomainError('invalid', 'The weights hold no row.');
    const [loaded] = await this.database.server<{ done: boolean }>(
      'select operator_load_modulus($1, $2, $3, $4) as done',
      [version, effectiveOn, JSON.stringify(weights), JSON.stringify(substitutions)],
    );
    if (loaded?.done !== true) {
      throw new DomainError(
        'conflict',
        `The tables ${version} are loaded already; tables that are loaded never change.`,
      );
    }
    return { version, weights: weights.length, substitutions: substitutions.length };
  }
}

function read({ weights, substitutions }: { weights: string; substitutions: string }) {
  try {
    return [readWeights(weights), readSubstitutions(substitutions)] as const;
  } catch (error) {
    if (error instanceof ModulusTableError) throw new DomainError('invalid', error.message);
    throw error;
  }
}
