import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from '../app.module';
import { Log, readSettings } from '../platform';
import type { Settings } from '../platform';
import { openDatabase } from './open-database';

/** Runs a command with the product's services, on the database of the settings, and closes both. */
export async function withServices<T>(
  work: (services: INestApplicationContext, settings: Settings) => Promise<T>,
): Promise<T> {
  const settings = readSettings(process.env);
  const { database, close } = await openDatabase(settings);
  try {
    const log = new Log(settings.logLevel === 'info' ? 'warn' : settings.logLevel);
    const services = await NestFactory.createApplicationContext(AppModule.forServer(settings, database, log), {
      logger: log,
    });
    try {
      return await work(services, settings);
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
