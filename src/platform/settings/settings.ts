import { calendarDate, isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { MasterKey } from '../vault/keys';
import { MAIL_NAMES, readMailSettings } from './mail-settings';
import type { MailSettings } from './mail-settings';
import { SettingsError } from './settings-error';

/** What the environment says, checked once at start. Each name is in the README's table. */
export interface Settings extends MailSettings {
  port: number;
  host: string;
  /** Empty: the embedded PostgreSQL. */
  databaseUrl: string | null;
  databaseOwnerUrl: string | null;
  dataDir: string | null;
  /** null: load the demo when the database is embedded and empty. */
  demo: boolean | null;
  /** The day to judge by, for a whole server. null: today in London. */
  today: CalendarDate | null;
  publicUrl: URL | null;
  metricsToken: string | null;
  /** Wraps the data keys of the bank-detail vaults. null: the one in the data folder, where the database is embedded. */
  masterKey: MasterKey | null;
  logLevel: LogLevel;
  production: boolean;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

const KNOWN_NAMES = [
  'ACCORD_DATA_DIR',
  'ACCORD_DEMO',
  'ACCORD_TODAY',
  'ACCORD_PUBLIC_URL',
  'ACCORD_METRICS_TOKEN',
  'ACCORD_MASTER_KEY',
  ...MAIL_NAMES,
];
const SHORTEST_METRICS_TOKEN = 16;

export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const unknown = Object.keys(environment).find((name) => name.startsWith('ACCORD_') && !KNOWN_NAMES.includes(name));
  if (unknown !== undefined) {
    throw new SettingsError(`${unknown} is not a setting of Accord; the settings are ${KNOWN_NAMES.join(', ')}.`);
  }
  const read = <T>(name: string, parse: (text: string, name: string) => T): T | null => {
    const text = environment[name]?.trim() ?? '';
    return text === '' ? null : parse(text, name);
  };
  const production = environment.NODE_ENV === 'production';
  const today = read('ACCORD_TODAY', parseDate);
  if (today !== null && production) {
    throw new SettingsError('ACCORD_TODAY is refused when NODE_ENV is production: remove one of them.');
  }
  return {
    port: read('PORT', parsePort) ?? 3000,
    host: read('HOST', (text) => text) ?? '127.0.0.1',
    databaseUrl: read('DATABASE_URL', parseDatabaseUrl),
    databaseOwnerUrl: read('DATABASE_OWNER_URL', parseDatabaseUrl),
    dataDir: read('ACCORD_DATA_DIR', (text) => text),
    demo: read('ACCORD_DEMO', parseBoolean),
    today,
    publicUrl: read('ACCORD_PUBLIC_URL', parsePublicUrl),
    metricsToken: read('ACCORD_METRICS_TOKEN', parseMetricsToken),
    masterKey: read('ACCORD_MASTER_KEY', parseMasterKey),
    ...readMailSettings(read),
    logLevel: read('LOG_LEVEL', parseLogLevel) ?? 'info',
    production,
  };
}

function parsePort(text: string, name: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535)
    throw new SettingsError(`${name} must be a port number from 0 to 65535, not "${text}".`);
  return port;
}

function parseDate(text: string, name: string): CalendarDate {
  if (!isCalendarDate(text)) throw new SettingsError(`${name} must be a date written YYYY-MM-DD, not "${text}".`);
  return calendarDate(text);
}

function parseBoolean(text: string, name: string): boolean {
  if (text !== 'true' && text !== 'false') throw new SettingsError(`${name} must be true or false, not "${text}".`);
  return text === 'true';
}

function parseLogLevel(text: string, name: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (level === undefined) throw new SettingsError(`${name} must be one of ${LOG_LEVELS.join(', ')}, not "${text}".`);
  return level;
}

// The address holds a password, so no message repeats it.
function parseDatabaseUrl(text: string, name: string): string {
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol)) {
    throw new SettingsError(`${name} must be an address like postgres://user:password@host:5432/database.`);
  }
  return text;
}

function parsePublicUrl(text: string, name: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new SettingsError(`${name} must be an address that starts with https:// or http://, not "${text}".`);
  }
  return new URL(text);
}

function parseMetricsToken(text: string, name: string): string {
  if (text.length < SHORTEST_METRICS_TOKEN) {
    throw new SettingsError(`${name} must have at least ${String(SHORTEST_METRICS_TOKEN)} characters.`);
  }
  return text;
}

// No message repeats it, not even one that is wrong.
function parseMasterKey(text: string, name: string): MasterKey {
  const key = MasterKey.read(text);
  if (key === null)
    throw new SettingsError(`${name} must be 32 bytes in base64, as "openssl rand -base64 32" makes them.`);
  return key;
}
