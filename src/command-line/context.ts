import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from '../app.module';
import { Log, readSettings } from '../platform';
import { openDatabase } from './open-database';

/** Runs a command with the product's services, on the database of the settings (and its data folder), and closes both. */
export async function withServices<T>(
  work: (services: INestApplicationContext, dataDir: string | null) => Promise<T>,
): Promise<T> {
  const settings = readSettings(process.env);
  const { database, dataDir, close } = await openDatabase(settings);
  try {
    const log = new Log(settings.logLevel === 'info' ? 'warn' : settings.logLevel);
    const services = await NestFactory.createApplicationContext(AppModule.forServer(settings, database, log), {
      logger: log,
    });
    try {
      return await work(services, dataDir);
    } finally {
      await services.close();
    }
  } finally {
    await close();
  }
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Large answers: waits until a pipe has taken them. */
export function printJson(value: unknown): Promise<void> {
  return new Promise((done) => {
    process.stdout.write(`${JSON.stringify(value, null, 2)}\n`, () => {
      done();
    });
  });
}
