import { ImportService } from '../../src/exchange';
import type { ImportRequest, ImportResult } from '../../src/exchange';
import { calendarDate } from '../../src/shared/calendar-date';
import { Desk } from './csv';
import type { Sheets } from './csv';
import { startApp } from './start-app';
import type { Agent, TestApp } from './start-app';

export type Problem = ImportResult['report']['errors'][number];

interface How {
  dryRun?: boolean;
  keepGood?: boolean;
  asOf?: string;
}

/** An application, and a desk with spreadsheets for it. Each test brings in health bodies of its own. */
export class Importing {
  private constructor(
    readonly test: TestApp,
    readonly desk: Desk,
  ) {}

  static async start(): Promise<Importing> {
    return new Importing(await startApp(), await Desk.open());
  }

  /** As the operator's command line does. */
  async attempt(sheets: Sheets, { dryRun = false, keepGood = false, asOf }: How = {}): Promise<ImportResult> {
    const request: ImportRequest = { files: await this.desk.lay(sheets), dryRun, keepGood };
    return this.run(asOf === undefined ? request : { ...request, asOf: calendarDate(asOf) });
  }

  run(request: ImportRequest): Promise<ImportResult> {
    return this.test.app.get(ImportService, { strict: false }).forOperator(request);
  }

  /** What an import without a bad row says. Throws when a row was refused. */
  async bring(sheets: Sheets, how: How = {}): Promise<ImportResult['report']> {
    const { report } = await this.attempt(sheets, how);
    if (report.errors.length > 0) throw new Error(report.errors.map(lineOf).join('\n'));
    return report;
  }

  async errors(sheets: Sheets, how: How = {}): Promise<Problem[]> {
    return (await this.attempt(sheets, how)).report.errors;
  }

  rows<Row = Record<string, unknown>>(sql: string, ...values: unknown[]): Promise<Row[]> {
    return this.test.db.rows<Row>(sql, values);
  }

  /** The id of a health body or group that the tests have named only once. */
  async idOf(name: string): Promise<string> {
    const [row] = await this.rows<{ id: string }>('select id from organisation where name = $1', name);
    if (row === undefined) throw new Error(`No organisation is called ${name}.`);
    return row.id;
  }

  async manager(healthBody: string): Promise<Agent> {
    return this.test.as('partnership_manager', await this.idOf(healthBody));
  }

  /** Every table of the product, as the number of its rows and a fingerprint of what they hold. */
  async everything(): Promise<Record<string, string>> {
    const tables = await this.rows<{ name: string }>(
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`,
    );
    const prints: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await this.rows<{ print: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from ${name} t`,
      );
      prints[name] = row?.print ?? '';
    }
    return prints;
  }

  async close(): Promise<void> {
    await this.test.close();
    await this.desk.clear();
  }
}

/** Where a problem is and what it says, as a reader would find it. */
export function lineOf({ file, row, column, value, problem }: Problem): string {
  return `${file} ${String(row)} ${column ?? '-'}: ${value}: ${problem}`;
}

/** Where problems are, without their words. */
export function placesOf(problems: readonly Problem[]): string[] {
  return problems.map(({ file, row, column }) => `${file} ${String(row)} ${column ?? '-'}`);
}
