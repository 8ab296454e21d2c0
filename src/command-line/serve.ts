import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { makeApp } from '../configure-app';
import { loadDemo, signInsOfDemo } from '../exchange';
import { checkMasterKey, JobsService, readSettings, sweepPassingFolders } from '../platform';
import type { Settings } from '../platform';
import { print } from './context';
import { openDatabase } from './open-database';
import type { OpenDatabase } from './open-database';

/** Work that asks for itself again when it is done, and the day's, which may have been missed. */
const FROM_THE_START = ['seal-audit', 'judge-findings', 'judge-findings-of-day', 'send-mail', 'write-digests'] as const;

/** Serves until it is told to stop; then finishes what is under way. */
export async function serve(): Promise<void> {
  const open = await openDatabase(readSettings(process.env));
  const { settings } = open;
  let app: NestFastifyApplication | undefined;
  const stop = stopper(async () => {
    await app?.close();
    await open.close();
  });
  // From the first moment on: it may be told to stop as soon as it answers.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      void stop().then(() => process.exit(0));
    });
  }
  try {
    await sweepPassingFolders();
    await checkMasterKey(open.database, settings.masterKey);
    app = await makeApp(settings, open.database);
    await app.init();
    if (settings.demo ?? open.dataDir !== null) await loadDemo(app, open.dataDir);
    await app.listen({ port: settings.port, host: settings.host });
    await app.get(JobsService).start();
    for (const queue of FROM_THE_START) await app.get(JobsService).send(queue, {});
    await announce(app, settings, open);
  } catch (error) {
    await stop();
    throw error;
  }
}

function stopper(work: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  return () => (stopping ??= work());
}

async function announce(app: NestFastifyApplication, settings: Settings, { dataDir }: OpenDatabase): Promise<void> {
  const address = (settings.publicUrl?.toString() ?? (await app.getUrl())).replace(/\/$/, '');
  print(`\nAccord is ready at ${address}`);
  print(`  Read and try the API    ${address}/api/docs`);
  print(`  Whether it works        ${address}/health`);
  if (dataDir === null) return;
  print(`  Data lies in            ${dataDir}`);
  const signIns = await signInsOfDemo(dataDir);
  if (signIns === null) return;
  print(`\nDemo sign-ins (all with the password "${signIns.password}"):`);
  for (const { email, who } of signIns.people) print(`  ${email.padEnd(32)} ${who}`);
  print('\nStop with Ctrl+C. The data is kept.');
}
