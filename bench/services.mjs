import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { TODAY } from './data.mjs';

const require = createRequire(import.meta.url);
const MASTER_KEY = randomBytes(32).toString('base64');
const { NestFactory } = require('@nestjs/core');
const { AppModule } = require('../dist/app.module');
const { appDataSource, Database, Log, readSettings } = require('../dist/platform');

/** The product's services in this process, without a server around them. */
export async function withServices(databaseUrl, work) {
  const settings = readSettings({
    DATABASE_URL: databaseUrl,
    ACCORD_TODAY: TODAY,
    ACCORD_MASTER_KEY: MASTER_KEY,
    LOG_LEVEL: 'error',
  });
  const database = new Database(await appDataSource(databaseUrl).initialize());
  const log = new Log(settings.logLevel);
  const services = await NestFactory.createApplicationContext(AppModule.forServer(settings, database, log), {
    logger: log,
  });
  try {
    return await work(services);
  } finally {
    await services.close();
    await database.dataSource.destroy();
  }
}
