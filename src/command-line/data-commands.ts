import { createWriteStream } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { ImportService, writeRowsToMend } from '../exchange';
import type { ImportFile, ImportFileKind, ImportRequest, ImportResult } from '../exchange';
import { EvaluationService, ReportService } from '../findings';
import type { Evaluation } from '../findings';
import { Clock, Database, operatorFor } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { foldName } from '../shared/text';
import { print, printJson, withServices } from './context';
import { EXIT, UsageError } from './exit';
import { progressBar } from './progress';
import { importAsText, reportAsText } from './tables';

export interface ImportOptions extends Partial<Record<ImportFileKind, string>> {
  dryRun?: boolean;
  keepGood?: boolean;
  asOf?: CalendarDate;
  json?: boolean;
}

const KINDS = ['contracts', 'payments', 'contacts'] as const;

export async function importCommand(options: ImportOptions): Promise<void> {
  const asked = requestOf(options);
  await withServices(async (services) => {
    const bar = progressBar();
    const request = { ...asked, onProgress: bar.tell };
    const result = await services
      .get(ImportService, { strict: false })
      .forOperator(request)
      .finally(() => {
        bar.stop();
      });
    if (options.json === true) await printJson(result.report);
    else print(importAsText(result, options.dryRun === true));
    if (options.keepGood === true && options.dryRun !== true)
      await writeMended(request.files, result, options.json === true);
    // So that whoever opens Accord next finds what needs care, also where no server runs.
    if (result.changed) await services.get(EvaluationService, { strict: false }).evaluateChanged();
    if (result.report.errors.length > 0) process.exitCode = EXIT.refused;
  });
}

function requestOf(options: ImportOptions): ImportRequest {
  const files: ImportRequest['files'] = {};
  if (KINDS.every((kind) => options[kind] === undefined)) {
    throw new UsageError('Give at least one of --contracts, --payments and --contacts.');
  }
  for (const kind of KINDS) {
    const path = options[kind];
    if (path !== undefined) files[kind] = { path, name: basename(path) };
  }
  const request = { files, dryRun: options.dryRun === true, keepGood: options.keepGood === true };
  return options.asOf === undefined ? request : { ...request, asOf: options.asOf };
}

/** Beside each file, so that it can be mended and imported again. */
async function writeMended(files: ImportRequest['files'], result: ImportResult, quietly: boolean): Promise<void> {
  for (const kind of KINDS) {
    const file: ImportFile | undefined = files[kind];
    if (file === undefined || result.toMend[kind].length === 0) continue;
    const path = join(dirname(file.path), `${basename(file.path, extname(file.path))}.to-mend.csv`);
    await writeRowsToMend(createWriteStream(path, { mode: 0o600 }), kind, result);
    if (!quietly) print(`${String(result.toMend[kind].length)} rows to mend are in ${path}`);
  }
}

export interface ReportOptions {
  asOf?: CalendarDate;
  healthBody?: string;
  json?: boolean;
}

export async function reportCommand({ asOf, healthBody, json }: ReportOptions): Promise<void> {
  await withServices(async (services) => {
    const bodies = await healthBodies(services, healthBody);
    const actors = bodies.map(({ id }) => operatorFor(id));
    const day = asOf ?? services.get(Clock, { strict: false }).today();
    const report = await services.get(ReportService, { strict: false }).report(actors, day);
    if (json === true) await printJson(report);
    else print(reportAsText(report));
  });
}

export interface EvaluateOptions {
  asOf?: CalendarDate;
  json?: boolean;
}

export async function evaluateCommand({ asOf, json }: EvaluateOptions): Promise<void> {
  await withServices(async (services) => {
    const evaluation = services.get(EvaluationService, { strict: false });
    const done = await (asOf === undefined ? evaluation.evaluateToday() : evaluation.evaluate(asOf));
    if (json === true) await printJson(done);
    else print(evaluationAsText(done));
  });
}

function evaluationAsText({ judgedOn, partnerships, appeared, changed, cleared }: Evaluation): string {
  if (partnerships === 0) return `As of ${judgedOn}: nothing has changed since the last time.`;
  const counts = `${String(appeared)} new findings, ${String(changed)} changed, ${String(cleared)} cleared`;
  return `As of ${judgedOn}: ${String(partnerships)} partnerships judged; ${counts}.`;
}

async function healthBodies(services: INestApplicationContext, name: string | undefined): Promise<{ id: string }[]> {
  const all = await services
    .get(Database, { strict: false })
    .server<{ id: string; name_key: string }>('select id, name_key from operator_health_bodies()');
  if (name === undefined) return all;
  const named = all.filter(({ name_key }) => name_key === foldName(name));
  if (named.length === 0) throw new DomainError('not-found', `No health body is called "${name}".`);
  return named;
}
