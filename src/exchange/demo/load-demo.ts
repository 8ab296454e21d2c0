import type { INestApplicationContext } from '@nestjs/common';
import { BankHolidays } from '../../contracts';
import { EvaluationService } from '../../findings';
import { Clock, Database } from '../../platform';
import { ImportService } from '../import/import.service';
import { dayJudged } from './demo-day';
import { withDemoFiles } from './demo-files';
import { challengeEachOther, tellInPrivate } from './challenges';
import { decideTogether, signProcesses } from './deciding-together';
import { serveStrategies } from './serve-strategies';
import { makeTogether } from './made-together';
import { mentorTwoGroups } from './mentors';
import { agreeOnMore } from './new-contracts';
import { explainWords } from './own-words';
import { makeReadyToPay } from './ready-to-pay';
import { makeSignIns } from './sign-ins';
import { sayWhatGroupsDo } from './what-groups-do';
import { keepWhoIsWho } from './who-is-who';

/**
 * Brings an invented portfolio into an empty database, dated so that it is worth looking at on the day judged. Returns
 * false, having changed nothing, when the database is not empty.
 *
 * `dataDir` is where the sign-ins are kept; null makes none: on a server of one's own, people are added by the operator.
 * Throws DomainError when another import is running.
 */
export async function loadDemo(services: INestApplicationContext, dataDir: string | null): Promise<boolean> {
  const database = services.get(Database, { strict: false });
  const [answer] = await database.server<{ empty: boolean }>('select operator_is_empty() as empty');
  if (answer?.empty !== true) return false;
  const calendar = await services.get(BankHolidays, { strict: false }).calendar();
  const asOf = dayJudged(services.get(Clock, { strict: false }).today(), calendar);
  const { report } = await withDemoFiles(asOf, calendar, (files) =>
    services.get(ImportService, { strict: false }).forOperator({ files, dryRun: false, keepGood: false, asOf }),
  );
  const [problem] = report.errors;
  if (problem !== undefined) {
    const { file, row, column } = problem;
    throw new Error(`The demo cannot be loaded: ${file}, row ${String(row)}, ${column ?? ''}: ${problem.problem}`);
  }
  await signProcesses(services);
  await serveStrategies(services);
  await sayWhatGroupsDo(services, asOf);
  if (dataDir !== null) {
    await makeSignIns(services, dataDir);
    await makeReadyToPay(services);
    await decideTogether(services);
    await agreeOnMore(services, asOf);
    await challengeEachOther(services);
    await tellInPrivate(services);
    await explainWords(services);
    await keepWhoIsWho(services);
    await mentorTwoGroups(services);
    await makeTogether(services);
  }
  await services.get(EvaluationService, { strict: false }).evaluateToday();
  return true;
}
