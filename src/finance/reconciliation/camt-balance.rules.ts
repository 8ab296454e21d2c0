import { hundredths } from './amounts.rules';
import type { Fields } from './camt-entry.rules';

interface Balance {
  pence: number;
  currency: string;
}

/** What the entries of one statement come to. */
export class BookedSum {
  private pence = 0;
  private readonly currencies = new Set<string>();

  add(entry: Fields): void {
    if ((entry.get('Sts/Cd') ?? entry.get('Sts')) !== 'BOOK') return;
    const { pence, currency } = signed(entry) ?? { pence: NaN, currency: '' };
    this.pence += pence;
    this.currencies.add(currency);
  }

  /**
   * By how much the closing balance is more than the opening one and the entries come to, in pence: then some of them are
   * missing, or there is one too many. Null where all agree, or the statement does not say: without both balances once, or on
   * one page of several.
   */
  gap(statement: Fields, balances: readonly Fields[]): number | null {
    const opening = only(balances, 'OPBD') ?? only(balances, 'PRCD');
    const closing = only(balances, 'CLBD');
    if (opening === null || closing === null || isPage(statement)) return null;
    const known = [opening.currency, ...this.currencies].every((currency) => currency === closing.currency);
    const gap = closing.pence - opening.pence - this.pence;
    return known && Number.isSafeInteger(gap) && gap !== 0 ? gap : null;
  }
}

function isPage(statement: Fields): boolean {
  return (statement.get('StmtPgntn/PgNb') ?? '1') !== '1' || statement.get('StmtPgntn/LastPgInd') === 'false';
}

function only(balances: readonly Fields[], kind: string): Balance | null {
  const [found, another] = balances.filter((balance) => balance.get('Tp/CdOrPrtry/Cd') === kind);
  return found === undefined || another !== undefined ? null : signed(found);
}

function signed(told: Fields): Balance | null {
  const text = told.get('Amt') ?? '';
  const pence = /^0+(\.0*)?$/.test(text) ? 0 : hundredths(text);
  if (pence === null) return null;
  return { pence: told.get('CdtDbtInd') === 'DBIT' ? -pence : pence, currency: told.get('Amt@Ccy') ?? '' };
}
