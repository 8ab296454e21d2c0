import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from '../app.module';
import { Log, readSettings } from '../platform';
import { Interruption } from './interruption';
import { openDatabase } from './open-database';
import type { OpenDatabase } from './open-database';

type Work<T> = (services: INestApplicationContext, dataDir: string | null) => Promise<T>;

/** Runs a command with the product's services, on the database of the settings (and its data folder), and closes both. */
export async function withServices<T>(work: Work<T>): Promise<T> {
  const settings = readSettings(process.env);
  const opening = openDatabase(settings);
  const interruption = new Interruption(opening);
  try {
    return await useServices(await opening, work);
  } catch (error) {
    await interruption.quieten();
    throw error;
  } finally {
    interruption.over();
  }
}

async function useServices<T>(open: OpenDatabase, work: Work<T>): Promise<T> {
  const { settings } = open;
  try {
    const log = new Log(settings.logLevel === 'info' ? 'warn' : settings.logLevel);
    const server = AppModule.forServer(settings, open.database, log);
    const services = await NestFactory.createApplicationContext(server, { logger: log });
    try {
      return await work(services, open.dataDir);
    } finally {
      await services.close();
    }
  } finally {
    await open.close();
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
